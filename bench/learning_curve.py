"""What more examples bring: the reader trained on 25 and 50 % of the data, and the trained model, scored on the held-out messages.

    .venv/bin/python bench/learning_curve.py

The heads are trained anew for the smaller shares (`make train` trains on all); the sentence encoder stays as it is, so the first lines are flattered by an
encoder that was fine-tuned on all examples.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from kept_figures import keep
from understand_report import lines_of, micro_f1, score_acts, score_messages, score_replies

from advisor.understanding import Reader
from advisor.understanding.examples import Example
from advisor.understanding.model_file import load_reader, newest_model
from advisor.understanding.training import train, train_forest

SHARES = (0.25, 0.5, 1.0)
ALL = SHARES[-1]
HELD_OUT = Path("tests/held_out")
Item = TypeVar("Item")


def some(items: Sequence[Item], share: float, chance: random.Random) -> list[Item]:
    """A share of the items, at least two."""
    return chance.sample(list(items), min(len(items), max(2, round(len(items) * share))))


def acts_and_topics(folder: Path, share: float, chance: random.Random) -> tuple[list[Example], list[Example]]:
    """A share of the examples of every act and every topic."""
    acts, topics = [], []
    for path in sorted(folder.rglob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            act, _, topic = entry["intent"].partition("/")
            lines = [line.removeprefix("- ").strip() for line in entry["examples"].splitlines() if line.strip()]
            for line in some(lines, share, chance):
                acts.append(Example(line, act))
                topics += [Example(line, topic)] if topic else []
    return acts, topics


def thinned(content: Any, share: float, chance: random.Random) -> Any:
    """Lists below mappings thinned out; everything else as it is."""
    if isinstance(content, dict):
        return {key: thinned(value, share, chance) for key, value in content.items()}
    return some(content, share, chance) if isinstance(content, list) else content


def thinned_folder(share: float, chance: random.Random, target: Path) -> None:
    """Writes the thinned examples of facts, messages, moods, names and presence to `target`; what is weighed by stays whole."""
    data = Path("data")
    shutil.copytree(data / "weighing", target / "weighing")
    others = [data / name for name in ("moods.yml", "presence.yml", "names.yml")]
    for path in [*(data / "facts").rglob("*.yml"), *(data / "messages").glob("*.yml"), *others]:
        copy = target / path.relative_to("data")
        copy.parent.mkdir(parents=True, exist_ok=True)
        content = thinned(yaml.safe_load(path.read_text(encoding="utf-8")), share, chance)
        copy.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def trained_on(share: float) -> Reader:
    """A reader trained on a share of the data."""
    chance = random.Random(3)
    with tempfile.TemporaryDirectory() as name:
        thinned_folder(share, chance, Path(name))
        heads = train(*acts_and_topics(Path("data/nlu"), share, chance), Path(name))
        return Reader(heads, forest=train_forest(heads, Path(name)))


def main() -> None:
    """Prints and keeps a line for each share."""
    lines = ["share   facts micro-F1   replies   acts"]
    print(lines[0])
    for share in SHARES:
        reader = load_reader(newest_model()) if share == ALL else trained_on(share)
        facts = micro_f1(score_messages(reader, lines_of(HELD_OUT / "messages.jsonl")))
        replies = score_replies(reader, lines_of(HELD_OUT / "replies.jsonl"))
        acts = score_acts(reader, lines_of(HELD_OUT / "acts.jsonl"))
        right = sum(gold == found for _, gold, found in replies) / len(replies)
        lines.append(f"{share:>5.0%}   {facts:14.3f}   {right:7.3f}   {sum(ok for *_, ok in acts) / len(acts):.3f}")
        print(lines[-1], flush=True)
    keep("learning_curve", "bench/learning_curve.py", lines)


if __name__ == "__main__":
    main()
