"""How many agencies a second `advisor assess` judges.

    .venv/bin/python bench/assess.py [AGENCIES]

Generates agencies with three channels each, about two thirds of the facts told, some answered "unknown", with goals;
then does for each line what a .jsonl batch does: parse, judge, write. One process; generating is not timed.
"""

from __future__ import annotations

import json
import random
import sys
import time
from typing import Any

from advisor.facts import FactType, read_case, vocabulary
from advisor.strategy import assess

AGENCIES = 100_000
CHUNK = 2_000
"""Agencies generated at a time, so that memory stays small."""
PLATFORMS = ("facebook", "x", "youtube")


def line(chance: random.Random) -> str:
    """A fact file of one agency as a line of JSON."""
    agency = {
        **drawn(vocabulary().agency_facts.values(), chance),
        "name": f"Agency {chance.randrange(10**6)}",
        "goals": chance.sample(vocabulary().agency_facts["goals"].values, chance.randint(1, 3)),
        "staff_hours": chance.randint(1, 80),
    }
    facts = vocabulary().channel_facts.values()
    channels = [{"platform": platform, "facts": drawn(facts, chance)} for platform in PLATFORMS]
    return json.dumps({"agency": agency, "channels": channels})


def drawn(facts: Any, chance: random.Random) -> dict[str, str]:
    """Each fact evenly from its values, unknown and absent."""
    found = {fact.name: chance.choice((*fact.values, "unknown", None)) for fact in facts if is_choice(fact)}
    return {name: value for name, value in found.items() if value is not None}


def is_choice(fact: FactType) -> bool:
    """Whether the fact has a list of values of which one applies."""
    return fact.type == "choice"


def main(agencies: int) -> None:
    """Prints the figure."""
    chance = random.Random(1)
    assess(read_case(json.loads(line(chance)))).as_line()
    seconds, busy, written, done = 0.0, 0.0, 0, 0
    while done < agencies:
        lines = [line(chance) for _ in range(min(CHUNK, agencies - done))]
        start, started = time.perf_counter(), time.process_time()
        for text in lines:
            written += len(assess(read_case(json.loads(text))).as_line())
        seconds += time.perf_counter() - start
        busy += time.process_time() - started
        done += len(lines)
    print(f"{done} agencies with {len(PLATFORMS)} channels in {seconds:.1f} s: {done / seconds:.0f} agencies/s")
    print(f"{done / busy:.0f} agencies per second of processor time; {written / 1e6:.0f} MB of JSON")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else AGENCIES)
