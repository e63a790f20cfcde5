"""From a row of an export to what is kept of a post: a day, marks and counts, and no word anybody wrote.

Texts and names live only inside `PostReader.read`. Accounts are kept as hashes that differ from run to run.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import Any, NamedTuple

from advisor.evidence import values
from advisor.evidence.data import table
from advisor.evidence.error import BadRow
from advisor.evidence.layouts import FieldSpec, Getter, Layout
from advisor.evidence.links import HIDDEN, OUTSIDE, OwnSites, judge, read_html, urls_in, without_urls
from advisor.facts import vocabulary

QUESTION, AUTOMATIC, DAMAGED_ID, MAYBE_LINK = 8, 16, 32, 64  # bits beside OWN, OUTSIDE and HIDDEN of links.py
MOST_A_DAY = 10_000  # posts; more is no number of posts


class Kind(IntEnum):
    """What a row is."""

    POST = 0
    REPLY = 1
    REPOST = 2
    PRIVATE = 3
    OTHER_PLATFORM = 4
    NOTHING = 5


class Post(NamedTuple):
    """What is kept of a row. Keys are hashes of ids or account names; None where there is none that can be used."""

    kind: Kind
    day: int = 0  # proleptic ordinal
    id: int | None = None
    bits: int = 0
    user: int | None = None  # replied to, or reposted
    target: int | None = None  # the post replied to
    government: bool | None = None  # for a repost: of an account named as own government; None if that cannot be told
    times: int = 1
    hosts: tuple[str, ...] = ()


NO_POST = Post(Kind.NOTHING)
PRIVATE = Post(Kind.PRIVATE)
OTHER_PLATFORM = Post(Kind.OTHER_PLATFORM)


@dataclass(frozen=True)
class Settings:
    """What the user said beside the files. `latest` is the last day a post can be from, as an ordinal."""

    sites: OwnSites
    accounts: frozenset[str]
    platform: str | None
    latest: int


@dataclass
class Place:
    """Where a post belongs: platform and the agency's own name for the channel, with the owner's keys seen so far."""

    platform: str
    account: str | None
    owners: set[int] = field(default_factory=set, repr=False)


def key(name: str) -> int:
    """An account name or id as a number that says nothing about it; the same only within one run."""
    return hash(name.strip().lstrip("@").casefold())


class PostReader:
    """Reads the rows of one file. `find` gives the getter of a column or path, None where the file has none."""

    def __init__(self, layout: Layout, find: Callable[[str], Getter | None], settings: Settings) -> None:
        self._layout, self._settings = layout, settings
        bound = {name: self._bind(spec, find) for name, spec in layout.fields.items()}
        self._get = {name: getter for name, getter in bound.items() if getter is not None}
        self._links = layout.fields.get("links")
        self._platform = self._bind(layout.platform, find) if isinstance(layout.platform, FieldSpec) else None
        self._accounts = {key(name) for name in settings.accounts}
        self._account_names = [name.strip().lstrip("@").casefold() for name in settings.accounts]
        self._places: dict[tuple[str, str | None], Place] = {}

    @staticmethod
    def _bind(spec: FieldSpec, find: Callable[[str], Getter | None]) -> Callable[[Any], list[str]] | None:
        """The values of a field as texts, by its spec; None if the file has none of its names."""
        getters = [getter for getter in (find(name) for name in spec.names) if getter is not None]
        return _field(spec, getters) if getters else None

    def _one(self, name: str, row: Any) -> str:
        getter = self._get.get(name)
        return next(iter(getter(row)), "") if getter else ""

    def _all(self, name: str, row: Any) -> list[str]:
        getter = self._get.get(name)
        return getter(row) if getter else []

    def read(self, row: Any) -> tuple[Place | None, Post]:
        """What is kept of `row`, and where it belongs. Raises BadRow, whose message quotes nothing of the row."""
        if (dropped := self._dropped(row)) is not None:
            if dropped is NO_POST and "owner" in self._get:
                self._own(row)
            return None, dropped
        place = self._place(row)
        if place is None:
            return None, OTHER_PLATFORM
        day = values.day(self._one("when", row), self._layout.days, self._settings.latest)
        if "times" in self._get:
            return place, Post(Kind.POST, day, times=self._times(row))
        ident, rounded = values.clean_id(self._one("id", row))
        post_id = None if rounded or not ident else hash(ident)
        bits = DAMAGED_ID if rounded else 0
        if values.is_set(self._one("repost", row)):
            return place, self._repost(row, day, post_id, bits)
        self._own(row)
        return place, self._written(row, day, post_id, bits, place)

    def _own(self, row: Any) -> None:
        """Notes the account itself, which a row names that is no repost."""
        place = self._place(row)
        if place is not None:
            place.owners.update(key(owner) for owner in self._all("owner", row))

    def _dropped(self, row: Any) -> Post | None:
        for rule, (name, allowed) in self._layout.rules.items():
            found = {value.strip().lower() for value in self._all(name, row)}
            if rule == "skip" and found & allowed:
                return NO_POST
            if rule == "only" and not found & allowed:
                return NO_POST
            if rule == "public" and not found & allowed:
                return PRIVATE
        return None

    def _place(self, row: Any) -> Place | None:
        platform = self._layout.platform
        if self._platform is not None:
            platform = _platform_of(next(iter(self._platform(row)), ""))
            if not platform or platform != (self._settings.platform or platform):
                return None
        account = " ".join("".join(c if c.isprintable() else " " for c in self._one("account", row)).split())[:80]
        known = (str(platform), account or None)
        if known not in self._places:
            self._places[known] = Place(*known)
            if account:
                self._places[known].owners.add(key(account))
        return self._places[known]

    def _times(self, row: Any) -> int:
        found = values.number(self._one("times", row))
        if found is None or not 0 <= found <= MOST_A_DAY:
            raise BadRow("count")
        return int(found)

    def _repost(self, row: Any, day: int, post_id: int | None, bits: int) -> Post:
        name = self._one("repost_user", row).strip().lstrip("@").casefold()
        user, rounded = values.clean_id(name)
        if not user or rounded:
            return Post(Kind.REPOST, day, post_id, bits)
        government = None
        if self._accounts:
            government = key(user) in self._accounts or any(name.endswith("." + one) for one in self._account_names)
            government = None if user.isdigit() and not government and not self._ids_named() else government
        return Post(Kind.REPOST, day, post_id, bits, user=key(user), government=government)

    def _ids_named(self) -> bool:
        """Whether the user named accounts by number, the only way to compare them with an export that holds numbers."""
        return all(name.isdigit() for name in self._account_names)

    def _written(self, row: Any, day: int, post_id: int | None, bits: int, place: Place) -> Post:
        text = html.unescape(self._one("text", row))
        urls = self._all("links", row)
        if self._links is None:
            urls = urls_in(text)
        elif self._links.html:
            text, urls = read_html(self._one("text", row))
        more, hosts = judge(urls, self._settings.sites, place.platform)
        if self._links is None and not more & 1:
            more, hosts = self._unresolved(row, text, more, hosts)
        bits |= more
        if "?" in text and "?" in without_urls(text):
            bits |= QUESTION
        if "client" in self._get and _copies(self._one("client", row)):
            bits |= AUTOMATIC
        user, post = self._reply(row)
        if user is None and post is None:
            return Post(Kind.POST, day, post_id, bits, hosts=hosts)
        return Post(Kind.REPLY, day, post_id, bits, user=user or None, target=post or None, hosts=hosts)

    def _unresolved(self, row: Any, text: str, bits: int, hosts: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        """Where only the text tells links: a bare own address, or signs of a link that is not in the text."""
        bare = self._settings.sites.bare
        if bare is not None and bare.search(text):
            return 1 | OUTSIDE, hosts
        clicked = (values.number(self._one("link_clicks", row)) or 0) > 0
        attached = self._one("type", row).strip().lower() in table("lists")["link_types"]
        if not bits & OUTSIDE and (clicked or attached):
            bits |= HIDDEN | OUTSIDE
        if bits & HIDDEN and not clicked and hosts == ("t.co",):
            bits = bits & ~OUTSIDE | MAYBE_LINK  # a picture has such an address too
        return bits, hosts

    def _reply(self, row: Any) -> tuple[int | None, int | None]:
        """Keys of the account and the post replied to: None for no reply, 0 where a rounded id tells nothing."""
        found: list[int | None] = []
        for name in ("reply_user", "reply_post"):
            ident, rounded = values.clean_id(self._one(name, row))
            plain = name == "reply_post"
            found.append(None if not values.is_set(ident) else 0 if rounded else hash(ident) if plain else key(ident))
        return found[0], found[1]


def _field(spec: FieldSpec, getters: Sequence[Getter]) -> Callable[[Any], list[str]]:
    def get(row: Any) -> list[str]:
        found: list[str] = []
        for getter in getters:
            raw = getter(row)
            texts = [values.text_of(one) for one in raw] if isinstance(raw, list) else [values.text_of(raw)]
            found += [text for text in texts if text]
            if found and spec.take == "first":
                break
        if spec.take == "longest" and found:
            found = [max(found, key=len)]
        if spec.split:
            found = [piece for text in found for piece in text.split(spec.split) if piece]
        if spec.match:
            matches = [spec.match.search(text) for text in found]
            found = [match[1] for match in matches if match]
        return found

    return get


@lru_cache(maxsize=4096)
def _copies(client: str) -> bool:
    name = read_html(client)[0].lower() if "<" in client else client.lower()
    words = "".join(c if c.isalnum() or c == "." else " " for c in name).split()
    return any(one in words if " " not in one else one in " ".join(words) for one in table("lists")["copying_clients"])


@lru_cache(maxsize=256)
def _platform_of(name: str) -> str:
    folded = " ".join(name.split()).casefold()
    for platform in vocabulary().platforms.values():
        if folded in {platform.id, platform.label.casefold(), *platform.aliases}:
            return platform.id
    return ""
