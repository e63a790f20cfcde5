"""The labelled examples in `data/` that the readers of facts and moods learn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

NONE = "none"


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


def message_examples(folder: Path) -> list[dict[str, Any]]:
    """Whole messages with their facts, from `data/messages`."""
    found: list[dict[str, Any]] = []
    for path in sorted(folder.glob("*.yml")):
        found.extend(yaml.safe_load(path.read_text(encoding="utf-8")))
    return found
