"""The labelled examples in `data/` that the readers of facts and moods learn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from advisor.understanding.clauses import clauses
from advisor.understanding.text import clean

NONE = "(nothing)"  # not "none", which is a value of some facts
LONGEST_SENTENCE = 30  # words up to which a sentence is also learned as a whole


@dataclass(frozen=True)
class Example:
    """A text with its label: a value of a fact, a mood, an act or a topic."""

    text: str
    label: str


@dataclass(frozen=True)
class FactExamples:
    """How people state a fact in passing, and how they answer when asked for it."""

    fact: str
    statements: tuple[Example, ...]
    replies: tuple[Example, ...]


@dataclass(frozen=True)
class ToldClause:
    """A clause of a whole message with every fact it tells (all values of each) and, where it matters, its mood."""

    text: str
    facts: Mapping[str, tuple[str, ...]]
    mood: str | None


def fact_examples(folder: Path) -> list[FactExamples]:
    """The examples of each fact in `folder` (`data/facts`, subfolders included), in the order of the facts' names.

    `name.yml` teaches nothing here: names are found by their form, not by example.
    """
    statements: dict[str, list[Example]] = {}
    replies: dict[str, list[Example]] = {}
    for path in sorted(folder.rglob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if content["fact"] != "name":
            statements.setdefault(content["fact"], []).extend(_by_label(content.get("statements") or {}))
            replies.setdefault(content["fact"], []).extend(_by_label(content.get("replies") or {}))
    return [FactExamples(fact, tuple(statements[fact]), tuple(replies[fact])) for fact in sorted(statements)]


def _by_label(groups: dict[Any, Iterable[Any]]) -> Iterator[Example]:
    for label, lines in groups.items():
        name = {True: "yes", False: "no"}.get(label, str(label))
        for line in lines:
            yield Example(str(line["text"] if isinstance(line, dict) else line), name)


def mood_examples(path: Path) -> list[Example]:
    """The clauses of `data/moods.yml`, each with its mood."""
    return list(_by_label(yaml.safe_load(path.read_text(encoding="utf-8"))))


def told_clauses(folder: Path) -> list[ToldClause]:
    """The clauses of the whole messages in `folder` (`data/messages`): as marked there, and as the reader cuts them."""
    found: dict[str, ToldClause] = {}
    for path in sorted(folder.glob("*.yml")):
        for message in yaml.safe_load(path.read_text(encoding="utf-8")):
            marked = [_told(line) for line in message]
            for clause in [*marked, *_as_cut(marked)]:
                found.setdefault(clause.text.lower(), clause)
    return list(found.values())


def _told(line: dict[str, Any]) -> ToldClause:
    facts: dict[str, tuple[str, ...]] = {}
    for place, value in (line.get("tells") or {}).items():
        values = value if isinstance(value, list) else [value]
        name = place.split(" ")[-1]
        facts[name] = tuple("number" if isinstance(one, (int, float)) else str(one) for one in values)
    return ToldClause(clean(str(line["text"])), facts, line.get("mood"))


def _as_cut(marked: Sequence[ToldClause]) -> Iterator[ToldClause]:
    """The reader's own clauses, and its sentences of several clauses, wherever one holds whole marked ones."""
    words, spans = _joined(marked)
    for text, start in _stretches(words):
        end = start + len(text)
        inside = [
            clause
            for clause, (begin, stop) in zip(marked, spans)
            if min(stop, end) - max(begin, start) >= 0.8 * (stop - begin)
        ]
        touched = [clause for clause, (begin, stop) in zip(marked, spans) if begin < end and stop > start]
        if inside and len(inside) == len(touched):
            facts = {name: values for clause in inside for name, values in clause.facts.items()}
            moods = {clause.mood for clause in inside}
            if len(moods) == 1:
                yield ToldClause(text, facts, moods.pop())


def _joined(marked: Sequence[ToldClause]) -> tuple[str, list[tuple[int, int]]]:
    """The marked clauses as one message again, and where each of them stands in it."""
    words, spans = "", []
    for clause in marked:
        if words and words[-1] not in ".!?,;:":
            words += "." if clause.text[0].isupper() else ","
        words += " " if words else ""
        spans.append((len(words), len(words) + len(clause.text)))
        words += clause.text
    return words, spans


def _stretches(words: str) -> Iterator[tuple[str, int]]:
    """Each clause of `words`, then each sentence of more than one clause, with where it starts."""
    found = clauses(words)
    for clause in found:
        yield clause.text, clause.start
    for _, group in groupby(found, key=lambda clause: clause.sentence):
        sentence = list(group)
        start, last = sentence[0].start, sentence[-1]
        text = words[start : last.start + len(last.text)]
        if len(sentence) > 1 and len(text.split()) <= LONGEST_SENTENCE:
            yield text, start
