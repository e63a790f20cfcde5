"""The assessment of a whole case: each channel, the agency, what suits its goals, and what that costs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from advisor.facts import Case, Channel, vocabulary
from advisor.knowledge import knowledge
from advisor.knowledge.library import Tradeoff
from advisor.strategy.judge import LEAD, TEMPERATURE, judge
from advisor.strategy.outlook import decides_next, is_inactive, outlook, told_of
from advisor.strategy.recommend import Change, Recommendation, recommend, target_of
from advisor.strategy.table import ANSWERS, STRATEGIES, table
from advisor.strategy.written import as_json, as_line, reason_line


@dataclass(frozen=True)
class Evidence:
    """What one told fact says for (+) and against (-) each strategy, in points, and who says so."""

    fact: str
    value: str
    push: int
    pull: int
    networking: int
    why: str
    source: str

    @cached_property
    def line(self) -> str:
        """The reason as JSON."""
        return reason_line(self)


@dataclass(frozen=True)
class ChannelAssessment:
    """The judgement of one channel. `shares` add up to 1; `settled` is a guarantee (see `judge.is_settled`)."""

    platform: str
    name: str | None
    strategy: str
    mixed_of: tuple[str, str] | None
    variant: str | None
    shares: Mapping[str, float]
    settled: bool
    decides_next: str | None
    evidence: tuple[Evidence, ...]
    target: str | None
    changes: tuple[Change, ...]
    told: Mapping[str, str]

    @property
    def key(self) -> str:
        """The channel's key in its case."""
        return f"{self.platform}/{self.name}" if self.name else self.platform

    @property
    def stability(self) -> float:
        """Weighted share, 0 to 1, of possible answers to the open questions under which the strategy stays.

        1 exactly when settled; 0 where there is no strategy yet.
        """
        if self.settled:
            return 1.0
        return 0.0 if self.strategy == "undetermined" else outlook(self.told).stability


@dataclass(frozen=True)
class AgencyAssessment:
    """The agency, made of its classified channels, each with the same weight."""

    name: str | None
    facts: Mapping[str, Any]
    strategy: str
    mixed_of: tuple[str, str] | None
    shares: Mapping[str, float]


@dataclass(frozen=True)
class Assessment:
    """The whole assessment; `as_json` gives the shape that other programs read."""

    agency: AgencyAssessment
    channels: tuple[ChannelAssessment, ...]
    recommendation: Recommendation
    tradeoffs: tuple[Tradeoff, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values, always in the same order."""
        return as_json(self)

    def as_line(self) -> str:
        """The same as one line of JSON, for batches."""
        return as_line(self)


def assess(case: Case) -> Assessment:
    """Judges every channel of `case` and the agency."""
    channels = tuple(_assess_channel(channel, case) for channel in case.channels)
    strategies = {s for c in channels for s in (*(c.mixed_of or (c.strategy,)), c.target) if s in STRATEGIES}
    return Assessment(
        _assess_agency(case, channels),
        channels,
        recommend(case, [channel.target for channel in channels]),
        _tradeoffs(frozenset(strategies)),
    )


@lru_cache(maxsize=16)
def _tradeoffs(strategies: frozenset[str]) -> tuple[Tradeoff, ...]:
    return tuple(one for one in knowledge().tradeoffs if one.strategy in strategies)


def _assess_channel(channel: Channel, case: Case) -> ChannelAssessment:
    told = told_of(channel, case)
    judgement = judge(told)
    inactive = is_inactive(channel)
    target, changes = target_of(channel, case, told, judgement)
    return ChannelAssessment(
        platform=channel.platform,
        name=channel.name,
        strategy="undetermined" if inactive else judgement.strategy,
        mixed_of=None if inactive else judgement.mixed_of,
        variant=None if inactive else judgement.variant,
        shares=dict(zip(STRATEGIES, judgement.shares, strict=True)),
        settled=judgement.settled,
        decides_next=None if inactive or judgement.settled else decides_next(told, _asked_in_vain(channel, case)),
        evidence=_evidence(told),
        target=target,
        changes=changes,
        told=told,
    )


def _asked_in_vain(channel: Channel, case: Case) -> list[str]:
    asked = [fact for fact, value in channel.facts.items() if value == "unknown"]
    return [*asked, "who_posts"] if case.agency.get("who_posts") == "unknown" else asked


def _evidence(told: Mapping[str, str]) -> tuple[Evidence, ...]:
    reasons = _reasons(told.get(ANSWERS) == "rarely")
    return tuple([by_value[told[fact]] for fact, by_value in reasons.items() if fact in told])


@lru_cache(maxsize=2)
def _reasons(rarely: bool) -> dict[str, dict[str, Evidence]]:
    """The reasons by channel fact and value, as a rule or where hardly anybody is answered."""
    return {
        fact: {
            value: Evidence(fact, value, *points[:3], rows[value].why, rows[value].source)
            for value, points in worth.items()
        }
        for fact, worth in table().points(rarely).items()
        for rows in [table().rows[fact]]
        if fact in vocabulary().channel_facts
    }


def _assess_agency(case: Case, channels: Sequence[ChannelAssessment]) -> AgencyAssessment:
    facts = {fact: value for fact, value in case.agency.items() if fact != "name"}
    name = case.agency.get("name")
    judged = [channel for channel in channels if channel.strategy != "undetermined"]
    base = judged or list(channels)
    if base:
        shares = {s: math.fsum([c.shares[s] for c in base]) / len(base) for s in STRATEGIES}
    else:
        shares = dict.fromkeys(STRATEGIES, 1 / 3)
    strategy, pair = _agency_strategy(judged, shares)
    ordered = dict(sorted(facts.items()))
    return AgencyAssessment(name if name != "unknown" else None, ordered, strategy, pair, shares)


def _agency_strategy(
    judged: Sequence[ChannelAssessment], shares: Mapping[str, float]
) -> tuple[str, tuple[str, str] | None]:
    """Unmixed only if a channel follows that strategy: mixes of networking do not add up to networking."""
    if not judged:
        return "undetermined", None
    common = {(channel.strategy, channel.mixed_of) for channel in judged}
    if len(common) == 1 and (len(judged) == 1 or judged[0].strategy != "mixed"):
        return judged[0].strategy, judged[0].mixed_of
    ordered = sorted(STRATEGIES, key=lambda strategy: -shares[strategy])
    leads = shares[ordered[0]] > shares[ordered[1]] * math.exp(LEAD * TEMPERATURE) and shares[ordered[0]] > 0.5
    if leads and ordered[0] in {channel.strategy for channel in judged}:
        return ordered[0], None
    return "mixed", (ordered[0], ordered[1])
