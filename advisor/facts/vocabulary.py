"""The vocabulary of facts and platforms, loaded from `facts.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

UNKNOWN = "unknown"
_FILE = Path(__file__).with_name("facts.yml")


@dataclass(frozen=True)
class FactType:
    """A fact of the vocabulary with its wording.

    `values` without "unknown", which is legal for every fact. `yes` and `no` are what a bare yes or no to the
    question means, None where it means nothing. `lowest` and `highest` bound a number.
    """

    name: str
    scope: str  # "channel" or "agency"
    kind: str  # "diagnosis" is scored, "advice" is not
    type: str  # "choice", "list", "number" or "text"
    values: tuple[str, ...]
    question: str
    why: str
    label: str
    choices: Mapping[str, str]
    says: Mapping[str, str]
    explain: Mapping[str, str]
    yes: str | None = None
    no: str | None = None
    lowest: float = 0
    highest: float = 0


@dataclass(frozen=True)
class Platform:
    """A platform and how people write it; `also_called` are words that mean it where it is one of the channels told of."""

    id: str
    label: str
    aliases: tuple[str, ...]
    also_called: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """All facts and platforms."""

    channel_facts: Mapping[str, FactType]
    agency_facts: Mapping[str, FactType]
    platforms: Mapping[str, Platform]

    def fact(self, name: str) -> FactType:
        """The fact called `name`; KeyError if there is none."""
        return self.channel_facts[name] if name in self.channel_facts else self.agency_facts[name]

    @property
    def diagnosis(self) -> tuple[str, ...]:
        """The channel facts that the classifier scores."""
        return tuple(name for name, fact in self.channel_facts.items() if fact.kind == "diagnosis")


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of this process."""
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return Vocabulary(
        {name: _fact(name, "channel", entry) for name, entry in content["channel_facts"].items()},
        {name: _fact(name, "agency", entry) for name, entry in content["agency_facts"].items()},
        {
            name: Platform(name, entry["label"], tuple(entry["aliases"]), tuple(entry.get("also_called", ())))
            for name, entry in content["platforms"].items()
        },
    )


def _fact(name: str, scope: str, raw: Mapping[Any, Any]) -> FactType:
    entry = _text_keys(raw)
    values = {value: _text_keys(words) for value, words in _text_keys(entry["values"]).items()}
    low, high = entry.get("range", (0, 0))
    for value, words in values.items():
        if unknown := set(words) - {"choice", "says", "explain"}:
            raise ValueError(f"facts.yml, {name}, {value}: unknown key {sorted(unknown)[0]!r}; put texts in quotes.")
    return FactType(
        name=name,
        scope=scope,
        kind=entry["kind"],
        type=entry.get("type", "choice"),
        values=tuple(value for value in values if value != UNKNOWN),
        question=entry["question"],
        why=entry["why"],
        label=entry["label"],
        choices={value: words["choice"] for value, words in values.items() if "choice" in words},
        says={value: words["says"] for value, words in values.items() if "says" in words},
        explain={value: words["explain"] for value, words in values.items() if "explain" in words},
        yes=entry.get("yes"),
        no=entry.get("no"),
        lowest=low,
        highest=high,
    )


def _text_keys(entry: Mapping[Any, Any]) -> dict[str, Any]:
    """`entry` with the keys that YAML reads as true and false turned back into yes and no."""
    return {("yes" if key else "no") if isinstance(key, bool) else str(key): value for key, value in entry.items()}
