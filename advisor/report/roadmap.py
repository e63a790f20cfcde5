"""The changes of all channels in the order in which they are worth doing."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.dialogue.wording import choice_label
from advisor.facts import vocabulary
from advisor.knowledge import knowledge
from advisor.report.judged import label_of
from advisor.report.phrasing import phrase, upper_first
from advisor.strategy import Assessment, Change, ChannelAssessment
from advisor.strategy.table import table

_EFFORTS = ("low", "medium", "high")
STRONG, GOOD = 4, 2  # points towards the target from which a change gains much, or something


@dataclass(frozen=True)
class Step:
    """One change: on which channel, what, what it takes (low, medium, high) and gains (much, some, little)."""

    channel: str
    change: str
    effort: str
    gain: str
    gives: str
    costs: str


def roadmap(assessment: Assessment) -> tuple[Step, ...]:
    """Every change towards the targets; first what takes little and gains much. Opening a channel comes before all else
    on it, since nothing else works on a closed one.
    """
    found = [
        (_rank(channel, change), channel, change)
        for channel in assessment.channels
        if channel.strategy != "undetermined"
        for change in channel.changes
    ]
    return tuple(_step(channel, change) for _, channel, change in sorted(found, key=lambda one: one[0]))


def _rank(channel: ChannelAssessment, change: Change) -> tuple[int, int, int, str]:
    opening = change.fact != "who_can_speak"
    return (_EFFORTS.index(_effort(change)) if opening else 0, opening, -_gain(channel, change), channel.key)


def _effort(change: Change) -> str:
    price = knowledge().change(change.fact, change.to)
    return price.effort if price else "medium"


def _gain(channel: ChannelAssessment, change: Change) -> int:
    """Points by which the change brings the target ahead of the present strategy."""
    rows = table().rows[change.fact]
    worth = {name: getattr(rows[change.to].points, name) for name in ("push", "pull", "networking")}
    before = rows.get(change.from_ or "")
    present = channel.strategy if channel.strategy in worth else (channel.mixed_of or ("push",))[0]
    target = channel.target or present
    gained = worth[target] - worth[present]
    return int(gained - (getattr(before.points, target) - getattr(before.points, present) if before else 0))


def _step(channel: ChannelAssessment, change: Change) -> Step:
    fact, gain = vocabulary().fact(change.fact), _gain(channel, change)
    return Step(
        channel=label_of(channel),
        change=f"{upper_first(fact.label)}: {choice_label(fact, change.to)}",
        effort=phrase(f"roadmap.{_effort(change)}"),
        gain=phrase(f"roadmap.{'much' if gain >= STRONG else 'some' if gain >= GOOD else 'little'}"),
        gives=change.gives,
        costs=change.cost,
    )
