"""Checks of the content that people edit: facts, knowledge, responses. Run as `python -m advisor.content_check`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from advisor.dialogue.asking import choices_for
from advisor.facts import vocabulary
from advisor.knowledge import knowledge
from advisor.understanding import Asked, Situation
from advisor.understanding.replies import chosen

_GAP = re.compile(r"\{(\w+)\}")


def responses(folder: Path = Path("data/responses")) -> dict[str, list[dict[str, Any]]]:
    """All responses of the assistant, by name."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.yml")):
        found |= yaml.safe_load(path.read_text(encoding="utf-8"))["responses"]
    return found


def complaints() -> Iterator[str]:
    """One line for each thing that is missing or contradictory."""
    yield from _facts()
    yield from _buttons()
    yield from _knowledge()
    yield from _responses()


def _facts() -> Iterator[str]:
    for fact in [*vocabulary().channel_facts.values(), *vocabulary().agency_facts.values()]:
        for part in ("question", "why", "label"):
            if not getattr(fact, part):
                yield f"facts.yml, {fact.name}: {part} is missing"
        for value in fact.values:
            if value not in fact.choices:
                yield f"facts.yml, {fact.name}: no choice for {value}"
        for title in fact.choices.values():
            if "(" in title or ")" in title:
                yield f"facts.yml, {fact.name}: no brackets in {title!r}, Rasa's shell takes them for the payload"
        titles = [title.lower() for title in fact.choices.values()]
        if len(set(titles)) < len(titles):
            yield f"facts.yml, {fact.name}: two choices have the same title"


def _buttons() -> Iterator[str]:
    """Every button, typed as its title, must be read as what it means."""
    for fact in [*vocabulary().channel_facts.values(), *vocabulary().agency_facts.values()]:
        choices = tuple(choices_for(fact))
        situation = Situation(asked=Asked(fact.name), choices=choices)
        for choice in choices:
            if chosen(choice.title, situation) != choice:
                yield f"facts.yml, {fact.name}: the button {choice.title!r} is not read as {choice.means}"


def _knowledge() -> Iterator[str]:
    for one in knowledge().tradeoffs:
        if not one.source:
            yield f"tradeoffs.yml: no source for {one.text!r}"
    for name, goal in knowledge().goals.items():
        if not goal.source:
            yield f"goals.yml, {name}: source is missing"
    for fact, values in knowledge().prices.items():
        for value, price in values.items():
            if price.effort not in knowledge().efforts:
                yield f"changes.yml, {fact}, {value}: effort must be one of {', '.join(knowledge().efforts)}"
    frames = (*vocabulary().fact("legal_frame").values, "any")
    for note in knowledge().law:
        if not note.source:
            yield f"law.yml: no source for {note.title!r}"
        for frame in set(note.applies) - set(frames):
            yield f"law.yml, {note.title!r}: unknown legal frame {frame!r}"
    for name in vocabulary().fact("goals").values:
        if name not in knowledge().goals and name != "unknown":
            yield f"goals.yml: nothing on the goal {name}"


def _responses() -> Iterator[str]:
    known = responses()
    for path in [*Path("advisor/dialogue").glob("*.py"), *Path("actions").glob("*.py")]:
        for name in re.findall(r'"(utter_[a-z_0-9]+)"', path.read_text(encoding="utf-8")):
            if name not in known:
                yield f"{path}: says {name}, which no file in data/responses/ holds"
    for name, variations in known.items():
        for channel in {one.get("channel") for one in variations}:
            texts = [one.get("text", "") for one in variations if one.get("channel") == channel]
            if len({frozenset(_GAP.findall(text)) for text in texts}) > 1:
                yield f"{name}: its variations have different gaps"
        if name.startswith("utter_question/") and not all(
            (one.get("metadata") or {}).get("sources") for one in variations
        ):
            yield f"{name}: sources are missing"


def main() -> int:
    """Prints what is wrong; 0 if nothing is."""
    found = list(complaints())
    for line in found:
        print(line)
    print(f"content check: {len(found)} complaints")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
