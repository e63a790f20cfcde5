"""The labelled examples in `data/` that the readers of facts and moods learn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from advisor.understanding.clauses import Clause, clauses
from advisor.understanding.text import clean

NONE = "(nothing)"  # not "none", which is a value of some facts
HALF = 0.5  # share of a piece that lies in a marked clause from which they belong together, ...
MOST = 0.8  # ... or share of the marked clause that lies in the piece


@dataclass(frozen=True)
class Where:
    """The message that a clause stands in, its number there, and the numbers of clauses that are read as if they were so."""

    message: tuple[Clause, ...]
    place: int
    supposed: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Example:
    """A text with its label: a value of a fact, a mood, an act or a topic. Clauses of whole messages know where they stand."""

    text: str
    label: str
    where: Where | None = None


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
    where: Where


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


def labelled(path: Path) -> list[Example]:
    """The texts of a file such as `data/moods.yml`, each with the label that it stands under."""
    return list(_by_label(yaml.safe_load(path.read_text(encoding="utf-8"))))


def told_clauses(folder: Path) -> list[ToldClause]:
    """The clauses of the whole messages in `folder` (`data/messages`), as the reader cuts them."""
    return [
        clause
        for path in sorted(folder.rglob("*.yml"))
        for message in yaml.safe_load(path.read_text(encoding="utf-8"))
        for clause in _as_cut([_marked(line) for line in message])
    ]


@dataclass(frozen=True)
class _Marked:
    """A clause as it is marked in the data."""

    text: str
    facts: Mapping[str, tuple[str, ...]]
    mood: str | None


def _marked(line: dict[str, Any]) -> _Marked:
    facts: dict[str, tuple[str, ...]] = {}
    for place, value in (line.get("tells") or {}).items():
        values = value if isinstance(value, list) else [value]
        name = place.split(" ")[-1]
        facts[name] = tuple("number" if isinstance(one, (int, float)) else str(one) for one in values)
    return _Marked(clean(str(line["text"])), facts, line.get("mood"))


def _as_cut(marked: Sequence[_Marked]) -> Iterator[ToldClause]:
    """The reader's own clauses with what was marked in them: a piece tells what the marked clauses tell that it lies in, or
    that lie in it. A piece of several moods teaches nothing."""
    words, spans = _joined(marked)
    found = tuple(clauses(words))
    told = [
        [clause for clause, span in zip(marked, spans) if _belongs((c.start, c.start + len(c.text)), span)]
        for c in found
    ]
    moods = [{clause.mood for clause in inside} for inside in told]
    supposed = frozenset(i for i, mood in enumerate(moods) if mood & {"hypothesis", "question"})
    for i, inside in enumerate(told):
        if len(moods[i]) == 1:
            facts: dict[str, tuple[str, ...]] = {}
            for name, values in (fact for clause in inside for fact in clause.facts.items()):
                facts[name] = tuple(dict.fromkeys([*facts.get(name, ()), *values]))
            yield ToldClause(found[i].text, facts, next(iter(moods[i])), Where(found, i, supposed))


def _belongs(piece: tuple[int, int], clause: tuple[int, int]) -> bool:
    shared = min(piece[1], clause[1]) - max(piece[0], clause[0])
    return shared >= min(HALF * (piece[1] - piece[0]), MOST * (clause[1] - clause[0])) and shared > 0


def _joined(marked: Sequence[_Marked]) -> tuple[str, list[tuple[int, int]]]:
    """The marked clauses as one message again, and where each of them stands in it."""
    words, spans = "", []
    for clause in marked:
        if words and words[-1] not in ".!?,;:":
            words += "." if clause.text[0].isupper() else ","
        words += " " if words else ""
        spans.append((len(words), len(words) + len(clause.text)))
        words += clause.text
    return words, spans
