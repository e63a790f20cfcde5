"""Which question comes next, and how it is put."""

from __future__ import annotations

from advisor.dialogue.conversation import Place
from advisor.dialogue.measured import ask_disputed
from advisor.dialogue.showing import show_result
from advisor.dialogue.turn import Turn
from advisor.dialogue.wording import channel_label, listed
from advisor.facts import FactType, vocabulary
from advisor.strategy import Question, next_question
from advisor.understanding.situation import Asked, Choice

STABLE = 0.95  # share of possible answers under which the strategy stays; from here on the result is offered
TEAM_FACTS = (
    "website_state",
    "staff_hours",
    "cover",
    "sign_off",
    "comment_policy",
    "archiving",
    "legal_frame",
)


def ask_next(turn: Turn, lead: str | None = None) -> None:
    """Puts the most telling open question, or shows the result when there is none.

    `lead` is the name of a response that goes before a question which is put again.
    """
    if turn.memory.homeless:
        ask_which_channel(turn)
        return
    if ask_disputed(turn):
        return
    if not turn.case.channels:
        _ask_channels(turn)
        return
    question = _next(turn)
    if question is None:
        _after_the_interview(turn)
    elif _may_offer_result(turn):
        if _wants_goals(turn):  # without them nobody can say whether the result suits the agency
            put_question(turn, "goals", ())
            return
        turn.memory.offered = True
        turn.memory.pending = {"kind": "offer_result"}
        turn.offer(
            "utter_offer_result",
            [Choice("Show the result", "act:result"), Choice("Keep asking", "do:keep_asking")],
        )
    else:
        put_question(turn, question.fact, question.channels, lead)


def put_question(turn: Turn, name: str, channels: tuple[str, ...], lead: str | None = None) -> None:
    """Asks for the fact `name`: the full question the first time, other words when it is put again."""
    fact = vocabulary().fact(name)
    asked = Asked(name, channels)
    repeated = asked == turn.asked_before
    turn.memory.again = turn.memory.again + 1 if repeated else 0
    choices = choices_for(fact)
    if channels:
        turn.focus(channels[0])
    where = listed(channel_label(key) for key in channels)
    if repeated:
        response = ("utter_ask_again", "utter_ask_again_2", "utter_ask_again_3")[(turn.memory.again - 1) % 3]
    else:
        response = "utter_ask_shared" if len(channels) > 1 else "utter_ask_channel" if channels else "utter_ask_agency"
    if lead:
        turn.say(lead)
    label = f"{where}, {fact.label}" if where else fact.label
    turn.offer(response, choices, asked, channel=where, question=fact.question, label=label)


def put_again(turn: Turn, lead: str | None = None) -> None:
    """Comes back to the question that was open before this message, or to the next one."""
    asked = turn.asked_before
    if asked and asked.fact == "channels" and not turn.case.channels:
        turn.asked_before = asked
        _ask_channels(turn)
    elif asked and asked.fact != "channels" and _still_open(turn, asked):
        put_question(turn, asked.fact, asked.channels, lead)
    elif turn.case.channels or turn.conversation.turns > 0:
        ask_next(turn, lead)
    else:
        _ask_channels(turn)


def choices_for(fact: FactType) -> list[Choice]:
    """A button for each value, then "not sure" and "skip"."""
    if fact.type in {"text", "number"}:
        return [Choice("Skip this", "act:skip")]
    values = [Choice(fact.choices[value], f"value:{value}") for value in fact.values if value != "unknown"]
    return [
        *values,
        Choice(fact.choices.get("unknown", "Not sure"), "act:dont_know"),
        Choice("Skip this", "act:skip"),
    ]


def ask_which_channel(turn: Turn) -> None:
    """Asks which channel the facts that were told without one belong to."""
    keys = turn.conversation.keys
    choices = [Choice(channel_label(key), f"channel:{key}") for key in keys]
    if len(keys) > 1:
        choices.append(Choice("All of them", "channel:*"))
    turn.memory.pending = {"kind": "which_channel"}
    turn.offer("utter_ask_which_channel" if keys else "utter_ask_which_platform", choices, Asked("channels"))


def _ask_channels(turn: Turn) -> None:
    repeated = bool(turn.asked_before and turn.asked_before.fact == "channels")
    turn.memory.again = turn.memory.again + 1 if repeated else 0
    response = ("utter_ask_channels", "utter_ask_channels_again", "utter_ask_channels_again_2")[
        min(turn.memory.again, 2)
    ]
    turn.offer(response, [], Asked("channels"))


def _next(turn: Turn) -> Question | None:
    question = _next_of_focus(turn) or next_question(turn.case, turn.skipped())
    if question or not turn.memory.team_asked:
        return question
    return _next_team_question(turn)


def _next_of_focus(turn: Turn) -> Question | None:
    """The next question about the channel that the user put first; None when that one is done with."""
    if turn.memory.only not in turn.conversation.keys:
        return None
    others = {
        (key, fact) for key in turn.conversation.keys if key != turn.memory.only for fact in vocabulary().channel_facts
    }
    question = next_question(turn.case, turn.skipped() | others)
    if question is None:
        turn.memory.only = None
    return question


def _next_team_question(turn: Turn) -> Question | None:
    for name in TEAM_FACTS:
        if name not in turn.case.agency and (None, name) not in turn.skipped():
            return Question(name, (), "")
    return None


def _may_offer_result(turn: Turn) -> bool:
    if turn.memory.offered or turn.memory.shown or turn.memory.team_asked:
        return False
    channels = turn.assessment().channels
    return all(channel.settled or channel.stability >= STABLE for channel in channels)


def _after_the_interview(turn: Turn) -> None:
    if _wants_goals(turn):
        put_question(turn, "goals", ())
    elif turn.memory.shown != shown_as(turn):
        show_result(turn)
    elif turn.memory.team_asked:
        turn.memory.team_asked = False
        show_result(turn)
    else:
        turn.offer(
            "utter_what_now",
            [Choice("Show the result", "act:result"), Choice("What should we change?", "do:changes")],
        )


def _wants_goals(turn: Turn) -> bool:
    place: Place = (None, "goals")
    return "goals" not in turn.case.agency and place not in turn.skipped()


def shown_as(turn: Turn) -> str:
    """The result in a form that changes when it is worth showing again."""
    assessment = turn.assessment()
    goals = ",".join(turn.case.agency.get("goals") or ()) if isinstance(turn.case.agency.get("goals"), list) else ""
    return ";".join(f"{c.key}={c.strategy}/{c.variant}/{c.mixed_of}" for c in assessment.channels) + "|" + goals


def _still_open(turn: Turn, asked: Asked) -> bool:
    places: list[Place] = [(key, asked.fact) for key in asked.channels] or [(None, asked.fact)]
    known = {key for key, _ in places if key is not None}
    if not known <= set(turn.conversation.keys):
        return False
    return any(turn.conversation.value(place) is None and place not in turn.skipped() for place in places)
