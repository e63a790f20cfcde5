"""From a message to its reading: one named step after the other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from advisor.facts import vocabulary
from advisor.understanding.acts import act_of
from advisor.understanding.alike import alike
from advisor.understanding.answering import PLAIN_WORD, SURE_REPLY, Answering, is_fact
from advisor.understanding.contrasts import leaning
from advisor.understanding.direct import undo_reading, undoes
from advisor.understanding.encoder import Encoder, encoder
from advisor.understanding.examples import NONE
from advisor.understanding.heads import Head
from advisor.understanding.languages import foreign_language
from advisor.understanding.names import IN_PASSING, INTRODUCED, agency_name, is_somebody_elses
from advisor.understanding.organisations import typeset
from advisor.understanding.own_name import NAME, may_name, own_name, weighed, words_of
from advisor.understanding.own_questions import self_answered
from advisor.understanding.parts import Part, mask, parts_of, says_nothing, shown
from advisor.understanding.passing import SURE, facts_of, supposed, told
from advisor.understanding.places import legal_frame, names_place, without_place
from advisor.understanding.platforms import in_full, mentions
from advisor.understanding.presence import not_theirs
from advisor.understanding.reading import ReadFact, Reading
from advisor.understanding.replies import chosen, chosen_for_each
from advisor.understanding.situation import Situation
from advisor.understanding.spread import channels_named, key_of
from advisor.understanding.text import clean, has_words, plain
from advisor.understanding.weighing import NOT_WEIGHED, TOLD, Evidence, Forest, evidence_of

SURE_FRAME = 0.93  # for a legal frame told without a place's name
SURE_PLACE = 0.75  # ... and for one told with it
NEVER = 2.0
SURE_TOPIC = 0.12
SURE_ON = 0.3  # how sure it must be which fact the topic is about on which two channels are alike
SURE_BESIDE = 0.7  # how sure a question beside facts must be that it is about the subject
_AIMS = {"goals", "purpose"}
_NOT_SAID = {"question", "hypothesis", "plan", "others"}
_PAYLOAD = re.compile(r"^/\w+\s*[\[{@]")  # what Rasa would take for a command with entities
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
    r"^(?:(?:and|so|but|also|well|mostly|usually|generally|there),? )*(?:they|they're|these|those|it|it's)\b|\b(?:of|to|for|with) (?:them|those|these)\b|\b(?:discuss\w*|talk\w*|chat\w*|help\w*|argue\w*) there\b",
    re.I,
)
_MEANT = re.compile(
    r"\b(?:i|we) (?:mean|meant)\b|\bmixed (?:it |them |that |those )?up\b|\bwrong (?:channel|one|platform)\b|\bthat (?:applies|goes) (?:for|to)\b|\bi was (?:talking|thinking)\b|\bconfus|\b(?:no|wait|sorry|oops|oh)\b[^.]{0,12}\bthat'?s\b",
    re.I,
)


_THAT_WAS = re.compile(r"\bthat(?:'s| was| is) (?:about |for |on |of |meant |true |our |the )*$", re.I)


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
        words = in_full(clean(text))
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
        act, confidence = act_of(found.words, likely_acts, sure, moods, found.moved, situation)
        if found.alike and act not in {"what_if", "question"}:
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
            alike=found.alike,
        )

    def evidence(self, text: str, situation: Situation) -> list[tuple[ReadFact, Evidence]]:
        """Every fact that is read out of `text` in passing, however unsure, with what speaks for and against it."""
        found = self._found(in_full(clean(text)), situation)
        return [
            (fact, evidence_of(fact, found.parts, self._heads, self._encode))
            for fact in found.facts
            if fact not in found.answers and fact.fact not in NOT_WEIGHED
        ]

    def _found(self, words: str, situation: Situation) -> _Found:
        same = alike(words, tuple(dict.fromkeys([*situation.channels, *channels_named(words, situation.channels)])))
        words = same.text
        parts = self._parts(words, situation)
        corrected = self._answering.to_what_was_told(words, parts, situation)
        reply = [] if corrected else self._answering.to_question(words, parts, situation)
        before = _gone_on_about(words, situation)
        if before and all(fact.confidence < SURE_REPLY for fact in reply):
            parts = self._parts(words, replace(situation, channel=before, asked=None))
        left, leant = leaning(parts, self._answering.in_words)
        passing = [*told(left), *leant]
        facts = corrected or _placed(_merge(reply, passing))
        pairs = self._on_facts(same.pairs)
        facts = [*facts, *_taken_over(facts, pairs)]
        facts = [*self._named(words, facts, bool(reply), situation), *facts]
        absent = not_theirs(words, parts, facts, situation.channels, self._heads.get("presence"), self._encode)
        facts = [fact for fact in facts if fact.channel not in absent and not _wished_of(fact, absent, situation)]
        moved = _moved(parts, situation)
        if moved:
            facts = told(parts)
        # What answers a question, be it the writer's own, or leans on another clause ("X yes, Y no") is no matter of its words.
        plainly = {part.text for part in parts if not says_nothing(part.text)}
        answers = [*corrected, *reply, *leant, *(fact for fact in facts if fact.words not in plainly)]
        weighed_facts = [fact if fact in answers else self._weighed(fact, parts) for fact in facts]
        sure = [
            new
            for fact, new in zip(facts, weighed_facts)
            if new.confidence >= (SURE_REPLY if fact in reply else self._needed(fact, answers, parts, situation))
        ]
        return _Found(words, parts, weighed_facts, sure, answers, tuple(absent.items()), moved, pairs)

    def _on_facts(self, pairs: Sequence[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
        """The channels that are alike, with the fact that the topic named is about; without those whose topic is unclear."""
        found = []
        for key, other, topic in pairs:
            likely = self._heads["which"].probabilities(self._encode(mask(topic))) if topic else {"": 1.0}
            best = max(likely, key=lambda fact: likely[fact])
            if likely[best] >= SURE_ON and best != NONE:
                found.append((key, other, best))
        return tuple(found)

    def _weighed(self, fact: ReadFact, parts: Sequence[Part]) -> ReadFact:
        """The fact with the probability that the message tells it as its confidence."""
        if self._forest is None or fact.fact in NOT_WEIGHED:
            return fact
        evidence = evidence_of(fact, parts, self._heads, self._encode)
        return replace(fact, confidence=round(self._forest.probability(evidence), 4))

    def _needed(
        self, fact: ReadFact, answers: Sequence[ReadFact], parts: Sequence[Part], situation: Situation
    ) -> float:
        if self._forest is None or fact in answers or fact.fact in NOT_WEIGHED:
            return _needed(fact, parts, situation)
        return TOLD

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
        return typeset(without_place(name)) if name and not is_somebody_elses(words, name) else None

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


def _gone_on_about(words: str, situation: Situation) -> str | None:
    """The channel last told of, if the message goes on about it although the bot has asked about others."""
    asked = situation.asked.channels if situation.asked else ()
    last = [key for key, _ in situation.told if key]
    if not asked or not last or len(set(last)) > 1 or asked == (last[0],):
        return None
    return last[0] if _GOES_ON.search(words) else None


def _needed(fact: ReadFact, parts: Sequence[Part], situation: Situation) -> float:
    """How sure a fact said in passing must be. A legal frame is easily imagined from a mere name."""
    asked = situation.asked is not None and situation.asked.fact == "legal_frame"
    if fact.fact != "legal_frame" or asked or any(legal_frame(part.text) is not None for part in parts):
        return SURE
    if any(names_place(part.text, str(fact.value)) and not _DOES.search(part.text) for part in parts):
        return SURE_PLACE
    return SURE_FRAME if any(_COUNTRY.search(part.text) for part in parts) else NEVER


def _not_known(situation: Situation, words: str, confidence: float) -> tuple[ReadFact, ...]:
    """The value "unknown" for what was just asked."""
    asked = situation.asked
    if not asked or not is_fact(asked.fact):
        return ()
    scope = vocabulary().fact(asked.fact).scope
    keys: tuple[str | None, ...] = asked.channels or (None,)
    return tuple(ReadFact(scope, key, asked.fact, "unknown", round(confidence, 4), words) for key in keys)


def _merge(reply: Sequence[ReadFact], passing: Sequence[ReadFact]) -> list[ReadFact]:
    """The answer first, then what else was told; for one fact and channel the surer reading. An answer on what a channel is
    for tells no goal of the agency, nor the other way round."""
    kept = {(fact.channel, fact.fact): fact for fact in reply}
    aims = {fact.fact for fact in reply} & _AIMS
    for fact in passing:
        if aims and fact.fact in _AIMS - aims:
            continue
        known = kept.get((fact.channel, fact.fact))
        if known is None or (fact.confidence >= known.confidence and known.confidence < PLAIN_WORD):
            kept[(fact.channel, fact.fact)] = fact
    return list(kept.values())


def _placed(facts: Sequence[ReadFact]) -> list[ReadFact]:
    """The facts without those of no channel that are told of one as well ("nobody reads along, neither on X nor on Bluesky")."""
    placed = {fact.fact for fact in facts if fact.channel and fact.confidence >= SURE}
    return [fact for fact in facts if fact.scope == "agency" or fact.channel or fact.fact not in placed]


def _taken_over(facts: Sequence[ReadFact], pairs: Sequence[tuple[str, str, str]]) -> list[ReadFact]:
    """What the message tells of one channel, for those that it says to be like it."""
    told = {(fact.channel, fact.fact) for fact in facts}
    return [
        replace(fact, channel=key)
        for key, other, name in pairs
        for fact in facts
        if fact.channel == other and name in {"", fact.fact} and (key, fact.fact) not in told
    ]


def _wished_of(fact: ReadFact, absent: Mapping[str, str], situation: Situation) -> bool:
    """Whether words that seem to tell a goal only wish for a channel: "the mayor wants us on TikTok"."""
    return fact.fact == "goals" and any(key in absent for key in channels_named(fact.words, situation.channels))


def _moved(parts: Sequence[Part], situation: Situation) -> tuple[str, str] | None:
    """(from, to) if the message says that the last fact belongs to another channel."""
    idle = [
        part for part in parts if part.mood not in _NOT_SAID and all(one.confidence < SURE for one in facts_of(part))
    ]
    words = ", ".join(part.text for part in idle)
    if not _MEANT.search(words) and not any(_THAT_WAS.search(words[: mention.start]) for mention in mentions(words)):
        return None
    known = situation.channels
    wrong = [mention for mention in mentions(words) if _NOT.search(words[: mention.start])]
    right = [mention for mention in mentions(words) if mention not in wrong]
    if len(right) != 1:
        return None
    target = key_of(right[0], words, known)
    last = next((key for key, _ in reversed(situation.told) if key), None) or situation.channel
    source = key_of(wrong[0], words, known) if wrong else last
    if any(fact.channel not in {None, target, source} for fact in told(parts) if fact.confidence >= SURE):
        return None  # it tells of another channel what is so there
    return (source, target) if source and source != target else None
