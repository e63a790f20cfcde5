"""Rasa and action processes for the scale test, and who starts them again when they die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.engines import free_port

PROJECT = Path(__file__).resolve().parents[2]
FAST = "{per_second: 1000, burst: 5000}"
RASA = str(Path(sys.executable).with_name("rasa"))


class Fleet:
    """Any number of Rasa and action processes; one that dies is started again a second later, as systemd does."""

    def __init__(self, folder: Path, settings: dict[str, str], rasas: int, actions: int) -> None:
        self.folder = folder
        self._env = {**os.environ, **settings, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3",
                     "OMP_NUM_THREADS": "1", "ADVISOR_CHAT_SECRET": "s" * 40}  # fmt: skip
        self.ports = {f"rasa{n}": free_port() for n in range(1, rasas + 1)}
        self.ports |= {f"actions{n}": free_port() for n in range(1, actions + 1)}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._over = threading.Event()
        self.restarts = 0
        (folder / "credentials.yml").write_text(
            f"advisor.rasa_parts.web_channel.WebChannel:\n  visitor_rate: {FAST}\n  address_rate: {FAST}\n"
        )

    def start(self) -> None:
        """Starts all and waits until each answers."""
        for name in sorted(self.ports):
            self._start(name)
        for name, port in self.ports.items():
            _wait(port, "/chat/ready" if name.startswith("rasa") else "/health", self.folder / f"{name}.log")
        threading.Thread(target=self._mend, daemon=True).start()

    def kill(self, name: str) -> None:
        """`kill -9`."""
        self._running[name].send_signal(signal.SIGKILL)

    def stop(self) -> None:
        """Ends all."""
        self._over.set()
        for process in self._running.values():
            process.kill()
            process.wait()

    def memory(self) -> str:
        """Resident memory of each process in MB."""
        sizes = []
        for name, process in sorted(self._running.items()):
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
            kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
            sizes.append(f"{name} {int(kilobytes) // 1024}")
        return ", ".join(sizes)

    def _start(self, name: str) -> None:
        port = str(self.ports[name])
        if name.startswith("rasa"):
            command = [RASA, "run", "--interface", "127.0.0.1", "--port", port, "--model", "models/adviser.tar.gz",
                       "--endpoints", str(self.folder / "endpoints.yml"), "--credentials", str(self.folder / "credentials.yml")]  # fmt: skip
        else:
            command = [RASA, "run", "actions", "--port", port]
        log = (self.folder / f"{name}.log").open("ab")
        self._running[name] = subprocess.Popen(command, cwd=PROJECT, env=self._env, stdout=log, stderr=log)

    def _mend(self) -> None:
        while not self._over.wait(1):
            for name, process in list(self._running.items()):
                if process.poll() is not None and not self._over.is_set():
                    self.restarts += 1
                    self._start(name)


def _wait(port: int, path: str, log: Path) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=3)
            return
        except (OSError, urllib.error.URLError):
            time.sleep(0.5)
    raise RuntimeError(f"no answer on port {port}: {log.read_text()[-1500:]}")
