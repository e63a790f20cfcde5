"""Linear classifiers on sentence vectors: trained with scikit-learn, stored and run as plain arrays."""

from __future__ import annotations

import json
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from advisor.understanding.encoder import Vector

ENOUGH = 100  # iterations; four times as many brought nothing on new messages
Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Head:
    """A multinomial logistic regression: `labels` in the order of the rows of `weights`."""

    labels: tuple[str, ...]
    weights: Matrix
    bias: Vector

    def probabilities(self, vector: Vector) -> dict[str, float]:
        """The probability of each label for a text's vector; they add up to 1."""
        scores = self.weights @ vector + self.bias
        powers = np.exp(scores - scores.max())
        return dict(zip(self.labels, (powers / powers.sum()).tolist()))


def train_head(vectors: Matrix, labels: Sequence[str], strength: float = 2.0, balance: float = 0.5) -> Head:
    """Fits a head; `strength` is the inverse of the regularisation (C).

    A label's examples weigh (most frequent label / label) ** `balance`: 0 leaves frequencies as they are,
    1 evens them out.
    """
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    names, counts = np.unique(np.asarray(labels), return_counts=True)
    weight = {name: (counts.max() / count) ** balance for name, count in zip(names, counts)}
    model = LogisticRegression(C=strength, max_iter=ENOUGH, tol=1e-3, class_weight=weight)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(vectors, labels)
    weights, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        weights, bias = np.vstack([-weights, weights]) / 2, np.array([-bias[0], bias[0]]) / 2
    return Head(tuple(str(c) for c in model.classes_), weights.astype(np.float32), bias.astype(np.float32))


def save_heads(heads: dict[str, Head], path: Path) -> None:
    """Stores all heads in one `.npz` file."""
    arrays: dict[str, npt.NDArray[np.generic]] = {}
    for name, head in heads.items():
        arrays[f"{name}/weights"], arrays[f"{name}/bias"] = head.weights, head.bias
    labels = json.dumps({name: head.labels for name, head in heads.items()})
    np.savez_compressed(path, labels=np.array(labels), **arrays)


def load_heads(path: Path) -> dict[str, Head]:
    """Reads what `save_heads` stored."""
    with np.load(path, allow_pickle=False) as arrays:
        labels = json.loads(str(arrays["labels"]))
        return {
            name: Head(tuple(names), arrays[f"{name}/weights"], arrays[f"{name}/bias"])
            for name, names in labels.items()
        }
