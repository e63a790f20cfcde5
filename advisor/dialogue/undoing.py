"""Taking back the last answer: its facts as they were, its channels off the list, its question open again."""

from __future__ import annotations

from typing import Any

from advisor.dialogue.asking import ask_next, put_question
from advisor.dialogue.turn import Turn
from advisor.dialogue.wording import channel_label, said
from advisor.facts import vocabulary
from advisor.knowledge import knowledge


def undo(turn: Turn) -> None:
    """Takes back the last answer and puts its question again."""
    if not turn.memory.undo:
        turn.say("utter_nothing_to_undo")
        ask_next(turn)
        return
    entry = turn.memory.undo.pop()
    pieces = [_take_back(turn, one) for one in reversed(entry["told"]) if _still_so(turn, one)]
    for key in entry["added"]:
        if turn.case.channel(key) is not None:
            turn.remove_channel(key)
            pieces.append(channel_label(key))
    pieces += [_bring_back(turn, one) for one in entry.get("removed", ())]  # entries kept by older versions have none
    asked = entry["asked"]
    channels = [key for key in (asked or {}).get("channels", ()) if turn.case.channel(key) is not None]
    if entry["skipped"] and asked:
        places = [[key, asked["fact"]] for key in channels or (None,)]
        turn.memory.skipped = [one for one in turn.memory.skipped if one not in places]
        pieces.append(vocabulary().fact(asked["fact"]).label)
    turn.memory.told_last, turn.memory.offered = [], False
    turn.say("utter_undone", facts="; ".join(dict.fromkeys(pieces)) or knowledge().phrases["undone_before"])
    if asked and len(channels) == len(asked["channels"]):
        turn.asked_before = None
        put_question(turn, asked["fact"], tuple(channels))
    else:
        ask_next(turn)


def _bring_back(turn: Turn, one: dict[str, Any]) -> str:
    """Puts a channel on the list again, with what was told of it."""
    turn.add_channel(one["channel"])
    for name, value in one["facts"].items():
        turn.put_back((one["channel"], name), value, one["words"].get(name, ""))
    return knowledge().phrases["taken_off"].replace("{channel}", channel_label(one["channel"]))


def _still_so(turn: Turn, one: dict[str, Any]) -> bool:
    key, fact = one["channel"], one["fact"]
    known = key is None or turn.case.channel(key) is not None
    return bool(known and turn.conversation.value((key, fact)) == one["new"])


def _take_back(turn: Turn, one: dict[str, Any]) -> str:
    key, name = one["channel"], one["fact"]
    turn.put_back((key, name), one["old"], one["old_words"])
    fact = vocabulary().fact(name)
    where = channel_label(key) if key else knowledge().phrases["agency"]
    return f"{where}: {said(fact, one['new'])}" if one["new"] is not None else f"{where}: {fact.label}"
