"""The evidence table, loaded from `evidence.yml` and laid out for adding up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from advisor.facts import vocabulary

STRATEGIES = ("push", "pull", "networking")
ANSWERS = "answers_given"
WHO = "who_can_speak"
DECISIVE = 40  # points that settle a channel
_FILE = Path(__file__).with_name("evidence.yml")


class Points(NamedTuple):
    """What one answer is worth; `strong` is 1 for a strong sign of networking, else 0."""

    push: int
    pull: int
    networking: int
    strong: int


@dataclass(frozen=True)
class Row:
    """A line of the table. `points` as a rule, `rarely` where hardly anybody is answered."""

    fact: str
    value: str
    points: Points
    rarely: Points
    why: str
    source: str


@dataclass(frozen=True)
class Table:
    """All rows by fact and value."""

    rows: Mapping[str, Mapping[str, Row]]

    def points(self, rarely: bool) -> Mapping[str, Mapping[str, Points]]:
        """Points by fact and value, as a rule or where hardly anybody is answered."""
        return _points(rarely)


@lru_cache(maxsize=2)
def _points(rarely: bool) -> dict[str, dict[str, Points]]:
    return {
        fact: {value: row.rarely if rarely else row.points for value, row in values.items()}
        for fact, values in table().rows.items()
    }


@lru_cache(maxsize=1)
def table() -> Table:
    """The evidence table of this process.

    Raises ValueError with one line if a value of the vocabulary is missing or a fact has no value worth nothing.
    """
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    rows: dict[str, dict[str, Row]] = {}
    for fact in (*vocabulary().diagnosis, "who_posts"):
        rows[fact] = {}
        for value in vocabulary().fact(fact).values:
            entry = content.get(fact, {}).get(value)
            if entry is None:
                raise ValueError(f"evidence.yml: {fact} has no line for {value}.")
            rows[fact][value] = _row(fact, value, entry)
        if not any(row.points[:3] == (0, 0, 0) == row.rarely[:3] for row in rows[fact].values()):
            raise ValueError(f"evidence.yml: {fact} needs one value worth nothing, which an open question counts like.")
    return Table(rows)


def _row(fact: str, value: str, entry: Mapping[str, Any]) -> Row:
    strong = int(bool(entry.get("strong")))
    rarely = entry.get("rarely", entry)
    return Row(fact, value, _worth(entry, strong), _worth(rarely, strong), entry["why"], entry["source"])


def _worth(entry: Mapping[str, Any], strong: int) -> Points:
    return Points(int(entry["push"]), int(entry["pull"]), int(entry["networking"]), strong)
