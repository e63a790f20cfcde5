"""Channels said to be silent of which the user then tells what only a living channel does."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.dialogue.asking import put_question
from advisor.dialogue.turn import Change, Turn
from advisor.dialogue.wording import channel_label, listed

PACE = "posting_frequency"
_ALIVE = {
    "answers_given", "answer_style", "answers_criticism", "content_origin", "own_site_links", "post_completeness",
    "exclusive_content", "shares_others", "asks_public",
}  # fmt: skip
_IDLE = {None, "unknown", "never", "none", "no", "nobody_asks", "none_received"}


def ask_if_silent(turn: Turn, changes: Sequence[Change]) -> bool:
    """Asks once whether a silent channel of which activity was told is silent indeed; False if there is none."""
    told_now = {change.place for change in changes}
    alive = [change.place[0] for change in changes if change.place[1] in _ALIVE and change.new not in _IDLE]
    keys = [
        key
        for key in dict.fromkeys(alive)
        if key
        and turn.conversation.value((key, PACE)) == "inactive"
        and (key, PACE) not in told_now
        and key not in turn.memory.silence_asked
    ]
    if not keys:
        return False
    turn.memory.silence_asked += keys
    turn.say("utter_still_silent", channel=listed(channel_label(key) for key in keys))
    put_question(turn, PACE, tuple(keys))
    return True
