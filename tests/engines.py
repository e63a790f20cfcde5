"""Real PostgreSQL and Redis servers in folders of their own, on free ports, stopped afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HINT = "is not installed; `make engines` installs it"


def free_port() -> int:
    """A port of the loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class PostgresServer:
    """A PostgreSQL with an empty database at `url`, for as long as the `with` lasts."""

    def __init__(self) -> None:
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        if not programs:
            raise RuntimeError(f"PostgreSQL {HINT}.")
        self._programs = programs[-1]
        self.port = free_port()
        self.url = f"postgresql://adviser@127.0.0.1:{self.port}/postgres"
        self._folder = Path(tempfile.mkdtemp(prefix="adviser-pg-", dir="/tmp"))
        self._as_user: list[str] = []
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(self._folder, "postgres", "postgres")
            self._as_user = ["runuser", "-u", "postgres", "--"]

    def __enter__(self) -> PostgresServer:
        self._run("initdb", "-U", "adviser", "-A", "trust")
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    def restart(self) -> None:
        """Ends the server at once, as a crash would, and starts it again."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")
        self._start()

    def _start(self) -> None:
        options = f"-p {self.port} -k {self._folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run("pg_ctl", "-w", "-o", options, "-l", str(self._folder / "log"), "start")

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._as_user, str(self._programs / program), "-D", str(self._folder / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self._folder)


class RedisServer:
    """An empty Redis at `url`, for as long as the `with` lasts."""

    def __init__(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            raise RuntimeError(f"Redis {HINT}.")
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._command = [program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]

    def __enter__(self) -> RedisServer:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    break
            time.sleep(0.05)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()

    def restart(self) -> None:
        """Kills the server and starts an empty one: every lock is gone."""
        self._process.kill()
        self._process.wait()
        self.__enter__()


@contextmanager
def postgresql() -> Iterator[str]:
    """The URL of an empty database."""
    with PostgresServer() as server:
        yield server.url


@contextmanager
def redis_server() -> Iterator[str]:
    """The URL of an empty Redis."""
    with RedisServer() as server:
        yield server.url
