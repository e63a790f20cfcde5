"""Facts that were told: storing, echoing, correcting."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from advisor.dialogue.asking import ask_next, put_again, put_question
from advisor.dialogue.measured import dispute_told
from advisor.dialogue.showing import show_result
from advisor.dialogue.silence import ask_if_silent
from advisor.dialogue.turn import Change, Turn, is_fact, remember
from advisor.dialogue.wording import agency_words, channel_label, choice_label, listed, said, strategy_label
from advisor.facts import vocabulary
from advisor.knowledge import knowledge
from advisor.strategy import ChannelAssessment
from advisor.understanding.acts import asks_for_result
from advisor.understanding.names import INTRODUCED
from advisor.understanding.not_ours import not_ours
from advisor.understanding.platforms import mentions
from advisor.understanding.presence import calls_ours
from advisor.understanding.reading import ReadClause, ReadFact
from advisor.understanding.situation import Asked, Choice
from advisor.understanding.spread import channels_named
from advisor.understanding.weighing import MAYBE

WORTH_ASKING = MAYBE  # how sure a reading must be to be asked about


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
        elif _say_left_out(turn):
            turn.memory.misses = 0
            put_again(turn)
        else:
            _doubt_or_rephrase(turn)
        return
    turn.memory.misses = 0
    say_noted(turn, changes, added)
    _say_left_out(turn)
    say_effects(turn, before)
    if turn.reading.topic:
        turn.say(f"utter_question/{turn.reading.topic}")
    turn.memory.told_last = [{"channel": c.place[0], "fact": c.place[1], "old": c.old} for c in changes]
    turn.conversation.situation = replace(turn.situation, told=tuple(c.place for c in changes))
    remember(turn, changes, added)
    _set_focus(turn, changes, added)
    if any(asks_for_result(clause.text) for clause in turn.reading.clauses):
        show_result(turn)
    elif turn.memory.homeless or not (ask_if_silent(turn, changes) or _ask_back(turn)):
        ask_next(turn)


_NOT_ON = re.compile(
    r"\b(?:we|we're|i)(?: are| am)? not (?:even |really )?(?:on|using)\b|\bwe (?:aren't|don't|do not) (?:on|use|have)\b",
    re.I,
)
_OURS = re.compile(r"\b(?:our|my|we have|we've got|we use|we run|we are on|we're on|assess|look at|check)\b", re.I)


def add_named_channels(turn: Turn) -> list[str]:
    """Adds the channels that the message says the agency has."""
    named = own_channels_named(turn)
    _give_way(turn, named)
    added = [key for key in named if turn.add_channel(key)]
    if len(named) > 1:
        turn.conversation.situation = replace(turn.situation, group=tuple(named))
    return added


def _give_way(turn: Turn, named: Sequence[str]) -> None:
    """A platform of which nothing is known gives way to the accounts on it that are named now ("the instagrams are A and B")."""
    for platform in {key.partition("/")[0] for key in named if "/" in key}:
        plain = turn.case.channel(platform)
        accounts = [key for key in named if key.startswith(f"{platform}/")]
        if len(accounts) > 1 and plain is not None and not plain.facts and platform not in named:
            turn.conversation.case = turn.case.without_channel(platform)


def own_channels_named(turn: Turn) -> list[str]:
    """The channels that the message says the agency has, known or new."""
    reading = turn.reading
    own = [clause for clause in reading.clauses if _speaks_of_own_channels(clause) or not mentions(clause.text)]
    text = ", ".join(clause.text for clause in own) if reading.clauses else reading.text
    named = list(channels_named(text, turn.conversation.keys))
    named += [fact.channel for fact in reading.facts if fact.channel and fact.channel not in named]
    if reading.moved:
        named = [key for key in named if key == reading.moved[1] or turn.case.channel(key)]
    others = _not_ours(turn)
    return [key for key in named if key not in {*others, *turn.removed}]


def remove_others_channels(turn: Turn) -> list[str]:
    """Takes off the list what the message says the agency does not have ("we're not on X at all"), and says so."""
    moved = turn.reading.moved and not _NOT_ON.search(turn.reading.text)
    gone = [] if moved else [key for key in _not_ours(turn) if turn.case.channel(key)]
    for key in gone:
        turn.remove_channel(key)
    if gone:
        turn.say("utter_removed", channels=listed(channel_label(key) for key in gone))
        remember(turn)
        turn.asked_before = None
    return gone


def _say_left_out(turn: Turn) -> bool:
    """Says which channels are not noted because they seem not to be the agency's today; whether there are any."""
    left = _not_theirs(turn)
    if left:
        turn.say("utter_not_theirs", channels=listed(channel_label(key) for key in left))
    return bool(left)


def _not_ours(turn: Turn) -> tuple[str, ...]:
    reading = turn.reading
    said = not_ours([clause.text for clause in reading.clauses], turn.conversation.keys)
    return tuple(dict.fromkeys([*said, *_not_theirs(turn)]))


def _not_theirs(turn: Turn) -> list[str]:
    return [key for key, _ in turn.reading.absent if turn.case.channel(key) is None]


def _speaks_of_own_channels(clause: ReadClause) -> bool:
    if clause.mood == "plan":  # "our mayor wants to be on Instagram"
        return calls_ours(clause.text)
    if clause.mood in {"question", "hypothesis"}:
        return bool(_OURS.search(clause.text))
    return clause.mood not in {"others", "past"}


def _store(turn: Turn) -> list[Change]:
    homeless: list[ReadFact] = []
    changes = []
    others = _not_ours(turn)
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


def _ask_back(turn: Turn) -> bool:
    """Asks which of two readings is right where a fact was too uncertain to keep."""
    doubts = [
        d for d in turn.reading.doubtful if d.rival and d.rival not in {"unknown", "none"} and isinstance(d.value, str)
    ]
    doubts = [
        d for d in doubts if turn.conversation.value((d.channel, d.fact)) is None and d.confidence >= WORTH_ASKING
    ]
    doubts = [d for d in doubts if d.scope == "channel" or (turn.asked_before and turn.asked_before.fact == d.fact)]
    for doubt in doubts[:1]:
        key = doubt.channel or turn.situation.channel
        if vocabulary().fact(doubt.fact).scope == "channel" and (key is None or turn.case.channel(key) is None):
            continue
        fact = vocabulary().fact(doubt.fact)
        channels = (key,) if fact.scope == "channel" and key else ()
        values = [value for value in (doubt.value, doubt.rival) if value in fact.choices]
        choices = [Choice(fact.choices[value], f"value:{value}") for value in values]
        turn.offer(
            "utter_did_you_mean", [*choices, Choice("Neither of these", "do:neither")], Asked(doubt.fact, channels),
            words=doubt.words[:80], label=fact.label, channel=channel_label(key) if channels and key else knowledge().phrases["agency"],
        )  # fmt: skip
        return True
    return False


# What was understood, but says nothing about the agency's own channels as they are today.
_NOT_NOW = {"others": "utter_others", "past": "utter_past", "plan": "utter_plan"}


def _doubt_or_rephrase(turn: Turn) -> None:
    mood = next((clause.mood for clause in turn.reading.clauses if clause.mood in _NOT_NOW), None)
    if _ask_back(turn):
        return
    if mood:
        turn.say(_NOT_NOW[mood])
        put_again(turn)
    else:
        not_understood(turn)


def not_understood(turn: Turn) -> None:
    """First asks to rephrase, then offers to skip, then names a human contact and leaves the question for later."""
    turn.memory.misses += 1
    stage = (turn.memory.misses - 1) % 3
    asked = turn.asked_before
    if stage == 2:
        turn.say("utter_not_understood_contact")
        if asked and is_fact(asked.fact):
            for key in asked.channels or (None,):
                turn.skip((key, asked.fact))
            ask_next(turn)
            return
    else:
        turn.say(("utter_not_understood", "utter_not_understood_skip")[stage])
    if stage == 1 and asked and len(asked.channels) > 1:  # one at a time is easier to answer
        put_question(turn, asked.fact, asked.channels[:1])
    else:
        put_again(turn)
