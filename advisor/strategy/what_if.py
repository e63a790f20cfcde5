"""What if: the assessment as it would be beside the one that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from advisor.facts import Case
from advisor.strategy.assessment import Assessment, assess
from advisor.strategy.interview import Place


@dataclass(frozen=True)
class WhatIf:
    """Before and after, and the keys of the channels whose strategy differs."""

    before: Assessment
    after: Assessment
    differences: tuple[str, ...]


def what_if(case: Case, changes: Sequence[tuple[str | None, str, Any]]) -> WhatIf:
    """Applies `changes` (channel key or None, fact, value) to a copy of `case` and judges both."""
    supposed = case
    for key, fact, value in changes:
        supposed = supposed.with_fact(key, fact, value)
    before, after = assess(case), assess(supposed)
    differences = tuple(
        new.key
        for old, new in zip(before.channels, after.channels, strict=True)
        if (old.strategy, old.mixed_of, old.variant) != (new.strategy, new.mixed_of, new.variant)
    )
    return WhatIf(before, after, differences)


__all__ = ["Place", "WhatIf", "what_if"]
