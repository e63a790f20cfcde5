"""A message as the encoder reads it: whole, each clause where it stands."""

from __future__ import annotations

import numpy as np

from advisor.understanding.context import MOST_WORDS, Spoken, joined, vectors_of
from advisor.understanding.encoder import encoder


def test_clauses_are_found_again_in_the_joined_text() -> None:
    clauses = ("hardly any link to us", "1 in 25 maybe", "can people comment?", "no")
    text, spans = joined(clauses, (0, 1, 2, 3))
    assert [text[begin:end] for begin, end in spans] == list(clauses)
    assert text == "hardly any link to us. 1 in 25 maybe. can people comment? no"


def test_a_clause_says_something_else_beside_another() -> None:
    alone = encoder()("1 in 25 maybe")
    in_context = vectors_of(Spoken(("hardly any link to our website", "1 in 25 maybe"), (0, 1)), encoder())[1]
    assert float(alone @ in_context) < 0.95


def test_a_long_message_is_read_to_its_end() -> None:
    clauses = tuple(f"clause number {n} says that we post on weekdays" for n in range(60))
    assert sum(len(clause.split()) for clause in clauses) > 4 * MOST_WORDS
    vectors = vectors_of(Spoken(clauses, tuple(range(60))), encoder())
    assert len(vectors) == 60
    assert np.allclose([np.linalg.norm(vector) for vector in vectors], 1.0, atol=1e-3)
