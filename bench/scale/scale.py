"""Many visitors through nginx at 1 and 2 Rasa processes, then kills under load. `make scale-test`.

Real PostgreSQL, Redis, RabbitMQ and nginx on ports of their own; Locust as the visitors. What each conversation was
told and the adviser acknowledged is compared with what the records hold at the end.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))
from advisor.records import Records  # noqa: E402
from bench.scale.engines import messages_in, nginx, rabbitmq  # noqa: E402
from bench.scale.processes import Fleet  # noqa: E402
from tests.engines import PostgresServer, RedisServer  # noqa: E402

PLAYED = {"who_can_speak", "answers_given", "posting_frequency"}  # facts that the visitors tell
QUEUE = "adviser-events"
ENDPOINTS = """
action_endpoint: {{url: 'http://127.0.0.1:{actions}/webhook'}}
tracker_store: {{type: advisor.rasa_parts.tracker_store.BoundedTrackerStore, dialect: postgresql, url: 127.0.0.1, port: {postgresql}, db: postgres, username: adviser, password: ''}}
lock_store: {{type: advisor.rasa_parts.locks.RedisLocks, url: 'redis://127.0.0.1:{redis}/0'}}
event_broker: {{type: pika, url: 127.0.0.1, port: {broker}, username: guest, password: guest, exchange_name: adviser, queues: [{queue}]}}
nlg: {{type: advisor.rasa_parts.wordings.VariedWordings}}
"""


def main() -> int:
    """Prints the figures; 1 if anything acknowledged was lost, doubled or mixed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--visitors", type=int, default=12)
    options.add_argument("--think", type=float, default=1, help="seconds a visitor thinks between messages")
    options.add_argument("--seconds", type=int, default=60, help="length of each run")
    options.add_argument("--locust", default=str(PROJECT / ".tools/locust/bin/locust"))
    given = options.parse_args()
    wrong = 0
    for rasas, faults in ((1, False), (2, False), (2, True)):
        print(f"\n{rasas} Rasa and 2 action processes" + (", killed in turn" if faults else ""), flush=True)
        wrong += run(given, rasas, faults)
    return 1 if wrong else 0


def run(given: argparse.Namespace, rasas: int, faults: bool) -> int:
    """One run; the number of conversations that are not as they were told."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="adviser-scale-", dir="/tmp")))
        postgresql, redis = stack.enter_context(PostgresServer()), stack.enter_context(RedisServer())
        broker = stack.enter_context(rabbitmq(_made(folder / "rabbitmq")))
        settings = {"ADVISOR_DB": postgresql.url, "ADVISOR_REPORTS": str(folder / "reports")}
        fleet = Fleet(folder, settings, rasas, 2)
        of = {
            kind: [port for name, port in fleet.ports.items() if name.startswith(kind)] for kind in ("rasa", "actions")
        }
        web, actions = stack.enter_context(nginx(_made(folder / "nginx"), of["rasa"], of["actions"]))
        (folder / "endpoints.yml").write_text(
            ENDPOINTS.format(actions=actions, postgresql=postgresql.port, redis=redis.port, broker=broker, queue=QUEUE)
        )
        stack.callback(fleet.stop)
        fleet.start()
        kills = [("Rasa", lambda: fleet.kill("rasa1")), ("actions", lambda: fleet.kill("actions1")),
                 ("Redis", redis.restart), ("PostgreSQL", postgresql.restart)]  # fmt: skip
        seconds = given.seconds * 2 if faults else given.seconds
        if faults:
            threading.Thread(target=_kill, args=(kills, seconds / 6), daemon=True).start()
        told = visits(given, folder, web, seconds)
        time.sleep(1)
        print(f"  memory in MB: {fleet.memory()}; processes started again: {fleet.restarts}")
        print(f"  events in the broker's queue: {messages_in(broker, QUEUE)}")
        return compare(told, Records(postgresql.url))


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _kill(kills: list[tuple[str, Callable[[], None]]], pause: float) -> None:
    for name, kill in kills:
        time.sleep(pause)
        print(f"  killed: {name}", flush=True)
        kill()


def visits(given: argparse.Namespace, folder: Path, port: int, seconds: int) -> Path:
    """Locust without its page; every conversation begun is brought to its end."""
    told = folder / "told.jsonl"
    told.touch(exist_ok=True)
    command = [given.locust, "-f", str(PROJECT / "bench/scale/locustfile.py"), "--headless", "--users", str(given.visitors),
               "--spawn-rate", "4", "--run-time", f"{seconds}s", "--stop-timeout", "120", "--host", f"http://127.0.0.1:{port}",
               "--csv", str(folder / "load"), "--only-summary", "--loglevel", "ERROR"]  # fmt: skip
    env = {**os.environ, "SCALE_TOLD": str(told), "SCALE_THINK": str(given.think)}
    begun = time.monotonic()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    took = time.monotonic() - begun
    with (folder / "load_stats.csv").open(encoding="utf-8") as file:
        row = next(row for row in csv.DictReader(file) if row["Name"] == "/chat/message")
    count = int(row["Request Count"])
    print(f"  {given.visitors} conversations at once, {count / took:.1f} turns/s; p50 {row['50%']} ms, p95 {row['95%']} ms, "
          f"p99 {row['99%']} ms; {count} requests, {row['Failure Count']} without an answer at first")  # fmt: skip
    with (folder / "load_failures.csv").open(encoding="utf-8") as file:
        for failure in csv.DictReader(file):
            print(f"    {failure['Occurrences']} times: {failure['Error'][:90]}")
    return told


def compare(told: Path, records: Records) -> int:
    """How many conversations differ from what was told and acknowledged."""
    lines = [json.loads(line) for line in told.read_text(encoding="utf-8").splitlines()]
    wrong = 0
    for line in lines:
        kept = records.load(line["id"])
        facts = {channel.platform: dict(channel.facts) for channel in kept.case.channels}
        whole = line["acknowledged"] == line["sent"]
        lost = any(facts.get(p, {}).get(f) != v for p, values in line["told"].items() for f, v in values.items())
        mixed = set(facts) - set(line["told"]) or any(
            set(facts[p]) & PLAYED - set(line["told"][p]) for p in facts if p in line["told"]
        )
        name = dict(kept.case.agency).get("name")
        if (whole and (lost or name != line["name"])) or mixed or (whole and kept.turns != line["sent"]):
            wrong += 1
            print(f"  NOT AS TOLD: {line} -> {name}, {facts}, {kept.turns} turns")
    given_up = sum(line["acknowledged"] != line["sent"] for line in lines)
    print(
        f"  {len(lines)} conversations compared with the records: {wrong} lost, doubled or mixed; {given_up} with a message given up"
    )
    return wrong


if __name__ == "__main__":
    sys.exit(main())
