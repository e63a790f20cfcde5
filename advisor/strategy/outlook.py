"""What could still happen to a channel: how likely its strategy is to stay, and what each open fact would tell.

The strategy itself and whether it is settled never depend on this.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from advisor.facts import Case, Channel
from advisor.strategy.judge import Told, add_up, is_settled
from advisor.strategy.plane import Places, plane, reachable
from advisor.strategy.prior import Codes, Numbers, prior
from advisor.strategy.table import ANSWERS, WHO, table

NEARLY_SURE = 0.999  # the most that stability can be before a channel is settled
_OUTCOMES = np.hstack([np.eye(6), np.ones((6, 1))])  # a column for each outcome, and one for all together
_SIGNS = np.array([1.0] * 6 + [-1.0])


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
        self.drawn_steps = {
            rarely: dict(zip(self.facts, steps.astype(np.intp))) for rarely, steps in ((False, usual), (True, special))
        }
        self.steps = {False: usual, True: special, None: np.where(self.rarely, special, usual)}
        self.has = np.concatenate(
            [drawn[fact] == np.arange(len(prior().values[fact]))[:, None] for fact in drawn]
        ).astype(float)
        sizes = [len(prior().values[fact]) for fact in drawn]
        self.first = np.cumsum([0, *sizes[:-1]])

    @staticmethod
    def _steps(drawn: Mapping[str, Codes], rarely: bool) -> Numbers:
        packed = plane().packed[rarely]
        return np.array([np.array(list(packed[fact].values()))[codes] for fact, codes in drawn.items()], dtype=float)

    def without(self, fact: str, rarely: bool, places: Places) -> Places:
        """Where the sample channels end up if `fact` is left out."""
        rest: Places = places - self.drawn_steps[rarely][fact]
        return rest

    def places(self, told: Told) -> Places:
        """Where each sample channel ends up with the told facts as told and the others as drawn."""
        if ANSWERS in told:
            mode: bool | None = told[ANSWERS] == "rarely"
            start: int | Places = plane().place(told, told[ANSWERS] == "rarely")
        else:
            mode, start = None, np.where(self.rarely, plane().place(told, True), plane().place(told, False))
        counted = [float(fact not in told) for fact in self.facts]
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
    if is_settled(told, add_up(told)):
        return Outlook(1.0, {})
    likely = prior().likely(told)
    outcomes = _OUTCOMES[plane().outcomes[_sample().places(told)]]
    shares = (likely @ outcomes).tolist()
    now = plane().outcomes.item(plane().place(told, told.get(ANSWERS) == "rarely"))
    before = float(_bits(np.array(shares)))
    gains = {fact: max(0.0, gain - before) for fact, gain in _gains(outcomes, likely).items() if fact not in told}
    return Outlook(min(shares[now], NEARLY_SURE), gains)


def _gains(outcomes: Numbers, likely: Numbers) -> dict[str, float]:
    """For each fact how even the outcomes are expected to be once it is known, in negative bits."""
    by_value = _sample().has @ (outcomes * likely[:, None])
    return dict(zip(_sample().facts, np.add.reduceat(_bits(by_value), _sample().first).tolist()))


def _bits(shares: Numbers) -> Any:
    """How far the shares of the outcomes are from being even, in bits; one figure for each row."""
    return (shares * np.log2(shares + 1e-300)) @ _SIGNS


def decides_next(told: Told, asked: Collection[str] = ()) -> str | None:
    """The open fact that would tell most about a channel that is not settled, among those that can change its strategy.

    Facts in `asked` (answered "unknown") come last.
    """
    for fact in (WHO, ANSWERS):  # an answer to these can settle any channel that is not settled
        if fact not in told and fact not in asked:
            return fact
    missing = [fact for fact in table().rows if fact not in told]
    places = _sample().places(told)
    for in_vain in (False, True):
        group = [fact for fact in missing if (fact in asked) == in_vain]
        if len(group) > 1:
            gains = _gains(_OUTCOMES[plane().outcomes[places]], prior().likely(told))
            group.sort(key=gains.__getitem__, reverse=True)
        for fact in group:
            if can_decide(fact, told, places):
                return fact
    return None


def can_decide(fact: str, told: Told, places: Places | None = None) -> bool:
    """Whether two values of `fact`, with one and the same completion of the rest, lead to different strategies.

    Exact: looks at the sample channels first, since most facts that can decide do so in one of them, then at every
    sum of points that the rest can reach. `places`: those of the sample channels, if they are at hand.
    """
    if fact in {WHO, ANSWERS}:
        return not is_settled(told, add_up(told))
    if ANSWERS in told:
        rarely = told[ANSWERS] == "rarely"
        swings = plane().swings(fact, rarely)
        rest = _sample().without(fact, rarely, _sample().places(told) if places is None else places)
        return bool(swings[rest].any() or swings[reachable(told, fact, rarely)].any())
    states = [value for value in table().rows[ANSWERS] if value != "never"]
    return any(can_decide(fact, {**told, ANSWERS: state}) for state in states)
