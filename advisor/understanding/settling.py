"""What stands of all that was read in a message: answers before asides, each fact once, and of which channel."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from advisor.understanding.answering import PLAIN_WORD
from advisor.understanding.parts import Part
from advisor.understanding.passing import SURE, facts_of, told
from advisor.understanding.places import legal_frame, names_place
from advisor.understanding.platforms import mentions
from advisor.understanding.reading import ReadFact
from advisor.understanding.situation import Situation
from advisor.understanding.speaking import no_reactions
from advisor.understanding.spread import channels_named, key_of
from advisor.understanding.taken_back import is_taken_back

SURE_FRAME = 0.93  # for a legal frame told without a place's name
SURE_PLACE = 0.75  # ... and for one told with it
NEVER = 2.0
_AIMS = {"goals", "purpose"}
_NOT_SAID = {"question", "hypothesis", "plan", "others"}
_COUNTRY = re.compile(
    r"\b(?:federal|feds?|european|eu|usa?|u\.s\.|america\w*|uk|u\.k\.|brit\w+|commonwealth|provinc\w+|canton\w*|countr\w+|nation\w*)\b",
    re.I,
)
_DOES = re.compile(
    r"\b(?:we|i) (?!work|speak|come|serve|represent|run|cover|operate|live|sit|post for|tweet for|write for|do|am|are)[a-z]+",
    re.I,
)
_NOT = re.compile(r"\b(?:not|instead of|rather than)\s+(?:on |about |for |the |our )*$", re.I)
_GOES_ON = re.compile(
    r"^(?:(?:and|so|but),? )*there (?:we|i|people|they|the|everybody|everyone|nobody|you)\b|^(?:(?:and|so|but|also|well|mostly|usually|generally|there),? )*(?:they|they're|these|those|it|it's)\b|\b(?:of|to|for|with) (?:them|those|these)\b|\b(?:discuss\w*|talk\w*|chat\w*|help\w*|argue\w*) there\b",
    re.I,
)
_MEANT = re.compile(
    r"\b(?:i|we) (?:mean|meant|was meaning|were meaning|am meaning)\b|\bmixed (?:it |them |that |those )?up\b|\bwrong (?:channel|one|platform)\b|\bthat (?:applies|goes) (?:for|to)\b|\bi was (?:talking|thinking)\b|\bconfus|\b(?:no|wait|sorry|oops|oh)\b[^.]{0,12}\bthat'?s\b",
    re.I,
)
_THAT_WAS = re.compile(r"\bthat(?:'s| was| is) (?:about |for |on |of |meant |true |our |the )*$", re.I)


def gone_on_about(words: str, situation: Situation) -> str | None:
    """The channel last told of, if the message goes on about it although the bot has asked about others."""
    asked = situation.asked.channels if situation.asked else ()
    last = [key for key, _ in situation.told if key]
    if not asked or not last or len(set(last)) > 1 or asked == (last[0],):
        return None
    return last[0] if _GOES_ON.search(words) else None


def needed(fact: ReadFact, parts: Sequence[Part], situation: Situation) -> float:
    """How sure a fact said in passing must be. A legal frame is easily imagined from a mere name."""
    asked = situation.asked is not None and situation.asked.fact == "legal_frame"
    if fact.fact != "legal_frame" or asked or any(legal_frame(part.text) is not None for part in parts):
        return SURE
    if any(names_place(part.text, str(fact.value)) and not _DOES.search(part.text) for part in parts):
        return SURE_PLACE
    return SURE_FRAME if any(_COUNTRY.search(part.text) for part in parts) else NEVER


def merged(reply: Sequence[ReadFact], passing: Sequence[ReadFact]) -> list[ReadFact]:
    """The answer first, then what else was told; for one fact and channel the surer reading. An answer on what a channel is
    for tells no goal of the agency, nor the other way round."""
    kept = {(fact.channel, fact.fact): fact for fact in reply}
    aims = {fact.fact for fact in reply} & _AIMS
    for fact in passing:
        if aims and fact.fact in _AIMS - aims:
            continue
        known = kept.get((fact.channel, fact.fact))
        if known and fact.fact == "who_can_speak" and {known.value, fact.value} == {"nobody", "reactions_only"}:
            neither = no_reactions(known.words) or no_reactions(fact.words)
            stands = "nobody" if neither else "reactions_only"  # comments are off, and likes as well or not
            kept[(fact.channel, fact.fact)] = known if known.value == stands else fact
            continue
        if known is None or (fact.confidence >= known.confidence and known.confidence < PLAIN_WORD):
            kept[(fact.channel, fact.fact)] = fact
    return list(kept.values())


def placed(facts: Sequence[ReadFact]) -> list[ReadFact]:
    """The facts without those of no channel that are told of one as well ("nobody reads along, neither on X nor on Bluesky")."""
    placed = {fact.fact for fact in facts if fact.channel and fact.confidence >= SURE}
    return [fact for fact in facts if fact.scope == "agency" or fact.channel or fact.fact not in placed]


def taken_over(facts: Sequence[ReadFact], pairs: Sequence[tuple[str, str, str]]) -> list[ReadFact]:
    """What the message tells of one channel, for those that it says to be like it."""
    told = {(fact.channel, fact.fact) for fact in facts}
    return [
        replace(fact, channel=key)
        for key, other, name in pairs
        for fact in facts
        if fact.channel == other and name in {"", fact.fact} and (key, fact.fact) not in told
    ]


def is_wished_of(fact: ReadFact, absent: Mapping[str, str], situation: Situation) -> bool:
    """Whether words that seem to tell a goal only wish for a channel: "the mayor wants us on TikTok"."""
    return fact.fact == "goals" and any(key in absent for key in channels_named(fact.words, situation.channels))


def moved_between(parts: Sequence[Part], situation: Situation) -> tuple[str, str] | None:
    """(from, to) if the message says that the last fact belongs to another channel."""
    idle = [
        part for part in parts if part.mood not in _NOT_SAID and all(one.confidence < SURE for one in facts_of(part))
    ]
    words = ", ".join(part.text for part in idle)
    if not _MEANT.search(words) and not any(_THAT_WAS.search(words[: mention.start]) for mention in mentions(words)):
        return None
    known = situation.channels
    scrapped = {mention.words for part in idle if is_taken_back(part.text) for mention in mentions(part.text)}
    wrong = [one for one in mentions(words) if one.words in scrapped or _NOT.search(words[: one.start])]
    right = [mention for mention in mentions(words) if mention not in wrong]
    if len(right) != 1:
        return None
    target = key_of(right[0], words, known)
    last = next((key for key, _ in reversed(situation.told) if key), None) or situation.channel
    source = key_of(wrong[0], words, known) if wrong else last
    if any(fact.channel not in {None, target, source} for fact in told(parts) if fact.confidence >= SURE):
        return None  # it tells of another channel what is so there
    return (source, target) if source and source != target else None
