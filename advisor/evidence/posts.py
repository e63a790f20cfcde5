"""From a row of an export to what is kept of a post: a day, marks and counts, and no word anybody wrote.

Texts and names live only inside `PostReader.read`. Accounts are kept as hashes that differ from run to run.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import Any, NamedTuple

from advisor.evidence import values
from advisor.evidence.data import table
from advisor.evidence.fields import Fields, Find, bound
from advisor.evidence.layouts import FieldSpec, Layout
from advisor.evidence.links import HIDDEN, OUTSIDE, OWN, LinkJudge, OwnSites, read_html, urls_in, without_urls
from advisor.facts import vocabulary

QUESTION, AUTOMATIC, DAMAGED_ID, MAYBE_LINK = 8, 16, 32, 64  # bits beside OWN, OUTSIDE and HIDDEN of links.py


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


ONLY = ("", None)
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

    def __init__(self, layout: Layout, find: Find, settings: Settings) -> None:
        self._layout, self._settings = layout, settings
        fields = Fields(layout, find)
        self._when, self._id, self._text = fields.one("when"), fields.one("id"), fields.one("text")
        self._repost_mark, self._repost_user = fields.one("repost"), fields.one("repost_user")
        self._reply_user, self._reply_post = fields.one("reply_user"), fields.one("reply_post")
        self._client, self._type, self._clicks = fields.one("client"), fields.one("type"), fields.one("link_clicks")
        self._account, self._urls = fields.one("account"), fields.all("links")
        self._owners = fields.all("owner") if "owner" in fields else None
        self._times = fields.one("times") if "times" in fields else None
        self._rules = [(rule, fields.all(name), allowed) for rule, (name, allowed) in layout.rules.items()]
        self._links = layout.fields.get("links")
        self._platform = bound(layout.platform, find) if isinstance(layout.platform, FieldSpec) else None
        self._one_place = self._platform is None and "account" not in fields
        self._places: dict[tuple[str, str | None], Place] = {}
        self._judge = LinkJudge(settings.sites)
        self._named = NamedAccounts(settings.accounts)

    def read(self, row: Any) -> tuple[Place | None, Post]:
        """What is kept of `row`, and where it belongs. Raises BadRow, whose message quotes nothing of the row."""
        if self._rules and (dropped := self._dropped(row)) is not None:
            if dropped is NO_POST:
                self._own(row, self._place(row))
            return None, dropped
        place = self._place(row)
        if place is None:
            return None, OTHER_PLATFORM
        when = self._when(row)
        day = values.day(when, self._layout.days, self._settings.latest)
        if self._times is not None:
            return place, Post(Kind.POST, day, times=values.posts_a_day(self._times(row)))
        ident, rounded = values.clean_id(self._id(row))
        post_id = hash((ident, when, self._text(row))) if rounded else hash(ident) if ident else None
        bits = DAMAGED_ID if rounded else 0
        if values.is_set(self._repost_mark(row)):
            user, government = self._named.judge(self._repost_user(row))
            return place, Post(Kind.REPOST, day, post_id, bits, user, government=government)
        self._own(row, place)
        return place, self._written(row, day, post_id, bits, place)

    def _own(self, row: Any, place: Place | None) -> None:
        """Notes the account itself, which a row names that is no repost."""
        if place is not None and self._owners is not None:
            place.owners.update(map(key, self._owners(row)))

    def _dropped(self, row: Any) -> Post | None:
        for rule, read, allowed in self._rules:
            found = {value.strip().lower() for value in read(row)}
            if rule == "skip" and found & allowed:
                return NO_POST
            if rule != "skip" and not found & allowed:
                return PRIVATE if rule == "public" else NO_POST
        return None

    def _place(self, row: Any) -> Place | None:
        if self._one_place:
            return self._places.get(ONLY) or self._places.setdefault(ONLY, Place(str(self._layout.platform), None))
        platform = self._layout.platform
        if self._platform is not None:
            platform = _platform_of(self._platform(row))
            if not platform or platform != (self._settings.platform or platform):
                return None
        account = " ".join("".join(c if c.isprintable() else " " for c in self._account(row)).split())[:80]
        known = (str(platform), account or None)
        if known not in self._places:
            self._places[known] = Place(*known, {key(account)} if account else set())
        return self._places[known]

    def _written(self, row: Any, day: int, post_id: int | None, bits: int, place: Place) -> Post:
        text = self._text(row)
        if self._links is None:
            text = html.unescape(text)
            more, hosts = self._judge(urls_in(text), place.platform)
            if not more & OWN:
                more, hosts = self._unresolved(row, text, more, hosts)
        elif self._links.html:
            text, urls = read_html(text)
            more, hosts = self._judge(urls, place.platform)
        else:
            text = html.unescape(text) if "&" in text else text
            more, hosts = self._judge(self._urls(row), place.platform)
        bits |= more
        if "?" in text and "?" in without_urls(text):
            bits |= QUESTION
        if (client := self._client(row)) and _copies(client):
            bits |= AUTOMATIC
        user, target = _key_of(self._reply_user(row), key), _key_of(self._reply_post(row), hash)
        if user is None and target is None:
            return Post(Kind.POST, day, post_id, bits, hosts=hosts)
        return Post(Kind.REPLY, day, post_id, bits, user or None, target or None, hosts=hosts)

    def _unresolved(self, row: Any, text: str, bits: int, hosts: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        """Where only the text tells links: a bare own address, or signs of a link that is not in the text."""
        bare = self._settings.sites.bare
        if bare is not None and bare.search(text):
            return OWN | OUTSIDE, hosts
        clicked = (values.number(self._clicks(row)) or 0) > 0
        attached = self._type(row).strip().lower() in table("lists")["link_types"]
        if not bits & OUTSIDE and (clicked or attached):
            bits |= HIDDEN | OUTSIDE
        if bits & HIDDEN and not clicked and hosts == ("t.co",):
            bits = bits & ~OUTSIDE | MAYBE_LINK  # a picture has such an address too
        return bits, hosts


class NamedAccounts:
    """The accounts that the user named as their own government's: handles, ids, name@host or a domain of handles."""

    def __init__(self, written: Iterable[str]) -> None:
        names = [name.strip().lstrip("@").casefold() for name in written]
        self._keys = {key(name) for name in names}
        for name, _, host in (name.partition("@") for name in names if "@" in name):
            self._keys |= {key(f"https://{host}/users/{name}"), key(f"https://{host}/@{name}")}
        self._suffixes = tuple(f".{name}" for name in names if "." in name)
        self._only_ids = bool(names) and all(name.isdigit() for name in names)

    def judge(self, name: str) -> tuple[int | None, bool | None]:
        """The key of a reposted account, and whether it was named; None where that cannot be told.

        An id can only be compared with ids, a name only with names.
        """
        user, rounded = values.clean_id(name.strip().lstrip("@").casefold())
        if not user or rounded:
            return None, None
        found = key(user)
        if not self._keys or (user.isdigit() and not self._only_ids and found not in self._keys):
            return found, None
        return found, found in self._keys or user.endswith(self._suffixes)


def _key_of(raw: str, keyed: Callable[[str], int]) -> int | None:
    """The key of an id: None for no id, 0 where a rounded one tells nothing."""
    if not raw:
        return None
    ident, rounded = values.clean_id(raw)
    return None if not values.is_set(ident) else 0 if rounded else keyed(ident)


@lru_cache(maxsize=4096)
def _copies(client: str) -> bool:
    """Whether a program copies posts from a website or feed."""
    name = read_html(client)[0].lower() if "<" in client else client.lower()
    words = "".join(c if c.isalnum() or c == "." else " " for c in name).split()
    return any(one in words if " " not in one else one in " ".join(words) for one in table("lists")["copying_clients"])


@lru_cache(maxsize=256)
def _platform_of(name: str) -> str:
    """The canonical id of a platform as an export writes it, "" for one that the vocabulary does not know."""
    folded = " ".join(name.split()).casefold()
    for platform in vocabulary().platforms.values():
        if folded in {platform.id, platform.label.casefold(), *platform.aliases}:
            return platform.id
    return ""
