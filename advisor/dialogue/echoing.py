"""Saying back what was stored, and what it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor.dialogue.turn import Change, Turn
from advisor.dialogue.wording import agency_words, channel_label, choice_label, listed, said, strategy_label
from advisor.facts import vocabulary
from advisor.knowledge import knowledge
from advisor.strategy import ChannelAssessment


def say_noted(turn: Turn, changes: Sequence[Change], added: Sequence[str]) -> None:
    """Echoes what was stored: new facts, changed facts, new channels."""
    fresh = [change for change in changes if change.old in (None, "unknown") or change.old == change.new]
    withdrawn = [change for change in changes if change.new is None]
    fresh = [change for change in fresh if change.new is not None]
    changed = [change for change in changes if change not in fresh and change not in withdrawn]
    pieces = [agency_words(change.place[1], change.new) for change in fresh if change.place[0] is None]
    if added:
        label = knowledge().phrases["channel" if len(added) == 1 else "channels"]
        pieces.append(f"{label}: {listed(channel_label(key) for key in added)}")
    pieces += _by_channel(fresh)
    if pieces:
        turn.say(
            "utter_noted", facts=". ".join([pieces[0], *(piece[:1].upper() + piece[1:] for piece in pieces[1:])]) + "."
        )
    for change in withdrawn:
        key, name = change.place
        where = channel_label(key) if key else knowledge().phrases["agency"]
        turn.say("utter_withdrawn", channel=where, label=vocabulary().fact(name).label)
    for change in changed:
        key, name = change.place
        fact = vocabulary().fact(name)
        where = channel_label(key) if key else knowledge().phrases["agency"]
        turn.say(
            "utter_changed",
            channel=where,
            label=fact.label,
            old=_value_words(name, change.old),
            new=_value_words(name, change.new),
        )


def _value_words(name: str, value: object) -> str:
    return str(value) if name == "name" else choice_label(vocabulary().fact(name), value)


def _by_channel(changes: Sequence[Change]) -> list[str]:
    """ "Facebook and X: nobody can comment; you never answer", one for each set of channels told the same."""
    told: dict[str, list[str]] = {}
    for change in changes:
        key, name = change.place
        words = said(vocabulary().fact(name), change.new)
        if key is not None and words not in told.setdefault(key, []):
            told[key].append(words)
    same: dict[tuple[str, ...], list[str]] = {}
    for key, facts in told.items():
        same.setdefault(tuple(facts), []).append(key)
    return [f"{listed(channel_label(key) for key in keys)}: {'; '.join(facts)}" for facts, keys in same.items()]


def say_effects(turn: Turn, before: Mapping[str, ChannelAssessment]) -> None:
    """Says which channels became settled, and which result changed."""
    for channel in turn.assessment().channels:
        was = before.get(channel.key)
        if turn.memory.shown and was and was.strategy not in {"undetermined", channel.strategy}:
            turn.say(
                "utter_effect", channel=channel_label(channel.key), old=strategy_label(was.strategy, was.mixed_of, was.variant),
                new=strategy_label(channel.strategy, channel.mixed_of, channel.variant),
            )  # fmt: skip
        if channel.settled and channel.strategy != "undetermined" and channel.key not in turn.memory.settled_told:
            turn.memory.settled_told.append(channel.key)
            closed = turn.conversation.value((channel.key, "who_can_speak")) == "nobody"
            turn.say(
                "utter_settled_closed" if closed else "utter_settled", channel=channel_label(channel.key),
                strategy=strategy_label(channel.strategy, channel.mixed_of, channel.variant),
            )  # fmt: skip
        elif not channel.settled and channel.key in turn.memory.settled_told:
            turn.memory.settled_told.remove(channel.key)
