"""The assessment of a whole case: each channel, the agency, what suits its goals, and what that costs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from advisor.facts import Case, Channel
from advisor.knowledge import knowledge
from advisor.strategy.interview import decides_next, is_inactive, outlook, told_of
from advisor.strategy.judge import LEAD, TEMPERATURE, Judgement, judge
from advisor.strategy.recommend import Change, Recommendation, recommend, target_of
from advisor.strategy.table import ANSWERS, STRATEGIES, table

CONTRACT = 1


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
        """Weighted share, 0 to 1, of possible answers to the open questions under which the strategy stays."""
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
    tradeoffs: tuple[Any, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values, always in the same order."""
        agency = self.agency
        return {
            "contract": CONTRACT,
            "agency": {
                "name": agency.name, "facts": dict(agency.facts), "strategy": agency.strategy,
                "mixed_of": list(agency.mixed_of) if agency.mixed_of else None, "shares": dict(agency.shares),
            },
            "channels": [_channel_json(channel) for channel in self.channels],
            "recommendation": {
                "goals": list(self.recommendation.goals),
                "suits": {goal: list(suited) for goal, suited in self.recommendation.suits.items()},
                "warnings": list(self.recommendation.warnings),
            },
            "tradeoffs": [
                {"strategy": one.strategy, "side": one.side, "text": one.text, "source": one.source} for one in self.tradeoffs
            ],
        }  # fmt: skip


def _channel_json(channel: ChannelAssessment) -> dict[str, Any]:
    return {
        "platform": channel.platform, "name": channel.name, "strategy": channel.strategy,
        "mixed_of": list(channel.mixed_of) if channel.mixed_of else None, "variant": channel.variant,
        "shares": dict(channel.shares), "settled": channel.settled, "decides_next": channel.decides_next,
        "evidence": [
            {"fact": e.fact, "value": e.value, "push": e.push, "pull": e.pull, "networking": e.networking, "why": e.why, "source": e.source}
            for e in channel.evidence
        ],
        "target": channel.target,
        "changes": [{"fact": c.fact, "from": c.from_, "to": c.to, "cost": c.cost, "gives": c.gives} for c in channel.changes],
    }  # fmt: skip


def assess(case: Case) -> Assessment:
    """Judges every channel of `case` and the agency."""
    channels = tuple(_assess_channel(channel, case) for channel in case.channels)
    strategies = {s for c in channels for s in (*(c.mixed_of or (c.strategy,)), c.target) if s in STRATEGIES}
    return Assessment(
        _assess_agency(case, channels),
        channels,
        recommend(case, [channel.target for channel in channels]),
        tuple(one for one in knowledge().tradeoffs if one.strategy in strategies),
    )


def _assess_channel(channel: Channel, case: Case) -> ChannelAssessment:
    told = told_of(channel, case)
    judgement = judge(told)
    inactive = is_inactive(channel)
    asked = [fact for fact, value in {**channel.facts, **case.agency}.items() if value == "unknown"]
    target, changes = target_of(channel, case, judgement)
    return ChannelAssessment(
        platform=channel.platform,
        name=channel.name,
        strategy="undetermined" if inactive else judgement.strategy,
        mixed_of=None if inactive else judgement.mixed_of,
        variant=None if inactive else judgement.variant,
        shares=dict(zip(STRATEGIES, judgement.shares, strict=True)),
        settled=judgement.settled,
        decides_next=None if inactive else decides_next(told, asked),
        evidence=_evidence(told),
        target=target,
        changes=changes,
        told=told,
    )


def _evidence(told: Mapping[str, str]) -> tuple[Evidence, ...]:
    rarely = told.get(ANSWERS) == "rarely"
    found = []
    for fact, rows in table().rows.items():
        if fact in told and fact != "who_posts":
            row = rows[told[fact]]
            points = row.rarely if rarely else row.points
            found.append(Evidence(fact, row.value, points.push, points.pull, points.networking, row.why, row.source))
    return tuple(found)


def _assess_agency(case: Case, channels: Sequence[ChannelAssessment]) -> AgencyAssessment:
    facts = {fact: value for fact, value in case.agency.items() if fact != "name"}
    name = case.agency.get("name")
    judged = [channel for channel in channels if channel.strategy != "undetermined"]
    base = judged or list(channels)
    if base:
        shares = {s: math.fsum(c.shares[s] for c in base) / len(base) for s in STRATEGIES}
    else:
        shares = dict.fromkeys(STRATEGIES, 1 / 3)
    strategy, pair = _agency_strategy(judged, shares)
    ordered = dict(sorted(facts.items()))
    return AgencyAssessment(name if name != "unknown" else None, ordered, strategy, pair, shares)


def _agency_strategy(
    judged: Sequence[ChannelAssessment], shares: Mapping[str, float]
) -> tuple[str, tuple[str, str] | None]:
    if not judged:
        return "undetermined", None
    common = {(channel.strategy, channel.mixed_of) for channel in judged}
    if len(common) == 1 and (len(judged) == 1 or judged[0].strategy != "mixed"):
        return judged[0].strategy, judged[0].mixed_of
    ordered = sorted(STRATEGIES, key=lambda strategy: -shares[strategy])
    if shares[ordered[0]] > shares[ordered[1]] * math.exp(LEAD * TEMPERATURE) and shares[ordered[0]] > 0.5:
        return ordered[0], None
    return "mixed", (ordered[0], ordered[1])


def judgement_of(channel: Channel, case: Case) -> Judgement:
    """The bare judgement of one channel, without reasons and advice."""
    return judge(told_of(channel, case))
