"""The judgement of one channel: points, strategy, shares, and whether anything could still change it.

A channel's told facts (of kind diagnosis, and the agency's `who_posts`) are a mapping from fact to value; open facts
are left out. Points are whole numbers, so nothing depends on the order of adding.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from advisor.strategy.table import ANSWERS, DECISIVE, STRATEGIES, WHO, Points, table

Told = Mapping[str, str]
Verdict = tuple[str, frozenset[str]]  # strategy, and the pair if mixed

LEAD = 1  # a lead of so many points or fewer is a mix
STRONG_NEEDED = 2  # strong signs that networking needs
ENOUGH = 4  # told facts from which a channel is judged before it is settled
TEMPERATURE = 0.35  # points to shares: a lead of 2 points doubles the share
# Facts that alone say too little to be counted as told.
_TOO_WEAK_ALONE = frozenset({"purpose", "success_measure", "listening", "who_posts"})
_OPEN_DOORS = frozenset({"sometimes", "usually"})
_MAGNETS = (("own_site_links", "most"), ("post_completeness", "teaser"), ("answer_style", "sends_to_website"))


@dataclass(frozen=True)
class Judgement:
    """`strategy` with its `mixed_of` (larger share first) and `variant`; `shares` add up to 1."""

    strategy: str
    mixed_of: tuple[str, str] | None
    variant: str | None
    shares: tuple[float, float, float]
    settled: bool


def add_up(told: Told) -> Points:
    """The points of all told facts."""
    worth = table().points(told.get(ANSWERS) == "rarely")
    push = pull = networking = strong = 0
    for fact, value in told.items():
        more_push, more_pull, more_networking, sign = worth[fact][value]
        push += more_push
        pull += more_pull
        networking += more_networking
        strong += sign
    return Points(push, pull, networking, strong)


def rank(points: Points) -> tuple[str, tuple[str, str] | None]:
    """The strategy that `points` speak for, and the pair if it is a mix; equal points in the order of the table."""
    best, runner_up, _ = sorted((0, 1, 2), key=points[:3].__getitem__, reverse=True)
    too_few_signs = STRATEGIES[best] == "networking" and points.strong < STRONG_NEEDED
    if points[best] - points[runner_up] <= LEAD or too_few_signs:
        return "mixed", (STRATEGIES[best], STRATEGIES[runner_up])
    return STRATEGIES[best], None


def verdict(points: Points) -> Verdict:
    """Strategy and pair, comparable."""
    strategy, pair = rank(points)
    return strategy, frozenset(pair or ())


def shares(points: Points) -> tuple[float, float, float]:
    """The shares of the three strategies: each point multiplies a share by e to the power of the temperature."""
    top = max(points.push, points.pull, points.networking)
    return _shares(points.push - top, points.pull - top, points.networking - top)


@lru_cache(maxsize=5_000)
def _shares(*behind: int) -> tuple[float, float, float]:
    parts = [math.exp(score * TEMPERATURE) for score in behind]
    total = math.fsum(parts)
    push, pull, networking = (part / total for part in parts)
    return push, pull, networking


def judge(told: Told) -> Judgement:
    """The judgement of an active channel."""
    points = add_up(told)
    settled = is_settled(told, points)
    if not settled and not enough_told(told):
        return Judgement("undetermined", None, None, shares(points), False)
    strategy, pair = rank(points)
    return Judgement(strategy, pair, _variant(strategy, told), shares(points), settled)


def enough_told(told: Told) -> bool:
    """Who may speak, how often is answered, and some more. Sister agencies' posts are no sign, so they do not count."""
    if WHO not in told or ANSWERS not in told:
        return False
    weak = len(_TOO_WEAK_ALONE.intersection(told)) + (told.get("shares_others") == "own_government")
    return len(told) - weak >= ENOUGH


def _variant(strategy: str, told: Told) -> str | None:
    """ "service" for pull by answering people, without the signs of a magnet."""
    if strategy != "pull" or told.get(ANSWERS) not in _OPEN_DOORS:
        return None
    return None if any(told.get(fact) == value for fact, value in _MAGNETS) else "service"


def is_settled(told: Told, points: Points) -> bool:
    """Whether every completion of the open facts has the strategy (and pair) of `told`.

    Exact: each strategy is a set of linear conditions on the points, so the worst completion can be found fact
    by fact; only the count of strong signs is carried along.
    """
    if told.get(WHO) == "nobody" or told.get(ANSWERS) == "never" or len(told) == len(table().rows):
        return True
    wanted = verdict(points)
    if ANSWERS in told and WHO in told:
        return _holds_for_all(told, points, wanted)
    if wanted[0] != "push":
        return False  # the open one may be decisive for push
    states = [told[ANSWERS]] if ANSWERS in told else [value for value in table().rows[ANSWERS] if value != "never"]
    supposed = [{**told, ANSWERS: state} for state in states]
    return all(_holds_for_all(one, add_up(one), wanted) for one in supposed)


def _holds_for_all(told: Told, points: Points, wanted: Verdict) -> bool:
    """Whether all completions that are not decisive for push have the strategy `wanted`."""
    rarely = told[ANSWERS] == "rarely"
    ranges = _ranges(rarely)
    low_pl = high_pl = points.push - points.pull
    low_pn = high_pn = points.push - points.networking
    low_ln = high_ln = points.pull - points.networking
    open_facts = [fact for fact in ranges if fact not in told]
    for fact in open_facts:
        least_pl, most_pl, least_pn, most_pn, least_ln, most_ln = ranges[fact]
        low_pl += least_pl
        high_pl += most_pl
        low_pn += least_pn
        high_pn += most_pn
        low_ln += least_ln
        high_ln += most_ln
    strategy, pair = wanted
    if strategy == "push":
        return low_pl > LEAD and low_pn > LEAD
    if strategy == "pull":
        return high_pl < -LEAD and low_ln > LEAD
    if strategy == "networking":
        return high_pn < -LEAD and high_ln < -LEAD and points.strong >= STRONG_NEEDED
    if "networking" not in pair:
        return low_pl >= -LEAD and high_pl <= LEAD and low_pn >= 0 and low_ln >= 0
    rival = "push" if "push" in pair else "pull"
    if rival == "push":
        holds = low_pl >= 0 and high_ln < 0 and high_pn <= LEAD
    else:
        holds = high_pl < 0 and high_pn < 0 and high_ln <= LEAD
    return holds and _highest_lead(points, open_facts, rarely, rival) <= LEAD


def _highest_lead(points: Points, open_facts: list[str], rarely: bool, rival: str) -> int:
    """The highest lead of networking over `rival` in any completion with enough strong signs."""
    impossible = -10_000
    best = [impossible] * (STRONG_NEEDED + 1)
    best[min(points.strong, STRONG_NEEDED)] = points.networking - getattr(points, rival)
    for fact in open_facts:
        following = [impossible] * (STRONG_NEEDED + 1)
        for value in _indecisive(fact, rarely):
            gain = value.networking - getattr(value, rival)
            for count, lead in enumerate(best):
                if lead > impossible:
                    place = min(count + value.strong, STRONG_NEEDED)
                    following[place] = max(following[place], lead + gain)
        best = following
    return best[STRONG_NEEDED]


@lru_cache(maxsize=64)
def _indecisive(fact: str, rarely: bool) -> tuple[Points, ...]:
    return tuple({points for points in table().points(rarely)[fact].values() if points.push < DECISIVE})


@lru_cache(maxsize=2)
def _ranges(rarely: bool) -> dict[str, tuple[int, int, int, int, int, int]]:
    """For each fact the least and greatest push-pull, push-networking and pull-networking of its values."""
    found = {}
    for fact in table().rows:
        values = _indecisive(fact, rarely)
        pl = [v.push - v.pull for v in values]
        pn = [v.push - v.networking for v in values]
        ln = [v.pull - v.networking for v in values]
        found[fact] = (min(pl), max(pl), min(pn), max(pn), min(ln), max(ln))
    return found
