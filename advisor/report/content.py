"""What a report says, as plain values that every format shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from advisor.dialogue.wording import choice_label, listed, said, strategy_label, sureness
from advisor.facts import Channel, FactType, vocabulary
from advisor.knowledge import knowledge
from advisor.records.store import Kept
from advisor.report.earlier import Earlier, Since, since
from advisor.report.judged import (
    STRATEGIES,
    Change,
    Fact,
    Reason,
    Share,
    against,
    changes,
    fors,
    label_of,
    reasons,
    shares,
    strategy_of,
)
from advisor.report.measured import MeasuredFact, measured_facts
from advisor.report.phrasing import one_line, phrase, upper_first
from advisor.report.roadmap import Step, roadmap
from advisor.report.summary import summary
from advisor.strategy import Assessment, ChannelAssessment, assess


@dataclass(frozen=True)
class ChannelPart:
    """The report's section on one channel."""

    label: str
    strategy: str
    one_line: str
    sure: str
    inactive: bool
    determined: bool
    shares: tuple[Share, ...]
    known: tuple[Fact, ...]
    fors: tuple[Reason, ...]
    against: tuple[Reason, ...]
    so_far: tuple[Reason, ...]
    aim: str
    fit: str
    changes: tuple[Change, ...]
    unknown: tuple[str, ...]
    settle: str
    measured: tuple[MeasuredFact, ...]


@dataclass(frozen=True)
class GoalPart:
    """One goal, what suits it and who says so."""

    label: str
    suits: str
    why: str
    source: str


@dataclass(frozen=True)
class StrategyPart:
    """What one strategy brings and costs, each as (text, source)."""

    label: str
    brings: tuple[tuple[str, str], ...]
    costs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LawPart:
    """A note on law or records: its text, its source, and the month in which that was last looked at."""

    text: str
    source: str
    checked: str


@dataclass(frozen=True)
class Report:
    """A whole report. Texts from outside are on one line, but not yet escaped for any format."""

    agency: str
    title: str
    date: str | None
    summary: tuple[str, ...]
    channels: tuple[ChannelPart, ...]
    agency_facts: tuple[Fact, ...]
    goals: tuple[GoalPart, ...]
    tradeoffs: tuple[StrategyPart, ...]
    warnings: tuple[str, ...]
    mix: tuple[tuple[str, Mapping[str, float]], ...]  # (label, percent of each strategy) of each judged channel
    compared: tuple[tuple[str, ...], ...]  # a table of facts by channels, its head first; empty with one channel
    roadmap: tuple[Step, ...]
    law: tuple[LawPart, ...]
    since: Since | None


def report_of(kept: Kept, earlier: Sequence[Earlier] = ()) -> Report:
    """The report on what is kept of a conversation, or of a fact file; `earlier` are results shown before, oldest first."""
    assessment = assess(kept.case)
    agency = one_line(assessment.agency.name or "") or phrase("nameless")
    return Report(
        agency=agency,
        title=phrase("title", agency=agency),
        date=f"{kept.last_turn:%d %B %Y}".lstrip("0") if kept.last_turn else None,
        summary=summary(kept, assessment),
        channels=tuple(_channel(kept, assessment, channel) for channel in assessment.channels),
        agency_facts=tuple(
            _fact(kept, None, vocabulary().fact(name), value)
            for name, value in assessment.agency.facts.items()
            if name != "goals" and value != "unknown"
        ),
        goals=tuple(_goal(goal) for goal in assessment.recommendation.goals),
        tradeoffs=_tradeoffs(assessment),
        warnings=assessment.recommendation.warnings,
        mix=tuple(
            (label_of(one), {share.strategy: float(share.percent) for share in shares(one)})
            for one in assessment.channels
            if one.strategy != "undetermined"
        ),
        compared=_compared(kept, assessment),
        roadmap=roadmap(assessment),
        law=_law(kept),
        since=since(earlier, assessment),
    )


MOST_COMPARED = 5  # channels that fit side by side on a page


def _compared(kept: Kept, assessment: Assessment) -> tuple[tuple[str, ...], ...]:
    channels = assessment.channels[:MOST_COMPARED]
    if len(channels) < 2:
        return ()
    told = [kept.case.channel(one.key) or Channel(one.platform, one.name) for one in channels]
    facts = [
        (upper_first(fact.label), *(_cell(fact, channel.facts.get(name)) for channel in told))
        for name, fact in vocabulary().channel_facts.items()
        if any(name in channel.facts for channel in told)
    ]
    head = (phrase("columns.fact"), *(label_of(one) for one in channels))
    return (head, (phrase("columns.strategy"), *(strategy_of(one) for one in channels)), *facts)


def _cell(fact: FactType, value: Any) -> str:
    return phrase("sentences.no_words") if value is None else choice_label(fact, value)


def _law(kept: Kept) -> tuple[LawPart, ...]:
    """The notes for the agency's legal frame; all of them where it is not known."""
    frame = kept.case.agency.get("legal_frame", "unknown")
    return tuple(
        LawPart(note.text, note.source, note.checked)
        for note in knowledge().law
        if not note.frames or frame == "unknown" or frame in note.frames
    )


def _channel(kept: Kept, assessment: Assessment, judged: ChannelAssessment) -> ChannelPart:
    told = kept.case.channel(judged.key) or Channel(judged.platform, judged.name)
    inactive = told.facts.get("posting_frequency") == "inactive"
    determined = judged.strategy != "undetermined"
    return ChannelPart(
        label=label_of(judged),
        strategy=strategy_of(judged),
        one_line=knowledge().strategies[judged.variant or judged.strategy]["one_line"] if determined else "",
        sure=sureness(judged, inactive),
        inactive=inactive,
        determined=determined,
        shares=shares(judged) if judged.evidence else (),
        known=_known(kept, told),
        fors=fors(kept, judged) if determined else (),
        against=against(kept, judged) if determined else (),
        so_far=() if determined else reasons(kept, judged),
        aim=strategy_label(judged.target) if judged.target else phrase("sentences.no_words"),
        fit=_fit(judged, assessment.recommendation.goals, inactive),
        changes=changes(judged) if determined else (),
        unknown=_unknown(told),
        settle=_settle(judged, inactive),
        measured=measured_facts(kept, told),
    )


def _known(kept: Kept, told: Channel) -> tuple[Fact, ...]:
    return tuple(
        _fact(kept, told.key, fact, told.facts[name])
        for name, fact in vocabulary().channel_facts.items()
        if told.facts.get(name, "unknown") != "unknown"
    )


def _fact(kept: Kept, key: str | None, fact: FactType, value: Any) -> Fact:
    words = one_line(kept.words.get((key, fact.name), ""))
    return Fact(upper_first(fact.label), upper_first(one_line(said(fact, value))), words)


def _fit(judged: ChannelAssessment, goals: tuple[str, ...], inactive: bool) -> str:
    if inactive:
        return phrase("sentences.inactive_fit")
    if not goals or not judged.target:
        return phrase("sentences.no_goals")
    gaps = {
        "goal": choice_label(vocabulary().fact("goals"), [goals[0]]),
        "target": strategy_label(judged.target),
        "strategy": strategy_of(judged),
    }
    if judged.strategy == "undetermined":
        return phrase("sentences.provisional", **gaps)
    if judged.target == judged.strategy:
        return upper_first(phrase("sentences.goal_fits", **gaps))
    count = len(judged.changes)
    kind = "no_change" if not count else "one_change" if count == 1 else "more_changes"
    return phrase("sentences.goal_misses", **gaps, changes=phrase(f"sentences.{kind}", count=count))


def _unknown(told: Channel) -> tuple[str, ...]:
    found = []
    for name in vocabulary().diagnosis:
        label = vocabulary().fact(name).label
        if told.facts.get(name) == "unknown":
            found.append(phrase("sentences.asked_in_vain", label=label))
        elif name not in told.facts and name in vocabulary().channel_facts:
            found.append(label)
    return tuple(found)


def _settle(judged: ChannelAssessment, inactive: bool) -> str:
    if inactive:
        return phrase("sentences.settle_inactive")
    if judged.settled:
        return phrase("sentences.settled")
    if judged.decides_next:
        return phrase("sentences.settle", question=vocabulary().fact(judged.decides_next).question)
    return phrase("sentences.settle_vain")


def _goal(name: str) -> GoalPart:
    goal = knowledge().goals[name]
    return GoalPart(
        label=upper_first(choice_label(vocabulary().fact("goals"), [name])),
        suits=listed(strategy_label(one) for one in goal.suits),
        why=goal.why,
        source=f"{goal.source} ({phrase(f'sentences.basis_{goal.basis}')})",
    )


def _tradeoffs(assessment: Assessment) -> tuple[StrategyPart, ...]:
    parts = []
    for strategy in STRATEGIES:
        mine = [one for one in assessment.tradeoffs if one.strategy == strategy]
        if mine:
            parts.append(
                StrategyPart(
                    upper_first(strategy_label(strategy)),
                    tuple((one.text, one.source) for one in mine if one.side == "for"),
                    tuple((one.text, one.source) for one in mine if one.side == "against"),
                )
            )
    return tuple(parts)
