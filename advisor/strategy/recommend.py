"""What would suit the agency's goals, and the smallest set of changes that gets a channel there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from advisor.facts import Case, Channel
from advisor.knowledge import knowledge
from advisor.strategy.judge import Judgement, Told, add_up, enough_told, is_settled, judge
from advisor.strategy.outlook import is_inactive, told_of
from advisor.strategy.plane import plane
from advisor.strategy.table import ANSWERS, STRATEGIES
from advisor.strategy.written import change_line


@dataclass(frozen=True)
class Change:
    """A change of one fact of a channel; `from_` is None where nothing is known."""

    fact: str
    from_: str | None
    to: str
    cost: str
    gives: str

    @cached_property
    def line(self) -> str:
        """The change as JSON."""
        return change_line(self)


@dataclass(frozen=True)
class Recommendation:
    """`suits`: the strategies that suit each goal; `warnings`: what to mind, general information only."""

    goals: tuple[str, ...]
    suits: Mapping[str, tuple[str, ...]]
    warnings: tuple[str, ...]


def goals_of(case: Case) -> tuple[str, ...]:
    """The agency's goals, the most important first; none if they are not known."""
    goals = case.agency.get("goals")
    return tuple(goals) if isinstance(goals, list) else ()


def target_of(channel: Channel, case: Case, told: Told, judgement: Judgement) -> tuple[str | None, tuple[Change, ...]]:
    """The strategy that would suit the most important goal, and the changes that reach it.

    Where the present strategy serves that goal, it is the target. Of several suited ones the one
    with the fewest changes is taken.
    """
    goals = goals_of(case)
    if not goals or is_inactive(channel):
        return None, ()
    goal = knowledge().goals[goals[0]]
    if judgement.strategy in (*goal.suits, *goal.serves):
        return judgement.strategy, ()
    ways = [(strategy, _way_to(strategy, told)) for strategy in goal.suits]
    target, steps = min(ways, key=lambda way: len(way[1]))
    return target, tuple(_change(fact, channel.facts.get(fact), value) for fact, value in steps.items())


def way_to(strategy: str, channel: Channel, case: Case) -> tuple[Change, ...]:
    """The smallest set of changes found that makes `channel` follow `strategy`; none if it does already."""
    told = told_of(channel, case)
    if judge(told).strategy == strategy:
        return ()
    return tuple(_change(fact, channel.facts.get(fact), value) for fact, value in _way_to(strategy, told).items())


@lru_cache(maxsize=1_000)
def _change(fact: str, present: str | None, value: str) -> Change:
    price = knowledge().change(fact, value)
    return Change(fact, present, value, price.cost if price else "", price.gives if price else "")


def _way_to(strategy: str, told: Told) -> dict[str, str]:
    """The fewest changes found that make a channel follow `strategy`, as facts with their new values.

    Goes along the moves of `changes.yml` in their order until the strategy is reached, then takes back every
    move that was not needed.
    """
    taken: dict[str, str] = {}
    spot = _Spot(told, STRATEGIES.index(strategy))
    for fact, value in knowledge().moves[strategy]:
        if told.get(fact) != value:
            taken[fact] = value
            spot.move(fact, value)
            if spot.arrived():
                break
    for fact in list(taken):
        if spot.needless(fact, told.get(fact)):
            del taken[fact]
    return taken


class _Spot:
    """Where a channel stands on its way to a strategy: its facts, and their place in the plane."""

    def __init__(self, told: Told, wanted: int) -> None:
        self._told = dict(told)
        self._wanted = wanted
        self._outcomes = plane().outcomes
        self._look_up()

    def _look_up(self) -> None:
        rarely = self._told.get(ANSWERS) == "rarely"
        self._place = plane().place(self._told, rarely)
        self._packed = plane().packed[rarely]

    def move(self, fact: str, value: str | None) -> None:
        """Changes one fact; None opens it."""
        self._place += self._step(fact, value)
        self._told[fact] = value or ""
        if value is None:
            del self._told[fact]
        if fact == ANSWERS:  # the other facts may be worth something else now
            self._look_up()

    def _step(self, fact: str, value: str | None) -> int:
        steps, before = self._packed[fact], self._told.get(fact)
        return (steps[value] if value else 0) - (steps[before] if before else 0)

    def arrived(self) -> bool:
        """Whether a channel with these facts follows the strategy, unmixed."""
        if self._outcomes.item(self._place) != self._wanted:
            return False
        return enough_told(self._told) or is_settled(self._told, add_up(self._told))

    def needless(self, fact: str, before: str | None) -> bool:
        """Whether the strategy is reached without the change of `fact`; then the change is taken back."""
        if fact != ANSWERS and self._outcomes.item(self._place + self._step(fact, before)) != self._wanted:
            return False
        value = self._told[fact]
        self.move(fact, before)
        if self.arrived():
            return True
        self.move(fact, value)
        return False


def recommend(case: Case, targets: Sequence[str | None]) -> Recommendation:
    """What suits the goals, with the warnings that apply to this agency."""
    goals = goals_of(case)
    suits = {goal: knowledge().goals[goal].suits for goal in goals}
    wanted = {target for target in targets if target}
    warnings = [warning.text for warning in knowledge().warnings if warning.applies(case.agency, wanted)]
    return Recommendation(goals, suits, tuple(warnings))
