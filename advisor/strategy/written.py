"""The assessment written down: as plain values, and as a line of JSON.

Both have the same shape. The line is put together from pieces that are written once - a reason or a trade-off reads
the same in every assessment - which makes long batches about twice as fast.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from advisor.knowledge.library import Tradeoff
    from advisor.strategy.assessment import AgencyAssessment, Assessment, ChannelAssessment, Evidence
    from advisor.strategy.recommend import Change, Recommendation

CONTRACT = 1
_write = json.JSONEncoder(ensure_ascii=False).encode


def as_json(assessment: Assessment) -> dict[str, Any]:
    """Plain values, always in the same order."""
    return {
        "contract": CONTRACT,
        "agency": _agency(assessment.agency),
        "channels": [_channel(channel) for channel in assessment.channels],
        "recommendation": _recommendation(assessment.recommendation),
        "tradeoffs": [_tradeoff(one) for one in assessment.tradeoffs],
    }


def as_line(assessment: Assessment) -> str:
    """The same as one line of JSON."""
    return (
        f'{{"contract": {CONTRACT}, "agency": {_write(_agency(assessment.agency))}, '
        f'"channels": [{", ".join(map(_channel_line, assessment.channels))}], '
        f'"recommendation": {_write(_recommendation(assessment.recommendation))}, '
        f'"tradeoffs": {_tradeoffs_line(assessment.tradeoffs)}}}'
    )


def _channel(channel: ChannelAssessment) -> dict[str, Any]:
    return {
        "platform": channel.platform, "name": channel.name, "strategy": channel.strategy,
        "mixed_of": list(channel.mixed_of) if channel.mixed_of else None, "variant": channel.variant,
        "shares": dict(channel.shares), "settled": channel.settled, "decides_next": channel.decides_next,
        "evidence": [_reason(reason) for reason in channel.evidence],
        "target": channel.target, "changes": [_change(change) for change in channel.changes],
    }  # fmt: skip


def _channel_line(channel: ChannelAssessment) -> str:
    pair = f"[{', '.join(map(_word_line, channel.mixed_of))}]" if channel.mixed_of else "null"
    shares = ", ".join([f'"{name}": {share!r}' for name, share in channel.shares.items()])
    return (
        f'{{"platform": "{channel.platform}", "name": {_write(channel.name) if channel.name else "null"}, '
        f'"strategy": "{channel.strategy}", "mixed_of": {pair}, "variant": {_word_line(channel.variant)}, '
        f'"shares": {{{shares}}}, "settled": {"true" if channel.settled else "false"}, '
        f'"decides_next": {_word_line(channel.decides_next)}, "evidence": {_list_line(channel.evidence)}, '
        f'"target": {_word_line(channel.target)}, "changes": {_list_line(channel.changes)}}}'
    )


def _word_line(word: str | None) -> str:
    return f'"{word}"' if word else "null"


def _list_line(entries: Iterable[Evidence | Change]) -> str:
    return f"[{', '.join([entry.line for entry in entries])}]"


def _agency(agency: AgencyAssessment) -> dict[str, Any]:
    return {
        "name": agency.name, "facts": dict(agency.facts), "strategy": agency.strategy,
        "mixed_of": list(agency.mixed_of) if agency.mixed_of else None, "shares": dict(agency.shares),
    }  # fmt: skip


def _reason(reason: Evidence) -> dict[str, Any]:
    return {
        "fact": reason.fact, "value": reason.value,
        "push": reason.push, "pull": reason.pull, "networking": reason.networking,
        "why": reason.why, "source": reason.source,
    }  # fmt: skip


def reason_line(reason: Evidence) -> str:
    """A reason as JSON."""
    return _write(_reason(reason))


def _change(change: Change) -> dict[str, Any]:
    return {"fact": change.fact, "from": change.from_, "to": change.to, "cost": change.cost, "gives": change.gives}


def change_line(change: Change) -> str:
    """A change as JSON."""
    return _write(_change(change))


def _recommendation(found: Recommendation) -> dict[str, Any]:
    suits = {goal: list(suited) for goal, suited in found.suits.items()}
    return {"goals": list(found.goals), "suits": suits, "warnings": list(found.warnings)}


def _tradeoff(one: Tradeoff) -> dict[str, str]:
    return {"strategy": one.strategy, "side": one.side, "text": one.text, "source": one.source}


@lru_cache(maxsize=16)
def _tradeoffs_line(tradeoffs: tuple[Tradeoff, ...]) -> str:
    return _write([_tradeoff(one) for one in tradeoffs])
