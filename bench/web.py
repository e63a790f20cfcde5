"""The web chat measured: its size, the time to a usable chat, and answers with many visitors at once.

`make bench-web`. Sizes of two well-known chat widgets stand beside ours where npm can fetch them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))
from tests.engines import free_port  # noqa: E402

TURNS = (
    "City of Springfield here, we have Facebook and X",
    "comments are off on Facebook, but on X we answer nearly everyone",
    "what is pull?",
    "usually just the link",
    "show me the result",
)
OTHERS = {"botframework-webchat": "botframework-webchat@4.18.1", "deep-chat": "deep-chat@2.4.2"}
FAST = "{per_second: 1000, burst: 5000}"


def main() -> None:
    """Prints the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--visitors", type=int, default=50)
    options.add_argument("--think", type=float, default=5, help="seconds a visitor thinks between messages")
    options.add_argument("--without-others", action="store_true", help="do not fetch other widgets for their size")
    given = options.parse_args()
    print_sizes(not given.without_others)
    with tempfile.TemporaryDirectory() as folder:
        port, process = start(Path(folder))
        try:
            first_use(port)
            many(port, given.visitors, given.think)
            print(f"memory of the processes: {memory(process.pid)} MB")
        finally:
            process.terminate()
            process.wait()


def print_sizes(with_others: bool) -> None:
    ours = (PROJECT / "web/dist/widget.js").read_bytes()
    print(f"{'widget':24}{'KB':>8}{'KB gzip':>10}")
    print(f"{'ours':24}{len(ours) / 1024:8.0f}{len(gzip.compress(ours, 6)) / 1024:10.1f}")
    for name, package in OTHERS.items() if with_others else ():
        with tempfile.TemporaryDirectory() as folder:
            try:
                found = largest_bundle(Path(folder), name, package)
            except (subprocess.CalledProcessError, OSError, ValueError) as error:
                print(f"{name:24}  could not be fetched: {error}")
                continue
            print(f"{name:24}{len(found) / 1024:8.0f}{len(gzip.compress(found, 6)) / 1024:10.1f}")


def largest_bundle(folder: Path, name: str, package: str) -> bytes:
    """What a site would load: the package's own ready-made bundle."""
    run = {"cwd": folder, "check": True, "capture_output": True}
    subprocess.run(["npm", "pack", "--silent", package], **run)  # type: ignore[call-overload]
    subprocess.run(["tar", "xzf", next(folder.glob("*.tgz")).name], **run)  # type: ignore[call-overload]
    bundles = {"botframework-webchat": "package/dist/webchat.js", "deep-chat": "package/dist/deepChat.bundle.js"}
    return (folder / bundles[name]).read_bytes()


def start(folder: Path) -> tuple[int, subprocess.Popen[str]]:
    port = free_port()
    credentials = folder / "credentials.yml"
    credentials.write_text(
        f"advisor.rasa_parts.web_channel.WebChannel:\n  visitor_rate: {FAST}\n  address_rate: {FAST}\n"
    )
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("advisor")), "serve", "--port", str(port), "--actions-port",
         str(free_port()), "--state", str(folder), "--credentials", str(credentials)],
        cwd=PROJECT, stdout=subprocess.PIPE, text=True, env={**os.environ, "ADVISOR_CHAT_SECRET": "b" * 40},
    )  # fmt: skip
    assert process.stdout is not None
    for line in process.stdout:
        if "The adviser is at" in line:
            return port, process
    raise RuntimeError((folder / "rasa.log").read_text()[-2000:])


def post(port: int, path: str, content: dict[str, Any]) -> Any:
    body = json.dumps(content).encode()
    return urllib.request.urlopen(f"http://127.0.0.1:{port}/chat/{path}", data=body, timeout=120)


def first_use(port: int) -> None:
    """What a browser fetches until one can write: the script, the session, the history."""
    times = []
    for _ in range(20):
        begun = time.perf_counter()
        urllib.request.urlopen(f"http://127.0.0.1:{port}/chat/widget.js").read()
        token = json.load(post(port, "session", {}))["token"]
        post(port, "history", {"token": token}).read()
        times.append(time.perf_counter() - begun)
    print(f"until one can write (without the browser's own time): median {statistics.median(times) * 1000:.0f} ms")


def many(port: int, visitors: int, think: float) -> None:
    """All visitors write at once, wait for the end of the answer, think for a while, and go on."""
    first, whole, failed = [], [], []

    def visit() -> None:
        token = json.load(post(port, "session", {}))["token"]
        for text in TURNS:
            begun = time.perf_counter()
            kinds = []
            with post(port, "message", {"token": token, "id": os.urandom(8).hex(), "text": text}) as answer:
                for line in answer:
                    kinds.append(json.loads(line)["type"])
                    if kinds[-1] == "bot" and kinds.count("bot") == 1:
                        first.append(time.perf_counter() - begun)
            whole.append(time.perf_counter() - begun)
            failed.extend([text] if kinds[-1] != "done" else [])
            time.sleep(think * (0.5 + random.random()))

    threads = [threading.Thread(target=visit) for _ in range(visitors)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun
    print(
        f"{visitors} visitors at once, thinking {think:g} s, {len(whole)} turns in {seconds:.1f} s, {len(failed)} failed"
    )
    for name, times in (("first words", first), ("whole answer", whole)):
        cut = statistics.quantiles(times, n=20)
        print(f"  {name}: p50 {statistics.median(times) * 1000:.0f} ms, p95 {cut[18] * 1000:.0f} ms")


def memory(pid: int) -> str:
    found = subprocess.run(["ps", "-o", "rss=", "--ppid", str(pid)], capture_output=True, text=True).stdout.split()
    return " + ".join(str(int(kilobytes) // 1024) for kilobytes in found)


if __name__ == "__main__":
    main()
