"""What the open facts of a channel are likely to be, given the told ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from advisor.strategy.table import table

Codes = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]

_FILE = Path(__file__).with_name("prior.yml")
_LEAST = 0.02  # share of a value that a line of the prior does not name, at least


class Prior:
    """Kinds of channels with the chance of each value of each fact."""

    def __init__(self, kinds: Mapping[str, Mapping[str, Any]]) -> None:
        self.facts = tuple(table().rows)
        self.values = {fact: tuple(rows) for fact, rows in table().rows.items()}
        self.weights = np.array([float(kind["weight"]) for kind in kinds.values()])
        self.weights /= self.weights.sum()
        self.chances = {
            fact: np.array([_chances(kind[fact], self.values[fact]) for kind in kinds.values()]) for fact in self.facts
        }

    def kinds_given(self, told: Mapping[str, str]) -> Numbers:
        """How likely each kind of channel is once `told` is known."""
        likely = self.weights.copy()
        for fact, value in told.items():
            likely *= self.chances[fact][:, self.values[fact].index(value)]
        total = likely.sum()
        return likely / total if total > 0 else self.weights

    def completions(self, told: Mapping[str, str], count: int, chance: np.random.Generator) -> dict[str, Codes]:
        """`count` completions drawn from the prior: for each fact the numbers of its values."""
        kinds = chance.choice(len(self.weights), size=count, p=self.kinds_given(told))
        drawn = {}
        for fact in self.facts:
            if fact in told:
                drawn[fact] = np.full(count, self.values[fact].index(told[fact]))
            else:
                bounds = self.chances[fact].cumsum(axis=1)[kinds]
                drawn[fact] = np.minimum((bounds < chance.random(count)[:, None]).sum(axis=1), bounds.shape[1] - 1)
        return drawn


def _chances(line: Mapping[Any, float], values: tuple[str, ...]) -> list[float]:
    rest = [value for value in values if value not in line]
    left = max(1 - sum(line.values()), _LEAST * len(rest))
    shares = [line[value] if value in line else left / len(rest) for value in values]
    return [share / sum(shares) for share in shares]


@lru_cache(maxsize=1)
def prior() -> Prior:
    """The prior of this process."""
    return Prior(yaml.safe_load(_FILE.read_text(encoding="utf-8"))["kinds"])
