"""Shares in whole percent."""

from __future__ import annotations

from collections.abc import Mapping


def whole_percents(shares: Mapping[str, float]) -> dict[str, int]:
    """`shares` (which add up to 1) in whole percent that add up to 100: the largest remainders are rounded up."""
    exact = {name: share * 100 for name, share in shares.items()}
    whole = {name: int(share) for name, share in exact.items()}
    for name in sorted(exact, key=lambda one: whole[one] - exact[one])[: 100 - sum(whole.values())]:
        whole[name] += 1
    return whole
