"""Everything around the interview: greetings, help, questions about the subject, restart, deletion."""

from __future__ import annotations

import re

from advisor.dialogue.asking import ask_next, choices_for, put_again
from advisor.dialogue.doubting import not_understood
from advisor.dialogue.echoing import say_noted
from advisor.dialogue.own_channels import add_named_channels, own_channels_named
from advisor.dialogue.showing import show_result, show_tradeoffs
from advisor.dialogue.telling import note
from advisor.dialogue.turn import Turn, is_fact, remember
from advisor.dialogue.wording import channel_label, choice_label, listed, strategy_label
from advisor.facts import vocabulary
from advisor.knowledge import knowledge
from advisor.understanding.acts import asks_to_remove
from advisor.understanding.situation import Asked, Choice
from advisor.understanding.spread import channels_named

_THAT_ONE = re.compile(r"\b(?:it|this|that|channel|page|account|one)\b", re.I)
GOAL_TOPICS = ("strategy_", "goals_first", "purpose_of_the_account")


def greet(turn: Turn) -> None:
    """Greets; a newcomer is told what this is about."""
    if turn.reading.facts or turn.reading.platforms:
        note(turn)
    elif turn.conversation.turns == 0:
        turn.offer(
            "utter_welcome",
            [
                Choice("What can you do?", "act:help"),
                Choice("How do you judge?", "do:topic:how_judgement_works"),
            ],
        )
    else:
        turn.say("utter_greet_again")
        put_again(turn)


def goodbye(turn: Turn) -> None:
    turn.offer("utter_goodbye", [])


def thank(turn: Turn) -> None:
    turn.say("utter_thanks")
    if turn.asked_before and not turn.memory.shown:
        put_again(turn)


def start(turn: Turn) -> None:
    """Begins or goes on with the interview; says where things stand if there is something to say."""
    if turn.reading.platforms or turn.reading.facts:
        note(turn)
        return
    if turn.conversation.turns == 0:
        turn.say("utter_welcome_short")
    elif turn.case.channels:
        turn.say("utter_where_we_were", summary=summary(turn))
    ask_next(turn)


def result(turn: Turn) -> None:
    """Shows the result; who asks for it in the very first message wants to begin."""
    if turn.conversation.turns == 0:
        ask_next(turn)
    else:
        show_result(turn)


def summary(turn: Turn) -> str:
    """One line a channel: how many facts are known, and which strategy it follows so far."""
    lines = []
    for channel in turn.assessment().channels:
        known = turn.case.channel(channel.key)
        count = len(known.facts) if known else 0
        facts = knowledge().phrases["one_fact" if count == 1 else "facts"].replace("{count}", str(count))
        lines.append(
            f"- {channel_label(channel.key)}: {strategy_label(channel.strategy, channel.mixed_of, channel.variant)} ({facts})"
        )
    return "\n".join(lines)


def affirm(turn: Turn) -> None:
    if turn.reading.facts:
        note(turn)
    else:
        ask_next(turn, "utter_go_on" if turn.case.channels else None)


def deny(turn: Turn) -> None:
    """A no: to a question it is an answer (read elsewhere); to an offer it means going on."""
    if turn.reading.facts:
        note(turn)
    elif turn.memory.shown and turn.asked_before is None:
        turn.offer("utter_no_more", [])
    elif turn.asked_before and is_fact(turn.asked_before.fact):
        not_understood(turn)
    else:
        ask_next(turn, "utter_go_on")


def dont_know(turn: Turn) -> None:
    """Keeps "not known" for the question asked, or for the facts named."""
    if turn.reading.facts:
        note(turn)
        return
    turn.say("utter_dont_know_fine")
    put_again(turn)


SURELY_NAMED = 0.5  # how sure it must be that the words name a question other than the open one


def skip(turn: Turn) -> None:
    asked = _to_skip(turn)
    if asked and is_fact(asked.fact):
        for key in asked.channels or (None,):
            turn.skip((key, asked.fact))
        turn.say("utter_skipped", label=vocabulary().fact(asked.fact).label)
        turn.memory.misses = 0
        if asked == turn.asked_before:
            remember(turn, skipped=True)
    else:
        turn.say("utter_skip_nothing")
    ask_next(turn)


def _to_skip(turn: Turn) -> Asked | None:
    """The question to leave out: the one that the message names ("skip the hours, please"), else the one just put."""
    asked = turn.asked_before
    named = [
        (share, name) for clause in turn.reading.clauses for name, _, share in clause.facts if share >= SURELY_NAMED
    ]
    if not named or (asked and asked.fact in {name for _, name in named}):
        return asked
    name = max(named)[1]
    of_channel = vocabulary().fact(name).scope == "channel"
    return Asked(name, turn.named_channels() if of_channel else ())


def why_asked(turn: Turn) -> None:
    asked = turn.asked_before
    if asked and is_fact(asked.fact):
        fact = vocabulary().fact(asked.fact)
        response = "utter_why_asked" if fact.kind == "diagnosis" else "utter_why_asked_for_advice"
        turn.say(response, why=fact.why)
    else:
        turn.say("utter_why_asked_all")
    put_again(turn)


def explain_options(turn: Turn) -> None:
    asked = turn.asked_before
    if asked and is_fact(asked.fact) and vocabulary().fact(asked.fact).explain:
        fact = vocabulary().fact(asked.fact)
        lines = [f"- {fact.choices[value]}: {text}" for value, text in fact.explain.items() if value in fact.choices]
        turn.offer(
            "utter_explain_options",
            choices_for(fact),
            Asked(asked.fact, asked.channels),
            options="\n".join(lines),
        )
    else:
        turn.say("utter_no_options")
        put_again(turn)


def question(turn: Turn) -> None:
    """Answers a question about the subject and comes back to the interview."""
    topic = turn.reading.topic
    if topic is None:
        turn.say("utter_question_unknown")
    elif _asks_about_own_result(turn, topic):
        show_tradeoffs(turn)
    else:
        turn.say(f"utter_question/{topic}")
        if topic.startswith(GOAL_TOPICS):
            _say_goal_fit(turn)
    _after_an_answer(turn)


def _asks_about_own_result(turn: Turn, topic: str) -> bool:
    """Whether "what does that cost us?" means the strategies just shown."""
    names_one = re.search(r"\b(?:push|pull|network\w*)\b", turn.reading.text, re.I)
    return bool(turn.memory.shown) and topic.startswith(("cost", "benefits_of", "risks_of")) and not names_one


def answer_topic(turn: Turn, topic: str) -> None:
    turn.say(f"utter_question/{topic}")
    _after_an_answer(turn)


def _say_goal_fit(turn: Turn) -> None:
    goals = turn.case.agency.get("goals")
    for goal in goals[:3] if isinstance(goals, list) else ():
        fit = knowledge().goals[goal]
        label = choice_label(vocabulary().fact("goals"), goal)
        turn.say(
            "utter_goal_fit",
            goal=label,
            strategies=listed(strategy_label(s) for s in fit.suits),
            why=fit.why,
            source=fit.source,
        )


def _after_an_answer(turn: Turn) -> None:
    turn.memory.misses = 0
    if turn.conversation.turns == 0 and not turn.case.channels:
        turn.offer("utter_invite", [])
    elif turn.asked_before:
        put_again(turn, "utter_back_to_us")


def remove_channel(turn: Turn) -> None:
    """Removes the channels named, or the one under discussion; says how to put them back."""
    known = turn.conversation.keys
    named = channels_named(turn.reading.text, known)
    keys = [key for key in named if key in known]
    told = {fact.channel for fact in turn.reading.facts if fact.value != "inactive"}
    if named and not asks_to_remove(turn.reading.text) and (told & {*keys} or (not keys and own_channels_named(turn))):
        note(turn)  # "scrap that, the polls are on Threads": nothing to take off, but something told
        return
    if named and not keys:
        turn.say("utter_not_on_list", channels=listed(channel_label(key) for key in named))
        put_again(turn)
        return
    if not named and turn.situation.channel in known and _THAT_ONE.search(turn.reading.text):
        keys = [str(turn.situation.channel)]
    if not keys:
        turn.say("utter_remove_which")
        put_again(turn)
        return
    for key in keys:
        turn.remove_channel(key)
    turn.say("utter_removed", channels=listed(channel_label(key) for key in keys))
    remember(turn)
    turn.asked_before = None
    if any(fact.channel not in keys for fact in turn.reading.facts):
        note(turn)
    else:
        ask_next(turn)


def pause(turn: Turn) -> None:
    turn.offer("utter_pause", [Choice("Go on", "act:start")])


def restart(turn: Turn) -> None:
    turn.memory.pending = {"kind": "restart"}
    turn.offer(
        "utter_restart_sure",
        [Choice("Yes, start over", "do:confirm"), Choice("No, keep everything", "do:cancel")],
    )


def delete_data(turn: Turn) -> None:
    turn.memory.pending = {"kind": "delete_data"}
    turn.offer(
        "utter_delete_sure",
        [Choice("Yes, delete everything", "do:confirm"), Choice("No, keep it", "do:cancel")],
    )


def help_(turn: Turn) -> None:
    turn.say("utter_help")
    if turn.conversation.turns == 0:
        turn.offer("utter_invite", [])
    else:
        put_again(turn, "utter_back_to_us" if turn.asked_before else None)


def human(turn: Turn) -> None:
    turn.say("utter_human")
    if turn.asked_before:
        put_again(turn)


def bot_challenge(turn: Turn) -> None:
    turn.say("utter_bot")
    if turn.asked_before:
        put_again(turn)


def feedback(turn: Turn) -> None:
    turn.feedback = turn.reading.text
    turn.say("utter_feedback")
    if turn.asked_before:
        put_again(turn)


def out_of_scope(turn: Turn) -> None:
    """Says what this bot is for; three times in a row off the subject lead to a human contact."""
    if turn.reading.text and not any(c.isascii() and c.isalnum() for c in turn.reading.text):
        turn.say("utter_only_english" if turn.reading.language else "utter_no_words")
    elif turn.reading.language:
        turn.say("utter_only_english")
    else:
        turn.memory.turns_aside += 1
        turn.say("utter_out_of_scope_contact" if turn.memory.turns_aside % 4 == 0 else "utter_out_of_scope")
    if turn.conversation.turns == 0:
        turn.offer("utter_invite", [])
    else:
        put_again(turn)


def _turn_to(turn: Turn, keys: tuple[str, ...]) -> None:
    """Goes on with a channel that is known already ("let's talk about Nextdoor first")."""
    if len(keys) == 1 and len(turn.conversation.keys) > 1:
        turn.memory.misses = 0
        turn.memory.only = keys[0]
        turn.focus(keys[0])
        turn.say("utter_focus", channel=channel_label(keys[0]))
        ask_next(turn)
    else:
        turn.say("utter_channel_known")
        put_again(turn)


def add_channel(turn: Turn) -> None:
    if turn.reading.facts:
        note(turn)
        return
    added = add_named_channels(turn)
    if added:
        turn.memory.misses = 0
        say_noted(turn, [], added)
        if len(added) == 1:
            turn.focus(added[0])
        ask_next(turn)
    elif any(turn.case.channel(key) for key in channels_named(turn.reading.text, turn.conversation.keys)):
        _turn_to(turn, channels_named(turn.reading.text, turn.conversation.keys))
    elif turn.reading.platforms:
        note(turn)
    else:
        turn.say("utter_add_which")
        turn.conversation.situation = turn.situation
        put_again(turn)
