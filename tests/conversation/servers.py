"""The real servers in a folder of their own: Rasa and the action server, on free ports."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from advisor.records import Records
from tests.engines import free_port

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds until a server must answer


class Servers:
    """Starts, kills and restarts both servers; talks to the bot through Rasa's REST channel."""

    def __init__(self, folder: Path, model: Path, settings: dict[str, str] | None = None) -> None:
        self.folder, self.model = folder, model
        self.rasa_port, self.actions_port = free_port(), free_port()
        self.environment = {
            **os.environ,
            "ADVISOR_DB": str(folder / "advisor.db"),
            "ADVISOR_REPORTS": str(folder / "reports"),
            "RASA_TELEMETRY_ENABLED": "false",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            **(settings or {}),
        }
        (folder / "credentials.yml").write_text("rest:\n")
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        (folder / "endpoints.yml").write_text(
            f"action_endpoint: {{url: 'http://localhost:{self.actions_port}/webhook'}}\n"
            "tracker_store: {type: advisor.rasa_parts.tracker_store.BoundedTrackerStore, dialect: sqlite, "
            f"db: '{folder / 'rasa.db'}'}}\n"
            "nlg: {type: advisor.rasa_parts.wordings.VariedWordings}\n"
        )

    def start(self, name: str) -> None:
        """Starts `rasa` or `actions` and waits until it answers."""
        rasa = str(Path(sys.executable).with_name("rasa"))
        commands = {
            "actions": [rasa, "run", "actions", "--port", str(self.actions_port)],
            "rasa": [rasa, "run", "--port", str(self.rasa_port), "--interface", "127.0.0.1", "--model", str(self.model),
                     "--endpoints", str(self.folder / "endpoints.yml"), "--credentials", str(self.folder / "credentials.yml")],
        }  # fmt: skip
        port = {"actions": self.actions_port, "rasa": self.rasa_port}[name]
        log = (self.folder / f"{name}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            commands[name], env=self.environment, cwd=PROJECT, stdout=log, stderr=log
        )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.processes[name].poll() is not None:
                break
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/" + ("health" if name == "actions" else ""), timeout=2)
                return
            except (OSError, urllib.error.URLError):
                time.sleep(0.3)
        raise RuntimeError(f"{name} did not start: {(self.folder / f'{name}.log').read_text()[-2000:]}")

    def kill(self, name: str) -> None:
        """`kill -9`."""
        self.processes[name].send_signal(signal.SIGKILL)
        self.processes[name].wait()

    def stop(self) -> None:
        """Ends both."""
        for process in self.processes.values():
            if process.poll() is None:
                process.kill()
                process.wait()

    def say(self, text: str, sender: str = "officer", timeout: float = 60) -> str:
        """What the bot says to `text`."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.rasa_port}/webhooks/rest/webhook",
            data=json.dumps({"sender": sender, "message": text}).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            messages: list[dict[str, Any]] = json.loads(answer.read())
        return "\n".join(message.get("text", "") for message in messages)


def facts_of(servers: Servers, conversation: str) -> dict[str, object]:
    """What is noted of the one channel."""
    return dict(Records(servers.folder / "advisor.db").load(conversation).case.channels[0].facts)
