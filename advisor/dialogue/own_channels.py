"""The channels a message names: which are the agency's own and come onto its list, and which leave it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from advisor.dialogue.turn import Turn, remember
from advisor.dialogue.wording import channel_label, listed
from advisor.understanding.not_ours import not_ours
from advisor.understanding.platforms import mentions
from advisor.understanding.presence import calls_ours
from advisor.understanding.reading import ReadClause
from advisor.understanding.spread import channels_named

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
    text = ", ".join(clause.text for clause in own) if len(own) < len(reading.clauses) else reading.text
    named = list(channels_named(text, turn.conversation.keys))
    named += [fact.channel for fact in reading.facts if fact.channel and fact.channel not in named]
    if reading.moved:
        named = [key for key in named if key == reading.moved[1] or turn.case.channel(key)]
    others = channels_not_ours(turn)
    return [key for key in named if key not in {*others, *turn.removed}]


def remove_others_channels(turn: Turn) -> list[str]:
    """Takes off the list what the message says the agency does not have ("we're not on X at all"), and says so."""
    moved = turn.reading.moved and not _NOT_ON.search(turn.reading.text)
    gone = [] if moved else [key for key in channels_not_ours(turn) if turn.case.channel(key)]
    for key in gone:
        turn.remove_channel(key)
    if gone:
        turn.say("utter_removed", channels=listed(channel_label(key) for key in gone))
        remember(turn)
        turn.asked_before = None
    return gone


def say_left_out(turn: Turn) -> bool:
    """Says which channels are not noted because they seem not to be the agency's today; whether there are any."""
    left = _not_theirs(turn)
    if left:
        turn.say("utter_not_theirs", channels=listed(channel_label(key) for key in left))
    return bool(left)


def channels_not_ours(turn: Turn) -> tuple[str, ...]:
    """The channels of which the message says that the agency does not have them."""
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
