"""Where the links of a post lead: to the agency's own site, elsewhere, or hidden behind a short address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from typing import NamedTuple

from advisor.evidence.data import table
from advisor.evidence.error import EvidenceError

_URL = re.compile(r"https?://[^\s<>\"'“”«»]+", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://)?(?:[^/@?#]*@)?([^/:?#]+)(?::\d+)?([^?#]*)", re.IGNORECASE)
_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_MOST_KNOWN = 50_000  # hosts remembered while a file is read
OWN, OUTSIDE, HIDDEN = 1, 2, 4  # bits


class OwnSites(NamedTuple):
    """The sites that count as the agency's: hosts by suffix, some only under a path, and how they look bare in a text."""

    hosts: tuple[str, ...] = ()
    paths: tuple[tuple[str, str], ...] = ()
    bare: re.Pattern[str] | None = None


def own_sites(written: Iterable[str]) -> OwnSites:
    """Sites as users write them: "springfield.gov", "https://www.gov.uk/government/organisations/hm-treasury".

    A host counts with all hosts under it; with a path only pages under that path count. EvidenceError for anything else.
    """
    hosts, paths = [], []
    for text in written:
        match = _HOST.fullmatch(text.strip().lower().partition("?")[0].partition("#")[0])
        host = match[1].strip(".").removeprefix("www.") if match else ""
        if not match or not _NAME.fullmatch(host):
            raise EvidenceError(f"own site {text!r}: must be a host such as springfield.gov, with or without a path.")
        path = match[2].rstrip("/")
        if path:
            paths.append((host, path))
        else:
            hosts.append(host)
    names = "|".join(re.escape(host) for host in (*hosts, *(host + path for host, path in paths)))
    bare = re.compile(rf"(?<![\w@.-])(?:[\w-]+\.)*(?:{names})(?![\w-]|\.\w)", re.IGNORECASE) if names else None
    return OwnSites(tuple(hosts), tuple(paths), bare)


def urls_in(text: str) -> list[str]:
    """The addresses written in `text`."""
    return _URL.findall(text) if "://" in text else []


def without_urls(text: str) -> str:
    """`text` with its addresses taken out."""
    return _URL.sub(" ", text) if "://" in text else text


class LinkJudge:
    """Tells where links lead, for one file. What hosts it met is forgotten with it."""

    def __init__(self, sites: OwnSites) -> None:
        self._sites = sites
        self._known: dict[str, int] = {}

    def __call__(self, urls: Sequence[str], platform: str) -> tuple[int, tuple[str, ...]]:
        """The bits of a post with these links, and the hosts outside the platform.

        A post with several links counts as own if one of them is; else as hidden if one of them is.
        """
        if not urls:
            return 0, ()
        bits, hosts = 0, []
        for url in urls:
            match = _HOST.match(url.strip())
            if not match:
                continue
            host = match[1].lower().strip(".").removeprefix("www.")
            kind = self._kind(host, platform)
            if not kind & OWN and self._sites.paths and _under(host, match[2].lower(), self._sites.paths):
                kind = OWN | OUTSIDE
            bits |= kind
            if kind & OUTSIDE and host not in hosts:
                hosts.append(host)
        return bits & ~HIDDEN if bits & OWN else bits, tuple(hosts)

    def _kind(self, host: str, platform: str) -> int:
        if host not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._known[host] = _kind(host, self._sites.hosts, platform)
        return self._known[host]


def _kind(host: str, own: tuple[str, ...], platform: str) -> int:
    lists = table("lists")
    if _within(host, own):
        return OWN | OUTSIDE
    if _within(host, lists["shorteners"]):
        return HIDDEN | OUTSIDE
    if not _NAME.fullmatch(host) or _within(host, lists["platform_hosts"].get(platform, ())):
        return 0
    return OUTSIDE


def _within(host: str, suffixes: Iterable[str]) -> bool:
    return any(host == suffix or host.endswith("." + suffix) for suffix in suffixes)


def _under(host: str, path: str, places: tuple[tuple[str, str], ...]) -> bool:
    return any(
        _within(host, (own,)) and (path.rstrip("/") + "/").startswith(start.rstrip("/") + "/") for own, start in places
    )


class _Reader(HTMLParser):
    """Text and links of a post in HTML; links that are mentions or hashtags are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        classes = (found.get("class") or "").split()
        href = found.get("href")
        if tag == "a" and href and not {"mention", "hashtag"} & set(classes):
            self.links.append(href)
        if tag in {"p", "br"}:
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read_html(content: str) -> tuple[str, list[str]]:
    """The text of a post in HTML, and where its links lead."""
    reader = _Reader()
    reader.feed(content)
    reader.close()
    return "".join(reader.text), reader.links
