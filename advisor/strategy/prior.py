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

Codes = npt.NDArray[np.intp]
Numbers = npt.NDArray[np.float64]

SAMPLE = 64  # sample channels of each kind
_FILE = Path(__file__).with_name("prior.yml")
_SEED = 20141202  # the same sample always, so that the same file gives the same bytes
_LEAST = 0.02  # share of a value that a line of the prior does not name, at least


class Prior:
    """Kinds of channels, the chance of each value of each fact in them, and a fixed sample of channels of each kind.

    `sample[fact]` holds the number of the value that each sample channel has; the kinds follow one another.
    """

    def __init__(self, kinds: Mapping[str, Mapping[str, Any]]) -> None:
        self.values = {fact: tuple(rows) for fact, rows in table().rows.items()}
        self.weights = np.array([float(kind["weight"]) for kind in kinds.values()])
        self.chances = {
            (fact, value): np.array(shares)
            for fact, values in self.values.items()
            for value, *shares in zip(values, *(_chances(kind[fact], values) for kind in kinds.values()))
        }
        chance = np.random.default_rng(_SEED)
        self.sample = {fact: self._sample(fact, chance) for fact in self.values}

    def _sample(self, fact: str, chance: np.random.Generator) -> Codes:
        """Values in the shares of the prior, in random order within each kind."""
        bounds = np.array([self.chances[fact, value] for value in self.values[fact]]).cumsum(axis=0)[:-1]
        evenly = (np.arange(SAMPLE) + 0.5) / SAMPLE
        return np.concatenate([chance.permutation(np.searchsorted(column, evenly)) for column in bounds.T])

    def likely(self, told: Mapping[str, str]) -> Numbers:
        """The weight of each sample channel once `told` is known; they add up to 1."""
        kinds = self.weights
        for item in told.items():
            kinds = kinds * self.chances[item]
        each: Numbers = kinds / (kinds.sum() * SAMPLE)
        return each.repeat(SAMPLE)


def _chances(line: Mapping[Any, float], values: tuple[str, ...]) -> list[float]:
    rest = [value for value in values if value not in line]
    left = max(1 - sum(line.values()), _LEAST * len(rest))
    shares = [line[value] if value in line else left / len(rest) for value in values]
    return [share / sum(shares) for share in shares]


@lru_cache(maxsize=1)
def prior() -> Prior:
    """The prior of this process."""
    return Prior(yaml.safe_load(_FILE.read_text(encoding="utf-8"))["kinds"])
