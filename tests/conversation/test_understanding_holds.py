"""The trained model still understands the held-out messages as well as it once did."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.understanding import Reader
from bench.understand_report import Figures, report

HELD_OUT = Path("tests/held_out")
REACHED = json.loads((HELD_OUT / "reached.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def figures(reader: Reader) -> Figures:
    return report(reader, HELD_OUT)


@pytest.mark.parametrize("figure", sorted(REACHED))
def test_no_figure_drops_by_more_than_its_interval(figures: Figures, figure: str) -> None:
    worst = REACHED[figure]
    value = figures[figure][0]
    assert value <= worst if figure == "good messages turned away" else value >= worst
