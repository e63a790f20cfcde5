"""Writes all training examples as one JSON file for `finetune.py`, which runs in an environment of its own.

.venv/bin/python encoder/dataset.py OUTPUT.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml

from advisor.understanding.examples import fact_examples, mood_examples
from advisor.understanding.reader import mask


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
    """Collects acts, topics, moods, and statements and replies of each fact."""
    acts, topics = _acts(Path("data/nlu"))
    facts = [
        {
            "fact": fact.fact,
            "statements": [[mask(e.text), e.label] for e in fact.statements],
            "replies": [[mask(e.text), e.label] for e in fact.replies],
        }
        for fact in fact_examples(Path("data/facts"))
    ]
    moods = [[mask(e.text), e.label] for e in mood_examples(Path("data/moods.yml"))]
    output.write_text(json.dumps({"acts": acts, "topics": topics, "moods": moods, "facts": facts}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
