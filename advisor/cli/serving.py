"""`advisor serve`: the assistant, its actions and the web chat, started and stopped together and kept running."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import typer
import yaml

from advisor.cli.processes import LOOPBACK, PATIENCE, answers, environment, start, stop, wait_for
from advisor.web.settings import SECRET, chat_settings

SECRET_FILE = Path("state/chat.secret")
MOST_RESTARTS = 5  # of one process within RESTARTS_WITHIN seconds; then something is really wrong
RESTARTS_WITHIN = 120


def serve(port: int, actions_port: int, state: Path, credentials: Path) -> int:
    """Serves the chat on `port` of the loopback until Ctrl-C; returns the exit status."""
    env = environment({"ADVISOR_DB": str(state / "advisor.db"), "ADVISOR_REPORTS": str(state / "reports")})
    if SECRET not in env and SECRET_FILE.exists():
        env[SECRET] = SECRET_FILE.read_text(encoding="utf-8").strip()
    complaint = _complaint(port, actions_port, credentials, env)
    if complaint:
        typer.echo(f"advisor: {complaint}", err=True)
        return 2
    state.mkdir(parents=True, exist_ok=True)
    endpoints = _write_endpoints(state, actions_port)
    commands = {
        "actions": ["run", "actions", "--port", str(actions_port)],
        "rasa": ["run", "--interface", LOOPBACK, "--port", str(port), "--model", "models/adviser.tar.gz",
                 "--endpoints", str(endpoints), "--credentials", str(credentials)],
    }  # fmt: skip
    signal.signal(signal.SIGTERM, _leave)
    family = _Family(lambda name: start(commands[name], state / f"{name}.log", env))
    try:
        return _run(family, port, actions_port, state)
    except KeyboardInterrupt:
        typer.echo("\nStopped. Everything said so far is kept.")
        return 0
    finally:
        family.stop()


class _Family:
    """Both processes; one that dies is started again."""

    def __init__(self, start_one: Callable[[str], subprocess.Popen[bytes]]) -> None:
        self._start = start_one
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._restarts: dict[str, list[float]] = {}

    def start(self, name: str) -> subprocess.Popen[bytes]:
        self._processes[name] = self._start(name)
        return self._processes[name]

    def mend(self) -> str | None:
        """Starts again what has died; the name of a process that dies too often, else None."""
        for name, process in list(self._processes.items()):
            if process.poll() is None:
                continue
            now = time.monotonic()
            recent = [at for at in self._restarts.get(name, []) if now - at < RESTARTS_WITHIN]
            if len(recent) >= MOST_RESTARTS:
                return name
            self._restarts[name] = [*recent, now]
            typer.echo(f"{name} ended (status {process.returncode}); starting it again.", err=True)
            self.start(name)
        return None

    def stop(self) -> None:
        for process in self._processes.values():
            stop(process)


def _run(family: _Family, port: int, actions_port: int, state: Path) -> int:
    typer.echo("Starting the adviser; this takes about twenty seconds ...")
    actions, rasa = family.start("actions"), family.start("rasa")
    if not wait_for(actions, actions_port) or not _ready(rasa, port):
        typer.echo(f"advisor: it did not start; {state}/rasa.log and {state}/actions.log tell why.", err=True)
        return 1
    typer.echo(f"The adviser is at http://{LOOPBACK}:{port}/chat/demo (Ctrl-C stops it).")
    typer.echo(f'On your own page: <script src="http://{LOOPBACK}:{port}/chat/widget.js" defer></script>')
    while True:
        time.sleep(0.5)
        broken = family.mend()
        if broken:
            typer.echo(f"advisor: {broken} ends again and again; {state}/{broken}.log tells why.", err=True)
            return 1


def _complaint(port: int, actions_port: int, credentials: Path, env: Mapping[str, str]) -> str | None:
    for number in (port, actions_port):
        if answers(number):
            return f"port {number} is in use; stop what runs there, or choose another with --port or --actions-port."
    try:
        sections: dict[str, Any] = yaml.safe_load(credentials.read_text(encoding="utf-8")) or {}
        settings = chat_settings(sections.get("advisor.rasa_parts.web_channel.WebChannel"), env)
    except (OSError, ValueError, yaml.YAMLError) as error:
        return str(error)
    return None if settings.widget.exists() else f"{settings.widget} is not there; `make widget` builds it."


def _ready(process: subprocess.Popen[bytes], port: int) -> bool:
    if not wait_for(process, port):
        return False
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"http://{LOOPBACK}:{port}/chat/ready", timeout=2) as answer:
                return bool(json.load(answer)["ready"])
        except OSError:
            time.sleep(0.2)
    return False


def _write_endpoints(state: Path, actions_port: int) -> Path:
    """`endpoints.yml` with the stores in `state` and the actions on their port."""
    endpoints = yaml.safe_load(Path("endpoints.yml").read_text(encoding="utf-8"))
    endpoints["action_endpoint"]["url"] = f"http://{LOOPBACK}:{actions_port}/webhook"
    if endpoints["tracker_store"].get("dialect") == "sqlite":
        endpoints["tracker_store"]["db"] = str(state / "rasa.db")
    path = state / "endpoints.yml"
    path.write_text(yaml.safe_dump(endpoints), encoding="utf-8")
    os.chmod(path, 0o600)
    return path


def _leave(*_: Any) -> None:
    raise KeyboardInterrupt
