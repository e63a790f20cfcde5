"""500 conversations with the default stack (`advisor serve`, SQLite) while its processes are killed at chance moments.

`make kill-test`. Nobody helps: `advisor serve` starts again what has died, and visitors send a message that got no clear
answer once more, as the widget does. At the end every conversation is compared with the records.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))
from advisor.cli.processes import environment  # noqa: E402
from advisor.records import Records  # noqa: E402
from bench.scale.processes import credentials_for_a_load  # noqa: E402
from bench.scale.scale import compare, visits  # noqa: E402
from tests.engines import free_port  # noqa: E402

PAUSE = (6.0, 20.0)  # seconds between two kills
MOST = 4  # kills of one process within WITHIN seconds: `advisor serve` takes more for a fault that it cannot mend
WITHIN = 120


class Site:
    """`advisor serve` in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.port, self._folder = free_port(), folder
        credentials = credentials_for_a_load(folder)
        options = ["--port", str(self.port), "--actions-port", str(free_port()), "--state", str(folder)]
        self.process = subprocess.Popen(
            [str(Path(sys.executable).with_name("advisor")), "serve", *options, "--credentials", str(credentials)],
            cwd=PROJECT, env=environment({"ADVISOR_CHAT_SECRET": "s" * 40}), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        if not any("The adviser is at" in line for line in self.process.stdout):
            raise RuntimeError((folder / "rasa.log").read_text()[-3000:])

    def kill(self, name: str) -> bool:
        """`kill -9` of `rasa` or `actions`; False if it does not run just now."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for child in children:
            arguments = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
            if (b"actions" in arguments) == (name == "actions"):
                os.kill(int(child), signal.SIGKILL)
                return True
        return False

    def stop(self) -> None:
        """Ends it and what it started."""
        self.process.terminate()
        self.process.wait()


def main() -> int:
    """Prints the figures; 1 if anything acknowledged was lost, doubled or mixed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--conversations", type=int, default=500)
    options.add_argument("--visitors", type=int, default=8)
    options.add_argument("--think", type=float, default=0.5, help="seconds a visitor thinks between messages")
    options.add_argument("--seed", type=int, default=int(time.time()))
    options.add_argument("--locust", default=str(PROJECT / ".tools/locust/bin/locust"))
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="adviser-kills-") as name:
        folder, over = Path(name), threading.Event()
        site, killed = Site(folder), Counter[str]()
        killing = threading.Thread(target=_kill, args=(site, random.Random(given.seed), killed, over))
        try:
            killing.start()
            told = folder / "told.jsonl"
            told.touch()
            while len(told.read_text(encoding="utf-8").splitlines()) < given.conversations:
                visits(given, folder, site.port, 60)
            over.set()
            killing.join()
            print(f"  killed: {dict(killed)}, seed {given.seed}")
            return 1 if compare(told, Records(folder / "advisor.db")) else 0
        finally:
            over.set()
            site.stop()


def _kill(site: Site, chance: random.Random, killed: Counter[str], over: threading.Event) -> None:
    """Kills one process after the other, never so often that `advisor serve` gives up."""
    at: dict[str, list[float]] = {"rasa": [], "actions": []}
    while not over.wait(chance.uniform(*PAUSE)):
        now = time.monotonic()
        name = chance.choice([name for name in at if sum(now - then < WITHIN for then in at[name]) < MOST] or [""])
        if name and site.kill(name):
            at[name].append(now)
            killed[name] += 1


if __name__ == "__main__":
    sys.exit(main())
