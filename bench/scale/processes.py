"""Rasa and action processes for the scale test, and who starts them again when they die."""

from __future__ import annotations

import signal
import subprocess
import threading
from pathlib import Path

from advisor.cli.processes import LOOPBACK, environment, start, wait_for
from bench.memory import resident
from tests.engines import free_port

FAST = "{per_second: 1000, burst: 5000}"


def credentials_for_a_load(folder: Path) -> Path:
    """Writes credentials that let all visitors of a test come from one address."""
    path = folder / "credentials.yml"
    path.write_text(f"advisor.rasa_parts.web_channel.WebChannel:\n  visitor_rate: {FAST}\n  address_rate: {FAST}\n")
    return path


class Fleet:
    """Any number of Rasa and action processes; one that dies is started again a second later, as systemd does."""

    def __init__(self, folder: Path, settings: dict[str, str], rasas: int, actions: int) -> None:
        self.folder = folder
        self._env = environment({**settings, "OMP_NUM_THREADS": "1", "ADVISOR_CHAT_SECRET": "s" * 40})
        self.ports = {f"rasa{n}": free_port() for n in range(1, rasas + 1)}
        self.ports |= {f"actions{n}": free_port() for n in range(1, actions + 1)}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._over = threading.Event()
        self.restarts = 0
        credentials_for_a_load(folder)

    def start(self) -> None:
        """Starts all and waits until each answers."""
        for name in sorted(self.ports):
            self._start(name)
        for name, port in self.ports.items():
            if not wait_for(self._running[name], port):
                raise RuntimeError(f"{name} did not start: {(self.folder / f'{name}.log').read_text()[-1500:]}")
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
        return ", ".join(f"{name} {resident(process.pid):.0f}" for name, process in sorted(self._running.items()))

    def _start(self, name: str) -> None:
        port = str(self.ports[name])
        arguments = ["run", "actions", "--port", port]
        if name.startswith("rasa"):
            arguments = ["run", "--interface", LOOPBACK, "--port", port, "--model", "models/adviser.tar.gz",
                         "--endpoints", str(self.folder / "endpoints.yml"), "--credentials", str(self.folder / "credentials.yml")]  # fmt: skip
        self._running[name] = start(arguments, self.folder / f"{name}.log", self._env)

    def _mend(self) -> None:
        while not self._over.wait(1):
            for name, process in list(self._running.items()):
                if process.poll() is not None and not self._over.is_set():
                    self.restarts += 1
                    self._start(name)
