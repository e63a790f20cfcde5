"""How long reports take: one agency in each format, and one page for many agencies.

.venv/bin/python bench/report.py [AGENCIES]
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from pathlib import Path

from advisor.cli.assessing import assess_batch
from advisor.facts import Case, Channel, vocabulary
from advisor.records import Kept
from advisor.report import BINARY, FORMATS, render_bytes

PLATFORMS = ("facebook", "x", "youtube", "instagram")


def agency(number: int, chance: random.Random) -> dict[str, object]:
    """A fact file of a made-up agency with one to four channels."""
    facts = vocabulary().channel_facts
    channels = [
        {
            "platform": platform,
            "facts": {name: chance.choice(fact.values) for name, fact in facts.items() if chance.random() < 0.7},
        }
        for platform in PLATFORMS[: chance.randint(1, 4)]
    ]
    return {"agency": {"name": f"Agency {number}", "goals": ["website"]}, "channels": channels}


def main() -> None:
    """Prints the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    chance = random.Random(1)
    one = agency(0, chance)
    channels = tuple(Channel(c["platform"], None, c["facts"]) for c in one["channels"])  # type: ignore[attr-defined,index]
    kept = Kept(Case({"name": "Agency 0", "goals": ["website"]}, channels))
    for form in (*FORMATS, *BINARY):
        render_bytes(kept, form)
        begun = time.perf_counter()
        size = len(render_bytes(kept, form))
        print(f"{form:<10}{(time.perf_counter() - begun) * 1000:8.0f} ms{size / 1024:10.0f} KB")
    with tempfile.TemporaryDirectory() as folder:
        batch = Path(folder) / "registry.jsonl"
        batch.write_text("\n".join(json.dumps(agency(n, chance)) for n in range(count)), encoding="utf-8")
        begun = time.perf_counter()
        assess_batch(batch, "html", Path(folder) / "registry.html")
        seconds = time.perf_counter() - begun
        size = (Path(folder) / "registry.html").stat().st_size
        print(f"one page for {count:,} agencies: {seconds:.1f} s, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
