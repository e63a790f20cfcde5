"""Which question to ask next: the one whose answer is expected to tell most about the channels' strategies."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from advisor.facts import Case, Channel
from advisor.strategy.judge import judge
from advisor.strategy.outlook import can_decide, is_inactive, outlook, told_of
from advisor.strategy.table import ANSWERS, WHO, table

Place = tuple[str | None, str]


@dataclass(frozen=True)
class Question:
    """A fact to ask for. `channels`: keys; several for a shared question, none for an agency fact."""

    fact: str
    channels: tuple[str, ...]
    reason: str


def next_question(case: Case, skipped: Collection[Place] = ()) -> Question | None:
    """The most telling open question over all channels; None when nothing is left that could change a result.

    A fact that several unsettled channels need is asked for all of them at once. `skipped` holds
    (channel key or None, fact) that must not be asked.
    """
    gains: dict[str, dict[str, float]] = {}
    for channel in case.channels:
        told = told_of(channel, case)
        if is_inactive(channel) or judge(told).settled:
            continue
        for fact, gain in _worth_asking(channel, case, told, skipped).items():
            gains.setdefault(fact, {})[channel.key] = gain
    if not gains:
        return None
    best = max(gains, key=lambda fact: (_urgency(fact, gains[fact]), -tuple(table().rows).index(fact)))
    if best == "who_posts":
        return Question(best, (), "weak evidence for every channel")
    return Question(best, tuple(gains[best]), "the most telling open fact")


def _urgency(fact: str, gains: Mapping[str, float]) -> float:
    """Bits told by one question; who may speak comes first, since it can make all others needless."""
    return sum(gains.values()) + (10.0 if fact == WHO else 5.0 if fact == ANSWERS else 0.0)


def _worth_asking(
    channel: Channel, case: Case, told: Mapping[str, str], skipped: Collection[Place]
) -> dict[str, float]:
    """Open facts of a channel that were never asked and can still change its strategy, with the bits they tell."""
    found = {}
    for fact, gain in outlook(told).gains.items():
        place: Place = (None, fact) if fact == "who_posts" else (channel.key, fact)
        known = case.agency if fact == "who_posts" else channel.facts
        if fact not in known and place not in skipped and can_decide(fact, told):
            found[fact] = gain + 1e-6
    return found
