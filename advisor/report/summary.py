"""The first page of a report, for those who read no further; it never grows beyond a page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from advisor.dialogue.wording import choice_label, listed, strategy_label
from advisor.facts import vocabulary
from advisor.knowledge import knowledge
from advisor.records.store import Kept
from advisor.report.channel import ChannelPart
from advisor.report.earlier import Since
from advisor.report.judged import label_of, strategy_of
from advisor.report.phrasing import one_line, phrase, upper_first
from advisor.report.planned import StepPart
from advisor.strategy import Assessment, ChannelAssessment

MOST_ROWS = 8
"""Channels in the table of the first page; with more, the table stands in the section on the channels."""
MOST_STEPS = 3
"""Steps of the roadmap on the first page."""
MOST_NAMES = 4
"""Channels named in one sentence."""
LONGEST_LABEL = 40  # characters of a channel's name


@dataclass(frozen=True)
class Glance:
    """One channel in a row."""

    label: str
    strategy: str
    sure: str
    aim: str


@dataclass(frozen=True)
class SummaryPart:
    """A few sentences under a heading."""

    heading: str
    lines: tuple[str, ...]


def glance(channels: Sequence[ChannelPart]) -> tuple[Glance, ...]:
    """All channels, a row each."""
    return tuple(Glance(one_line(c.label, LONGEST_LABEL), c.strategy, c.in_short, c.aim) for c in channels)


def summary(
    kept: Kept,
    assessment: Assessment,
    channels: Sequence[ChannelPart],
    roadmap: Sequence[StepPart],
    since: Since | None,
) -> tuple[SummaryPart, ...]:
    """What matters most: where the channels stand, whether that fits, what to do first, what to mind."""
    if not assessment.channels:
        return (SummaryPart(phrase("summary.headings.stand"), (phrase("summary.none"),)),)
    inactive = {c.key for c in kept.case.channels if c.facts.get("posting_frequency") == "inactive"}
    judged = [channel for channel in assessment.channels if channel.strategy != "undetermined"]
    parts = {
        "stand": [*_strategies(assessment, judged), *_sure(judged)],
        "fit": _fit(assessment, judged),
        "first": _first(roadmap),
        "mind": [*_left(assessment, inactive), *_measured(channels), *_since(since), *_warnings(assessment)],
    }
    written = {name: tuple(lines) for name, lines in parts.items()}
    return tuple(SummaryPart(phrase(f"summary.headings.{name}"), lines) for name, lines in written.items() if lines)


def _strategies(assessment: Assessment, judged: Sequence[ChannelAssessment]) -> Iterator[str]:
    if not judged:
        yield phrase("summary.all_undetermined")
        return
    if len(judged) > 1:
        agency = assessment.agency
        yield phrase("summary.agency", strategy=strategy_label(agency.strategy, agency.mixed_of))
    for strategy in dict.fromkeys(strategy_of(channel) for channel in judged):
        group = [channel for channel in judged if strategy_of(channel) == strategy]
        kind = "one" if len(group) == 1 else "several"
        yield phrase(f"summary.{kind}", channels=_labels(group), strategy=strategy)


def _left(assessment: Assessment, inactive: Collection[str]) -> Iterator[str]:
    unclear = [c for c in assessment.channels if c.strategy == "undetermined" and c.key not in inactive]
    asleep = [channel for channel in assessment.channels if channel.key in inactive]
    if unclear:
        yield phrase("summary.open", channels=_labels(unclear))
    if asleep:
        yield phrase("summary.inactive", channels=_labels(asleep))


def _warnings(assessment: Assessment) -> Iterator[str]:
    count = len(assessment.recommendation.warnings)
    if count:
        yield phrase("summary.warnings_one" if count == 1 else "summary.warnings", count=count)


def _sure(judged: Sequence[ChannelAssessment]) -> Iterator[str]:
    settled = sum(channel.settled for channel in judged)
    if judged:
        kind = "all" if settled == len(judged) else "none" if not settled else "some"
        yield phrase(f"summary.settled_{kind}", count=settled, total=len(judged))


def _fit(assessment: Assessment, judged: Sequence[ChannelAssessment]) -> Iterator[str]:
    goals = assessment.recommendation.goals
    if not goals:
        yield phrase("summary.no_goals")
        return
    goal = choice_label(vocabulary().fact("goals"), [goals[0]])
    fits = [channel for channel in judged if channel.target == channel.strategy]
    misses = [channel for channel in judged if channel.target and channel.target != channel.strategy]
    if fits:
        yield phrase("summary.fits", goal=goal, channels=_labels(fits))
    if misses:
        suits = listed(strategy_label(one) for one in knowledge().goals[goals[0]].suits)
        yield phrase("summary.misses", goal=goal, strategies=suits, channels=_labels(misses))


def _first(roadmap: Sequence[StepPart]) -> Iterator[str]:
    for step in roadmap[:MOST_STEPS]:
        where = _named([one_line(label, LONGEST_LABEL) for label in step.channels])
        kind = "first" if step.number == 1 else "next"
        yield phrase(f"summary.{kind}", what=step.what, where=where, effort=step.effort, gain=step.gain)
    if len(roadmap) > MOST_STEPS:
        yield phrase("summary.steps", count=len(roadmap))


def _measured(channels: Sequence[ChannelPart]) -> Iterator[str]:
    count = sum(one.differs for channel in channels for one in channel.beside)
    if count:
        yield phrase("summary.differs_one" if count == 1 else "summary.differs", count=count)


def _since(since: Since | None) -> Iterator[str]:
    if since is not None and (since.results or since.told):
        yield phrase("summary.since", date=since.date)


def _label(channel: ChannelAssessment) -> str:
    return one_line(label_of(channel), LONGEST_LABEL)


def _labels(channels: Sequence[ChannelAssessment]) -> str:
    return upper_first(_named([_label(channel) for channel in channels]))


def _named(labels: Sequence[str]) -> str:
    if len(labels) <= MOST_NAMES:
        return listed(labels)
    more = phrase("summary.more", count=len(labels) - MOST_NAMES + 1)
    return listed([*labels[: MOST_NAMES - 1], more])
