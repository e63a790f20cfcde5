"""`advisor chat`: the action server and the shell, started and stopped together."""

from __future__ import annotations

import getpass
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import typer

ACTIONS_PORT = 5055
PATIENCE = 60  # seconds until the action server must answer


def chat(conversation: str | None) -> int:
    """Runs until the user leaves the shell; returns the shell's exit status."""
    if _answers(ACTIONS_PORT):
        typer.echo(
            f"advisor: port {ACTIONS_PORT} is in use; stop the action server that runs there, then try again.",
            err=True,
        )
        return 2
    Path("state").mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        "RASA_SHELL_STREAM_READING_TIMEOUT_IN_SECONDS": "60",
    }
    rasa = str(Path(sys.executable).with_name("rasa"))
    with Path("state/actions.log").open("w", encoding="utf-8") as log:
        actions = subprocess.Popen([rasa, "run", "actions"], env=environment, stdout=log, stderr=log)
        try:
            typer.echo("Starting the adviser; this takes about twenty seconds ...")
            if not _wait_for(actions):
                typer.echo("advisor: the action server did not start; state/actions.log tells why.", err=True)
                return 1
            name = conversation or f"shell-{getpass.getuser()}"
            shell = [sys.executable, "-m", "advisor.rasa_parts.shell", "--quiet", "--conversation-id", name]
            return subprocess.call(shell, env=environment)
        except KeyboardInterrupt:
            return 0
        finally:
            actions.terminate()
            actions.wait(timeout=10)


def _wait_for(actions: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and actions.poll() is None:
        if _answers(ACTIONS_PORT):
            return True
        time.sleep(0.3)
    return False


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0
