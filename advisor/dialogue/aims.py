"""Ways to go: the changes that reach the goals, or a strategy that the user names; and what was noted so far."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.dialogue.asking import ask_next, put_again
from advisor.dialogue.showing import show_result
from advisor.dialogue.turn import Turn
from advisor.dialogue.wording import agency_words, channel_label, choice_label, said, strategy_label
from advisor.facts import vocabulary
from advisor.knowledge import knowledge
from advisor.strategy import Change, way_to

_TOWARDS = re.compile(
    r"\b(?:get|got|go(?! on\b)|move|become|turn|shift|switch|change|take|make|reach|closer|towards?)\b(?!.*\bdifference\b)[^.?!]{0,40}\b(push|pull|network)",
    re.I,
)
_OF_OTHERS = re.compile(
    r"\b(?:how many|how often|who else|which (?:agencies|cities|councils)|how (?:did |do )?you (?:get|got|came|come|arrive)|other (?:agencies|users))\b",
    re.I,
)
_NOTED = re.compile(
    r"\bwhat (?:have|did|do|'ve) you (?:note|noted|got|get|have|understood|understand|written|write|know|remember|remembered|stored|kept|recorded|record|put)\b(?! (?:mean|think|recommend|suggest))"
    r"|\bwhat(?:'s| is| has been| was) (?:noted|stored|recorded|written|put|on file|known)(?: down| so far| about| for| on|\W*$)"
    r"|\b(?:show|tell|give|read|list|see)\b.{0,20}\bwhat you(?:'ve| have)? (?:noted?|got|understood|written|know|stored|recorded|put down)"
    r"|\b(?:what|everything|all) (?:i|we) (?:have |'ve )?(?:told|said)(?: to)? you\b.*\?|\b(?:read|say|play) (?:that|it|everything|my facts) back\b"
    r"|\bsum(?:marise|marize| up) what (?:you|i|we)\b|\byour notes\b",
    re.I,
)


_RESULT = re.compile(r"\bresults?\b", re.I)
_OPEN = re.compile(
    r"\bwhat(?:'s| is| else is| are| do you)? (?:still |yet |else )*(?:missing|open|left|outstanding|lacking)\b"
    r"|\bwhat (?:else|more) (?:do|would|did) you (?:still )?(?:need|want|like)\b|\bwhat (?:would|do) you (?:still )?(?:like|need|want) (?:to know )?(?:next|now|from me)\b"
    r"|\bhow (?:many|much) (?:more )?(?:questions?|is left|longer)\b(?!.*\b(?:we|people|they|citizens|get)\b)",
    re.I,
)
MOST_OPEN = 4  # facts that are named of one channel
_WHY = re.compile(
    r"\bwhy (?:is|was|are|do|does|did)\b.{0,30}\b(?:no|not|n't|without)\b.{0,20}\b(?:strateg\w+|verdict|judged?|judg\w*ment|clear|result|settled)\b"
    r"|\bwhy (?:can't|couldn't|don't|didn't|won't) you (?:judge|say|tell|decide|settle)\b"
    r"|\bwhy (?:not |on earth |exactly )?(?:is|are|was|isn't|aren't|it's|did you|do you (?:say|think|call)|only|still|a |just )?\s*.{0,40}\b(?:push|pull|network\w*|mix(?:ed)?)\b",
    re.I,
)
_IN_GENERAL = re.compile(
    r"\b(?:should|would|could|might|agenc(?:y|ies)|governments?|any(?:one|body)|choose|prefer|better|good|bad|worse|safer|cheaper|free|risky|popular|called|matter)\b",
    re.I,
)


_FITS = re.compile(
    r"^(?:(?:and|so|but|ok|okay|well),? )*(?:does|do|is|are|will|would) (?:that|this|it|they|these|those|we|our \w+)(?: \w+){0,2}? "
    r"(?:fit|suit|match|serve|enough|right for us|good for us|the right (?:one|strategy|thing|track)|on the right track)\b(?: \w+){0,5}\W*$",
    re.I,
)


def asks_why_a_strategy(text: str) -> bool:
    """Whether somebody asks why a channel of theirs is what it is ("the zoo first: why push?")."""
    return bool(_WHY.search(text)) and not _IN_GENERAL.search(text)


def asks_whether_it_fits(text: str) -> bool:
    """Whether somebody asks if what was found suits them ("does that fit?")."""
    return bool(_FITS.match(text))


def strategy_aimed_at(text: str) -> str | None:
    """The strategy that somebody wants to get to ("what would it take to move X to networking?")."""
    found = None if _OF_OTHERS.search(text) else _TOWARDS.search(text)
    return {"push": "push", "pull": "pull", "network": "networking"}[found.group(1).lower()] if found else None


def show_way(turn: Turn, strategy: str) -> None:
    """Says which changes would lead each channel named to `strategy`."""
    for channel in turn.case.channels:
        if channel.key in turn.named_channels():
            changes = way_to(strategy, channel, turn.case)
            gaps = {"channel": channel_label(channel.key), "target": strategy_label(strategy)}
            if changes:
                turn.say("utter_changes", changes=_lines(changes), **gaps)
            else:
                turn.say("utter_there_already", **gaps)


def asks_what_was_noted(text: str) -> bool:
    """Whether somebody wants to see the facts that were noted."""
    return bool(_NOTED.search(text)) and not _RESULT.search(text)


def asks_what_is_open(text: str) -> bool:
    """Whether somebody wants to know which facts are still missing."""
    return bool(_OPEN.search(text))


def show_open(turn: Turn) -> None:
    """Says, channel by channel, what is still open, the most telling fact first."""
    lines = []
    for channel in turn.assessment().channels:
        known = turn.case.channel(channel.key)
        if channel.key not in turn.named_channels() or known is None:
            continue
        facts = [fact for fact in vocabulary().channel_facts.values() if fact.kind == "diagnosis"]
        missing = sorted((f for f in facts if f.name not in known.facts), key=lambda f: f.name != channel.decides_next)
        labels = [fact.label for fact in missing[:MOST_OPEN]] + ["..."] * (len(missing) > MOST_OPEN)
        settled = channel.settled or not missing or known.facts.get("posting_frequency") == "inactive"
        what = knowledge().phrases["nothing_open"] if settled else ", ".join(labels)
        lines.append(f"- {channel_label(channel.key)}: {what}")
    turn.say("utter_still_open", summary="\n".join(lines))
    if turn.asked_before:
        put_again(turn)
    else:
        ask_next(turn)


def show_noted(turn: Turn) -> None:
    """Says back every fact: of the channels named, else of the agency and of all channels."""
    lines = []
    if not turn.names_a_channel() and turn.case.agency:
        told = [agency_words(name, value) for name, value in turn.case.agency.items()]
        lines.append(f"- {knowledge().phrases['agency']}: {'; '.join(told)}")
    for channel in turn.case.channels:
        if channel.key in turn.named_channels():
            facts = [said(vocabulary().fact(name), value) for name, value in channel.facts.items()]
            lines.append(f"- {channel_label(channel.key)}: {'; '.join(facts) or knowledge().phrases['no_facts']}")
    turn.say("utter_where_we_were", summary="\n".join(lines))


def show_changes(turn: Turn) -> None:
    """Says, channel by channel, which changes would reach the strategy that suits the goals."""
    assessment = turn.assessment()
    if not turn.case.agency.get("goals"):
        turn.say("utter_changes_no_goals")
        return
    if all(channel.target is None for channel in assessment.channels):
        show_result(turn)
        return
    for channel in assessment.channels:
        if channel.target is None or channel.key not in turn.named_channels():
            continue
        if not channel.changes:
            turn.say(
                "utter_changes_none",
                channel=channel_label(channel.key),
                strategy=strategy_label(channel.strategy, channel.mixed_of, channel.variant),
            )
            continue
        turn.say(
            "utter_changes", channel=channel_label(channel.key), target=strategy_label(channel.target),
            changes=_lines(channel.changes),
        )  # fmt: skip
    if assessment.recommendation.warnings:
        turn.say(
            "utter_warnings",
            warnings="\n".join(f"- {warning}" for warning in assessment.recommendation.warnings),
        )


def _lines(changes: Sequence[Change]) -> str:
    lines = []
    for change in changes:
        fact = vocabulary().fact(change.fact)
        known = change.from_ not in (None, "unknown")
        start = choice_label(fact, change.from_) if known else knowledge().phrases["not_known"]
        lines.append(
            f"- {fact.label}: {start} -> {choice_label(fact, change.to)}\n  gives: {change.gives}\n  costs: {change.cost}"
        )
    return "\n".join(lines)
