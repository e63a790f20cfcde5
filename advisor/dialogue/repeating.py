"""What was told of one channel, told of another: "same for Nextdoor", "on Facebook it's the same as on X"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from advisor.dialogue.asking import ask_next
from advisor.dialogue.echoing import say_effects, say_noted
from advisor.dialogue.own_channels import add_named_channels
from advisor.dialogue.turn import Turn, remember
from advisor.understanding.spread import channels_named

BARE = 4  # words up to which "same on YouTube" says nothing else, whatever was asked
_SAME = re.compile(
    r"^\W*(?:and |it's |it is |that's |exactly |pretty much |just |much )*(?:the )?same (?:for|on|with|there|goes for|applies to|thing)\b|^\W*(?:ditto|likewise)\b|^\W*(?:\w+\W+){1,2}(?:(?:the )?same|ditto|likewise)(?: (?:there|here|again|thing|story|too))*\W*$",
    re.I,
)


_SAME_AS = re.compile(
    r"\b(?:the same|same thing|same story|identical|exactly|just|pretty much) (?:as|like|to|with)\b", re.I
)


def same_again(turn: Turn) -> bool:
    """Notes what was told last for the channels named now too ("same for Nextdoor"); False if that was not said."""
    if turn.reading.facts and not (_SAME.search(turn.reading.text) and len(turn.reading.text.split()) <= BARE):
        return False
    if same_as := _SAME_AS.search(turn.reading.text):
        return _same_as(turn, same_as)
    if not _SAME.search(turn.reading.text):
        return False
    told = [one for one in turn.memory.told_last if one["channel"] and turn.case.channel(one["channel"])]
    named = [key for key in channels_named(turn.reading.text, turn.conversation.keys) if turn.case.channel(key)]
    added = add_named_channels(turn)
    keys = [key for key in dict.fromkeys([*named, *added]) if all(key != one["channel"] for one in told)]
    if not told or not keys:
        return False
    values = {one["fact"]: turn.conversation.value((one["channel"], one["fact"])) for one in told}  # the last named
    _note_same(turn, keys, values, added)
    return True


def _same_as(turn: Turn, at: re.Match[str]) -> bool:
    """ "On Facebook it's the same as on X": takes over what was told last of X, else everything."""
    text = turn.reading.text
    known = turn.conversation.keys
    sources = [key for key in channels_named(text[at.end() :], known) if turn.case.channel(key)]
    if len(sources) != 1:
        return False
    added = add_named_channels(turn)
    keys = [key for key in channels_named(text[: at.start()], known) if key not in sources]
    keys = keys or [key for key in (turn.situation.channel,) if key and key not in sources]
    last = {one["fact"] for one in turn.memory.told_last if one["channel"] == sources[0]}
    values = {name: value for name, value in turn.case.channel(sources[0]).facts.items() if not last or name in last}
    if not keys or not values:
        return False
    _note_same(turn, keys, values, added)
    return True


def _note_same(turn: Turn, keys: Sequence[str], values: Mapping[str, object], added: Sequence[str]) -> None:
    before = {channel.key: channel for channel in turn.assessment().channels}
    changes = [
        turn.put((key, fact), value, turn.reading.text) for key in keys for fact, value in values.items() if value
    ]
    say_noted(turn, changes, added)
    say_effects(turn, before)
    remember(turn, changes, added)
    turn.memory.misses = 0
    ask_next(turn)
