"""Many conversations in a row with one Rasa and one action process: do memory and answers stay as they were?

`make soak`. Prints both for each twentieth of the run; exit status 1 if the last is more than 1.2 times the first.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))
from bench.memory import resident  # noqa: E402
from tests.conversation.servers import Servers  # noqa: E402

LIMIT = 1.2
TURNS = (
    "City of Springfield here, we have Facebook and X",
    "comments are off on Facebook, but on X we answer nearly everyone",
    "what is pull?",
    "usually just the link",
    "show me the result",
    "what if we opened comments on Facebook?",
)


def main() -> int:
    """Prints the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--conversations", type=int, default=2000)
    options.add_argument("--at-once", type=int, default=2)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="adviser-soak-") as folder:
        servers = Servers(Path(folder), PROJECT / "models/adviser.tar.gz")
        try:
            servers.start("actions")
            servers.start("rasa")
            return soak(servers, given.conversations, given.at_once)
        finally:
            servers.stop()


def soak(servers: Servers, conversations: int, at_once: int) -> int:
    """Holds the conversations; 1 if something grew by more than the limit."""
    share = max(1, conversations // 20)
    figures: list[dict[str, float]] = []
    _stretch(servers, "warm", share, at_once)
    print(f"{'conversations':>14}{'p50 ms':>9}{'p95 ms':>9}{'Rasa MB':>10}{'actions MB':>12}")
    for begin in range(0, conversations, share):
        times = _stretch(servers, f"s{begin}", share, at_once)
        figures.append({"p50": statistics.median(times) * 1000, "p95": statistics.quantiles(times, n=20)[-1] * 1000,
                        "rasa": resident(servers.processes["rasa"].pid), "actions": resident(servers.processes["actions"].pid)})  # fmt: skip
        now = figures[-1]
        print(
            f"{begin + share:>14}{now['p50']:>9.0f}{now['p95']:>9.0f}{now['rasa']:>10.0f}{now['actions']:>12.0f}",
            flush=True,
        )
    ratios = {name: figures[-1][name] / figures[0][name] for name in ("p50", "rasa", "actions")}
    print("the last to the first: " + ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items()))
    return 1 if max(ratios.values()) > LIMIT else 0


def _stretch(servers: Servers, name: str, count: int, at_once: int) -> list[float]:
    """Seconds of each turn of `count` conversations."""

    def talk(number: int) -> list[float]:
        took = []
        for text in TURNS:
            begun = time.perf_counter()
            assert servers.say(text, f"{name}-{number}")
            took.append(time.perf_counter() - begun)
        return took

    with ThreadPoolExecutor(at_once) as pool:
        return [seconds for times in pool.map(talk, range(count)) for seconds in times]


if __name__ == "__main__":
    sys.exit(main())
