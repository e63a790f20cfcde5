"""Facts that were told: storing, moving, taking over; then saying so and going on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.dialogue.asking import ask_next, put_again
from advisor.dialogue.doubting import ask_back, doubt_or_rephrase
from advisor.dialogue.echoing import say_effects, say_noted
from advisor.dialogue.measured import dispute_told
from advisor.dialogue.own_channels import (
    add_named_channels,
    channels_not_ours,
    remove_others_channels,
    say_left_out,
)
from advisor.dialogue.showing import show_result
from advisor.dialogue.silence import ask_if_silent
from advisor.dialogue.turn import Change, Turn, remember
from advisor.dialogue.wording import channel_label, said
from advisor.facts import vocabulary
from advisor.understanding.acts import asks_for_result
from advisor.understanding.names import INTRODUCED
from advisor.understanding.reading import ReadFact
from advisor.understanding.spread import channels_named


def note(turn: Turn) -> None:
    """Stores everything the message tells, says it back, and goes on."""
    before = {channel.key: channel for channel in turn.assessment().channels}
    added = add_named_channels(turn)
    gone = remove_others_channels(turn)
    if turn.reading.moved:
        _move(turn, *turn.reading.moved)
        if not turn.reading.facts:
            say_effects(turn, before)
            ask_next(turn)
            return
    changes = _store(turn)
    dispute_told(turn, changes)
    if not changes and not added and not turn.memory.homeless:
        if gone:
            ask_next(turn)
        elif say_left_out(turn):
            turn.memory.misses = 0
            put_again(turn)
        else:
            doubt_or_rephrase(turn)
        return
    turn.memory.misses = 0
    say_noted(turn, changes, added)
    say_left_out(turn)
    say_effects(turn, before)
    if turn.reading.topic:
        turn.say(f"utter_question/{turn.reading.topic}")
    turn.memory.told_last = [{"channel": c.place[0], "fact": c.place[1], "old": c.old} for c in changes]
    turn.conversation.situation = replace(turn.situation, told=tuple(c.place for c in changes))
    remember(turn, changes, added)
    _set_focus(turn, changes, added)
    if any(asks_for_result(clause.text) for clause in turn.reading.clauses):
        show_result(turn)
    elif turn.memory.homeless or not (ask_if_silent(turn, changes) or ask_back(turn)):
        ask_next(turn)


def _store(turn: Turn) -> list[Change]:
    homeless: list[ReadFact] = []
    changes = _swap(turn) if turn.reading.swapped else []
    others = channels_not_ours(turn)
    for fact in turn.reading.facts:
        if fact.channel in {*others, *turn.removed} or _names_another(turn, fact):
            continue
        if fact.scope == "channel" and fact.channel is None:
            key = turn.situation.channel or (turn.conversation.keys[0] if len(turn.conversation.keys) == 1 else None)
            if key is None:
                homeless.append(fact)
                continue
            changes.append(turn.tell(fact, key))
        else:
            changes.append(turn.tell(fact, fact.channel))
    changes += _take_over(turn)
    keep = [one for one in turn.memory.homeless if one["fact"] not in {fact.fact for fact in homeless}]
    turn.memory.homeless = keep + [{"fact": f.fact, "value": f.value, "words": f.words} for f in homeless]
    if turn.memory.homeless and turn.conversation.keys:
        changes += _settle_homeless(turn)
    return changes


def _swap(turn: Turn) -> list[Change]:
    """Gives each of two channels what was last told of the other."""
    last = [(one["channel"], one["fact"]) for one in turn.memory.told_last if one["channel"]]
    changes = []
    for name in dict.fromkeys(fact for _, fact in last):
        pair = [(key, name) for key, fact in last if fact == name and turn.case.channel(key)]
        if len(pair) != 2:
            continue
        values = [turn.conversation.value(place) for place in pair]
        words = [turn.conversation.words.get(place, "") for place in pair]
        if values[0] != values[1]:
            changes += [turn.put(pair[0], values[1], words[1]), turn.put(pair[1], values[0], words[0])]
    return changes


def _names_another(turn: Turn, fact: ReadFact) -> bool:
    """Whether a name that no usual words introduce would take the place of one that is known: it may well be somebody else's."""
    known = turn.conversation.value((None, "name"))
    return fact.fact == "name" and known is not None and fact.confidence < INTRODUCED


def _take_over(turn: Turn) -> list[Change]:
    """Gives a channel that is said to be like another what is known of that one, unless the message tells otherwise."""
    told = {(fact.channel, fact.fact) for fact in turn.reading.facts}
    return [
        turn.put((key, name), value, turn.reading.text)
        for key, other, only in turn.reading.alike
        for name, value in dict(turn.case.channel(other).facts if turn.case.channel(other) else {}).items()
        if only in {"", name}
        and (key, name) not in told
        and value != turn.conversation.value((key, name))
        and turn.case.channel(key)
    ]


def _settle_homeless(turn: Turn) -> list[Change]:
    """Gives facts without a channel to the channels just named, or to the only one there is."""
    choice = turn.reading.choice or ""
    if choice == "channel:*":
        keys: Sequence[str] = turn.conversation.keys
    elif choice.startswith("channel:"):
        keys = [choice.partition(":")[2]]
    else:
        keys = channels_named(turn.reading.text, turn.conversation.keys) or (
            turn.conversation.keys if len(turn.conversation.keys) == 1 else ()
        )
    changes = [turn.put((key, one["fact"]), one["value"], one["words"]) for key in keys for one in turn.memory.homeless]
    if changes:
        turn.memory.homeless = []
    return changes


def _set_focus(turn: Turn, changes: Sequence[Change], added: Sequence[str]) -> None:
    touched = [change.place[0] for change in changes if change.place[0]]
    if touched:
        turn.focus(touched[-1])
    elif len(added) == 1 and len(turn.conversation.keys) == 1:
        turn.focus(added[0])


def _move(turn: Turn, source: str, target: str) -> None:
    """Gives the facts last told of `source` to `target` instead."""
    told = [one for one in turn.memory.told_last if one["channel"] == source]
    turn.add_channel(target)
    moved, changes = [], []
    for one in told:
        place = (source, one["fact"])
        value, words = turn.conversation.value(place), turn.conversation.words.get(place, "")
        changes += [turn.put(place, one["old"], words), turn.put((target, one["fact"]), value, words)]
        moved.append(said(vocabulary().fact(one["fact"]), value))
    turn.memory.told_last = [{"channel": target, "fact": one["fact"], "old": None} for one in told]
    turn.focus(target)
    remember(turn, changes)
    if moved:
        turn.say("utter_moved", source=channel_label(source), target=channel_label(target), facts="; ".join(moved))
    else:
        turn.say("utter_focus", channel=channel_label(target))
