"""Counting: what is kept of all posts of one channel in one layout, a few numbers for each day.

Memory grows with the days and, by some 64 bytes, with each post (its id, to count none twice and to know answers to oneself).
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from advisor.evidence.links import HIDDEN, OUTSIDE, OWN
from advisor.evidence.posts import AUTOMATIC, DAMAGED_ID, MAYBE_LINK, QUESTION, Kind, Post

COUNTS = (
    "posts",  # written by the agency to everybody
    "answers",  # to others
    "threads",  # to itself
    "unclear_replies",  # to itself or to others
    "reposts_others",
    "reposts_self",
    "reposts_government",  # of reposts_others, by accounts the user named
    "reposts_beyond",  # of reposts_others, by accounts the user did not name
    "reposts_unknown",  # of reposts_others, cannot be told
    "own_links",  # of posts and threads, as are the next six
    "outside_links",
    "hidden_links",  # on short addresses
    "maybe_links",  # an address that may be a picture's
    "questions",
    "automatic",
    "answer_own_links",  # of answers
    "answer_hidden_links",
)
SENT = ("posts", "answers", "threads", "unclear_replies", "reposts_others", "reposts_self")
"""Everything the channel sent, each post once."""
_AT = {name: index for index, name in enumerate(COUNTS)}
_BITS = ((OWN, "own_links"), (OUTSIDE, "outside_links"), (HIDDEN, "hidden_links"), (MAYBE_LINK, "maybe_links"),
         (QUESTION, "questions"), (AUTOMATIC, "automatic"))  # fmt: skip
_ANSWER_BITS = ((OWN, "answer_own_links"), (HIDDEN, "answer_hidden_links"))
SURE = 3  # answers to an account's own posts that show it to be the owner; a damaged row alone must not
OFTEN = 5  # links to a host from which it is suggested as an own site
_MOST_HOSTS = 20_000  # different hosts counted for suggestions
_NONE = -1  # stands for no key in an array; keys that happen to be -1 do no harm


@dataclass(frozen=True)
class Days:
    """Counts by day, in order. `rows[i]` holds, for `days[i]` (proleptic ordinal), the numbers named in COUNTS."""

    days: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]

    def total(self, names: Iterable[str], first: int = 0, last: int = 1 << 30) -> int:
        """The sum of the named counts over the days from `first` to `last`, both included."""
        columns = [_AT[name] for name in names]
        return sum(row[i] for when, row in zip(self.days, self.rows) if first <= when <= last for i in columns)

    @property
    def window(self) -> tuple[date, date]:
        """The first and the last day with a post (in a file of days: with a row)."""
        return date.fromordinal(self.days[0]), date.fromordinal(self.days[-1])

    @property
    def last_sent(self) -> date:
        """The last day with a post; the first day of the window if there was none."""
        sent = [when for when, row in zip(self.days, self.rows) if any(row)]
        return date.fromordinal(sent[-1] if sent else self.days[0])

    def middle(self) -> int:
        """The last day of the first half, when half of all that was sent had been sent."""
        half, so_far = self.total(SENT) / 2, 0
        for when, row in zip(self.days, self.rows):
            so_far += sum(row[_AT[name]] for name in SENT)
            if so_far >= half:
                return when
        return self.days[-1]


class Tally:
    """Adds posts up. Replies and reposts are resolved at the end, when all ids of the channel are known."""

    def __init__(self) -> None:
        self.duplicates = 0
        self.rounded_ids = 0
        self.hosts: dict[int, str] = {}
        self._links: Counter[int] = Counter()
        self._ids: set[int] = set()
        self._days: dict[int, list[int]] = {}
        self._replies = (array("q"), array("q"), array("i"), array("H"))  # user, target, day, bits
        self._reposts = (array("q"), array("i"), array("b"))  # user, day, government (1, 0, -1 unknown)

    def add(self, post: Post) -> None:
        """Counts one post, or knows that it was counted before."""
        if post.id is not None:
            if post.id in self._ids:
                self.duplicates += 1
                return
            self._ids.add(post.id)
        row = self._days.get(post.day) or self._days.setdefault(post.day, [0] * len(COUNTS))
        if post.bits & DAMAGED_ID:
            self.rounded_ids += 1
        if post.kind is Kind.POST:
            row[0] += post.times
            _mark(row, post.bits, _BITS)
        elif post.kind is Kind.REPLY:
            for store, value in zip(self._replies, (_or(post.user), _or(post.target), post.day, post.bits)):
                store.append(value)
        else:
            government = -1 if post.government is None else int(post.government)
            for store, value in zip(self._reposts, (_or(post.user), post.day, government)):
                store.append(value)
        for host in post.hosts:
            self._count_host(host)

    def _count_host(self, host: str) -> None:
        """Counts a link to a host; its name is kept only when it was met often, for it may be somebody's own page."""
        known = hash(host)
        if known in self._links or len(self._links) < _MOST_HOSTS:
            self._links[known] += 1
            if self._links[known] == OFTEN:
                self.hosts[known] = host

    def common_hosts(self, most: int) -> list[tuple[str, int]]:
        """The hosts that posts link to most often, with the number of posts."""
        return [(self.hosts[known], count) for known, count in self._links.most_common(most) if count >= OFTEN]

    @property
    def posts(self) -> int:
        """How many posts, answers and reposts were counted."""
        return sum(row[0] for row in self._days.values()) + len(self._replies[0]) + len(self._reposts[0])

    @property
    def empty(self) -> bool:
        """Whether no row was counted, not even a day without posts."""
        return not self._days

    def days(self, owners: Iterable[int]) -> Days:
        """The counts by day; `owners` are the keys of the channel's own account."""
        rows = {when: list(row) for when, row in self._days.items()}
        own = set(owners) | self._answered_as_own()
        for user, target, when, bits in zip(*self._replies):
            self._resolve_reply(rows[when], user, target, bits, own)
        for user, when, government in zip(*self._reposts):
            _resolve_repost(rows[when], user, government, own)
        order = sorted(rows)
        return Days(tuple(order), tuple(tuple(rows[when]) for when in order))

    def _answered_as_own(self) -> set[int]:
        """Accounts that wrote a post which stands in this very export: the owner, where no file names it."""
        return set(self._hits())

    def _hits(self) -> Counter[int]:
        users, targets = self._replies[:2]
        return Counter(user for user, target in zip(users, targets) if user != _NONE and target in self._ids)

    @property
    def accounts(self) -> int:
        """How many accounts certainly wrote these posts, as far as answers to oneself show it; 0 where they do not."""
        return sum(1 for hits in self._hits().values() if hits >= SURE)

    def _resolve_reply(self, row: list[int], user: int, target: int, bits: int, own: set[int]) -> None:
        if user in own or target in self._ids:
            row[_AT["threads"]] += 1
            _mark(row, bits, _BITS)
        elif user == _NONE and target == _NONE:
            row[_AT["unclear_replies"]] += 1
        else:
            row[_AT["answers"]] += 1
            _mark(row, bits, _ANSWER_BITS)


def _resolve_repost(row: list[int], user: int, government: int, own: set[int]) -> None:
    if user in own:
        row[_AT["reposts_self"]] += 1
        return
    row[_AT["reposts_others"]] += 1
    row[_AT[{1: "reposts_government", 0: "reposts_beyond", -1: "reposts_unknown"}[government]]] += 1


def _mark(row: list[int], bits: int, names: Iterable[tuple[int, str]]) -> None:
    for bit, name in names:
        if bits & bit:
            row[_AT[name]] += 1


def _or(found: int | None) -> int:
    return _NONE if found is None else found
