"""The first lines of a report, for those who read no further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.dialogue.wording import choice_label, listed, strategy_label
from advisor.facts import vocabulary
from advisor.knowledge import knowledge
from advisor.records.store import Kept
from advisor.report.judged import label_of, strategy_of
from advisor.report.phrasing import phrase, upper_first
from advisor.report.roadmap import roadmap
from advisor.strategy import Assessment, ChannelAssessment


def summary(kept: Kept, assessment: Assessment) -> tuple[str, ...]:
    """What matters most, one sentence each."""
    if not assessment.channels:
        return (phrase("summary.none"),)
    inactive = {c.key for c in kept.case.channels if c.facts.get("posting_frequency") == "inactive"}
    judged = [channel for channel in assessment.channels if channel.strategy != "undetermined"]
    unclear = [c for c in assessment.channels if c.strategy == "undetermined" and c.key not in inactive]
    asleep = [channel for channel in assessment.channels if channel.key in inactive]
    lines = [*_strategies(assessment, judged), *_fit(assessment, judged)]
    if unclear:
        lines.append(phrase("summary.open", channels=_labels(unclear)))
    if asleep:
        lines.append(phrase("summary.inactive", channels=_labels(asleep)))
    count = len(assessment.recommendation.warnings)
    if count:
        lines.append(phrase("summary.warnings_one" if count == 1 else "summary.warnings", count=count))
    return tuple(lines)


def _strategies(assessment: Assessment, judged: list[ChannelAssessment]) -> Iterator[str]:
    if not judged:
        yield phrase("summary.all_undetermined")
        return
    if len(judged) > 1:
        agency = assessment.agency
        yield phrase("summary.agency", strategy=strategy_label(agency.strategy, agency.mixed_of))
    for channel in judged:
        yield phrase("summary.one", channel=label_of(channel), strategy=strategy_of(channel))


def _fit(assessment: Assessment, judged: list[ChannelAssessment]) -> Iterator[str]:
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
    for step in roadmap(assessment)[:1]:
        yield phrase("summary.first", channel=step.channel, change=step.change, effort=step.effort, gain=step.gain)


def _labels(channels: Iterable[ChannelAssessment]) -> str:
    return upper_first(listed(label_of(channel) for channel in channels))
