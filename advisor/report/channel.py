"""The report's section on one channel, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from advisor.dialogue.wording import choice_label, said, strategy_label, sureness, sureness_level
from advisor.facts import Channel, FactType, vocabulary
from advisor.knowledge import knowledge
from advisor.records.store import Kept
from advisor.report.judged import Fact, Reason, Share, against, fors, label_of, reasons, shares, strategy_of
from advisor.report.measured import Beside, Measured, beside
from advisor.report.phrasing import one_line, phrase, upper_first
from advisor.strategy import Assessment, ChannelAssessment


@dataclass(frozen=True)
class ChannelPart:
    """One channel.

    `sure` says how sure the strategy is, `in_short` the same in a word or two, `stays` what that rests on ("" where there
    is nothing to say).
    """

    label: str
    strategy: str
    one_line: str
    sure: str
    in_short: str
    stays: str
    inactive: bool
    determined: bool
    shares: tuple[Share, ...]
    known: tuple[Fact, ...]
    beside: tuple[Beside, ...]
    fors: tuple[Reason, ...]
    against: tuple[Reason, ...]
    so_far: tuple[Reason, ...]
    aim: str
    fit: str
    unknown: tuple[str, ...]
    settle: str


def channel_part(
    kept: Kept, assessment: Assessment, judged: ChannelAssessment, measured: Iterable[Measured]
) -> ChannelPart:
    """The section on the channel `judged`."""
    told = kept.case.channel(judged.key) or Channel(judged.platform, judged.name)
    inactive = told.facts.get("posting_frequency") == "inactive"
    determined = judged.strategy != "undetermined"
    return ChannelPart(
        label=label_of(judged),
        strategy=strategy_of(judged),
        one_line=knowledge().strategies[judged.variant or judged.strategy]["one_line"] if determined else "",
        sure=sureness(judged, inactive),
        in_short=phrase(f"sure.{sureness_level(judged, inactive)}"),
        stays=_stays(judged) if determined else "",
        inactive=inactive,
        determined=determined,
        shares=shares(judged) if judged.evidence else (),
        known=_known(kept, told),
        beside=beside(told, measured),
        fors=fors(kept, judged) if determined else (),
        against=against(kept, judged) if determined else (),
        so_far=() if determined else reasons(kept, judged),
        aim=strategy_label(judged.target) if judged.target else phrase("sentences.no_words"),
        fit=_fit(judged, assessment.recommendation.goals, inactive),
        unknown=_unknown(told),
        settle=_settle(judged, inactive),
    )


def fact_part(kept: Kept, key: str | None, fact: FactType, value: Any) -> Fact:
    """A known fact of channel `key`, or of the agency for None, with the user's words."""
    words = one_line(kept.words.get((key, fact.name), ""))
    return Fact(upper_first(fact.label), upper_first(one_line(said(fact, value))), words)


def _stays(judged: ChannelAssessment) -> str:
    if judged.settled:
        return ""
    percent = min(99, max(1, round(judged.stability * 100)))
    return phrase("sentences.stays", percent=percent)


def _known(kept: Kept, told: Channel) -> tuple[Fact, ...]:
    return tuple(
        fact_part(kept, told.key, fact, told.facts[name])
        for name, fact in vocabulary().channel_facts.items()
        if told.facts.get(name, "unknown") != "unknown"
    )


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
