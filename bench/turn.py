"""What a turn costs: time and memory, beside Rasa's own starter bot, and whether a long conversation stays flat.

    .venv/bin/python bench/turn.py [--quick]

Our assistant and the starter bot (`rasa init --no-prompt`, with Rasa's default pipeline) are trained and then talk,
one after the other, each in a process of its own with one thread. Both run whole inside that process: model, policies,
actions, tracker store; ours writes its records and trackers to disk, the starter bot keeps its trackers in memory and
has no actions of its own. `--quick` leaves the starter bot and the training out and takes the newest model in models/.

Processor time is the figure to compare on a busy machine; wall time is what a user waits for.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
LIMIT = 700  # seconds that the whole may take
TALKS = 8  # conversations, each of all the messages below
LONG_TALKS = 3  # long conversations, talked turn by turn at the same time
LAST_TURN = 305
AROUND = {10: range(6, 16), 100: range(96, 106), 300: range(296, 306)}  # ten turns: each message of the cycle once
BEGUN = time.perf_counter()
FLAT = 1.3  # a turn at 300 may cost so many times a turn at 10
SETTINGS = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TF_INTRA_OP_PARALLELISM_THREADS": "1",
    "TF_INTER_OP_PARALLELISM_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "PYTHONPATH": str(PROJECT),
}

OUR_MESSAGES = (
    "hello, City of Springfield here, we want people to find our permit pages",
    "we have facebook, twitter and a youtube channel",
    "comments are off on facebook, but on twitter we answer nearly everyone",
    "why do you ask?",
    "usually just a link to our website",
    "what does push mean?",
    "show me the result",
    "what if we opened comments on facebook?",
    "no idea",
    "thanks, bye",
)
STARTER_MESSAGES = ("hi", "I am feeling sad", "yes", "are you a bot?", "great", "not really", "hello there", "bye")
# Corrects the same facts to and fro, so that the agency stays the same size while its history grows.
CYCLE = (
    "comments are off on facebook",
    "on twitter we answer nearly everyone",
    "show me the result",
    "actually people can comment on facebook",
    "why do you ask?",
    "on twitter we never answer anybody",
    "what does pull mean?",
    "what if we answered everyone on twitter?",
    "on youtube most posts link to our website",
    "what is the weather like",
)
BEGINNING = ("hello", "we have facebook, twitter and a youtube channel")

Say = Callable[[str, str], Awaitable[Any]]


@dataclass(frozen=True)
class Cost:
    """One turn: seconds waited, and seconds of processor time of the whole process."""

    wall: float
    busy: float


@dataclass(frozen=True)
class Run:
    """A finished process: seconds of wall and processor time, peak memory in MB, what it printed last."""

    wall: float
    busy: float
    peak: float
    last_line: str


async def timed(say: Say, text: str, conversation: str) -> Cost:
    """One turn."""
    wall, busy = time.perf_counter(), time.process_time()
    await say(text, conversation)
    return Cost(time.perf_counter() - wall, time.process_time() - busy)


async def talk(say: Say, messages: Sequence[str]) -> list[Cost]:
    """Every turn of some conversations; the first conversation only warms up."""
    costs = []
    for number in range(TALKS + 1):
        for text in messages:
            costs.append(await timed(say, text, f"talk-{number}"))
    return costs[len(messages) :]


async def long_talk(say: Say) -> dict[int, list[Cost]]:
    """The turns around the 10th, 100th and 300th of long conversations, after one that warms up."""
    for text in (*BEGINNING, *CYCLE):
        await say(text, "warm")
    found: dict[int, list[Cost]] = {number: [] for number in AROUND}
    for turn in range(1, LAST_TURN + 1):
        text = (BEGINNING + CYCLE)[turn - 1] if turn <= len(BEGINNING) else CYCLE[(turn - 3) % len(CYCLE)]
        for number in range(LONG_TALKS):
            cost = await timed(say, text, f"long-{number}")
            for middle, turns in AROUND.items():
                if turn in turns:
                    found[middle].append(cost)
    return found


async def talk_with_ours(model: Path, folder: Path) -> dict[str, Any]:
    """Figures of our assistant."""
    begun = time.process_time()
    from advisor.rasa_parts.assistant import Assistant

    assistant = await Assistant.load(model, folder)
    return await figures(assistant.say, OUR_MESSAGES, time.process_time() - begun, with_long_talk=True)


async def talk_with_starter(model: Path) -> dict[str, Any]:
    """Figures of the starter bot."""
    begun = time.process_time()
    import logging

    from rasa.core.agent import load_agent
    from rasa.core.channels import CollectingOutputChannel, UserMessage
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    agent = await load_agent(model_path=str(model))

    async def say(text: str, conversation: str) -> None:
        await agent.handle_message(UserMessage(text, CollectingOutputChannel(), conversation))

    return await figures(say, STARTER_MESSAGES, time.process_time() - begun, with_long_talk=False)


async def figures(say: Say, messages: Sequence[str], start_busy: float, with_long_talk: bool) -> dict[str, Any]:
    """What one process found out, ready for JSON."""
    ready = time.time()
    turns = await talk(say, messages)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    far = await long_talk(say) if with_long_talk else {}
    return {
        "ready": ready,
        "start_busy": start_busy,
        "peak": peak,
        "turns": [[cost.wall, cost.busy] for cost in turns],
        "far": {number: [[cost.wall, cost.busy] for cost in costs] for number, costs in far.items()},
    }


def run(command: Sequence[str], folder: Path) -> Run:
    """Runs a process to its end in `folder`; RuntimeError with its last lines if it fails or time is up."""
    environment = {**os.environ, **SETTINGS, "RASA_CACHE_DIRECTORY": tempfile.mkdtemp(dir=folder)}
    log = Path(tempfile.mkstemp(dir=folder, suffix=".log")[1])
    begun = time.perf_counter()
    with log.open("w") as output:
        where = PROJECT if "--project" in command else folder
        words = [word for word in command if word != "--project"]
        process = subprocess.Popen(words, cwd=where, env=environment, stdout=output, stderr=subprocess.STDOUT)
        while True:
            done, status, used = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if time.perf_counter() - BEGUN > LIMIT:
                process.kill()
            time.sleep(0.05)
    process.returncode = os.waitstatus_to_exitcode(status)
    lines = log.read_text(errors="replace").strip().splitlines()
    if process.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}:\n" + "\n".join(lines[-15:]))
    wall = time.perf_counter() - begun
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, lines[-1] if lines else "")


def train_ours(folder: Path) -> tuple[Run, Path]:
    """Trains our assistant from nothing."""
    rasa = str(Path(sys.executable).with_name("rasa"))
    trained = run(
        [rasa, "train", "--force", "--quiet", "--fixed-model-name", "ours", "--out", str(folder), "--project"], folder
    )
    return trained, folder / "ours.tar.gz"


def train_starter(folder: Path) -> tuple[Run, Path]:
    """Creates and trains the starter bot: `rasa init` does both."""
    rasa = str(Path(sys.executable).with_name("rasa"))
    (folder / "bot").mkdir()
    trained = run([rasa, "init", "--no-prompt", "--init-dir", "bot"], folder)
    return trained, next((folder / "bot/models").glob("*.tar.gz"))


def start(part: str, model: Path, folder: Path) -> dict[str, Any]:
    """Has a process of its own talk with a bot; its figures, and the seconds until it was ready."""
    begun = time.time()
    place = ["--project"] if part == "ours" else []
    ended = run(
        [sys.executable, __file__, "--part", part, "--model", str(model), "--folder", str(folder), *place], folder
    )
    found: dict[str, Any] = json.loads(ended.last_line)
    return {**found, "start_wall": found["ready"] - begun}


def milliseconds(pairs: Sequence[Sequence[float]], which: int, share: float) -> float:
    """The quantile `share` of wall (0) or processor time (1)."""
    ordered = sorted(pair[which] for pair in pairs)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


def table(columns: Sequence[tuple[str, dict[str, Any], Run | None]]) -> Iterator[str]:
    """The figures of all bots side by side."""
    rows: list[tuple[str, Callable[[dict[str, Any], Run | None], str]]] = [
        ("turn, median (ms)", lambda f, _: f"{milliseconds(f['turns'], 0, 0.5):.0f}"),
        ("turn, 95th percentile (ms)", lambda f, _: f"{milliseconds(f['turns'], 0, 0.95):.0f}"),
        ("turn, median (ms processor)", lambda f, _: f"{milliseconds(f['turns'], 1, 0.5):.0f}"),
        ("turn, 95th percentile (ms processor)", lambda f, _: f"{milliseconds(f['turns'], 1, 0.95):.0f}"),
        ("peak memory (MB)", lambda f, _: f"{f['peak']:.0f}"),
        ("start-up (s)", lambda f, _: f"{f['start_wall']:.1f}"),
        ("start-up (s processor)", lambda f, _: f"{f['start_busy']:.1f}"),
        ("training (s)", lambda _, t: f"{t.wall:.0f}" if t else "-"),
        ("training (s processor)", lambda _, t: f"{t.busy:.0f}" if t else "-"),
        ("training, peak memory (MB)", lambda _, t: f"{t.peak:.0f}" if t else "-"),
    ]
    yield f"{'':38}" + "".join(f"{name:>14}" for name, _, _ in columns)
    for name, figure in rows:
        yield f"{name:38}" + "".join(f"{figure(found, trained):>14}" for _, found, trained in columns)


def far_table(far: dict[str, Sequence[Sequence[float]]]) -> Iterator[str]:
    """A turn's cost along one conversation, with its ratio to turn 10."""
    medians = {number: [statistics.median(pair[which] for pair in pairs) * 1000 for which in (0, 1)] for number, pairs in far.items()}  # fmt: skip
    first = medians["10"]
    yield f"{'around turn':38}" + "".join(f"{number:>14}" for number in medians)
    for which, name in ((0, "median (ms)"), (1, "median (ms processor)")):
        yield f"{name:38}" + "".join(f"{values[which]:>14.1f}" for values in medians.values())
        yield f"{'  to turn 10':38}" + "".join(f"{values[which] / first[which]:>14.2f}" for values in medians.values())
    last = medians["300"][1] / first[1]
    yield f"turn 300 costs {last:.2f} times turn 10 in processor time: {'flat' if last <= FLAT else 'NOT flat'} (limit {FLAT})"


def main(quick: bool) -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as name:
        ours, starter = Path(name, "ours"), Path(name, "starter")
        ours.mkdir()
        starter.mkdir()
        columns: list[tuple[str, dict[str, Any], Run | None]] = []
        if quick:
            from advisor.understanding.model_file import newest_model

            columns.append(("ours", start("ours", newest_model(PROJECT / "models"), ours), None))
        else:
            trained, model = train_ours(ours)
            columns.append(("ours", start("ours", model, ours), trained))
            trained, model = train_starter(starter)
            columns.append(("starter bot", start("starter", model, starter), trained))
        turns = ", ".join(f"{name}: {len(found['turns'])}" for name, found, _ in columns)
        print(f"turns measured: {turns}; one thread each\n")
        print("\n".join(table(columns)), end="\n\n")
        print(f"one conversation of ours, {LAST_TURN} turns ({LONG_TALKS} of them, ten turns around each point)")
        print("\n".join(far_table(columns[0][1]["far"])))


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="What a turn costs.")
    options.add_argument("--quick", action="store_true", help="leave out the starter bot and training")
    for name in ("--part", "--model", "--folder"):
        options.add_argument(name, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.part is None:
        main(given.quick)
    else:
        chosen = Path(given.model)
        talking = talk_with_ours(chosen, Path(given.folder)) if given.part == "ours" else talk_with_starter(chosen)
        print(json.dumps(asyncio.run(talking)))
