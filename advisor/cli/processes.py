"""The processes of the assistant: how each is started, and when it answers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

ACTIONS_PORT = 5055
PATIENCE = 120  # seconds until a process must answer
LOOPBACK = "127.0.0.1"


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of every process: no telemetry, loopback only, no warnings of old libraries."""
    return {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "SANIC_HOST": LOOPBACK,
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        "RASA_SHELL_STREAM_READING_TIMEOUT_IN_SECONDS": "60",
        **(extra or {}),
    }


def start(arguments: list[str], log: Path, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Starts `rasa` with `arguments`; what it prints is added to `log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    rasa = str(Path(sys.executable).with_name("rasa"))
    with log.open("ab") as out:
        return subprocess.Popen([rasa, *arguments], env=dict(env), stdout=out, stderr=out)


def answers(port: int) -> bool:
    """Whether something listens on `port` of the loopback."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((LOOPBACK, port)) == 0


def wait_for(process: subprocess.Popen[bytes], port: int) -> bool:
    """Waits until `process` listens on `port`; False if it ended or took too long."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if answers(port):
            return True
        time.sleep(0.2)
    return False


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ends `process`, by force if it does not go."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
