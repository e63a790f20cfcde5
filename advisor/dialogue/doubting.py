"""What is not or not surely understood: asking which of two readings is right, or to say it otherwise."""

from __future__ import annotations

from advisor.dialogue.asking import ask_next, put_again, put_question
from advisor.dialogue.turn import Turn, is_fact
from advisor.dialogue.wording import channel_label
from advisor.facts import vocabulary
from advisor.knowledge import knowledge
from advisor.understanding.situation import Asked, Choice
from advisor.understanding.weighing import MAYBE


def ask_back(turn: Turn) -> bool:
    """Asks which of two readings is right where a fact was too uncertain to keep."""
    doubts = [
        d for d in turn.reading.doubtful if d.rival and d.rival not in {"unknown", "none"} and isinstance(d.value, str)
    ]
    doubts = [d for d in doubts if turn.conversation.value((d.channel, d.fact)) is None and d.confidence >= MAYBE]
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


def doubt_or_rephrase(turn: Turn) -> None:
    """Answers a message that told nothing to keep: asks which reading is right, says why nothing counts, or asks to rephrase."""
    mood = next((clause.mood for clause in turn.reading.clauses if clause.mood in _NOT_NOW), None)
    if ask_back(turn):
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
