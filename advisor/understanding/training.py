"""Training all heads from the examples in `data/`."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from advisor.understanding.encoder import Vector, encoder
from advisor.understanding.examples import NONE, Example, FactExamples, fact_examples, mood_examples
from advisor.understanding.heads import Head, train_head
from advisor.understanding.reader import mask

INFORM = "inform"
_INFORM_SHARE = 0.35  # of all statements of facts, so many also teach the act "inform"
_STATEMENTS = 2500  # statements of facts that also teach the mood
_STRANGERS = 900  # examples of anything else that a fact's reply head learns to leave alone
# Acts whose examples may hold facts: they teach no fact head what a message without facts looks like.
_MAY_TELL = {INFORM, "what_if"}
# Acts whose words may well be an answer: no reply head learns to turn them away.
_MAY_ANSWER = {"affirm", "deny", "inform", "greet", "thank", "start"}


def train(
    acts: Sequence[Example],
    topics: Sequence[Example],
    facts_folder: Path,
    moods_file: Path,
    encode: Callable[[str], Vector] | None = None,
) -> dict[str, Head]:
    """Fits the heads `act`, `mood`, `topic`, and for each fact `fact:<name>` and `reply:<name>`.

    `acts` are whole messages with their act, `topics` questions with their topic.
    """
    vectors = _Vectors(encode or encoder())
    facts = fact_examples(facts_folder)
    chance = random.Random(7)
    statements = [example for fact in facts for example in fact.statements]
    informing = [Example(e.text, INFORM) for e in chance.sample(statements, int(len(statements) * _INFORM_SHARE))]
    heads = {
        "act": vectors.head([*acts, *informing]),
        "mood": vectors.head([*mood_examples(moods_file), *_present_practice(statements, chance)]),
        "topic": vectors.head(topics),
    }
    other_acts = [example for example in [*acts, *topics] if example.label not in _MAY_TELL]
    for fact in facts:
        heads[f"fact:{fact.fact}"] = vectors.head(_in_passing(fact, facts, other_acts, chance))
        if fact.replies:
            heads[f"reply:{fact.fact}"] = vectors.head(_in_context(fact, facts, other_acts, chance))
    return heads


def _present_practice(statements: Sequence[Example], chance: random.Random) -> list[Example]:
    """Statements of facts as examples of the mood "statement": what people tell of themselves is mostly so now."""
    told = [example for example in statements if example.label != "unknown"]
    return [Example(e.text, "statement") for e in chance.sample(told, min(len(told), _STATEMENTS))]


def _in_passing(
    fact: FactExamples, facts: Sequence[FactExamples], others: Sequence[Example], chance: random.Random
) -> list[Example]:
    """A fact's own statements against all other facts' statements and messages without facts."""
    foreign = [example for other in facts if other is not fact for example in other.statements]
    strangers = chance.sample(list(others), min(len(others), 1500))
    return [*fact.statements, *(Example(e.text, NONE) for e in [*foreign, *strangers])]


def _in_context(
    fact: FactExamples, facts: Sequence[FactExamples], others: Sequence[Example], chance: random.Random
) -> list[Example]:
    """A fact's statements and replies against messages that are no answer to its question."""
    foreign = [example for other in facts if other is not fact for example in other.statements]
    turned_away = [example for example in others if example.label not in _MAY_ANSWER]
    strangers = chance.sample(foreign, min(len(foreign), _STRANGERS // 2))
    strangers += chance.sample(turned_away, min(len(turned_away), _STRANGERS))
    own = [example for example in [*fact.statements, *fact.replies, *fact.replies] if example.label != "unknown"]
    return [*own, *(Example(e.text, NONE) for e in strangers)]


class _Vectors:
    """Vectors of texts, each computed once."""

    def __init__(self, encode: Callable[[str], Vector]) -> None:
        self._encode = encode
        self._known: dict[str, Vector] = {}

    def head(self, examples: Sequence[Example]) -> Head:
        """A head fitted on `examples`."""
        return train_head(np.stack([self._of(e.text) for e in examples]), [e.label for e in examples])

    def _of(self, text: str) -> Vector:
        if text not in self._known:
            self._known[text] = self._encode(mask(text))
        return self._known[text]
