"""What would suit the agency's goals, and the smallest set of changes that gets a channel there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from advisor.facts import Case, Channel
from advisor.knowledge import knowledge
from advisor.strategy.interview import is_inactive, told_of
from advisor.strategy.judge import Judgement, judge


@dataclass(frozen=True)
class Change:
    """A change of one fact of a channel; `from_` is None where nothing is known."""

    fact: str
    from_: str | None
    to: str
    cost: str
    gives: str


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


def target_of(channel: Channel, case: Case, judgement: Judgement) -> tuple[str | None, tuple[Change, ...]]:
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
    told = told_of(channel, case)
    ways = [(strategy, _way_to(strategy, tuple(sorted(told.items())))) for strategy in goal.suits]
    target, steps = min(ways, key=lambda way: len(way[1]))
    return target, tuple(_change(channel, fact, value) for fact, value in steps)


def _change(channel: Channel, fact: str, value: str) -> Change:
    price = knowledge().change(fact, value)
    return Change(fact, channel.facts.get(fact), value, price.cost if price else "", price.gives if price else "")


@lru_cache(maxsize=50_000)
def _way_to(strategy: str, items: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The fewest changes found that make a channel follow `strategy`.

    Goes along the moves of `changes.yml` in their order until the strategy is reached, then takes back every
    move that was not needed.
    """
    told = dict(items)
    moves = [move for move in knowledge().moves[strategy] if told.get(move[0]) != move[1]]
    taken: list[tuple[str, str]] = []
    for move in moves:
        taken.append(move)
        if judge({**told, **dict(taken)}).strategy == strategy:
            break
    for move in list(taken):
        without = [one for one in taken if one != move]
        if judge({**told, **dict(without)}).strategy == strategy:
            taken = without
    return tuple(taken)


def recommend(case: Case, targets: Sequence[str | None]) -> Recommendation:
    """What suits the goals, with the warnings that apply to this agency."""
    goals = goals_of(case)
    suits = {goal: knowledge().goals[goal].suits for goal in goals}
    wanted = {target for target in targets if target}
    warnings = [warning.text for warning in knowledge().warnings if warning.applies(case.agency, wanted)]
    return Recommendation(goals, suits, tuple(warnings))
