"""Measures of one channel: figures with their window, count and uncertainty, and no opinion yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from advisor.evidence import wording
from advisor.evidence.data import table
from advisor.evidence.measuring import Counted
from advisor.evidence.tally import SENT, Days
from advisor.evidence.uncertainty import poisson, wilson

State = Literal["measured", "absent", "hidden"]
FREQUENCY = "frequency"
_TO_ALL = ("posts", "threads", "reposts_others", "reposts_self")


@dataclass(frozen=True)
class Half:
    """A measure over one half of the window: share, 95 % range, cases, first and last day."""

    share: float
    low: float
    high: float
    of: int
    first: date
    last: date


@dataclass(frozen=True)
class Measure:
    """One measure of one channel.

    `state` is "measured", "absent" (not in this export) or "hidden" (cannot be told from it). `count` of `of` cases, `unclear`
    more may belong to them; `value` is count / of, for the measure "frequency" posts a week; `low` to `high` is the 95 %
    range with everything unclear counted once as no and once as yes. `says` is a sentence for people.
    """

    name: str
    state: State
    files: tuple[str, ...]
    says: str = ""
    finding: str = ""
    value: float | None = None
    low: float = 0.0
    high: float = 1.0
    count: int = 0
    unclear: int = 0
    of: int = 0
    first: date | None = None
    last: date | None = None
    halves: tuple[Half, ...] = ()

    @property
    def supports(self) -> str:
        """What the figure may be taken for and what not; nothing where that is plain."""
        return wording.supports(self.name) if self.state == "measured" else ""

    @property
    def halves_differ(self) -> bool:
        """Whether the ranges of the two halves do not even touch."""
        return len(self.halves) == 2 and (
            self.halves[0].high < self.halves[1].low or self.halves[1].high < self.halves[0].low
        )

    def as_json(self) -> dict[str, Any]:
        """The measure as mappings and lists; days as YYYY-MM-DD, shares from 0 to 1 with four decimals."""
        shape: dict[str, Any] = {
            "measure": self.name,
            "state": self.state,
            "says": self.says,
            "supports": self.supports,
            "files": list(self.files),
        }
        if self.of or self.name == FREQUENCY:
            shape |= {
                "value": None if self.value is None else round(self.value, 4),
                "range": [round(self.low, 4), round(self.high, 4)],
                "count": self.count,
                "unclear": self.unclear,
                "of": self.of,
            }
        if self.first and self.last:
            shape["window"] = [self.first.isoformat(), self.last.isoformat()]
        if self.halves:
            shape["halves"] = [
                {
                    "value": round(half.share, 4),
                    "range": [round(half.low, 4), round(half.high, 4)],
                    "of": half.of,
                    "window": [half.first.isoformat(), half.last.isoformat()],
                }
                for half in self.halves
            ]
            shape["halves_differ"] = self.halves_differ
        return shape


def measures_of(counted: Counted, days: Days, sites_named: bool, accounts_named: bool) -> dict[str, Measure]:
    """All measures of one channel in one layout, by name."""
    found = {
        name: _share(name, entry, counted, days, sites_named, accounts_named)
        for name, entry in table("measures")["measures"].items()
    }
    return {**found, FREQUENCY: _frequency(counted, days)}


def best(measured: Sequence[Mapping[str, Measure]]) -> dict[str, Measure]:
    """Of several exports of one channel, for each measure the one that tells it, and tells it of most posts."""
    order = {"measured": 2, "hidden": 1, "absent": 0}
    names = measured[0]
    return {name: max((one[name] for one in measured), key=lambda m: (order[m.state], m.of)) for name in names}


def _share(name: str, entry: Mapping[str, Any], counted: Counted, days: Days, sites: bool, accounts: bool) -> Measure:
    files = tuple(counted.files)
    needs = entry["needs"] if isinstance(entry["needs"], list) else [entry["needs"]]
    if not set(needs) <= counted.layout.tells:
        return wording.with_words(Measure(name, "absent", files))
    # without a named site every link that leads outside may be an own one
    unclear_of = entry.get("unclear", ())
    if not sites and name == "own_site_links":
        unclear_of = ("outside_links", "maybe_links")
    count, unclear, of = (days.total(names) for names in (entry["count"], unclear_of, entry["of"]))
    if name == "answers_with_own_link" and not sites:
        unclear = of
    first, last = days.window
    low, high = wilson(count, of)[0], wilson(min(of, count + unclear), of)[1]
    limits = table("measures")
    hidden = unclear > limits["hidden_above"] * (count + unclear) and unclear > limits["hidden_from"] * of
    measure = Measure(
        name, "hidden" if hidden else "measured", files, value=None if hidden or not of else count / of,
        low=low, high=high, count=count, unclear=unclear, of=of, first=first, last=last,
        halves=() if hidden else _halves(entry, unclear_of, days),
    )  # fmt: skip
    return wording.with_words(measure, wording.hidden_reason(name, sites, counted))


def _halves(entry: Mapping[str, Any], unclear_of: Sequence[str], days: Days) -> tuple[Half, ...]:
    """The measure over both halves of the window; nothing if a half has no case."""
    (first, last), middle = days.window, days.middle()
    found = []
    for start, end in ((first.toordinal(), middle), (middle + 1, last.toordinal())):
        count, unclear, of = (days.total(names, start, end) for names in (entry["count"], unclear_of, entry["of"]))
        if not of:
            return ()
        low, high = wilson(count, of)[0], wilson(min(of, count + unclear), of)[1]
        found.append(Half(count / of, low, high, of, date.fromordinal(start), date.fromordinal(end)))
    return tuple(found)


def _frequency(counted: Counted, days: Days) -> Measure:
    """Posts to everybody and reposts a week, over the last three months of the window or the whole if it is shorter."""
    first, last = days.window
    start = max(first.toordinal(), last.toordinal() - table("measures")["quiet_days"] + 1)
    length = last.toordinal() - start + 1
    count = days.total(_TO_ALL, start)
    low, high = (events * 7 / length for events in poisson(count))
    measure = Measure(
        FREQUENCY, "measured", tuple(counted.files), value=count * 7 / length, low=low, high=high, count=count,
        of=days.total(SENT), first=date.fromordinal(start), last=last,
    )  # fmt: skip
    return wording.with_words(measure)
