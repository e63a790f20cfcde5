"""Training all heads from the examples in `data/`."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from advisor.understanding.encoder import Vector, encoder
from advisor.understanding.examples import (
    NONE,
    Example,
    FactExamples,
    ToldClause,
    fact_examples,
    mood_examples,
    told_clauses,
)
from advisor.understanding.heads import Head, train_head
from advisor.understanding.parts import as_if_so, core, mask

INFORM = "inform"
_INFORM_SHARE = 0.35  # of all statements of facts, so many also teach the act "inform"
_STATEMENTS = 2500  # statements of facts that also teach the mood
_FOREIGN = 4000  # statements of other facts that a fact's head learns to leave alone
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
    encode: Callable[[str], Vector] | None = None,
) -> dict[str, Head]:
    """Fits the heads `act`, `mood`, `topic`, and for each fact `fact:<name>` and `reply:<name>`.

    `acts` are whole messages with their act, `topics` questions with their topic; all else comes from the folder
    `data`: `facts/`, `messages/`, `moods.yml`.
    """
    vectors, cores = _Vectors(encode or encoder(), mask), _Vectors(encode or encoder(), core)
    facts = fact_examples(data / "facts")
    marked = told_clauses(data / "messages")
    chance = random.Random(7)
    told = list(_as_if_so(marked))
    statements = [example for fact in facts for example in fact.statements]
    informing = [Example(e.text, INFORM) for e in chance.sample(statements, int(len(statements) * _INFORM_SHARE))]
    heads = {
        "act": vectors.head([*acts, *informing]),
        "mood": cores.head(
            [*mood_examples(data / "moods.yml"), *_moods_in(marked), *_present_practice(statements, chance)]
        ),
        "topic": vectors.head(topics),
    }
    other_acts = [example for example in [*acts, *topics] if example.label not in _MAY_TELL]
    heads["which"] = cores.head(_which(facts, told, other_acts, chance))
    for fact in facts:
        heads[f"fact:{fact.fact}"] = cores.head(_in_passing(fact, facts, told, other_acts, chance))
        if fact.replies:
            heads[f"reply:{fact.fact}"] = vectors.head(_in_context(fact, facts, other_acts, chance))
    return heads


def _present_practice(statements: Sequence[Example], chance: random.Random) -> list[Example]:
    """Statements of facts as examples of the mood "statement": what people tell of themselves is mostly so now."""
    told = [example for example in statements if example.label != "unknown"]
    return [Example(e.text, "statement") for e in chance.sample(told, min(len(told), _STATEMENTS))]


def _as_if_so(marked: Sequence[ToldClause]) -> Iterator[ToldClause]:
    """The clauses that teach facts: stated ones, and supposed ones as if they were so."""
    for clause in marked:
        if clause.mood is None:
            yield clause
        elif clause.mood == "hypothesis" and clause.facts:
            yield ToldClause(as_if_so(clause.text), clause.facts, None)


def _moods_in(told: Sequence[ToldClause]) -> list[Example]:
    return [Example(clause.text, clause.mood or "statement") for clause in told if clause.mood or clause.facts]


def _which(
    facts: Sequence[FactExamples], told: Sequence[ToldClause], others: Sequence[Example], chance: random.Random
) -> list[Example]:
    """Which fact a clause is about, if any: all facts compete, so that look-alikes are told apart."""
    own = [Example(e.text, fact.fact) for fact in facts for e in fact.statements]
    own += [Example(clause.text, name) for clause in told for name in clause.facts if name != "name"]
    strangers = [e.text for e in chance.sample(list(others), min(len(others), 2500))]
    strangers += [clause.text for clause in told if not clause.facts]
    return [*own, *(Example(text, NONE) for text in strangers)]


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
    in_messages = [Example(clause.text, value) for clause in told for value in clause.facts.get(fact.fact, (NONE,))]
    return [*fact.statements, *in_messages, *(Example(e.text, NONE) for e in [*foreign, *strangers])]


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
    """Vectors of texts in one form (whole, or their core), each computed once."""

    def __init__(self, encode: Callable[[str], Vector], form: Callable[[str], str]) -> None:
        self._encode = encode
        self._form = form
        self._known: dict[str, Vector] = {}

    def head(self, examples: Sequence[Example]) -> Head:
        """A head fitted on `examples`."""
        return train_head(np.stack([self._of(e.text) for e in examples]), [e.label for e in examples])

    def _of(self, text: str) -> Vector:
        if text not in self._known:
            self._known[text] = self._encode(self._form(text))
        return self._known[text]
