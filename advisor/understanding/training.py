"""Training all heads from the examples in `data/`."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np

from advisor.understanding.carried import SUPPOSED
from advisor.understanding.clauses import Clause
from advisor.understanding.context import Spoken, vectors_of
from advisor.understanding.encoder import Encoder, Vector, encoder
from advisor.understanding.examples import (
    NONE,
    Example,
    FactExamples,
    ToldClause,
    Where,
    fact_examples,
    labelled,
    told_clauses,
)
from advisor.understanding.forms import as_if_so, core, mask
from advisor.understanding.heads import Head, Matrix, train_head
from advisor.understanding.own_name import labels_of, named_messages, weighed, words_of
from advisor.understanding.parts import spoken
from advisor.understanding.platforms import mentions
from advisor.understanding.presence import OURS
from advisor.understanding.reader import Reader
from advisor.understanding.situation import Situation
from advisor.understanding.weighing import Forest, grow, is_told, labelled_messages

INFORM = "inform"
_INFORM_SHARE = 0.35  # of all statements of facts, so many also teach the act "inform"
_STATEMENTS = 2500  # statements of facts that also teach the mood
_OWN_CHANNELS = 900  # statements of facts that also teach whose channels are named
_FOREIGN = 4000  # statements of other facts that a fact's head learns to leave alone
_SILENT = 3500  # clauses of messages that tell other facts or none, for each fact
_STRANGERS = 900  # examples of anything else that a fact's reply head learns to leave alone
# Acts whose examples may hold facts: they teach no fact head what a message without facts looks like.
_MAY_TELL = {INFORM, "what_if"}
# Acts whose words may well be an answer: no reply head learns to turn them away.
_MAY_ANSWER = {"affirm", "deny", "inform", "greet", "thank", "start", "dont_know"}

# Facts that one clause often tells together: the examples of one are no examples against the other.
_TOLD_TOGETHER = (
    ("answers_given", "answer_style", "answers_criticism"),
    ("own_site_links", "post_completeness", "exclusive_content", "content_origin"),
    ("content_origin", "shares_others"),
    ("who_can_speak", "people_talk_together", "asks_public"),
    ("purpose", "goals"),
    ("who_posts", "sign_off"),
    ("staff_hours", "cover"),
)
NEIGHBOURS: dict[str, frozenset[str]] = {
    fact: frozenset(other for group in _TOLD_TOGETHER if fact in group for other in group) - {fact}
    for group in _TOLD_TOGETHER
    for fact in group
}


def train(
    acts: Sequence[Example],
    topics: Sequence[Example],
    data: Path,
    encode: Encoder | None = None,
) -> dict[str, Head]:
    """Fits the heads `act`, `mood`, `topic`, `presence`, `name`, and for each fact `fact:<name>` and `reply:<name>`.

    `acts` are whole messages with their act, `topics` questions with their topic; all else comes from the folder
    `data`: `facts/`, `messages/`, `moods.yml`, `presence.yml`, `names.yml`.
    """
    vectors, cores = _Vectors(encode or encoder(), mask), _Vectors(encode or encoder(), core)
    facts = fact_examples(data / "facts")
    marked = told_clauses(data / "messages")
    chance = random.Random(7)
    told = list(_as_if_so(marked))
    statements = [example for fact in facts for example in fact.statements]
    informing = [Example(e.text, INFORM) for e in chance.sample(statements, int(len(statements) * _INFORM_SHARE))]
    in_company = _in_company(facts, chance)
    other_acts = [example for example in [*acts, *topics] if example.label not in _MAY_TELL]
    moods = [*labelled(data / "moods.yml"), *_moods_in(marked), *_present_practice(statements, chance)]
    wanted: dict[str, tuple[_Vectors, Sequence[Example]]] = {
        "act": (vectors, [*acts, *informing]),
        "mood": (cores, moods),
        "topic": (vectors, topics),
        "presence": (vectors, [*labelled(data / "presence.yml"), *_channels_in(marked, chance)]),
        "which": (cores, _which(in_company, told, other_acts, chance)),
    }
    for fact, told_in_passing in zip(facts, in_company):
        examples = _in_passing(told_in_passing, in_company, told, other_acts, chance)
        wanted[f"fact:{fact.fact}"] = (cores, examples)
        if fact.replies:
            wanted[f"reply:{fact.fact}"] = (vectors, _in_context(fact, facts, other_acts, chance))
    for kind in (vectors, cores):
        kind.encode([example for one, examples in wanted.values() if one is kind for example in examples])
    named = _words_of_names(data, encode or encoder())
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        name = pool.submit(lambda: train_head(*named, balance=0.0))
        fitted = pool.map(lambda one: one[0].head(one[1]), wanted.values())
        return dict(zip(wanted, fitted)) | {"name": name.result()}


def train_forest(heads: Mapping[str, Head], data: Path, encode: Encoder | None = None) -> Forest:
    """Fits what weighs the facts that `heads` read, on the messages in `weighing/` of the folder `data`."""
    reader = Reader(heads, encode)
    messages = labelled_messages(data / "weighing")
    situations = [Situation(channel=m.channel, channels=(m.channel,) if m.channel else ()) for m in messages]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        read = list(pool.map(lambda one: reader.evidence(one[0].text, one[1]), zip(messages, situations)))
    judged = [(found, is_told(fact, m)) for m, facts in zip(messages, read) for fact, found in facts]
    clear = [(found, told) for found, told in judged if told is not None]
    return grow([found for found, _ in clear], [told for _, told in clear])


def _words_of_names(data: Path, encode: Encoder) -> tuple[Matrix, list[str]]:
    """Each word of the messages that teach names, as the head sees it, and whether it is part of the agency's name."""
    examples = named_messages(data)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        read = [
            (example, words)
            for example, words in zip(examples, pool.map(lambda one: words_of(one.text, encode), examples))
            if words
        ]
    return np.concatenate([weighed(words) for _, words in read]), [
        label for example, words in read for label in labels_of(example, words)
    ]


def _in_company(facts: Sequence[FactExamples], chance: random.Random) -> list[FactExamples]:
    """The facts, where half of the statements stand beside another one, as they do in messages."""
    beside: dict[tuple[str, int], Example] = {}
    places = [(fact.fact, i) for fact in facts for i in range(len(fact.statements))]
    texts = {(fact.fact, i): e for fact in facts for i, e in enumerate(fact.statements)}
    chosen = chance.sample(places, len(places) // 4 * 2)
    for one, other in zip(chosen[::2], chosen[1::2]):
        apart = int(chance.random() < 0.5)
        pair = (Clause(texts[one].text, 0), Clause(texts[other].text, 0, sentence=apart))
        for place, at in ((one, 0), (other, 1)):
            beside[place] = replace(texts[place], where=Where(pair, at))
    return [
        replace(fact, statements=tuple(beside.get((fact.fact, i), e) for i, e in enumerate(fact.statements)))
        for fact in facts
    ]


def _present_practice(statements: Sequence[Example], chance: random.Random) -> list[Example]:
    """Statements of facts as examples of the mood "statement": what people tell of themselves is mostly so now."""
    told = [example for example in statements if example.label != "unknown"]
    return [Example(e.text, "statement") for e in chance.sample(told, min(len(told), _STATEMENTS))]


def _as_if_so(marked: Sequence[ToldClause]) -> Iterator[ToldClause]:
    """The clauses that teach facts: stated ones, and supposed ones as if they were so."""
    for clause in marked:
        if clause.mood is None:
            yield replace(clause, where=replace(clause.where, supposed=frozenset()))
        elif clause.mood in SUPPOSED and clause.facts:
            yield replace(clause, text=as_if_so(clause.text), mood=None)


def _moods_in(told: Sequence[ToldClause]) -> list[Example]:
    return [
        Example(clause.text, clause.mood or "statement", replace(clause.where, supposed=frozenset()))
        for clause in told
        if clause.mood or clause.facts
    ]


def _channels_in(told: Sequence[ToldClause], chance: random.Random) -> list[Example]:
    """Clauses of messages as examples of whose channel they name: what is stated so is said of one's own."""
    own = [c for c in told if c.facts and c.mood is None and mentions(c.text)]
    theirs = [c for c in told if c.mood == "others" and mentions(c.text)]
    return [
        *(Example(c.text, OURS) for c in chance.sample(own, min(len(own), _OWN_CHANNELS))),
        *(Example(c.text, "others") for c in theirs),
    ]


def _which(
    facts: Sequence[FactExamples], told: Sequence[ToldClause], others: Sequence[Example], chance: random.Random
) -> list[Example]:
    """Which fact a clause is about, if any: all facts compete, so that look-alikes are told apart."""
    own = [replace(e, label=fact.fact) for fact in facts for e in fact.statements]
    own += [Example(clause.text, name, clause.where) for clause in told for name in clause.facts if name != "name"]
    strangers = [Example(e.text, NONE) for e in chance.sample(list(others), min(len(others), 2500))]
    strangers += [Example(clause.text, NONE, clause.where) for clause in told if not clause.facts]
    return [*own, *strangers]


def _in_passing(
    fact: FactExamples,
    facts: Sequence[FactExamples],
    told: Sequence[ToldClause],
    others: Sequence[Example],
    chance: random.Random,
) -> list[Example]:
    """A fact's own statements against all other facts' statements and messages without facts."""
    near = NEIGHBOURS.get(fact.fact, frozenset())
    foreign = [e for other in facts if other is not fact and other.fact not in near for e in other.statements]
    foreign = chance.sample(foreign, min(len(foreign), _FOREIGN))
    strangers = chance.sample(list(others), min(len(others), 1500))
    telling = [clause for clause in told if fact.fact in clause.facts]
    silent = [clause for clause in told if fact.fact not in clause.facts]
    in_messages = [Example(c.text, value, c.where) for c in telling for value in c.facts[fact.fact]]
    in_messages += [Example(c.text, NONE, c.where) for c in chance.sample(silent, min(len(silent), _SILENT))]
    return [*fact.statements, *in_messages, *(replace(e, label=NONE) for e in [*foreign, *strangers])]


def _in_context(
    fact: FactExamples, facts: Sequence[FactExamples], others: Sequence[Example], chance: random.Random
) -> list[Example]:
    """A fact's statements and replies against messages that are no answer to its question."""
    foreign = [example for other in facts if other is not fact for example in other.statements]
    turned_away = [example for example in others if example.label not in _MAY_ANSWER]
    strangers = chance.sample(foreign, min(len(foreign), _STRANGERS // 2))
    strangers += chance.sample(turned_away, min(len(turned_away), _STRANGERS))
    unsure = [Example(e.text, "unknown") for e in others if e.label == "dont_know"]
    own = [*fact.statements, *fact.replies, *fact.replies]
    return [*own, *unsure, *(Example(e.text, NONE) for e in strangers)]


class _Vectors:
    """Vectors of texts in one form (whole, or their core), each computed once; clauses of messages in their context."""

    def __init__(self, encode: Encoder, form: Callable[[str], str]) -> None:
        self._encode = encode
        self._form = form
        self._known: dict[str | Spoken, list[Vector]] = {}
        self._spoken: dict[tuple[int, frozenset[int]], Spoken] = {}

    def encode(self, examples: Sequence[Example]) -> None:
        """Computes what is not known yet, on all processors."""
        new = list(dict.fromkeys(key for key in map(self._key, examples) if key not in self._known))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            self._known |= zip(new, pool.map(self._vectors, new))

    def head(self, examples: Sequence[Example]) -> Head:
        """A head fitted on `examples`, which are encoded already."""
        return train_head(np.stack([self._of(e) for e in examples]), [e.label for e in examples])

    def _of(self, example: Example) -> Vector:
        return self._known[self._key(example)][example.where.place if example.where else 0]

    def _key(self, example: Example) -> str | Spoken:
        if example.where is None:
            return example.text
        place = (id(example.where.message), example.where.supposed)
        if place not in self._spoken:
            self._spoken[place] = spoken(example.where.message, example.where.supposed)
        return self._spoken[place]

    def _vectors(self, key: str | Spoken) -> list[Vector]:
        return [self._encode(self._form(key))] if isinstance(key, str) else vectors_of(key, self._encode)
