"""Shares and reasons of one judged channel, in words."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.dialogue.wording import channel_label, listed, said, strategy_label
from advisor.facts import vocabulary
from advisor.records.store import Kept
from advisor.report.phrasing import one_line, phrase, upper_first
from advisor.strategy import ChannelAssessment, Evidence

STRATEGIES = ("push", "pull", "networking")


@dataclass(frozen=True)
class Fact:
    """A known fact: its label, its value as a clause, and what the user said ("" if not kept)."""

    label: str
    value: str
    words: str


@dataclass(frozen=True)
class Reason:
    """A piece of evidence: what is so, why it matters, who says so, the user's words, and what it speaks for."""

    says: str
    why: str
    source: str
    words: str
    speaks: str


@dataclass(frozen=True)
class Share:
    """The share of one strategy in whole percent; those of a channel add up to 100."""

    strategy: str
    label: str
    percent: int


def label_of(judged: ChannelAssessment) -> str:
    """The channel's label on one line."""
    return label_of_key(judged.key)


def label_of_key(key: str) -> str:
    """The label of the channel with `key`, on one line."""
    return upper_first(one_line(channel_label(key)))


def strategy_of(judged: ChannelAssessment) -> str:
    """The channel's strategy in words."""
    return strategy_label(judged.strategy, judged.mixed_of, judged.variant)


def shares(judged: ChannelAssessment) -> tuple[Share, ...]:
    """The three shares, rounded so that they add up to 100."""
    exact = {strategy: judged.shares[strategy] * 100 for strategy in STRATEGIES}
    percent = {strategy: int(value) for strategy, value in exact.items()}
    for strategy in sorted(exact, key=lambda one: percent[one] - exact[one])[: 100 - sum(percent.values())]:
        percent[strategy] += 1
    return tuple(Share(strategy, strategy_label(strategy), percent[strategy]) for strategy in STRATEGIES)


def reasons(kept: Kept, judged: ChannelAssessment) -> tuple[Reason, ...]:
    """All evidence that speaks for or against any strategy, the weightiest first."""
    ranked = sorted(judged.evidence, key=lambda one: -max(abs(points) for points in _points(one).values()))
    return tuple(_reason(kept, judged, one) for one in ranked if any(_points(one).values()))


def fors(kept: Kept, judged: ChannelAssessment) -> tuple[Reason, ...]:
    """Evidence for the channel's strategy, or for either strategy of a mix, the weightiest first."""
    ranked = sorted(judged.evidence, key=lambda one: -_weight(one, judged))
    return tuple(_reason(kept, judged, one) for one in ranked if _weight(one, judged) > 0)


def against(kept: Kept, judged: ChannelAssessment) -> tuple[Reason, ...]:
    """Evidence against it, the weightiest first."""
    ranked = sorted(judged.evidence, key=lambda one: _weight(one, judged))
    return tuple(_reason(kept, judged, one) for one in ranked if _weight(one, judged) < 0)


def _points(evidence: Evidence) -> dict[str, int]:
    return {strategy: int(getattr(evidence, strategy)) for strategy in STRATEGIES}


def _weight(evidence: Evidence, judged: ChannelAssessment) -> float:
    """How far `evidence` favours the judged strategy over the others, in points."""
    points = _points(evidence)
    own = judged.mixed_of or (judged.strategy,)
    return max(points[one] for one in own) - max(points[one] for one in STRATEGIES if one not in own)


def _reason(kept: Kept, judged: ChannelAssessment, evidence: Evidence) -> Reason:
    points = _points(evidence)
    towards = [strategy_label(one) for one in STRATEGIES if points[one] > 0]
    away = [strategy_label(one) for one in STRATEGIES if points[one] < 0]
    speaks = [
        *([phrase("sentences.speaks", fors=listed(towards))] if towards else []),
        *([phrase("sentences.speaks_not", againsts=listed(away))] if away else []),
    ]
    fact = vocabulary().fact(evidence.fact)
    key = judged.key if evidence.fact in vocabulary().channel_facts else None
    return Reason(
        says=upper_first(said(fact, evidence.value)),
        why=evidence.why,
        source=evidence.source,
        words=one_line(kept.words.get((key, evidence.fact), "")),
        speaks=", ".join(speaks) or phrase("sentences.speaks_neither"),
    )
