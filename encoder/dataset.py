"""Writes all training examples as one JSON file for `finetune.py`, which runs in an environment of its own.

.venv/bin/python encoder/dataset.py OUTPUT.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml

from advisor.understanding.examples import fact_examples, mood_examples, told_clauses
from advisor.understanding.parts import as_if_so, core, mask
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
    moods = [[core(e.text), e.label] for e in mood_examples(Path("data/moods.yml"))]
    told = [
        {
            "text": core(clause.text),
            "as_if_so": core(as_if_so(clause.text)),
            "facts": clause.facts,
            "mood": clause.mood,
        }
        for clause in told_clauses(Path("data/messages"))
    ]
    output.write_text(json.dumps({"acts": acts, "topics": topics, "moods": moods, "facts": facts, "told": told}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
