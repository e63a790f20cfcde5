"""Loading the YAML files of this folder."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Goal:
    """`suits`: strategies to aim for, the best first; `serves`: others that serve the goal as well."""

    suits: tuple[str, ...]
    serves: tuple[str, ...]
    why: str
    source: str
    basis: str  # "practice" or "inference"


@dataclass(frozen=True)
class Tradeoff:
    """Something that speaks for or against a strategy; `side` is "for" or "against"."""

    strategy: str
    side: str
    text: str
    source: str


@dataclass(frozen=True)
class Price:
    """What a change of a fact gives and costs; `effort` is a key of `Knowledge.efforts`, `because` the reason for it."""

    gives: str
    cost: str
    effort: str
    because: str


@dataclass(frozen=True)
class Effort:
    """How much work a change is; `rank` counts from 0, the least."""

    rank: int
    label: str
    means: str


@dataclass(frozen=True)
class Gain:
    """How much a change moves a channel: by `at_least` points of the evidence table; `rank` counts from 0, the least."""

    rank: int
    label: str
    at_least: int
    means: str


@dataclass(frozen=True)
class LawNote:
    """A note on law or records: the legal frames it applies to ("any" for all), and when it was last checked."""

    title: str
    applies: tuple[str, ...]
    text: str
    source: str
    checked: date

    def concerns(self, frame: str | None) -> bool:
        """Whether the note is for the legal frame `frame`; all notes are where the frame is not known."""
        return "any" in self.applies or frame in (None, "unknown") or frame in self.applies


@dataclass(frozen=True)
class Warning:
    """Something to mind under conditions on the targets and the agency's facts."""

    text: str
    when: Mapping[str, Any]

    def applies(self, agency: Mapping[str, Any], targets: Collection[str]) -> bool:
        """Whether all conditions hold."""
        if not set(self.when["targets"]) & set(targets):
            return False
        hours = agency.get("staff_hours")
        limit = self.when.get("staff_hours_below")
        if limit is not None and not (isinstance(hours, (int, float)) and hours < limit):
            return False
        facts = {name: wanted for name, wanted in self.when.items() if name not in {"targets", "staff_hours_below"}}
        return all(agency.get(name) in wanted for name, wanted in facts.items())


@dataclass(frozen=True)
class Knowledge:
    """Everything in this folder.

    `moves`: for each strategy the changes to try, in order. `needs`: what has to be in place before a fact is changed.
    `gains`: the greatest first.
    """

    goals: Mapping[str, Goal]
    tradeoffs: tuple[Tradeoff, ...]
    prices: Mapping[str, Mapping[str, Price]]
    moves: Mapping[str, tuple[tuple[str, str], ...]]
    efforts: Mapping[str, Effort]
    gains: tuple[Gain, ...]
    needs: Mapping[str, tuple[str, ...]]
    warnings: tuple[Warning, ...]
    law: tuple[LawNote, ...]
    strategies: Mapping[str, Any]
    labels: Mapping[str, str]
    sureness: Mapping[str, str]
    phrases: Mapping[str, str]

    def change(self, fact: str, value: str) -> Price | None:
        """What setting `fact` to `value` gives and costs, if anything is known of it."""
        return self.prices.get(fact, {}).get(value)

    def gain(self, points: int) -> Gain:
        """How much a change is that wins so many points."""
        return next(gain for gain in self.gains if points >= gain.at_least)


def _load(name: str) -> Any:
    return yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The knowledge of this process."""
    changes, phrases = _load("changes.yml"), _load("phrases.yml")
    return Knowledge(
        goals={
            name: Goal(tuple(g["suits"]), tuple(g["serves"]), g["why"], g["source"], g["basis"])
            for name, g in _load("goals.yml").items()
        },
        tradeoffs=tuple(Tradeoff(**entry) for entry in _load("tradeoffs.yml")),
        prices={
            fact: {value: Price(**price) for value, price in values.items()}
            for fact, values in changes["prices"].items()
        },
        moves={s: tuple((fact, value) for fact, value in moves) for s, moves in changes["moves"].items()},
        efforts={name: Effort(rank, **effort) for rank, (name, effort) in enumerate(changes["efforts"].items())},
        gains=tuple(
            Gain(rank, **gain) for rank, gain in zip(range(len(changes["gains"]) - 1, -1, -1), changes["gains"])
        ),
        needs={fact: tuple(needed) for fact, needed in changes["needs"].items()},
        warnings=tuple(Warning(entry["text"], entry["when"]) for entry in changes["warnings"]),
        law=tuple(LawNote(**{**note, "applies": tuple(note["applies"])}) for note in _load("law.yml")["notes"]),
        strategies=_load("strategies.yml"),
        labels=phrases["labels"],
        sureness=phrases["sureness"],
        phrases=phrases["phrases"],
    )
