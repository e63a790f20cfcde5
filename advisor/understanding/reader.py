"""From a message to its reading: one named step after the other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from advisor.facts import vocabulary
from advisor.understanding.acts import act_of
from advisor.understanding.alike import alike
from advisor.understanding.answering import SURE_REPLY, Answering, is_fact
from advisor.understanding.contrasts import leaning
from advisor.understanding.direct import undo_reading, undoes
from advisor.understanding.encoder import Encoder, encoder
from advisor.understanding.examples import NONE
from advisor.understanding.forms import mask
from advisor.understanding.heads import Head
from advisor.understanding.idle import says_nothing
from advisor.understanding.languages import foreign_language
from advisor.understanding.moods import STATEMENT
from advisor.understanding.names import IN_PASSING, INTRODUCED, agency_name, is_somebody_elses, without_person
from advisor.understanding.not_ours import not_ours
from advisor.understanding.organisations import is_no_name, typeset
from advisor.understanding.own_name import NAME, may_name, own_name, weighed, words_of
from advisor.understanding.own_questions import self_answered
from advisor.understanding.parts import Part, parts_of, shown
from advisor.understanding.passing import supposed, told
from advisor.understanding.places import is_country, without_place
from advisor.understanding.platforms import in_full, mentions
from advisor.understanding.presence import not_theirs
from advisor.understanding.reading import ReadFact, Reading
from advisor.understanding.replies import chosen, chosen_for_each
from advisor.understanding.settling import (
    gone_on_about,
    is_wished_of,
    merged,
    moved_between,
    needed,
    placed,
    taken_over,
)
from advisor.understanding.situation import Situation
from advisor.understanding.spelling import corrected
from advisor.understanding.spread import channels_named
from advisor.understanding.taken_back import says_swapped
from advisor.understanding.text import clean, has_words, plain
from advisor.understanding.weighing import NOT_WEIGHED, TOLD, Evidence, Forest, evidence_of

SURE_TOPIC = 0.12
SURE_ON = 0.3  # how sure it must be which fact the topic is about on which two channels are alike
SURE_BESIDE = 0.7  # how sure a question beside facts must be that it is about the subject
_PAYLOAD = re.compile(r"^/\w+\s*[\[{@]")  # what Rasa would take for a command with entities


@dataclass(frozen=True)
class _Found:
    """What was found in a message: its facts, which of them are `sure`, and which answer a question or correct what was told."""

    words: str
    parts: list[Part]
    facts: list[ReadFact]
    sure: list[ReadFact]
    answers: list[ReadFact]
    absent: tuple[tuple[str, str], ...]
    moved: tuple[str, str] | None
    alike: tuple[tuple[str, str, str], ...]


class Reader:
    """Reads messages with trained heads (`act`, `mood`, `topic`, `which`, `fact:…`, `reply:…`)."""

    def __init__(self, heads: Mapping[str, Head], encode: Encoder | None = None, forest: Forest | None = None) -> None:
        self._heads = heads
        self._forest = forest
        self._encode = encode or encoder()
        self._answering = Answering(heads, self._encode)

    def read(self, text: str, situation: Situation = Situation()) -> Reading:
        """The reading of `text`, said in `situation`."""
        words = in_full(corrected(clean(text)), situation.channels)
        if not has_words(words) or _PAYLOAD.match(text.strip()):
            return Reading(words, "out_of_scope", 1.0)
        choice = chosen(words, situation)
        if choice:
            return _pressed(words, choice.means, situation)
        if each := chosen_for_each(words, situation):
            return _pressed_for_each(words, each, situation)
        if undoes(words):
            return undo_reading(words)
        language = foreign_language(words)
        if language:
            return Reading(words, "out_of_scope", 1.0, language=language)
        found = self._found(words, situation)
        sure = tuple(fact for fact in found.facts if fact in found.sure)
        likely_acts = self._heads["act"].probabilities(self._encode(mask(found.words)))
        moods = [part.mood for part in found.parts]
        owns = any(_owns_channels(part) for part in found.parts)
        act, confidence = act_of(found.words, likely_acts, sure, moods, found.moved, situation, owns)
        swapped = says_swapped(words)
        if (found.alike or (swapped and not sure)) and act not in {"what_if", "question"}:
            act = "inform"
        if act == "out_of_scope" and not_ours([part.text for part in found.parts], situation.channels):
            act = "inform"
        if act == "dont_know" and not sure:
            sure = _not_known(situation, found.words, confidence)
        return Reading(
            text=words,
            act=act,
            confidence=round(confidence, 4),
            facts=sure,
            doubtful=tuple(fact for fact in found.facts if fact not in sure),
            supposed=tuple(supposed(found.parts)),
            platforms=tuple(dict.fromkeys(mention.platform for mention in mentions(words))),
            topic=self._topic(found.words, act) or self._asked_beside(found.parts, act, len(sure)),
            alternatives=tuple(sorted(likely_acts.items(), key=lambda item: -item[1])[:3]),
            clauses=tuple(shown(part) for part in found.parts),
            absent=found.absent,
            moved=found.moved,
            swapped=swapped,
            alike=found.alike,
        )

    def evidence(self, text: str, situation: Situation) -> list[tuple[ReadFact, Evidence]]:
        """Every fact that is read out of `text` in passing, however unsure, with what speaks for and against it."""
        found = self._found(in_full(corrected(clean(text)), situation.channels), situation)
        return [
            (fact, evidence_of(fact, found.parts, self._heads, self._encode))
            for fact in found.facts
            if _is_weighed(fact, found.answers, found.parts)
        ]

    def _found(self, words: str, situation: Situation) -> _Found:
        same = alike(words, tuple(dict.fromkeys([*situation.channels, *channels_named(words, situation.channels)])))
        words = same.text
        parts = self._parts(words, situation)
        corrected = self._answering.to_what_was_told(words, parts, situation)
        reply = [] if corrected else self._answering.to_question(words, parts, situation)
        before = gone_on_about(words, situation)
        if before and all(fact.confidence < SURE_REPLY for fact in reply):
            parts = self._parts(words, replace(situation, channel=before, asked=None))
        left, leant = leaning(parts, self._answering.in_words)
        passing = [*told(left), *leant]
        facts = corrected or placed(merged(reply, passing))
        pairs = self._on_facts(same.pairs)
        facts = [*facts, *taken_over(facts, pairs)]
        facts = [*self._named(words, facts, bool(reply), situation), *facts]
        absent = not_theirs(words, parts, facts, situation.channels, self._heads.get("presence"), self._encode)
        facts = [fact for fact in facts if fact.channel not in absent and not is_wished_of(fact, absent, situation)]
        moved = moved_between(parts, situation)
        if moved:
            facts = told(parts)
        # What answers a question, be it the writer's own, or leans on another clause ("X yes, Y no") is no matter of its words.
        plainly = {part.text for part in parts if not says_nothing(part.text)}
        answers = [*corrected, *reply, *leant, *(fact for fact in facts if fact.words not in plainly)]
        found, sure = [], []
        for fact in facts:
            least = SURE_REPLY if fact in reply else needed(fact, parts, situation)
            if self._forest is not None and _is_weighed(fact, answers, parts):
                evidence = evidence_of(fact, parts, self._heads, self._encode)
                fact, least = replace(fact, confidence=round(self._forest.probability(evidence), 4)), TOLD
            found.append(fact)
            if fact.confidence >= least:
                sure.append(fact)
        return _Found(words, parts, found, sure, answers, tuple(absent.items()), moved, pairs)

    def _on_facts(self, pairs: Sequence[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
        """The channels that are alike, with the fact that the topic named is about; without those whose topic is unclear."""
        found = []
        for key, other, topic in pairs:
            likely = self._heads["which"].probabilities(self._encode(mask(topic))) if topic else {"": 1.0}
            best = max(likely, key=lambda fact: likely[fact])
            if likely[best] >= SURE_ON and best != NONE:
                found.append((key, other, best))
        return tuple(found)

    def _parts(self, words: str, situation: Situation) -> list[Part]:
        parts = parts_of(words, situation, self._heads, self._encode)
        return self_answered(parts, self._heads, self._encode)

    def _named(self, words: str, facts: Sequence[ReadFact], is_reply: bool, situation: Situation) -> list[ReadFact]:
        """The agency's name, if the message tells it."""
        if is_reply or any(fact.fact == "name" for fact in facts):
            return []
        name = agency_name(words, expected=bool(situation.asked and situation.asked.fact == "name"))
        introduced = name is not None
        name = name or self._name_in_passing(words)
        accounts = {plain(key.partition("/")[2]) for key in channels_named(words, situation.channels)}
        if not name or plain(name) in accounts:
            return []
        return [ReadFact("agency", None, "name", name, INTRODUCED if introduced else IN_PASSING, name)]

    def _name_in_passing(self, words: str) -> str | None:
        head = self._heads.get("name")
        if head is None or not may_name(words):
            return None
        read = words_of(words, self._encode)
        name = own_name(words, [head.probabilities(one)[NAME] for one in weighed(read)], read)
        if not name or is_somebody_elses(words, name):
            return None
        name = without_person(without_place(name))
        return None if is_no_name(name) or is_country(name) else typeset(name)

    def _topic(self, words: str, act: str) -> str | None:
        if act != "question" or "topic" not in self._heads:
            return None
        likely = self._heads["topic"].probabilities(self._encode(mask(words)))
        best = max(likely, key=lambda topic: likely[topic])
        return best if likely[best] >= SURE_TOPIC else None

    def _asked_beside(self, parts: Sequence[Part], act: str, facts: int) -> str | None:
        """The topic of a question that stands beside facts ("City of X here. May we delete rude comments?")."""
        asking = [part.text for part in parts if part.mood == "question"]
        if (
            act != "inform"
            or not facts
            or not asking
            or len(parts[-1].text.split()) < 4
            or parts[-1].mood != "question"
        ):
            return None
        likely = self._heads["act"].probabilities(self._encode(mask(parts[-1].text)))
        return self._topic(parts[-1].text, "question") if likely.get("question", 0.0) >= SURE_BESIDE else None


_HAVE = re.compile(r"\b(?:we|i)(?:'ve| have| are having| are on| use| run| got| do)\b", re.I)


def _owns_channels(part: Part) -> bool:
    """Whether a clause says that the agency has the channels it names: "kindly note we are having Facebook and X"."""
    return part.mood == STATEMENT and part.scope.named and bool(_HAVE.search(part.text) and mentions(part.text))


def _is_weighed(fact: ReadFact, answers: Sequence[ReadFact], parts: Sequence[Part]) -> bool:
    """Whether a fact is weighed once more: not what answers a question, has a form of its own or is told in so many words."""
    if fact in answers or fact.fact in NOT_WEIGHED:
        return False
    return not any(fact.fact in part.plain for part in parts if part.text == fact.words)


def _pressed(words: str, means: str, situation: Situation) -> Reading:
    """A button on offer, pressed or typed word for word."""
    kind, _, value = means.partition(":")
    asked = situation.asked
    facts: tuple[ReadFact, ...] = ()
    if means == "act:dont_know":
        facts = _not_known(situation, words, 1.0)
    if kind == "value" and asked:
        scope = vocabulary().fact(asked.fact).scope
        kept = [value] if asked.fact == "goals" else value
        facts = tuple(ReadFact(scope, key, asked.fact, kept, 1.0, words) for key in (asked.channels or (None,)))
    return Reading(words, value if kind == "act" else "inform", 1.0, facts, choice=means)


def _pressed_for_each(words: str, values: Mapping[str, str], situation: Situation) -> Reading:
    """Choices on offer, one for each channel."""
    assert situation.asked is not None
    name = situation.asked.fact
    facts = tuple(ReadFact("channel", key, name, value, 1.0, words) for key, value in values.items())
    return Reading(words, "inform", 1.0, facts)


def _not_known(situation: Situation, words: str, confidence: float) -> tuple[ReadFact, ...]:
    """The value "unknown" for what was just asked."""
    asked = situation.asked
    if not asked or not is_fact(asked.fact):
        return ()
    scope = vocabulary().fact(asked.fact).scope
    keys: tuple[str | None, ...] = asked.channels or (None,)
    return tuple(ReadFact(scope, key, asked.fact, "unknown", round(confidence, 4), words) for key in keys)
