"""A message as the encoder reads it: whole and in one pass, so that each clause is understood from what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.understanding.encoder import Encoder, Vector

MOST_WORDS = 90  # words that are read in one pass; a longer message is read in stretches of whole clauses


@dataclass(frozen=True)
class Spoken:
    """The clauses of a message in the wording that is encoded; `sentences` holds the number of each clause's sentence."""

    clauses: tuple[str, ...]
    sentences: tuple[int, ...]


def vectors_of(spoken: Spoken, encode: Encoder) -> list[Vector]:
    """The vector of each clause in its context."""
    vectors: list[Vector] = []
    for begin, end in _stretches(spoken.clauses):
        text, spans = joined(spoken.clauses[begin:end], spoken.sentences[begin:end])
        vectors += encode.spans(text, spans)
    return vectors


def joined(clauses: Sequence[str], sentences: Sequence[int]) -> tuple[str, list[tuple[int, int]]]:
    """The clauses as one text, and where each of them stands in it (characters)."""
    text, spans = "", []
    for joint, clause in zip(joints(clauses, sentences), clauses):
        begin = len(text) + len(joint)
        spans.append((begin, begin + len(clause)))
        text += joint + clause
    return text, spans


def joints(clauses: Sequence[str], sentences: Sequence[int]) -> list[str]:
    """What stands before each clause when they are joined."""
    found = ["" for _ in clauses]
    for i in range(1, len(clauses)):
        ends = " " if clauses[i - 1].endswith("?") else ". "
        found[i] = ", " if sentences[i] == sentences[i - 1] else ends
    return found


def _stretches(clauses: Sequence[str]) -> Iterator[tuple[int, int]]:
    begin, words = 0, 0
    for i, clause in enumerate(clauses):
        count = len(clause.split())
        if i > begin and words + count > MOST_WORDS:
            yield begin, i
            begin, words = i, 0
        words += count
    if begin < len(clauses):
        yield begin, len(clauses)
