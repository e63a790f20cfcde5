"""Answers: a message read against the question just asked, or against what was told last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from advisor.facts import FactType, vocabulary
from advisor.understanding.encoder import Encoder
from advisor.understanding.examples import NONE
from advisor.understanding.forms import mask, without_platforms
from advisor.understanding.heads import Head
from advisor.understanding.idle import says_not_us
from advisor.understanding.moods import STATEMENT, admits, is_hedged, is_usual, says_not_known, says_when
from advisor.understanding.parts import LIST, Part
from advisor.understanding.passing import HANG_ON, NOT_AS_IF, SURE, told
from advisor.understanding.quantities import share
from advisor.understanding.reading import ReadFact
from advisor.understanding.replies import SHARE_BANDS, means_no, means_yes, measured, titled
from advisor.understanding.situation import Asked, Situation
from advisor.understanding.spread import channels_named
from advisor.understanding.text import plain

SURE_REPLY = 0.45  # an answer is kept from here on
DOUBT_REPLY = 0.25  # from here on it is asked back
SURE_ANSWER = 0.75  # from here on it is an answer, whatever else the words may tell
SENTENCE = 8  # words from which a reply may well be about something else, ...
SURE_SENTENCE = 0.85  # ... and how sure it must be then
_CLEAR = 0.8  # how sure another fact must be to stand against an answer
PLAIN_WORD = 0.95  # how sure a yes, a no or a number is
_ALSO = 0.25  # share from which a further goal in a reply counts
_CORRECTS = re.compile(
    r"^(?:sorry|no|nope|oops|wait|hang on|hold on|correction|actually|scratch that|make that|that'?s wrong|i meant|rather)\b|\b(?:not|instead of) \d|exaggerat|\breally$|i meant",
    re.I,
)
_OF_WHAT = re.compile(
    r"\b(?:posts?|posted|posting|questions?|links?|answer\w*|repl\w+|comment\w*|likes|people|everyone|everybody|nobody|anyone|we|they|goals?|share\w*|site|website|who)\b",
    re.I,
)  # without any such word, a correction is of what was told last
_THEY_CAN = re.compile(r"\bthey (?:can|can't|cannot|can not)\b", re.I)  # answers only who can speak
_YES_OR_NO = re.compile(r"\W*(?:no|nope|nah|yes|yeah|yep|well|ok|okay|sorry|actually|wait|hang on|[ ,.!-])+\W*", re.I)
_NO_REPLY = {"question", "hypothesis", "others"}  # moods that answer nothing
_OF_OTHERS = {"goals", "shares_others", "content_origin", "listening"}  # whose answers may well speak of others
Answer = tuple[Any, float, Any]  # value, how sure, second best value
_NO_ANSWER: Answer = (None, 0.0, None)


class Answering:
    """Reads answers with the heads `reply:…`."""

    def __init__(self, heads: Mapping[str, Head], encode: Encoder) -> None:
        self._heads = heads
        self._encode = encode

    def to_question(self, words: str, parts: Sequence[Part], situation: Situation) -> list[ReadFact]:
        """The answer to the question just asked, channel by channel where they differ; empty if this is none."""
        asked = situation.asked
        if not asked or not is_fact(asked.fact) or asked.fact == "name":
            return []
        fact = vocabulary().fact(asked.fact)
        found: dict[str | None, ReadFact] = {}
        for channels, text, own in _spoken_of(words, parts, asked, fact):
            text, own = _in_force(text, own, fact)
            value, confidence, rival = self.in_words(fact, text, own)
            if value is None and fact.name in _OF_OTHERS:
                value, confidence, rival = _of_others(fact, own)
            sure = SURE_ANSWER if len(text.split()) < SENTENCE else SURE_SENTENCE
            clear = _CLEAR if len(own) < len(parts) else max(confidence, _CLEAR)
            if (confidence < sure or len(own) < len(parts)) and _tells_another(own, fact, clear):
                continue
            if fact.name in SHARE_BANDS and len(text.split()) >= SENTENCE and _tells_another(own, fact, _CLEAR):
                continue  # a share of something else
            if value == "unknown" and not admits(words) and (confidence < _CLEAR or _is_about_more(parts, own)):
                continue
            if value is not None and confidence >= DOUBT_REPLY:
                for key in channels:
                    found[key] = ReadFact(fact.scope, key, fact.name, value, round(confidence, 4), text, rival)
        return list(found.values())

    def to_what_was_told(self, words: str, parts: Sequence[Part], situation: Situation) -> list[ReadFact]:
        """What a correction without a fact of its own says anew of the facts told last ("sorry, 12, not 20").

        An amount is taken at once; other words only where they do not answer the question just asked.
        """
        found: list[ReadFact] = []
        named = channels_named(words, situation.channels)
        goes_on = bool(named) and _is_only_a_share(words, situation)
        if not (_CORRECTS.search(words) or goes_on) or _YES_OR_NO.fullmatch(words):
            return found
        if goes_on and not _CORRECTS.search(words):
            last = next((name for _, name in reversed(situation.told) if name in SHARE_BANDS), None)
            amount = measured(vocabulary().fact(last), words, bare=True) if last else None
            return [ReadFact("channel", key, str(last), amount, PLAIN_WORD, words) for key in named if amount]
        sure = [fact for fact in told(parts) if fact.confidence >= SURE]
        spoken_of = {key for part in parts if part.scope.named for key in part.scope.channels}
        if sure and (len(spoken_of) > 1 or _OF_WHAT.search(words)):
            again = len(spoken_of) < 2 and all((fact.channel, fact.fact) in situation.told for fact in sure)
            return sure if again else found  # "that was last year's figure, it's two thirds of the posts now"
        told_last = [place for place in situation.told if place[0] in named]
        if not told_last and named and all(key for key, _ in situation.told):  # of channels, but not of those named now
            told_last = [(key, name) for key in named for name in dict.fromkeys(name for _, name in situation.told)]
        told_last = told_last or list(situation.told)
        for key, name in told_last:
            fact = vocabulary().fact(name)
            amount = measured(fact, words, bare=True) if fact.type != "text" else None
            if amount is not None:
                found.append(ReadFact(fact.scope, key, name, amount, PLAIN_WORD, words))
        if found or self.to_question(words, parts, situation):
            return found
        for key, name in told_last:
            fact = vocabulary().fact(name)
            value, confidence, rival = self.in_words(fact, words, parts) if fact.type != "text" else _NO_ANSWER
            if value is not None:
                found.append(ReadFact(fact.scope, key, name, value, confidence, words, rival))
        return found

    def in_words(self, fact: FactType, words: str, parts: Sequence[Part]) -> Answer:
        """The value of `fact` that `words` tell when they answer its question: value, how sure, second best."""
        bare = fact.yes if means_yes(words) else fact.no if means_no(words) else None
        if bare is not None and fact.name != "who_can_speak" and _THEY_CAN.search(words):
            bare = None
        if bare is not None:
            return ([bare] if fact.type == "list" else bare), PLAIN_WORD, None
        amount = measured(fact, words, bare=True)
        if amount is not None:
            return amount, PLAIN_WORD, None
        head = self._heads.get(f"reply:{fact.name}")
        if head is None or all(_answers_nothing(part, fact) for part in parts):
            return _NO_ANSWER
        if fact.type == "list":
            return self._several(fact, words, head)
        title = None if says_not_known(words) else titled(fact, words)
        if title is not None:
            return title, PLAIN_WORD, None
        ranked = _leading(head.probabilities(self._encode(mask(words))), 0.0)
        if not ranked or (fact.type == "number" and ranked[0][0] != "unknown"):
            return _NO_ANSWER
        return ranked[0][0], ranked[0][1], ranked[1][0] if len(ranked) > 1 else None

    def _several(self, fact: FactType, words: str, head: Head) -> Answer:
        """The values that a reply such as "service mostly, and getting notices out" lists, in its order."""
        titles = {plain(title): value for value, title in fact.choices.items()}
        found: dict[str, float] = {}
        pieces = LIST.split(words)
        for piece in pieces if len(pieces) > 1 else [words]:
            if plain(piece) in titles:
                found[titles[plain(piece)]] = 1.0
            elif len(piece.split()) > 1 or len(pieces) == 1:
                for value, share in _leading(head.probabilities(self._encode(mask(piece))), _ALSO):
                    found[value] = max(share, found.get(value, 0.0))
        if not found:
            found = dict(_leading(head.probabilities(self._encode(mask(words))), _ALSO))
        sure = max(found.values(), default=0.0)
        told = [value for value in found if value != "unknown"]
        return ("unknown" if found and not told else told or None), sure, None


def _is_only_a_share(words: str, situation: Situation) -> bool:
    """Whether a message is but a share of a channel, of what was told last: "on Facebook it's nine in ten"."""
    asked = situation.asked is not None and situation.asked.fact in SHARE_BANDS
    bare = without_platforms(words)
    return not asked and len(bare.split()) <= SENTENCE and share(bare) is not None and not _OF_WHAT.search(bare)


def _in_force(text: str, parts: Sequence[Part], fact: FactType) -> tuple[str, Sequence[Part]]:
    """A reply without clauses that answer nothing beside those that do ("comments used to be open, now they are off")."""
    anew = max((i + 1 for i, part in enumerate(parts) if HANG_ON.fullmatch(part.text)), default=0)
    if any(fact.name in part.likely for part in parts[anew:]):
        parts = parts[anew:]  # "open, I think ... oh no wait, they've been closed since spring"
        text = without_platforms(", ".join(part.text for part in parts)) if anew else text
    kept = [p for p in parts if p.mood == "question" or not (_answers_nothing(p, fact) or NOT_AS_IF.search(p.text))]
    if not kept or len(kept) == len(parts):
        return text, parts
    return without_platforms(", ".join(part.text for part in kept)) or text, kept


def _answers_nothing(part: Part, fact: FactType) -> bool:
    """Whether a clause is no answer by its mood; goals are plans by nature."""
    if fact.name in _OF_OTHERS and part.mood == "others":  # "stay in touch with other agencies"
        return False
    if says_not_us(part.text):
        return True
    return part.mood in _NO_REPLY or (
        fact.scope == "channel" and part.mood in {"past", "plan"} and says_when(part.text, part.mood)
    )


def _of_others(fact: FactType, parts: Sequence[Part]) -> Answer:
    """What words about others tell of `fact`, which is about others ("the mayor's office and other departments, only them")."""
    told_here = [one for one in told([replace(part, mood=STATEMENT) for part in parts]) if one.fact == fact.name]
    return (told_here[0].value, told_here[0].confidence, told_here[0].rival) if told_here else _NO_ANSWER


def _is_about_more(parts: Sequence[Part], own: Sequence[Part]) -> bool:
    """Whether a message holds more than an answer: facts of its own, or a question."""
    return len(own) < len(parts) or bool(told(parts)) or any(part.mood == "question" for part in parts)


def _tells_another(parts: Sequence[Part], fact: FactType, sure: float) -> bool:
    """Whether the words tell another fact more surely, and are not about `fact` at all ("two people approve each post")."""
    return all(fact.name not in part.likely for part in parts) and any(one.confidence >= sure for one in told(parts))


def is_fact(name: str) -> bool:
    """Whether `name` is a fact of the vocabulary."""
    return name in vocabulary().channel_facts or name in vocabulary().agency_facts


def _spoken_of(
    words: str, parts: Sequence[Part], asked: Asked, fact: FactType
) -> Iterator[tuple[Sequence[str | None], str, Sequence[Part]]]:
    """The stretches of a reply with the channels each is about: "On X: everybody. On YouTube: nobody"."""
    if fact.scope == "agency":
        idle = [part for part in parts if not part.scope.named or all(one.scope == "agency" for one in told([part]))]
        if len(idle) == len(parts):
            yield (None,), words, parts
        elif idle:
            yield (None,), ", ".join(part.text for part in idle), idle
        return
    stretches: list[list[Part]] = []
    for part in parts:
        if stretches and stretches[-1][-1].scope.channels == part.scope.channels:
            stretches[-1].append(part)
        else:
            stretches.append([part])
    if len(stretches) < 2:
        named = parts[0].scope.channels if parts and parts[0].scope.named else ()
        usual = [part for part in parts if not is_hedged(part.text)]
        if len(usual) < len(parts) and any(is_usual(part.text) for part in usual):
            words, parts = ", ".join(part.text for part in usual), usual
        yield named or asked.channels, without_platforms(words) or words, parts
        return
    for number, stretch in enumerate(stretches):
        channels = stretch[0].scope.channels
        if not stretch[0].scope.named and all(fact.name not in part.likely for part in stretch):
            continue  # "sorry, I confuse" beside what is told of a channel by name
        if number == 0 and _YES_OR_NO.fullmatch(", ".join(part.text for part in stretch)) and told(parts):
            continue  # "no, comments on YouTube are on": an objection, and no answer about the channel asked for
        if set(channels) <= set(asked.channels) or not asked.channels:
            text = without_platforms(", ".join(part.text for part in stretch))
            if text:
                yield channels, text, stretch


def _leading(likely: Mapping[str, float], least: float) -> list[tuple[str, float]]:
    """The values that stand out, surest first; none if most likely nothing is told."""
    ranked = sorted((value for value in likely if value != NONE), key=lambda value: -likely[value])
    if likely.get(NONE, 0.0) > likely[ranked[0]]:
        return []
    if not least:
        return [(value, likely[value]) for value in ranked]
    return [(value, likely[value]) for value in ranked if likely[value] >= max(least, likely[ranked[0]] / 2)]
