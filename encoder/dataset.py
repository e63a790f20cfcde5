"""Writes all training examples as one JSON file for `finetune.py`, which runs in an environment of its own.

.venv/bin/python encoder/dataset.py OUTPUT.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from advisor.understanding.context import joints
from advisor.understanding.examples import ToldClause, fact_examples, labelled, told_clauses
from advisor.understanding.forms import core, mask
from advisor.understanding.parts import spoken
from advisor.understanding.training import NEIGHBOURS


def _acts(folder: Path) -> tuple[list[list[str]], list[list[str]]]:
    acts, topics = [], []
    for path in sorted(folder.rglob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            intent, _, topic = entry["intent"].partition("/")
            for line in entry["examples"].splitlines():
                text = mask(line.strip().removeprefix("- ").strip())
                if text:
                    acts.append([text, intent])
                    if topic:
                        topics.append([text, topic])
    return acts, topics


def _by_message(clauses: list[ToldClause]) -> list[list[ToldClause]]:
    return [list(group) for _, group in groupby(clauses, key=lambda clause: id(clause.where.message))]


def _as_said_and_as_if(clauses: list[ToldClause]) -> Iterator[dict[str, Any]]:
    """A message with the moods and facts of its clauses; if it supposes anything, once more as if that were so."""
    message, supposed = clauses[0].where.message, clauses[0].where.supposed
    said = spoken(message)
    yield {
        "clauses": said.clauses,
        "joints": joints(said.clauses, said.sentences),
        "labels": [
            {"place": c.where.place, "mood": c.mood or "statement", "facts": None if c.mood else c.facts}
            for c in clauses
        ],
    }
    told = [c for c in clauses if c.where.place in supposed and c.facts]
    if told:
        as_if = spoken(message, supposed)
        yield {
            "clauses": as_if.clauses,
            "joints": joints(as_if.clauses, as_if.sentences),
            "labels": [{"place": c.where.place, "mood": None, "facts": c.facts} for c in told],
        }


def main(output: Path) -> None:
    """Collects acts, topics, moods, statements and replies of each fact, and clauses of whole messages."""
    acts, topics = _acts(Path("data/nlu"))
    facts = [
        {
            "fact": fact.fact,
            "near": sorted(NEIGHBOURS.get(fact.fact, ())),
            "statements": [[core(e.text), e.label] for e in fact.statements],
            "replies": [[mask(e.text), e.label] for e in fact.replies],
        }
        for fact in fact_examples(Path("data/facts"))
    ]
    moods = [[core(e.text), e.label] for e in labelled(Path("data/moods.yml"))]
    told = [
        message
        for clauses in _by_message(told_clauses(Path("data/messages")))
        for message in _as_said_and_as_if(clauses)
    ]
    output.write_text(json.dumps({"acts": acts, "topics": topics, "moods": moods, "facts": facts, "told": told}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
