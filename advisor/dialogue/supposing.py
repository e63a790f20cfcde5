"""What if: a supposed change beside how things are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from advisor.dialogue.turn import Turn
from advisor.dialogue.wording import channel_label, choice_label, listed, strategy_label
from advisor.facts import vocabulary
from advisor.knowledge import knowledge
from advisor.strategy import ChannelAssessment, what_if
from advisor.understanding.situation import Choice


def suppose(turn: Turn) -> None:
    """Works the supposed facts through and says what would change, at what price."""
    changes = _supposed(turn)
    if not changes:
        if not _suppose_of_team(turn):
            _show_what_could_be_supposed(turn)
        return
    outcome = what_if(turn.case, changes)
    before = {channel.key: channel for channel in outcome.before.channels}
    for channel in outcome.after.channels:
        own = [(fact, value) for key, fact, value in changes if key == channel.key]
        if own:
            _say_outcome(turn, channel, before[channel.key], own)
    turn.say("utter_what_if_kept")


def _supposed(turn: Turn) -> list[tuple[str | None, str, Any]]:
    facts = turn.reading.supposed or turn.reading.facts
    default = (
        [turn.situation.channel] if turn.situation.channel in turn.conversation.keys else list(turn.conversation.keys)
    )
    found: dict[tuple[str | None, str], Any] = {}
    for fact in facts:
        if fact.scope != "channel" or fact.value == "unknown" or fact.confidence < 0.4:
            continue
        keys = [fact.channel] if fact.channel in turn.conversation.keys else default
        for key in keys:
            found.setdefault((key, fact.fact), fact.value)
    for place in {key for key, _ in found}:
        _open_the_door(turn, place, found)
    return [(key, fact, value) for (key, fact), value in found.items() if key is not None]


def _suppose_of_team(turn: Turn) -> bool:
    """Says what other means and rules would change: no strategy, but what there is to mind. False if none are supposed."""
    own = {one.fact: one.value for one in turn.reading.supposed if one.scope == "agency" and one.value != "unknown"}
    if not own:
        return False
    outcome = what_if(turn.case, [(None, fact, value) for fact, value in own.items()])
    now, then = outcome.before.recommendation.warnings, outcome.after.recommendation.warnings
    turn.say("utter_what_if_team", supposed=_in_words(list(own.items())))
    for response, warnings in (
        ("utter_what_if_team_new", [one for one in then if one not in now]),
        ("utter_what_if_team_gone", [one for one in now if one not in then]),
    ):
        if warnings:
            turn.say(response, warnings="\n".join(f"- {warning}" for warning in warnings))
    turn.say("utter_what_if_kept")
    return True


def _in_words(facts: Sequence[tuple[str, Any]]) -> str:
    return listed(
        f"{vocabulary().fact(name).label}: {choice_label(vocabulary().fact(name), value)}" for name, value in facts
    )


def _open_the_door(turn: Turn, key: str | None, found: dict[tuple[str | None, str], Any]) -> None:
    """Whoever supposes answers on a closed channel supposes that people may comment there."""
    facts = {fact for place, fact in found if place == key}
    closed = turn.conversation.value((key, "who_can_speak")) in {"nobody", "reactions_only"}
    if (
        closed
        and "who_can_speak" not in facts
        and facts & {"answers_given", "answer_style", "answers_criticism", "people_talk_together"}
    ):
        found[(key, "who_can_speak")] = "comments"


def _say_outcome(turn: Turn, after: ChannelAssessment, before: ChannelAssessment, own: list[tuple[str, Any]]) -> None:
    words = _in_words(own)
    old = strategy_label(before.strategy, before.mixed_of, before.variant)
    new = strategy_label(after.strategy, after.mixed_of, after.variant)
    same = (after.strategy, after.mixed_of, after.variant) == (
        before.strategy,
        before.mixed_of,
        before.variant,
    )
    turn.say(
        "utter_what_if_same" if same else "utter_what_if",
        channel=channel_label(after.key),
        supposed=words,
        old=old,
        new=new,
    )
    if after.strategy == "undetermined" and after.decides_next:
        turn.say(
            "utter_what_if_open",
            channel=channel_label(after.key),
            label=vocabulary().fact(after.decides_next).label,
        )
    lines = []
    for name, value in own:
        price = knowledge().change(name, str(value))
        if price:
            lines.append(
                f"- {vocabulary().fact(name).label}: {choice_label(vocabulary().fact(name), value)}\n  gives: {price.gives}\n  costs: {price.cost}"
            )
    if lines:
        turn.say("utter_what_if_price", lines="\n".join(lines))
    sources = [one for one in knowledge().tradeoffs if one.strategy == after.strategy][:2]
    if sources and not same:
        turn.say("utter_what_if_source", lines="\n".join(f"- {one.text} [{one.source}]" for one in sources))


def _show_what_could_be_supposed(turn: Turn) -> None:
    choices = []
    for channel in turn.assessment().channels:
        for change in channel.changes[:1]:
            fact = vocabulary().fact(change.fact)
            title = f"{channel_label(channel.key)} - {fact.label}: {choice_label(fact, change.to)}"
            choices.append(Choice(title, f"do:suppose:{channel.key}:{change.fact}:{change.to}"))
    turn.offer("utter_what_if_how", choices[:4])


def suppose_by_button(turn: Turn, means: str) -> None:
    """Works through the change that a button names."""
    _, _, key, fact, value = means.split(":", 4)
    outcome = what_if(turn.case, [(key, fact, value)])
    before = next(c for c in outcome.before.channels if c.key == key)
    after = next(c for c in outcome.after.channels if c.key == key)
    _say_outcome(turn, after, before, [(fact, value)])
    turn.say("utter_what_if_kept")
