"""What reading a message costs: time on one core, memory and loading, beside importing Rasa.

    .venv/bin/python bench/understanding.py

Reads every held-out message once, after a warm-up, with one thread.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

HELD_OUT = Path("tests/held_out/messages.jsonl")
WARM_UP = 20


def peak_mb() -> float:
    """The most memory this process has used so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def import_of_rasa() -> tuple[float, float]:
    """Seconds and MB that importing Rasa's agent takes, in a process of its own."""
    code = (
        "import time,resource;t=time.process_time();import rasa.core.agent;"
        "print(time.process_time()-t,resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024)"
    )
    answer = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    seconds, memory = map(float, answer.stdout.split()[-2:])
    return seconds, memory


def main() -> None:
    """Prints the figures."""
    before, started = peak_mb(), time.process_time()
    from understand_report import lines_of

    from advisor.understanding import Situation
    from advisor.understanding.model_file import load_reader, newest_model

    reader = load_reader(newest_model())
    texts = [entry["text"] for entry in lines_of(HELD_OUT)]
    reader.read(texts[0], Situation())
    loaded, memory = time.process_time() - started, peak_mb() - before
    for text in texts[:WARM_UP]:
        reader.read(text, Situation())
    spent = []
    for text in texts:
        start = time.process_time()
        reader.read(text, Situation())
        spent.append((time.process_time() - start) * 1000)
    spent.sort()
    rasa_seconds, rasa_memory = import_of_rasa()
    print(
        f"{len(texts)} messages: p50 {statistics.median(spent):.1f} ms, p95 {spent[int(len(spent) * 0.95)]:.1f} ms of processor time"
    )
    print(
        f"loading the reader: {loaded:.1f} s and {memory:.0f} MB; importing Rasa alone: {rasa_seconds:.1f} s and {rasa_memory:.0f} MB"
    )


if __name__ == "__main__":
    main()
