"""A second look at each fact that was read out of a message in passing: how likely is it that the message tells it?

The heads read a clause together with its neighbours, whose facts now and then spill into it, and they were fitted on examples
that they know by heart. What the clause says by itself, what its neighbours tell and how it stands in the message are weighed
here by a forest of small decision trees. It learns from messages that no head was trained on (`data/weighing/`), so that
its probabilities hold for messages of people nobody has met.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from advisor.facts import vocabulary
from advisor.understanding.encoder import Encoder
from advisor.understanding.examples import NONE
from advisor.understanding.forms import core
from advisor.understanding.heads import Head
from advisor.understanding.moods import STATEMENT
from advisor.understanding.parts import Part
from advisor.understanding.reading import ReadFact

TOLD = 0.38  # how likely it must be that a fact is told for it to be kept, ...
MAYBE = 0.25  # ... and to be asked about
TREES, DEPTH, RATE, SHARE = 150, 3, 0.05, 0.7
NOT_WEIGHED = frozenset(["name", "legal_frame"])  # found by their form and by places
Evidence = list[float]
Numbers = npt.NDArray[np.float32]


def evidence_of(fact: ReadFact, parts: Sequence[Part], heads: Mapping[str, Head], encode: Encoder) -> Evidence:
    """What speaks for and against that the message in `parts` tells `fact`, as numbers in a fixed order."""
    place = next(i for i, part in enumerate(parts) if part.text == fact.words)
    part, value = parts[place], _value(fact)
    vector = encode(core(part.text))
    which, mood = heads["which"].probabilities(vector), heads["mood"].probabilities(vector)
    alone = heads[f"fact:{fact.fact}"].probabilities(vector)
    here = part.likely.get(fact.fact, {})
    beside = [parts[i] for i in (place - 1, place + 1) if 0 <= i < len(parts)]
    near = [one.likely.get(fact.fact, {}) for one in beside]
    values = sorted((share for name, share in here.items() if name != NONE), reverse=True)
    return [
        fact.confidence,
        len(parts) / 5,
        _number_of(fact.fact),
        here.get(value, 0.0),
        _presence(here),
        values[0] - values[1] if len(values) > 1 else 1.0,
        which.get(fact.fact, 0.0),
        which.get(NONE, 0.0),
        max((share for name, share in which.items() if name not in {NONE, fact.fact}), default=0.0),
        alone.get(value, 0.0),
        _presence(alone),
        max((values.get(value, 0.0) for values in near), default=0.0),
        max((_presence(values) for values in near), default=0.0),
        len(part.text.split()) / 10,
        float(part.scope.named),
        float(part.mood == STATEMENT),
        mood.get(STATEMENT, 0.0),
        mood.get("others", 0.0),
        float(len(part.likely)),
        float(any(one.mood != STATEMENT for one in beside)),
        place / max(1, len(parts) - 1),
        float(part.clause.ends_with_question),
    ]


def _value(fact: ReadFact) -> str:
    if fact.fact == "staff_hours":
        return "number" if fact.value != "unknown" else "unknown"
    return str(fact.value[0] if isinstance(fact.value, list) else fact.value)


def _presence(values: Mapping[str, float]) -> float:
    return 1.0 - values.get(NONE, 0.0) if values else 0.0


def _number_of(name: str) -> float:
    return float([*vocabulary().channel_facts, *vocabulary().agency_facts].index(name))


@dataclass(frozen=True)
class Forest:
    """Boosted decision trees as plain arrays, a row a tree: in each node the number of a piece of evidence (-1 in a leaf), up to
    which amount of it the left branch is taken, the two branches, and what a leaf adds to `start`."""

    start: float
    pieces: npt.NDArray[np.int64]
    amounts: Numbers
    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    adds: Numbers

    def probability(self, evidence: Evidence) -> float:
        """How likely a fact with this evidence is told."""
        seen, trees = np.asarray(evidence, dtype=np.float32), np.arange(len(self.pieces))
        node = np.zeros(len(trees), dtype=np.int64)
        for _ in range(DEPTH):
            piece = self.pieces[trees, node]
            goes_left = seen[np.maximum(piece, 0)] <= self.amounts[trees, node]
            onward = np.where(goes_left, self.left[trees, node], self.right[trees, node])
            node = np.where(piece < 0, node, onward)
        return float(1.0 / (1.0 + np.exp(-(self.start + self.adds[trees, node].sum()))))


def grow(evidence: Sequence[Evidence], told: Sequence[bool]) -> Forest:
    """Fits a forest: `told` says of each fact with its `evidence` whether the message tells it."""
    from sklearn.ensemble import GradientBoostingClassifier

    model = GradientBoostingClassifier(
        n_estimators=TREES, max_depth=DEPTH, learning_rate=RATE, subsample=SHARE, min_samples_leaf=10, random_state=7
    )
    model.fit(np.asarray(evidence, dtype=np.float32), np.asarray(told))
    share = float(np.mean(told))
    trees = [one[0].tree_ for one in model.estimators_]
    most = max(tree.node_count for tree in trees)

    def padded(arrays: Iterable[Any], blank: float) -> npt.NDArray[Any]:
        return np.array([np.pad(one, (0, most - len(one)), constant_values=blank) for one in arrays])

    return Forest(
        float(np.log(share / (1 - share))),
        padded((np.where(tree.children_left < 0, -1, tree.feature) for tree in trees), -1).astype(np.int64),
        padded((tree.threshold for tree in trees), 0).astype(np.float32),
        padded((tree.children_left for tree in trees), 0).astype(np.int64),
        padded((tree.children_right for tree in trees), 0).astype(np.int64),
        RATE * padded((tree.value[:, 0, 0] for tree in trees), 0).astype(np.float32),
    )


def save_forest(forest: Forest, path: Path) -> None:
    """Stores a forest in an `.npz` file."""
    np.savez_compressed(
        path, start=forest.start, pieces=forest.pieces, amounts=forest.amounts, left=forest.left, right=forest.right, adds=forest.adds
    )  # fmt: skip


def load_forest(path: Path) -> Forest:
    """Reads what `save_forest` stored."""
    with np.load(path, allow_pickle=False) as arrays:
        names = ("pieces", "amounts", "left", "right", "adds")
        return Forest(float(arrays["start"]), *(arrays[name] for name in names))


@dataclass(frozen=True)
class Labelled:
    """A message of `data/weighing/` with the facts it tells; those in `either` may be read out of it or not."""

    text: str
    channel: str | None
    told: frozenset[tuple[str | None, str, str]]
    either: frozenset[tuple[str | None, str, str]]


def labelled_messages(folder: Path) -> list[Labelled]:
    """The messages in all `.jsonl` files of `folder`."""
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    entries = [json.loads(line) for line in lines if line.strip()]
    return [
        Labelled(
            entry["text"],
            entry.get("channel"),
            frozenset(key_of_fact(f["channel"], f["fact"], f["value"]) for f in entry["facts"]),
            frozenset(key_of_fact(f["channel"], f["fact"], f["value"]) for f in entry.get("also_fine", ())),
        )
        for entry in entries
    ]


def is_told(fact: ReadFact, message: Labelled) -> bool | None:
    """Whether `message` tells `fact`; None if it may be read out of it or not."""
    key = key_of_fact(fact.channel, fact.fact, fact.value)
    return None if key in message.either - message.told else key in message.told


def key_of_fact(channel: str | None, fact: str, value: Any) -> tuple[str | None, str, str]:
    """What two readings of one fact are compared by: the channel's platform, the fact, and its value whatever the order."""
    channel = "other" if channel and channel.startswith("other/") else channel
    return channel, fact, "+".join(sorted(value)) if isinstance(value, list) else str(value)
