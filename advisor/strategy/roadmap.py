"""The changes of all channels as one plan: what comes first, what it wins, and when a channel arrives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.facts import Case
from advisor.knowledge import knowledge
from advisor.knowledge.library import Effort, Gain
from advisor.strategy.judge import Told, add_up
from advisor.strategy.table import STRATEGIES

if TYPE_CHECKING:
    from advisor.strategy.assessment import Assessment, ChannelAssessment
    from advisor.strategy.recommend import Change

Move = tuple[str, str]  # a fact and its new value


@dataclass(frozen=True)
class Step:
    """One change on one or more channels.

    `changes` holds the change by channel key, `gain` the greatest it wins on any of them, `arrived` the keys of
    the channels that follow the strategy aimed at once this and all earlier steps are taken.
    """

    fact: str
    to: str
    changes: Mapping[str, Change]
    effort: Effort
    gain: Gain
    arrived: tuple[str, ...]


def roadmap(case: Case, assessment: Assessment) -> tuple[Step, ...]:
    """All changes in the order in which to take them: little effort and great gain first, what others need before them.

    The same change on several channels is one step. A change that others need counts for as much as they win.
    """
    channels = {channel.key: channel for channel in assessment.channels if channel.strategy != "undetermined"}
    moves = _moves(channels)
    gains = _gains(channels, moves)
    there = {key for key, channel in channels.items() if channel.strategy == channel.target}
    steps = []
    for move in _ordered(moves, gains):
        for key in moves[move]:
            case = case.with_fact(key, *move)
        arrived = _arrived(case, channels) - there
        there |= arrived
        keys = tuple(key for key in channels if key in arrived)
        steps.append(Step(*move, moves[move], _effort(move), gains[move], keys))
    return tuple(steps)


def _moves(channels: Mapping[str, ChannelAssessment]) -> dict[Move, dict[str, Change]]:
    moves: dict[Move, dict[str, Change]] = {}
    for key, channel in channels.items():
        for change in channel.changes:
            moves.setdefault((change.fact, change.to), {})[key] = change
    return moves


def _gains(channels: Mapping[str, ChannelAssessment], moves: Mapping[Move, Mapping[str, Change]]) -> dict[Move, Gain]:
    own = {move: max(_points(channels[key], move) for key in on) for move, on in moves.items()}
    gains = {}
    for move, on in moves.items():
        helped = [other for other, there in moves.items() if move[0] in _needs(other) and set(on) & set(there)]
        gains[move] = knowledge().gain(max([own[move], *(own[other] for other in helped)]))
    return gains


def _points(channel: ChannelAssessment, move: Move) -> int:
    """By how many points the channel's target gains on its strongest rival."""
    fact, value = move
    return _lead({**channel.told, fact: value}, channel.target) - _lead(channel.told, channel.target)


def _lead(told: Told, target: str | None) -> int:
    points = dict(zip(STRATEGIES, add_up(told)[:3], strict=True))
    return points.pop(target or STRATEGIES[0]) - max(points.values())


def _ordered(moves: Mapping[Move, Mapping[str, Change]], gains: Mapping[Move, Gain]) -> list[Move]:
    left, ordered = list(moves), []
    while left:
        ready = [move for move in left if not any(_must_wait(move, other, moves) for other in left)]
        best = max(ready or left, key=lambda move: gains[move].rank - _effort(move).rank)
        ordered.append(best)
        left.remove(best)
    return ordered


def _must_wait(move: Move, other: Move, moves: Mapping[Move, Mapping[str, Change]]) -> bool:
    return other[0] in _needs(move) and bool(set(moves[move]) & set(moves[other]))


def _needs(move: Move) -> Sequence[str]:
    return knowledge().needs.get(move[0], ())


def _effort(move: Move) -> Effort:
    price = knowledge().change(*move)
    if price is None:
        raise LookupError(f"changes.yml: no price for {move[0]}: {move[1]}.")
    return knowledge().efforts[price.effort]


def _arrived(case: Case, channels: Mapping[str, ChannelAssessment]) -> set[str]:
    from advisor.strategy.assessment import assess

    now = {channel.key: channel.strategy for channel in assess(case).channels}
    return {key for key, channel in channels.items() if now[key] == channel.target}
