"""Facts that were measured in an export: noted where nothing was told, asked about where they contradict."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.dialogue.turn import Change, Turn, remember
from advisor.dialogue.wording import channel_label, measured_words, said
from advisor.evidence import measurable
from advisor.facts import FactType, vocabulary
from advisor.records.measured import Measured
from advisor.understanding.situation import Asked, Choice


def tell_measured(turn: Turn) -> None:
    """Says what newly measured files show, notes what nobody has told yet, and keeps contradictions for asking."""
    fresh = [one for one in turn.conversation.measured if _sign(one) not in turn.memory.measured_told]
    if not fresh:
        return
    set_told(turn)
    by_channel: dict[str, list[Measured]] = {}
    for one in fresh:
        by_channel.setdefault(key_of(one, turn), []).append(one)
    added = [key for key in by_channel if turn.add_channel(key)]
    changes = []
    for key, found in by_channel.items():
        first = found[0]
        turn.say(
            "utter_measured", channel=channel_label(key), files=", ".join(first.files), posts=f"{first.posts:,}",
            facts="\n".join(f"- {one.says}" for one in found),
        )  # fmt: skip
        changes += [change for one in found if (change := _note(turn, key, one))]
    remember(turn, changes, added)


def set_told(turn: Turn) -> None:
    """Marks everything measured so far as told."""
    turn.memory.measured_told = [_sign(one) for one in turn.conversation.measured]


def _sign(one: Measured) -> list[str | None]:
    return [one.platform, one.name, one.fact, one.figure]


def _note(turn: Turn, key: str, one: Measured) -> Change | None:
    """Stores a verdict where nothing was told; a contradiction is put aside to be asked about."""
    told = turn.conversation.value((key, one.fact))
    if told in (None, "unknown"):
        if one.value is None:
            return None
        return turn.put((key, one.fact), one.value, measured_words(one.figure))
    if told not in one.values:
        _dispute(turn, key, one)
    return None


def dispute_told(turn: Turn, changes: Sequence[Change]) -> None:
    """Puts aside what was just told against what an export showed before, to be asked about once."""
    for one in turn.conversation.measured:
        key = key_of(one, turn)
        told = [c.new for c in changes if c.place == (key, one.fact) and c.new not in (None, "unknown")]
        if told and told[-1] not in one.values and [key, one.fact] not in turn.memory.disputes_asked:
            _dispute(turn, key, one)


def _dispute(turn: Turn, key: str, one: Measured) -> None:
    turn.memory.disputes_asked = [*turn.memory.disputes_asked, [key, one.fact]]
    entry = {"channel": key, "fact": one.fact, "values": list(one.values), "figure": one.figure}
    turn.memory.disputed = [*turn.memory.disputed, entry]


def ask_disputed(turn: Turn) -> bool:
    """Asks which of told and measured to use; False if there is nothing to ask."""
    while turn.memory.disputed:
        entry = turn.memory.disputed.pop(0)
        key, fact = entry["channel"], vocabulary().fact(entry["fact"])
        if turn.case.channel(key) is None:
            continue
        told = turn.conversation.value((key, fact.name))
        if told is None or told in entry["values"]:
            continue
        turn.offer(
            "utter_disputed", _choices(fact, str(told), entry["values"]), Asked(fact.name, (key,)),
            channel=channel_label(key), told=said(fact, told), figure=entry["figure"],
        )  # fmt: skip
        return True
    return False


def _choices(fact: FactType, told: str, measured: list[str]) -> list[Choice]:
    return [Choice(fact.choices[value], f"value:{value}") for value in (told, *measured)]


def offer_export(turn: Turn) -> None:
    """Once, to somebody who does not know: what an export could tell."""
    known = {fact.fact for fact in turn.reading.facts if fact.value == "unknown"}
    if turn.memory.export_offered or not known & measurable():
        return
    turn.memory.export_offered = True
    turn.say("utter_offer_export")


def key_of(one: Measured, turn: Turn) -> str:
    """The channel that was measured: the one of that name, else the only one of its platform, else a new one."""
    key = f"{one.platform}/{one.name}" if one.name else one.platform
    same = [channel.key for channel in turn.case.channels if channel.platform == one.platform]
    return key if key in same or len(same) != 1 else same[0]
