"""How long reports take: one report in each format, and one page on many agencies.

    .venv/bin/python bench/report.py [AGENCIES]

Takes the agencies that `bench/assess.py` makes up: three channels each, about two thirds of the facts told. Making them
up is not timed.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from assess import line

from advisor.facts import read_case
from advisor.records import Kept
from advisor.report import FORMATS, render_bytes
from advisor.report.audit import BATCH_FORMATS, Entry, audit

AGENCIES = 10_000
ONCE = 10
"""Reports of one agency that are timed, each on another agency."""


def single(chance: random.Random) -> None:
    """Prints the time of one report in each format."""
    kept = [Kept(read_case(json.loads(line(chance)))) for _ in range(ONCE)]
    for form in FORMATS:
        render_bytes(kept[0], form)
        start = time.perf_counter()
        size = sum(len(render_bytes(one, form)) for one in kept)
        each = (time.perf_counter() - start) / ONCE
        print(f"one report as {form:8} {each * 1000:7.0f} ms {size / ONCE / 1000:7.0f} kB")


def batch(agencies: int, chance: random.Random) -> None:
    """Prints the time of a page on many agencies, from parsed lines to text."""
    lines = [line(chance) for _ in range(agencies)]
    for form in BATCH_FORMATS:
        start = time.perf_counter()
        entries = (Entry(number, read_case(json.loads(text))) for number, text in enumerate(lines, 1))
        size = sum(len(piece) for piece in audit(entries, form))
        seconds = time.perf_counter() - start
        print(f"{agencies} agencies as {form:5} {seconds:6.1f} s {size / 1e6:6.1f} MB")


if __name__ == "__main__":
    draw = random.Random(1)
    single(draw)
    batch(int(sys.argv[1]) if len(sys.argv) > 1 else AGENCIES, draw)
