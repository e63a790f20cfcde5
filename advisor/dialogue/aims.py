"""Ways to go: the changes that reach the goals, or a strategy that the user names; and what was noted so far."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.dialogue.showing import show_result
from advisor.dialogue.turn import Turn
from advisor.dialogue.wording import channel_label, choice_label, said, strategy_label
from advisor.facts import vocabulary
from advisor.knowledge import knowledge
from advisor.strategy import Change, way_to

_TOWARDS = re.compile(
    r"\b(?:get|got|go|move|become|turn|shift|switch|change|take|make|reach|closer|towards?)\b.{0,40}\b(push|pull|network)",
    re.I,
)
_OF_OTHERS = re.compile(
    r"\b(?:how many|how often|who else|which (?:agencies|cities|councils)|how (?:did |do )?you (?:get|got|came|come|arrive)|other (?:agencies|users))\b",
    re.I,
)
_NOTED = re.compile(
    r"\bwhat (?:have|did|do) you (?:note|noted|got|get|have|understood|understand|written|know)\b", re.I
)


def strategy_aimed_at(text: str) -> str | None:
    """The strategy that somebody wants to get to ("what would it take to move X to networking?")."""
    found = None if _OF_OTHERS.search(text) else _TOWARDS.search(text)
    return {"push": "push", "pull": "pull", "network": "networking"}[found.group(1).lower()] if found else None


def show_way(turn: Turn, strategy: str) -> None:
    """Says which changes would lead each channel named to `strategy`."""
    for channel in turn.case.channels:
        if channel.key in turn.named_channels():
            changes = way_to(strategy, channel, turn.case)
            gaps = {"channel": channel_label(channel.key), "target": strategy_label(strategy)}
            if changes:
                turn.say("utter_changes", changes=_lines(changes), **gaps)
            else:
                turn.say("utter_there_already", **gaps)


def asks_what_was_noted(text: str) -> bool:
    """Whether somebody wants to see the facts that were noted."""
    return bool(_NOTED.search(text))


def show_noted(turn: Turn) -> None:
    """Says back every fact of the channels named, or of all."""
    lines = []
    for channel in turn.case.channels:
        if channel.key in turn.named_channels():
            facts = [said(vocabulary().fact(name), value) for name, value in channel.facts.items()]
            lines.append(f"- {channel_label(channel.key)}: {'; '.join(facts) or knowledge().phrases['no_facts']}")
    turn.say("utter_where_we_were", summary="\n".join(lines))


def show_changes(turn: Turn) -> None:
    """Says, channel by channel, which changes would reach the strategy that suits the goals."""
    assessment = turn.assessment()
    if not turn.case.agency.get("goals"):
        turn.say("utter_changes_no_goals")
        return
    if all(channel.target is None for channel in assessment.channels):
        show_result(turn)
        return
    for channel in assessment.channels:
        if channel.target is None:
            continue
        if not channel.changes:
            turn.say(
                "utter_changes_none",
                channel=channel_label(channel.key),
                strategy=strategy_label(channel.strategy, channel.mixed_of, channel.variant),
            )
            continue
        turn.say(
            "utter_changes", channel=channel_label(channel.key), target=strategy_label(channel.target),
            changes=_lines(channel.changes),
        )  # fmt: skip
    if assessment.recommendation.warnings:
        turn.say(
            "utter_warnings",
            warnings="\n".join(f"- {warning}" for warning in assessment.recommendation.warnings),
        )


def _lines(changes: Sequence[Change]) -> str:
    lines = []
    for change in changes:
        fact = vocabulary().fact(change.fact)
        known = change.from_ not in (None, "unknown")
        start = choice_label(fact, change.from_) if known else knowledge().phrases["not_known"]
        lines.append(
            f"- {fact.label}: {start} -> {choice_label(fact, change.to)}\n  gives: {change.gives}\n  costs: {change.cost}"
        )
    return "\n".join(lines)
