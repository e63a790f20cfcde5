"""What a report says, as plain values that every format shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.dialogue.wording import choice_label, listed, strategy_label
from advisor.facts import vocabulary
from advisor.knowledge import knowledge
from advisor.records.store import Kept
from advisor.report.channel import ChannelPart, channel_part, fact_part
from advisor.report.comparing import Comparison, comparison
from advisor.report.earlier import Earlier, Since, since_of
from advisor.report.judged import STRATEGIES, Fact
from advisor.report.measured import Measured
from advisor.report.mix import Mix, mix_of
from advisor.report.phrasing import day, one_line, phrase, upper_first
from advisor.report.planned import StepPart, planned
from advisor.report.summary import MOST_ROWS, Glance, SummaryPart, glance, summary
from advisor.strategy import Assessment, assess

LONGEST_NAME = 120  # characters of the agency's name in the title


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
class Note:
    """A note on law or records, with the day on which it was last checked."""

    title: str
    text: str
    source: str
    checked: str


@dataclass(frozen=True)
class Report:
    """A whole report. Texts from outside are on one line, but not yet escaped for any format.

    `glance` is the table of the channels, `brief` tells whether it fits the first page. `since` is None where there is
    nothing to compare with. `letter` asks for paper of US size.
    """

    agency: str
    title: str
    date: str | None
    letter: bool
    summary: tuple[SummaryPart, ...]
    glance: tuple[Glance, ...]
    brief: bool
    channels: tuple[ChannelPart, ...]
    mix: Mix
    comparison: Comparison | None
    agency_facts: tuple[Fact, ...]
    goals: tuple[GoalPart, ...]
    tradeoffs: tuple[StrategyPart, ...]
    roadmap: tuple[StepPart, ...]
    warnings: tuple[str, ...]
    law: tuple[Note, ...]
    since: Since | None


def report_of(kept: Kept, measured: Sequence[Measured] = (), earlier: Earlier | None = None) -> Report:
    """The report on what is kept of a conversation, or of a fact file.

    `measured` are figures counted from files of the channels, `earlier` the assessment to compare with.
    """
    assessment = assess(kept.case)
    agency = one_line(assessment.agency.name or "", LONGEST_NAME) or phrase("nameless")
    channels = tuple(channel_part(kept, assessment, channel, measured) for channel in assessment.channels)
    roadmap = planned(kept.case, assessment)
    since = since_of(earlier, assessment)
    frame = kept.case.agency.get("legal_frame")
    return Report(
        agency=agency,
        title=phrase("title", agency=agency),
        date=day(kept.last_turn) if kept.last_turn else None,
        letter=frame in ("us_federal", "us_state_local"),
        summary=summary(kept, assessment, channels, roadmap, since),
        glance=glance(channels),
        brief=len(channels) <= MOST_ROWS,
        channels=channels,
        mix=mix_of(assessment),
        comparison=comparison(kept.case, assessment),
        agency_facts=tuple(
            fact_part(kept, None, vocabulary().fact(name), value)
            for name, value in assessment.agency.facts.items()
            if name != "goals" and value != "unknown"
        ),
        goals=tuple(_goal(goal) for goal in assessment.recommendation.goals),
        tradeoffs=_tradeoffs(assessment),
        roadmap=roadmap,
        warnings=assessment.recommendation.warnings,
        law=tuple(
            Note(note.title, note.text, note.source, day(note.checked))
            for note in knowledge().law
            if note.concerns(frame)
        ),
        since=since,
    )


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
