"""The answer to one message: a pure function from what was kept and read to what is said and kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from advisor.dialogue import aims, aside, showing, supposing
from advisor.dialogue.asking import TEAM_FACTS, ask_next, put_again
from advisor.dialogue.conversation import Conversation
from advisor.dialogue.doubting import not_understood
from advisor.dialogue.echoing import say_noted
from advisor.dialogue.measured import offer_export, set_told, tell_measured
from advisor.dialogue.own_channels import add_named_channels
from advisor.dialogue.repeating import same_again
from advisor.dialogue.telling import note
from advisor.dialogue.turn import Say, Turn
from advisor.dialogue.undoing import undo
from advisor.facts import Case
from advisor.records import Kept
from advisor.strategy import Assessment
from advisor.understanding.reading import Reading
from advisor.understanding.situation import Situation

AWAY = timedelta(hours=4)  # after so long without a message the user is welcomed back

_HANDLERS: dict[str, Callable[[Turn], None]] = {
    "greet": aside.greet,
    "goodbye": aside.goodbye,
    "thank": aside.thank,
    "affirm": aside.affirm,
    "deny": aside.deny,
    "inform": note,
    "start": aside.start,
    "dont_know": aside.dont_know,
    "skip": aside.skip,
    "why_asked": aside.why_asked,
    "explain_options": aside.explain_options,
    "question": aside.question,
    "result": aside.result,
    "why_result": showing.show_reasons,
    "what_if": supposing.suppose,
    "compare": showing.show_comparison,
    "report": lambda turn: _report(turn),
    "add_channel": aside.add_channel,
    "remove_channel": aside.remove_channel,
    "pause": aside.pause,
    "restart": aside.restart,
    "delete_data": aside.delete_data,
    "help": aside.help_,
    "human": aside.human,
    "bot_challenge": aside.bot_challenge,
    "feedback": aside.feedback,
    "out_of_scope": aside.out_of_scope,
}
# Kinds of message that may name a channel of the agency's own without being about adding it.
_NAMES_CHANNELS = {"result", "why_result", "compare", "report", "thank", "help", "dont_know", "skip", "why_asked"}
_CHANGES = re.compile(
    r"\bwhat (?:should|could|can|must|do|would) (?:we|i) (?:have to |need to )?(?:change|improve|do differently)\b",
    re.I,
)
_COSTS = re.compile(
    r"\bwhat (?:would|will|does|do) (?:it|that|this|all that) (?:cost|take|bring|mean for) (?:us|for us)\b"
    r"|\bhow (?:much (?:would|will|does|do|might) (?:it|that|this|all that|they) (?:cost|take)|(?:expensive|costly) (?:is|would|will) (?:it|that|this))\b",
    re.I,
)
_SAYS_NO = re.compile(r"(?:no|nope|don't|do not|stop|wait|cancel|keep)\b", re.I)
_SAYS_YES = re.compile(
    r"(?:yes|yep|yeah|yup|sure|ok|okay|do it|go ahead|confirm\w*|please do|definitely|absolutely)\b", re.I
)
_KEEP_QUESTION = {"result", "why_result", "what_if", "compare", "report"}


@dataclass(frozen=True)
class Outcome:
    """What a turn leads to. `forget`: delete the conversation instead of keeping it."""

    kept: Kept
    says: tuple[Say, ...]
    assessment: Assessment | None = None
    feedback: str | None = None
    write_report: bool = False
    forget: bool = False


def respond(conversation_id: str, kept: Kept, reading: Reading, now: datetime, report_file: str) -> Outcome:
    """Answers `reading` in the conversation as `kept`; nothing outside is touched."""
    conversation = Conversation.of(conversation_id, kept)
    turn = Turn(conversation, reading, report_file)
    conversation.situation = replace(conversation.situation, asked=None, choices=())
    _welcome(turn, now)
    tell_measured(turn)
    if not _settle_pending(turn) and not _press(turn) and not same_again(turn):
        act = reading.act
        _add_channels_in_passing(turn, act)
        aside_of_result = _about_the_result(turn)
        (aside_of_result or _HANDLERS.get(act, not_understood))(turn)
        offer_export(turn)
        if act not in {"out_of_scope"}:
            turn.memory.turns_aside = 0
        if (act in _KEEP_QUESTION or aside_of_result) and not turn.situation.choices and turn.asked_before:
            put_again(turn, None)
    return Outcome(
        conversation.to_kept(), tuple(turn.says), turn.to_keep, turn.feedback, turn.write_report, turn.forget
    )


def _about_the_result(turn: Turn) -> Callable[[Turn], None] | None:
    """What answers "what should we change?" and "what would it cost us?" from the user's own channels."""
    text = turn.reading.text
    if turn.reading.supposed or turn.reading.facts:
        return None
    if aims.asks_what_was_noted(text) and (turn.case.channels or turn.case.agency):
        return aims.show_noted
    if not turn.case.channels:
        return None
    if aims.asks_what_is_open(text):
        return aims.show_open
    if _CHANGES.search(text):
        return aims.show_changes
    if _COSTS.search(text):
        return showing.show_tradeoffs
    if aims.asks_whether_it_fits(text):
        return showing.show_fit
    if turn.reading.act not in {"question", "what_if", "result", "why_result"}:
        return None
    if aims.asks_why_a_strategy(text):
        return showing.show_reasons
    strategy = aims.strategy_aimed_at(text)
    return (lambda turn: aims.show_way(turn, strategy)) if strategy else None


def _add_channels_in_passing(turn: Turn, act: str) -> None:
    """Keeps a channel that is named while asking for something else ("which strategy does our blog follow?")."""
    unknown = len(turn.case.channels) < 2 if act == "compare" else True
    if act in _NAMES_CHANNELS and unknown and turn.reading.platforms and not turn.reading.facts:
        added = add_named_channels(turn)
        if added:
            say_noted(turn, [], added)
            turn.focus(added[0] if len(added) == 1 else turn.situation.channel)


def _welcome(turn: Turn, now: datetime) -> None:
    conversation = turn.conversation
    if conversation.last_turn and now - conversation.last_turn >= AWAY and conversation.case.channels:
        turn.say("utter_welcome_back", summary=aside.summary(turn))
    elif conversation.turns == 0 and turn.reading.act in {
        "inform",
        "add_channel",
        "result",
        "compare",
        "what_if",
        "question",
    }:
        turn.say("utter_welcome_short")


def _settle_pending(turn: Turn) -> bool:
    """Handles the answer to a yes/no that is still open; True if this message was it."""
    pending = turn.memory.pending
    turn.memory.pending = None
    if not pending:
        return False
    choice, act = turn.reading.choice or "", turn.reading.act
    yes = choice == "do:confirm" or act in {"affirm", pending["kind"]} or bool(_SAYS_YES.match(turn.reading.text))
    no = choice in {"do:cancel", "do:keep_asking"} or act == "deny" or bool(_SAYS_NO.match(turn.reading.text))
    if pending["kind"] == "which_channel":
        return _settle_which_channel(turn)
    if pending["kind"] == "offer_result" and (yes or no):
        showing.show_result(turn) if yes else ask_next(turn)
        return True
    if pending["kind"] == "restart" and yes:
        _start_over(turn)
        return True
    if pending["kind"] == "delete_data" and yes:
        turn.forget = True
        turn.say("utter_deleted")
        return True
    if pending["kind"] in {"restart", "delete_data"} and no:
        turn.say("utter_kept")
        put_again(turn)
        return True
    return False


def _settle_which_channel(turn: Turn) -> bool:
    known = {"channel": turn.reading.choice or ""}
    if known["channel"].startswith("channel:") or turn.reading.platforms:
        note(turn)
        return True
    if turn.reading.act in {"dont_know", "skip", "deny"}:
        turn.memory.homeless = []
        ask_next(turn, "utter_left_out")
        return True
    return False


def _start_over(turn: Turn) -> None:
    turn.conversation.case = Case({}, ())
    turn.conversation.words = {}
    turn.conversation.situation = Situation()
    turn.conversation.memory = type(turn.conversation.memory)()
    set_told(turn)
    turn.asked_before = None
    turn.say("utter_restarted")
    ask_next(turn)


def _press(turn: Turn) -> bool:
    """Does what a button other than an answer means; True if one was pressed."""
    means = turn.reading.choice or ""
    if not means.startswith("do:"):
        return False
    if means == "do:changes":
        aims.show_changes(turn)
    elif means == "do:undo":
        undo(turn)
    elif means == "do:told":
        note(turn)
    elif means == "do:measured":
        ask_next(turn)
    elif means == "do:tradeoffs":
        showing.show_tradeoffs(turn)
    elif means == "do:team":
        turn.memory.team_asked = True
        turn.say("utter_team" if any(name not in turn.case.agency for name in TEAM_FACTS) else "utter_team_known")
        ask_next(turn)
    elif means.startswith("do:topic:"):
        aside.answer_topic(turn, means.rpartition(":")[2])
    elif means.startswith("do:suppose:"):
        supposing.suppose_by_button(turn, means)
    elif means == "do:neither":
        not_understood(turn)
    else:
        ask_next(turn)
    return True


def _report(turn: Turn) -> None:
    if not turn.case.channels:
        turn.say("utter_report_nothing")
        ask_next(turn)
        return
    turn.write_report = True
    turn.to_keep = turn.assessment()
    turn.say("utter_report", file=turn.report_file, conversation=turn.conversation.id)
