"""Every possible sum of points with its strategy, to be looked up instead of worked out.

A strategy depends on two leads and on the count of strong signs. The points of an answer are packed into one whole
number; packed numbers add up like the points themselves, and the sum is the place of its outcome in one long row.
An outcome is a small number: 0, 1, 2 for push, pull, networking; 3, 4, 5 for a mix without push, pull, networking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from advisor.strategy.judge import STRONG_NEEDED, Told, Verdict, verdict
from advisor.strategy.table import ANSWERS, DECISIVE, STRATEGIES, Points, table

Places = npt.NDArray[np.intp]
Outcomes = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]


class Plane:
    """The outcomes of all sums that the evidence table can give.

    `packed[rarely][fact][value]` is what an answer adds to a place, `start` the place of no answers at all.
    """

    def __init__(self) -> None:
        every = {
            fact: [p for rarely in (False, True) for p in table().points(rarely)[fact].values()]
            for fact in table().rows
        }
        low_push, high_push = _bounds([p.push - p.networking for p in points] for points in every.values())
        low_pull, high_pull = _bounds([p.pull - p.networking for p in points] for points in every.values())
        signs = sum(max(p.strong for p in points) for points in every.values()) + 1
        self._steps = ((high_pull - low_pull + 1) * signs, signs)
        self.start = -low_push * self._steps[0] - low_pull * self._steps[1]
        self.packed = {
            rarely: {
                fact: {value: self._pack(p) for value, p in row.items()} for fact, row in table().points(rarely).items()
            }
            for rarely in (False, True)
        }
        push_leads, pull_leads = range(low_push, high_push + 1), range(low_pull, high_pull + 1)
        self.outcomes: Outcomes = np.array(list(_all_outcomes(push_leads, pull_leads, signs)), dtype=np.int8)

    def _pack(self, points: Points) -> int:
        push_lead, pull_lead = points.push - points.networking, points.pull - points.networking
        return push_lead * self._steps[0] + pull_lead * self._steps[1] + points.strong

    def place(self, told: Told, rarely: bool) -> int:
        """Where the told facts lead; an open fact counts nothing."""
        packed = self.packed[rarely]
        return self.start + sum([packed[fact][value] for fact, value in told.items()])

    def swings(self, fact: str, rarely: bool) -> Flags:
        """For each place reached without `fact`, whether its values lead from there to different outcomes."""
        return _swings(self, fact, rarely)


def _bounds(worths: Iterable[list[int]]) -> tuple[int, int]:
    """The least and the greatest sum with one of each list, or none."""
    lists = list(worths)
    return sum(min(0, *worth) for worth in lists), sum(max(0, *worth) for worth in lists)


def _all_outcomes(push_leads: range, pull_leads: range, signs: int) -> Iterator[int]:
    for push in push_leads:
        for pull in pull_leads:
            few, enough = (outcome_of(verdict(Points(push, pull, 0, strong))) for strong in (0, STRONG_NEEDED))
            yield from (few if strong < STRONG_NEEDED else enough for strong in range(signs))


def outcome_of(found: Verdict) -> int:
    """The number of a strategy, with its pair if it is mixed."""
    strategy, pair = found
    if strategy in STRATEGIES:
        return STRATEGIES.index(strategy)
    return next(number for number, name in enumerate(STRATEGIES) if name not in pair) + len(STRATEGIES)


@lru_cache(maxsize=64)
def _swings(whole: Plane, fact: str, rarely: bool) -> Flags:
    places = np.arange(len(whole.outcomes))
    reached = [whole.outcomes.take(places + step, mode="clip") for step in whole.packed[rarely][fact].values()]
    differs: Flags = np.logical_or.reduce([reached[0] != other for other in reached[1:]])
    return differs


@lru_cache(maxsize=1)
def plane() -> Plane:
    """The plane of this process."""
    return Plane()


def reachable(told: Told, without: str, rarely: bool) -> Places:
    """All places that the open facts but `without` can lead to, settled channels left out."""
    points, packed = table().points(rarely), plane().packed[rarely]
    places: Places = np.array([plane().place(told, rarely)])
    for fact, values in points.items():
        if fact not in told and fact not in (without, ANSWERS):
            steps = np.unique([packed[fact][value] for value, p in values.items() if p.push < DECISIVE])
            places = np.unique(places[:, None] + steps)
    return places
