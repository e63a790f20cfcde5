"""What could still happen to a channel: how likely its strategy is to stay, and what each open fact would tell.

The strategy itself and whether it is settled never depend on this.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from advisor.facts import Case, Channel
from advisor.strategy.judge import judge
from advisor.strategy.plane import Places, Told, plane, reachable
from advisor.strategy.prior import Codes, Numbers, prior
from advisor.strategy.table import ANSWERS, WHO, table

NEARLY_SURE = 0.999  # the most that stability can be before a channel is settled
_OUTCOMES = np.eye(6)


@dataclass(frozen=True)
class Outlook:
    """`stability`: weighted share of completions that keep the strategy; `gains`: bits that each open fact tells."""

    stability: float
    gains: Mapping[str, float]


def told_of(channel: Channel, case: Case) -> dict[str, str]:
    """The told facts that are scored for `channel`."""
    rows = table().rows
    told = {fact: value for fact, value in channel.facts.items() if value != "unknown" and fact in rows}
    who_posts = case.agency.get("who_posts", "unknown")
    if who_posts != "unknown":
        told["who_posts"] = who_posts
    return told


def is_inactive(channel: Channel) -> bool:
    """Whether nothing has been posted for three months."""
    return channel.facts.get("posting_frequency") == "inactive"


class _Sample:
    """The sample channels of the prior, laid out for adding up."""

    def __init__(self) -> None:
        drawn = prior().sample
        self.facts = tuple(drawn)
        self.rarely = drawn[ANSWERS] == prior().values[ANSWERS].index("rarely")
        usual, special = (self._steps(drawn, rarely) for rarely in (False, True))
        self.steps = {False: usual, True: special, None: np.where(self.rarely, special, usual)}
        self.has = np.concatenate([drawn[fact] == np.arange(len(prior().values[fact]))[:, None] for fact in drawn]).astype(float)
        sizes = [len(prior().values[fact]) for fact in drawn]
        self.first = np.cumsum([0, *sizes[:-1]])

    @staticmethod
    def _steps(drawn: Mapping[str, Codes], rarely: bool) -> Numbers:
        packed = plane().packed[rarely]
        return np.array([np.array(list(packed[fact].values()))[codes] for fact, codes in drawn.items()], dtype=float)

    def places(self, told: Told, without: str | None = None) -> Places:
        """Where each sample channel ends up with the told facts as told and the others as drawn; `without` left out."""
        if ANSWERS in told:
            mode: bool | None = told[ANSWERS] == "rarely"
            start: int | Places = plane().place(told, told[ANSWERS] == "rarely")
        else:
            mode, start = None, np.where(self.rarely, plane().place(told, True), plane().place(told, False))
        counted = [float(fact not in told and fact != without) for fact in self.facts]
        ends: Places = (counted @ self.steps[mode]).astype(np.intp) + start
        return ends


@lru_cache(maxsize=1)
def _sample() -> _Sample:
    return _Sample()


def outlook(told: Told) -> Outlook:
    """What could still happen to a channel with these told facts."""
    return _outlook(tuple(sorted(told.items())))


@lru_cache(maxsize=2_000)
def _outlook(items: tuple[tuple[str, str], ...]) -> Outlook:
    told = dict(items)
    if judge(told).settled:
        return Outlook(1.0, {})
    outcomes = plane().outcomes[_sample().places(told)]
    weighted = _OUTCOMES[outcomes] * prior().likely(told)[:, None]
    now = plane().outcomes[plane().place(told, told.get(ANSWERS) == "rarely")]
    shares = weighted.sum(axis=0)
    return Outlook(min(float(shares[now]), NEARLY_SURE), _gains(told, weighted, shares))


def _gains(told: Told, weighted: Numbers, shares: Numbers) -> dict[str, float]:
    """How many bits the answer to each open fact is expected to tell about the strategy."""
    found = _sample()
    together = found.has @ weighted
    told_by_value = _bits(together).sum(axis=1) - _bits(together.sum(axis=1))
    gains = np.add.reduceat(told_by_value, found.first) - _bits(shares).sum()
    return {fact: max(0.0, gain) for fact, gain in zip(found.facts, gains.tolist()) if fact not in told}


def _bits(shares: Numbers) -> Numbers:
    return shares * np.log2(shares + 1e-300)


def decides_next(told: Told, asked: Collection[str] = ()) -> str | None:
    """The open fact that would tell most, among those that can still change the strategy; None when settled.

    Facts in `asked` (answered "unknown") come last.
    """
    if judge(told).settled:
        return None
    for fact in (WHO, ANSWERS):  # an answer to these can settle any channel that is not settled
        if fact not in told and fact not in asked:
            return fact
    absent = [fact for fact in table().rows if fact not in told and fact not in asked]
    for group in (absent, [fact for fact in asked if fact in table().rows and fact not in told]):
        for fact in _most_telling_first(group, told):
            if can_decide(fact, told):
                return fact
    return None


def _most_telling_first(facts: list[str], told: Told) -> list[str]:
    if len(facts) < 2:
        return facts
    gains, order = outlook(told).gains, _sample().facts
    return sorted(facts, key=lambda fact: (-gains[fact], order.index(fact)))


def can_decide(fact: str, told: Told) -> bool:
    """Whether two values of `fact`, with one and the same completion of the rest, lead to different strategies.

    Exact: looks at the sample channels first, since most facts that can decide do so in one of them, then at every
    sum of points that the rest can reach.
    """
    if fact in {WHO, ANSWERS}:
        return not judge(told).settled
    if ANSWERS in told:
        rarely = told[ANSWERS] == "rarely"
        swings = plane().swings(fact, rarely)
        return bool(swings[_sample().places(told, fact)].any() or swings[reachable(told, fact, rarely)].any())
    states = [value for value in table().rows[ANSWERS] if value != "never"]
    return any(can_decide(fact, {**told, ANSWERS: state}) for state in states)
