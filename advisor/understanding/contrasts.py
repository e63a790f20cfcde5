"""What is said of one channel in half a sentence that leans on another: "daily on Facebook, weekly on X, not on YouTube"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from advisor.facts import FactType, vocabulary
from advisor.understanding.examples import NONE
from advisor.understanding.forms import bare_of_platforms
from advisor.understanding.moods import STATEMENT
from advisor.understanding.parts import Part
from advisor.understanding.passing import DOUBT, SURE, facts_of
from advisor.understanding.polarity import is_bare, opposite, value_again
from advisor.understanding.reading import ReadFact
from advisor.understanding.replies import measured

SHORT = 5  # words without the platform's name up to which a clause may lean on another
BARE = 2  # words that lean on it whatever they seem to say
LEANING = 0.55  # how sure the reading of such words must be
PACE = "posting_frequency"
OF_ITS_OWN = 0.75  # from here on a short clause tells something of its own
_CLEAR = 0.9  # from here on the words speak for themselves
_PRONOUN = re.compile(
    r"^(?:(?:and|but|so|now|today|since [\w ]+|these days|currently|at the moment|right now|for now|at present|so far),? )*(they(?:'re)?|these|those|it(?:'s)?)\b",
    re.I,
)
_COPULA = re.compile(r"^(?:is|are|was|were|'s|stays?|stayed|remains?|gets?|has|have|it's)\s+(?=\w)", re.I)
_TAIL = re.compile(r"(?:,? (?:though|tho|of course|obviously|however|again|for now|at least|i'm afraid|sadly))+$", re.I)
_CONFIRMS = re.compile(
    r"(?:'?s |is |was |stays? |are )?(?:right|correct|true|fine|unchanged|as (?:it was|before|i said))\W*", re.I
)
_MORE = re.compile(r"and|or|nor|also|plus|and also", re.I)
_NUMBER = re.compile(r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|twice|once)\b", re.I)
_IT = re.compile(r"\b(?:it|them|those|these|some|that)\b", re.I)
_WHAT = re.compile(
    r"\b(?:questions?|asks?|asked|asking|comments?|messages?|enquir\w+|inquir\w+|quer\w+|people|everyone|everybody|nobody)\b",
    re.I,
)
_CRITICISM = re.compile(r"\b(?:critic\w*|complain\w*|negative|angry|moan\w*|rants?|hostil\w+|rude\w*|abus\w+)\b", re.I)
_TO_CRITICISM = {"never": "no", "rarely": "sometimes", "sometimes": "sometimes", "usually": "yes", "unknown": "unknown"}
Answer = Callable[[FactType, str, Sequence[Part]], tuple[Any, float, Any]]


def leaning(parts: Sequence[Part], answer: Answer) -> tuple[list[Part], list[ReadFact]]:
    """The facts told by clauses that lean on an earlier one, and of channels that a clause excepts.

    With them the parts, where what such a clause seemed to tell by itself is left out. `answer` reads words as an
    answer to a fact's question: value, how sure, second best.
    """
    thread = _Thread(answer)
    found: list[ReadFact] = []
    left: list[Part] = []
    for part in _of_criticism(parts):
        own = [fact for fact in facts_of(part) if fact.confidence >= SURE]
        told = thread.told_by(part, own) if part.mood == STATEMENT else []
        if told and left and _is_heading(left[-1]):
            left[-1] = replace(left[-1], likely={})
        found.extend(told)
        left.append(replace(part, likely={}) if told else part)
        found.extend(_excepted(part, told or own))
        thread.goes_on(part, told or own)
    return left, found


def _of_criticism(parts: Sequence[Part]) -> list[Part]:
    """The parts; "we don't respond to it" after a word on criticism is about answering criticism, not questions."""
    found: list[Part] = []
    for part in parts:
        given = part.likely.get("answers_given")
        before = found[-1] if found else None
        if before and given and before.scope.channels == part.scope.channels and _of_what(part) and _criticism(before):
            others = {fact: values for fact, values in part.likely.items() if fact != "answers_given"}
            as_criticism = dict.fromkeys(("yes", "sometimes", "no", "unknown", NONE), 0.0)
            for value, share in given.items():
                as_criticism[_TO_CRITICISM.get(value, NONE)] += share
            part = replace(part, likely={"answers_criticism": as_criticism, **others})
        found.append(part)
    return found


def _of_what(part: Part) -> bool:
    return bool(_IT.search(part.text)) and not _WHAT.search(part.text)


def _criticism(part: Part) -> bool:
    likely = part.likely.get("answers_criticism", {})
    told_so = max((share for value, share in likely.items() if value != NONE), default=0.0)
    return bool(_CRITICISM.search(part.text)) or told_so >= DOUBT


class _Thread:
    """What the next clause may lean on."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._told: list[ReadFact] = []  # of channels, by the last clause that told any
        self._about: list[ReadFact] = []  # of channels, by the last clause, so or not ("we used to allow comments")
        self._heading: str | None = None  # the fact that a heading such as "Comments:" is about
        self._titled = False  # whether the last clause is nothing but a platform's name ("X: nearly always")

    def told_by(self, part: Part, own: Sequence[ReadFact]) -> list[ReadFact]:
        """The facts that `part` tells by what was said before it; `own` are those it tells by itself."""
        again = _PRONOUN.match(part.text)
        if again and self._about and len(part.text[again.end() :].split()) <= SHORT:
            rest = part.text[again.start(1) :]
            if is_bare(rest) and self._told:
                return _as_said(part, rest, self._told)
            told = self._in_context(part, rest, self._about)
            return [fact for fact in told if fact.confidence >= _CLEAR]
        if _CONFIRMS.fullmatch(_words(part)):
            return []
        if not (part.scope.named or self._titled) or not (self._told or self._heading):
            return []
        words = _words(part)
        if self._told and _MORE.fullmatch(words or part.text.split()[0]):
            return [replace(fact, channel=key) for fact in _latest(self._told) for key in part.scope.channels]
        if not _leans(words, own):
            return []
        return _as_said(part, words, self._told) or self._in_context(part, words, self._told)

    def goes_on(self, part: Part, own: Sequence[ReadFact]) -> None:
        """Takes note of `part`, which tells `own`."""
        if not part.scope.named and not own and part.likely and len(part.text.split()) <= BARE:
            self._heading = max(part.likely, key=lambda fact: max(part.likely[fact].values()))
        self._titled = part.scope.named and not _words(part)
        self._told = _of_channels(own) or self._told
        self._about = _of_channels(own or facts_of(replace(part, mood=STATEMENT)))

    def _in_context(self, part: Part, words: str, before: Sequence[ReadFact]) -> list[ReadFact]:
        """The words read as an answer about what was told before; a bare pace is always about posting."""
        bare = _COPULA.sub("", words)
        needed = LEANING if bare == words else _CLEAR
        names = [fact.fact for fact in reversed(_latest(before))]
        if not names and self._heading:
            names = [self._heading]
        for name in dict.fromkeys([*names, PACE]):
            fact = vocabulary().fact(name)
            value, confidence, rival = self._answer(fact, _with_unit(bare, before), [part])
            if name not in names:
                value = measured(fact, bare)
                confidence = _CLEAR if value else 0.0
            if fact.scope == "channel" and value is not None and confidence >= needed:
                told = ReadFact(fact.scope, None, name, value, round(confidence, 4), part.text, rival)
                return [replace(told, channel=key) for key in part.scope.channels]
        return []


def _words(part: Part) -> str:
    return _TAIL.sub("", bare_of_platforms(part.text))


def _leans(words: str, own: Sequence[ReadFact]) -> bool:
    count = len(words.split())
    if not words.strip(" ,:;"):
        return False
    return count <= BARE or is_bare(words) or (count <= SHORT and all(fact.confidence < OF_ITS_OWN for fact in own))


def _is_heading(part: Part) -> bool:
    return not part.scope.named and len(part.text.split()) == 1


def _as_said(part: Part, words: str, before: Sequence[ReadFact]) -> list[ReadFact]:
    """The facts before, repeated or denied."""
    told: list[ReadFact] = []
    for fact in _latest(before):
        value = value_again(words, fact)
        if value is None:
            return []
        told.extend(replace(fact, channel=key, value=value, words=part.text) for key in part.scope.channels)
    return told


def _with_unit(words: str, before: Sequence[ReadFact]) -> str:
    """A bare number with what the clause before counted ("X gets five posts a day, Facebook one")."""
    if not before or not _NUMBER.fullmatch(words):
        return words
    return _NUMBER.sub(words, before[-1].words, count=1)


def _excepted(part: Part, facts: Sequence[ReadFact]) -> list[ReadFact]:
    denied: list[ReadFact] = []
    for fact in _latest(_of_channels(facts)):
        value = opposite(vocabulary().fact(fact.fact), fact.value)
        if value is not None:
            denied.extend(replace(fact, channel=key, value=value) for key in part.scope.excepted)
    return denied


def _latest(facts: Sequence[ReadFact]) -> list[ReadFact]:
    """One of each fact, whatever its channel."""
    return list({fact.fact: fact for fact in facts}.values())


def _of_channels(facts: Sequence[ReadFact]) -> list[ReadFact]:
    return [fact for fact in facts if fact.scope == "channel"]
