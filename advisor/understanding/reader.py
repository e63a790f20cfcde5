"""From a message to its reading: one named step after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from advisor.facts import FactType, vocabulary
from advisor.understanding.acts import act_of
from advisor.understanding.clauses import Clause, clauses
from advisor.understanding.encoder import Vector, encoder
from advisor.understanding.heads import Head
from advisor.understanding.moods import STATEMENT, mood_of
from advisor.understanding.names import agency_name
from advisor.understanding.places import legal_frame
from advisor.understanding.platforms import mentions
from advisor.understanding.reading import ReadClause, ReadFact, Reading
from advisor.understanding.replies import chosen, means_no, means_yes, measured
from advisor.understanding.situation import Situation
from advisor.understanding.spread import Scope, channels_named, scopes
from advisor.understanding.text import clean, has_words

SURE = 0.55  # a fact said in passing is kept from here on
DOUBT = 0.30  # from here on it is asked back
SURE_REPLY = 0.45  # the same two for an answer to a question
DOUBT_REPLY = 0.25
NONE = "none"

_CORRECTS = re.compile(
    r"^(?:sorry|no|nope|oops|wait|correction|actually|scratch that|make that|i meant|rather)\b|\b(?:not|instead of) \d|exaggerat|\breally$|i meant",
    re.I,
)
_PAYLOAD = re.compile(r"^/\w+\s*[\[{@]")  # what Rasa would take for a command with entities
_NOT = re.compile(r"\b(?:not|instead of|rather than)\s+(?:on |about |for |the |our )*$", re.I)
_MEANT = re.compile(
    r"\b(?:i|we) (?:mean|meant)\b|\bmixed (?:it |them |that |those )?up\b|\bwrong (?:channel|one|platform)\b|\bthat (?:was|is|applies|goes)\b|\bi was (?:talking|thinking)\b|\bconfus",
    re.I,
)


@dataclass(frozen=True)
class _Part:
    """A clause on its way: its vector, mood, scope and the probability of each value of each fact."""

    clause: Clause
    mood: str
    scope: Scope
    likely: Mapping[str, Mapping[str, float]]


class Reader:
    """Reads messages with trained heads (`act`, `mood`, `topic`, `fact:…`, `reply:…`)."""

    def __init__(self, heads: Mapping[str, Head], encode: Callable[[str], Vector] | None = None) -> None:
        self._heads = heads
        self._encode = encode or encoder()

    def read(self, text: str, situation: Situation = Situation()) -> Reading:
        """The reading of `text`, said in `situation`."""
        words = clean(text)
        if not has_words(words) or _PAYLOAD.match(text.strip()):
            return Reading(words, "out_of_scope", 1.0)
        choice = chosen(words, situation)
        if choice:
            return self._pressed(words, choice.means, situation)
        parts = self._parts(words, situation)
        told = self._told(parts, situation)
        reply = self._reply(words, parts, situation)
        facts = _merge(reply, told) or self._corrected(words, parts, situation)
        name = agency_name(words, expected=bool(situation.asked and situation.asked.fact == "name"))
        if name and not reply and not any(fact.fact == "name" for fact in facts):
            facts = [ReadFact("agency", None, "name", name, 0.9, name), *facts]
        moved = _moved(words, parts, facts, situation)
        if moved:
            facts = []
        sure = tuple(fact for fact in facts if fact.confidence >= (SURE_REPLY if fact in reply else _needed(fact)))
        likely_acts = self._heads["act"].probabilities(self._encode(mask(words)))
        act, confidence = act_of(words, likely_acts, sure, [part.mood for part in parts], moved, situation)
        return Reading(
            text=words,
            act=act,
            confidence=round(confidence, 4),
            facts=sure,
            doubtful=tuple(fact for fact in facts if fact not in sure),
            supposed=tuple(self._supposed(parts, situation)),
            platforms=tuple(dict.fromkeys(mention.platform for mention in mentions(words))),
            topic=self._topic(words, act),
            alternatives=tuple(sorted(likely_acts.items(), key=lambda item: -item[1])[:3]),
            clauses=tuple(_shown(part) for part in parts),
            moved=moved,
        )

    def _pressed(self, words: str, means: str, situation: Situation) -> Reading:
        kind, _, value = means.partition(":")
        asked = situation.asked
        facts: tuple[ReadFact, ...] = ()
        if kind == "value" and asked:
            facts = tuple(
                ReadFact(
                    vocabulary().fact(asked.fact).scope,
                    channel,
                    asked.fact,
                    [value] if asked.fact == "goals" else value,
                    1.0,
                    words,
                )
                for channel in (asked.channels or (None,))
            )
        act = value if kind == "act" else "inform"
        return Reading(words, act, 1.0, facts, choice=means)

    def _parts(self, words: str, situation: Situation) -> list[_Part]:
        found = clauses(words)
        areas = scopes(found, situation)
        parts = []
        for clause, scope in zip(found, areas):
            vector = self._encode(mask(clause.text))
            parts.append(_Part(clause, mood_of(clause, vector, self._heads["mood"]), scope, self._facts_in(vector)))
        return _carry_hypothesis(parts)

    def _facts_in(self, vector: Vector) -> dict[str, Mapping[str, float]]:
        return {
            name.partition(":")[2]: head.probabilities(vector)
            for name, head in self._heads.items()
            if name.startswith("fact:")
        }

    def _told(self, parts: Sequence[_Part], situation: Situation) -> list[ReadFact]:
        """The facts stated in passing, each for every channel it is about; a later clause corrects an earlier."""
        found: dict[tuple[str | None, str], ReadFact] = {}
        before: list[ReadFact] = []
        for part in parts:
            here = list(_facts_of(part))
            if part.scope.repeats and not [fact for fact in here if fact.confidence >= SURE]:
                here = [
                    replace(fact, channel=key)
                    for fact in before
                    for key in part.scope.channels
                    if fact.scope == "channel"
                ]
            for fact in here:
                known = found.get((fact.channel, fact.fact))
                if fact.fact == "goals" and known:
                    fact = replace(fact, value=[*known.value, *(v for v in fact.value if v not in known.value)])
                if known is None or fact.confidence >= SURE or fact.confidence > known.confidence:
                    found[(fact.channel, fact.fact)] = fact
            before = here or before
        return list(found.values())

    def _supposed(self, parts: Sequence[_Part], situation: Situation) -> list[ReadFact]:
        return [
            fact
            for part in parts
            if part.mood in {"hypothesis", "question", "plan"}
            for fact in _facts_of(replace(part, mood=STATEMENT))
            if fact.scope == "channel" and fact.confidence >= DOUBT
        ]

    def _reply(self, words: str, parts: Sequence[_Part], situation: Situation) -> list[ReadFact]:
        """The answer to the question just asked, if this is one."""
        asked = situation.asked
        if (
            not asked
            or asked.fact not in {*vocabulary().channel_facts, *vocabulary().agency_facts}
            or asked.fact == "name"
        ):
            return []
        fact = vocabulary().fact(asked.fact)
        value, confidence, rival = self._answer(fact, words, parts)
        if value is None or confidence < DOUBT_REPLY:
            return []
        if fact.scope == "agency":
            return [ReadFact("agency", None, fact.name, value, confidence, words, rival)]
        named = parts[0].scope.channels if parts and parts[0].scope.named else ()
        return [ReadFact("channel", key, fact.name, value, confidence, words, rival) for key in named or asked.channels]

    def _corrected(self, words: str, parts: Sequence[_Part], situation: Situation) -> list[ReadFact]:
        """What a message without a fact of its own says anew of the facts told last ("sorry, 12, not 20")."""
        found = []
        for key, name in situation.told:
            fact = vocabulary().fact(name)
            if fact.type == "text" or not _CORRECTS.search(words):
                continue
            value, confidence, rival = self._answer(fact, words, parts)
            if value is not None:
                found.append(ReadFact(fact.scope, key, name, value, confidence, words, rival))
        return found

    def _answer(self, fact: FactType, words: str, parts: Sequence[_Part]) -> tuple[Any, float, Any]:
        if means_yes(words) and fact.yes is not None:
            return ([fact.yes] if fact.type == "list" else fact.yes), 0.95, None
        if means_no(words) and fact.no is not None:
            return ([fact.no] if fact.type == "list" else fact.no), 0.95, None
        amount = measured(fact, words, bare=True)
        if amount is not None:
            return amount, 0.95, None
        head = self._heads.get(f"reply:{fact.name}")
        if head is None or all(part.mood in {"question", "hypothesis"} for part in parts):
            return None, 0.0, None
        likely = head.probabilities(self._encode(mask(words)))
        ranked = sorted((value for value in likely if value != NONE), key=lambda value: -likely[value])
        if likely.get(NONE, 0.0) > likely[ranked[0]]:
            return None, 0.0, None
        if fact.type == "list":
            return (
                [v for v in ranked if likely[v] >= max(0.25, likely[ranked[0]] / 2)],
                likely[ranked[0]],
                None,
            )
        if fact.type == "number":
            return None, 0.0, None
        return ranked[0], likely[ranked[0]], ranked[1] if len(ranked) > 1 else None

    def _topic(self, words: str, act: str) -> str | None:
        if act != "question" or "topic" not in self._heads:
            return None
        likely = self._heads["topic"].probabilities(self._encode(mask(words)))
        best = max(likely, key=lambda topic: likely[topic])
        return best if likely[best] >= 0.12 else None


def _needed(fact: ReadFact) -> float:
    """How sure a fact said in passing must be. The legal frame is easily imagined from a name alone."""
    return 0.95 if fact.fact == "legal_frame" and legal_frame(fact.words) is None else SURE


def mask(text: str) -> str:
    """`text` with every platform's name replaced by one and the same, since facts do not depend on it."""
    for mention in reversed(mentions(text)):
        text = text[: mention.start] + "facebook" + text[mention.end :]
    return text


def _facts_of(part: _Part) -> list[ReadFact]:
    """The facts of one clause, for each channel in its scope."""
    found: list[ReadFact] = []
    for name, likely in part.likely.items():
        fact = vocabulary().fact(name)
        if part.mood != STATEMENT and not (fact.scope == "agency" and part.mood == "plan" and name == "goals"):
            continue
        ranked = sorted((value for value in likely if value != NONE), key=lambda value: -likely[value])
        presence = 1.0 - likely.get(NONE, 0.0)
        if presence < (0.1 if name == "legal_frame" and measured(fact, part.clause.text) else DOUBT):
            continue
        value: Any = ranked[0]
        confidence = likely[value] if fact.type != "number" else presence
        amount = measured(fact, part.clause.text)
        if amount is not None:
            value, confidence = amount, max(presence, 0.9) if name == "legal_frame" else presence
        elif fact.type == "number":
            continue
        if fact.type == "list":
            value = [v for v in ranked if likely[v] >= max(0.3, likely[ranked[0]] / 2)] or [value]
            confidence = presence
        if confidence < DOUBT:
            continue
        keys: tuple[str | None, ...] = (None,) if fact.scope == "agency" else (part.scope.channels or (None,))
        rival = ranked[1] if len(ranked) > 1 else None
        found.extend(
            ReadFact(fact.scope, key, name, value, round(confidence, 4), part.clause.text, rival) for key in keys
        )
    return found


def _merge(reply: list[ReadFact], told: list[ReadFact]) -> list[ReadFact]:
    """The answer first, then what else was told; for one fact and channel the surer reading."""
    kept = {(fact.channel, fact.fact): fact for fact in reply}
    for fact in told:
        known = kept.get((fact.channel, fact.fact))
        if known is None or fact.confidence > known.confidence:
            kept[(fact.channel, fact.fact)] = fact
    return list(kept.values())


def _carry_hypothesis(parts: list[_Part]) -> list[_Part]:
    """What follows "what if …" within the same message is supposed as well, up to the end of its sentence."""
    carried: list[_Part] = []
    for part in parts:
        last = carried[-1] if carried else None
        if (
            last
            and last.mood == "hypothesis"
            and part.mood in {STATEMENT, "question"}
            and not last.clause.ends_with_question
        ):
            part = replace(part, mood="hypothesis")
        carried.append(part)
    return carried


def _moved(
    words: str, parts: Sequence[_Part], facts: Sequence[ReadFact], situation: Situation
) -> tuple[str, str] | None:
    """(from, to) if the message only says that the last fact belongs to another channel."""
    if any(fact.confidence >= SURE for fact in facts) or not _MEANT.search(words):
        return None
    known = situation.channels
    wrong = [mention for mention in mentions(words) if _NOT.search(words[: mention.start])]
    right = [mention for mention in mentions(words) if mention not in wrong]
    if len(right) != 1:
        return None
    target = channels_named(words[right[0].start : right[0].end], known)[0]
    source = channels_named(words[wrong[0].start : wrong[0].end], known)[0] if wrong else situation.channel
    return (source, target) if source and source != target else None


def _shown(part: _Part) -> ReadClause:
    facts = [
        (name, value, round(likely[value], 3))
        for name, likely in part.likely.items()
        for value in [max((v for v in likely if v != NONE), key=lambda v: likely[v])]
        if likely[value] >= 0.2
    ]
    return ReadClause(part.clause.text, part.mood, part.scope.channels, tuple(facts))
