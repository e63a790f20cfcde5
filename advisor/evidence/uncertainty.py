"""Uncertainty: how far from a measured figure the true habit may lie."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from statistics import NormalDist

from advisor.evidence.data import table


@lru_cache(maxsize=1)
def _z() -> float:
    return NormalDist().inv_cdf(0.5 + table("measures")["confidence"] / 2)


def wilson(count: int, of: int) -> tuple[float, float]:
    """The interval of Wilson (1927) for a share: `count` of `of`, 95 % unless measures.yml says otherwise.

    (0, 1) when there is nothing to count.
    """
    if of <= 0:
        return 0.0, 1.0
    z, share = _z(), count / of
    middle = share + z * z / (2 * of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    low, high = (middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of)
    return (0.0 if count == 0 else max(0.0, low)), (1.0 if count == of else min(1.0, high))


def poisson(count: int) -> tuple[float, float]:
    """The interval for a number of events in a stretch of time (Garwood's, by the approximation of Wilson and Hilferty)."""
    z = _z()
    low = count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3 if count else 0.0
    high = (count + 1) * (1 - 1 / (9 * (count + 1)) + z / (3 * sqrt(count + 1))) ** 3
    return max(0.0, low), high
