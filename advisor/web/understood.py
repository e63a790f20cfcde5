"""What the bot has understood so far, for the panel beside the chat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from advisor.dialogue.wording import channel_label, chart_of, choice_label, is_measured, strategy_label, sureness
from advisor.evidence import how, platforms_with_exports
from advisor.facts import FactType, vocabulary
from advisor.records import Kept
from advisor.strategy import ChannelAssessment, assess


def understood(kept: Kept) -> dict[str, Any]:
    """The agency and each channel: known facts with the user's words, open facts, strategy and shares."""
    assessment = assess(kept.case)
    return {
        "agency": _facts(vocabulary().agency_facts, kept.case.agency, kept, None),
        "channels": [_channel(kept, judged) for judged in assessment.channels],
    }


def _channel(kept: Kept, judged: ChannelAssessment) -> dict[str, Any]:
    channel = kept.case.channel(judged.key)
    facts = channel.facts if channel else {}
    return {
        "key": judged.key,
        "label": channel_label(judged.key),
        "strategy": strategy_label(judged.strategy, judged.mixed_of, judged.variant),
        "judged": judged.strategy != "undetermined",
        "sure": sureness(judged, facts.get("posting_frequency") == "inactive"),
        "shares": chart_of(judged)["shares"],
        "facts": _facts(vocabulary().channel_facts, facts, kept, judged.key),
    }


def _facts(
    types: Mapping[str, FactType], facts: Mapping[str, Any], kept: Kept, key: str | None
) -> list[dict[str, Any]]:
    return [
        {
            "fact": name,
            "value": facts[name],
            "says": str(facts[name]) if fact.type == "text" else choice_label(fact, facts[name]),
            "words": kept.words.get((key, name), ""),
            "measured": is_measured(kept.words.get((key, name), "")),
        }
        for name, fact in types.items()
        if name in facts
    ]


@lru_cache(maxsize=1)
def questions() -> dict[str, list[dict[str, Any]]]:
    """Every fact that can be set in the panel: label, question and choices. The same for everybody."""
    return {
        "agency": [_question(fact) for fact in vocabulary().agency_facts.values()],
        "channel": [_question(fact) for fact in vocabulary().channel_facts.values()],
    }


@lru_cache(maxsize=1)
def ways_to_exports() -> list[dict[str, Any]]:
    """How to get each export: platform, as of which month, and the ways with their steps."""
    return [
        {
            "platform": vocabulary().platforms[one].label if one in vocabulary().platforms else one.capitalize(),
            "as_of": how(one).as_of,
            "ways": [{"name": way.name, "steps": list(way.steps)} for way in how(one).ways],
        }
        for one in platforms_with_exports()
    ]


def _question(fact: FactType) -> dict[str, Any]:
    choices: Iterable[str] = (*fact.values, "unknown") if fact.type in {"choice", "list"} else ()
    return {
        "fact": fact.name,
        "label": fact.label,
        "question": fact.question,
        "type": fact.type,
        "choices": [{"value": value, "title": fact.choices.get(value, value)} for value in choices],
        "lowest": fact.lowest,
        "highest": fact.highest,
    }
