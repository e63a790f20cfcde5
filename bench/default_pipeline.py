"""Rasa's default pipeline, trained on the same examples and scored on the same held-out messages as ours.

    .venv/bin/python bench/default_pipeline.py [--epochs 100]

Three classifiers as `rasa init` sets them up (bag of words and letters, DIET): one for acts, one for replies (each fact and
value is an intent; the best intent of the fact that was asked counts), one for facts in passing (each fact and value is an
intent, and "nothing"). A classifier gives one intent a text, so messages are cut into our clauses first; which channel
a clause speaks of is taken as right. That favours it: ours must find the channel itself.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from kept_figures import keep
from rasa.core.agent import load_agent
from rasa.model_training import train_nlu
from understand_report import interval, lines_of, micro_f1

from advisor.understanding.clauses import clauses
from advisor.understanding.examples import NONE, Example, fact_examples, told_clauses

HELD_OUT = Path("tests/held_out")
BESIDE = 0.5  # confidence from which a clause is taken to tell its fact


def pipeline(epochs: int) -> list[dict[str, Any]]:
    """The pipeline that Rasa 3.6 suggests for English."""
    return [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True, "entity_recognition": False,
         "random_seed": 1, "number_of_transformer_layers": 2, "ranking_length": 0},
    ]  # fmt: skip


def acts(folder: Path) -> Iterator[Example]:
    """Every example of an act."""
    for path in sorted(folder.rglob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in entry["examples"].splitlines():
                if line.strip():
                    yield Example(line.removeprefix("- ").strip(), entry["intent"].partition("/")[0])


def facts_in_passing(data: Path) -> Iterator[Example]:
    """Statements and clauses with the one fact they tell; those with several are left out."""
    for fact in fact_examples(data / "facts"):
        yield from (Example(one.text, f"{fact.fact}={one.label}") for one in fact.statements if one.label != NONE)
    for clause in told_clauses(data / "messages"):
        if len(clause.facts) <= 1:
            label = next((f"{fact}={values[0]}" for fact, values in clause.facts.items()), NONE)
            yield Example(clause.text, label)


class Classifier:
    """The default pipeline trained on some examples."""

    def __init__(self, examples: Iterable[Example], epochs: int) -> None:
        folder = Path(tempfile.mkdtemp())
        by_label: dict[str, list[str]] = {}
        for one in examples:
            by_label.setdefault(one.label, []).append(" ".join(one.text.split()))
        self._names = {f"i{n}": label for n, label in enumerate(by_label)}
        nlu = [
            {"intent": name, "examples": "".join(f"- {text}\n" for text in by_label[label])}
            for name, label in self._names.items()
        ]
        (folder / "nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True))
        config = {"recipe": "default.v1", "language": "en", "assistant_id": "bench", "pipeline": pipeline(epochs)}
        (folder / "config.yml").write_text(yaml.safe_dump(config))
        model = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder))
        assert model is not None
        self._agent = asyncio.run(load_agent(model_path=model))

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """Labels with their confidence, the best first."""
        parsed = asyncio.run(self._agent.parse_message(text.lstrip("/")))
        return [(self._names[one["name"]], one["confidence"]) for one in parsed["intent_ranking"]]


def score_acts(epochs: int) -> tuple[float, float, float]:
    classifier = Classifier(acts(Path("data/nlu")), epochs)
    rows = [
        (found := classifier.ranking(entry["text"])[0][0]) == entry["act"] or found in entry.get("also_fine", [])
        for entry in lines_of(HELD_OUT / "acts.jsonl")
    ]
    return interval(rows, lambda some: sum(some) / len(some))


def score_replies(epochs: int) -> tuple[float, float, float]:
    data = (
        Example(one.text, f"{fact.fact}={one.label}")
        for fact in fact_examples(Path("data/facts"))
        for one in fact.replies
    )
    classifier = Classifier(data, epochs)
    rows = []
    for entry in lines_of(HELD_OUT / "replies.jsonl"):
        fact = entry["asked"].partition(":")[2]
        if fact in {"name", "staff_hours"}:
            continue
        own = [
            label.partition("=")[2] for label, _ in classifier.ranking(entry["text"]) if label.startswith(f"{fact}=")
        ]
        gold = entry["value"]
        rows.append(own[:1] == [str(gold[0] if isinstance(gold, list) else gold)])
    return interval(rows, lambda some: sum(some) / len(some))


def score_facts(epochs: int) -> tuple[float, float, float]:
    classifier = Classifier(facts_in_passing(Path("data")), epochs)
    rows = []
    for entry in lines_of(HELD_OUT / "messages.jsonl"):
        gold = {(f["fact"], "+".join(f["value"]) if isinstance(f["value"], list) else str(f["value"]))
                for f in entry["facts"] if f["fact"] not in {"name", "staff_hours"}}  # fmt: skip
        found = set()
        for clause in clauses(entry["text"]):
            label, confidence = classifier.ranking(clause.text)[0]
            if label != NONE and confidence >= BESIDE:
                found.add((label.partition("=")[0], label.partition("=")[2]))
        rows.append((gold, found))
    return interval(rows, micro_f1)  # type: ignore[arg-type]


def main() -> None:
    """Prints and keeps the table."""
    lines = []
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--epochs", type=int, default=100)
    epochs = options.parse_args().epochs
    for name, score in (("acts, accuracy", score_acts), ("replies in context, accuracy", score_replies),
                        ("facts (fact and value, channel taken as right), micro-F1", score_facts)):  # fmt: skip
        value, low, high = score(epochs)
        lines.append(f"{name:<60}{value:6.3f}   [{low:.3f}, {high:.3f}]")
        print(lines[-1], flush=True)
    keep("default_pipeline", f"bench/default_pipeline.py --epochs {epochs}", lines)


if __name__ == "__main__":
    main()
