"""Disk, database, model and actions misbehave: nothing that was acknowledged is lost, and the user is told the truth."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.conversation.servers import PROJECT, Servers, facts_of

NOT_SAVED = "could not save"


@contextmanager
def locked(database: Path, seconds: float) -> Iterator[None]:
    """Somebody else writes to `database` and takes their time."""
    taken = threading.Event()

    def hold() -> None:
        connection = sqlite3.connect(database, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        taken.set()
        time.sleep(seconds)
        connection.execute("ROLLBACK")
        connection.close()

    holding = threading.Thread(target=hold)
    holding.start()
    taken.wait(10)
    yield
    holding.join()


@pytest.mark.parametrize("file", ["advisor.db", "rasa.db"])
def test_a_database_locked_for_ten_seconds_only_makes_the_answer_late(servers: Servers, file: str) -> None:
    conversation = f"locked-{file}"
    servers.say("we only have a facebook page", conversation)
    with locked(servers.folder / file, 10):
        answer = servers.say("people can comment there", conversation)
    assert NOT_SAVED not in answer
    assert facts_of(servers, conversation)["who_can_speak"] == "comments"
    assert "people can comment" in servers.say("what have you noted?", conversation)


def test_records_that_cannot_be_written_are_told_and_what_was_noted_stays(servers: Servers) -> None:
    servers.say("we only have a blog", "full")
    servers.say("people can comment there", "full")
    before = facts_of(servers, "full")
    database = servers.folder / "advisor.db"
    with sqlite3.connect(database) as connection:  # SQLite's own way to a full disk: no page more than there is
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON facts BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    try:
        assert NOT_SAVED in servers.say("we never answer there", "full")
        assert facts_of(servers, "full") == before
    finally:
        with sqlite3.connect(database) as connection:
            connection.execute("DROP TRIGGER full")
    assert NOT_SAVED not in servers.say("we never answer there", "full")
    assert facts_of(servers, "full")["answers_given"] == "never"


@pytest.mark.parametrize("rubbish", [b"<html>busy</html>", b'{"events": "no list", "responses": 7}'])
def test_actions_that_answer_rubbish_are_survived(servers: Servers, rubbish: bytes) -> None:
    conversation = f"rubbish-{len(rubbish)}"
    servers.say("we only have a podcast", conversation)

    class Rubbish(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(rubbish)

        def log_message(self, *_: object) -> None:
            pass

    servers.kill("actions")
    with ThreadingHTTPServer(("127.0.0.1", servers.actions_port), Rubbish) as impostor:
        threading.Thread(target=impostor.serve_forever, daemon=True).start()
        servers.say("nobody can comment there", conversation)
        impostor.shutdown()
    servers.start("actions")
    assert "podcast" in servers.say("where were we?", conversation)
    servers.say("nobody can comment there", conversation)
    assert facts_of(servers, conversation)["who_can_speak"] == "nobody"


def test_slow_actions_make_the_answer_late_and_nothing_else(servers: Servers) -> None:
    servers.say("we only have a telegram channel", "slow")
    os.kill(servers.processes["actions"].pid, signal.SIGSTOP)
    waking = threading.Timer(12, os.kill, [servers.processes["actions"].pid, signal.SIGCONT])
    waking.start()
    begun = time.monotonic()
    answer = servers.say("nobody can comment there", "slow")
    waking.join()
    assert time.monotonic() - begun > 11
    assert "nobody can comment" in answer
    assert facts_of(servers, "slow")["who_can_speak"] == "nobody"


def test_killed_again_and_again_nothing_acknowledged_is_lost(servers: Servers) -> None:
    chance, acknowledged = random.Random(5), {}
    for number in range(12):
        conversation = f"again-{number}"
        try:
            servers.say("we only have a flickr page", conversation)
            killing = threading.Timer(chance.uniform(0, 0.15), servers.kill, [chance.choice(["rasa", "actions"])])
            killing.start()
            acknowledged[conversation] = "can comment" in servers.say("people can comment there", conversation, 20)
        except OSError:
            acknowledged[conversation] = False
        killing.join()
        for name, process in servers.processes.items():
            if process.poll() is not None:
                servers.start(name)
    for conversation, told in acknowledged.items():
        if told:
            assert facts_of(servers, conversation) == {"who_can_speak": "comments"}
        assert "Flickr" in servers.say("where were we?", conversation)


def test_a_damaged_model_is_named_in_one_line(tmp_path: Path, model: Path) -> None:
    damaged = tmp_path / "adviser.tar.gz"
    damaged.write_bytes(model.read_bytes()[:5000])
    command = [str(Path(sys.executable).with_name("advisor")), "understand", "hello", "--model", str(damaged)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith("advisor: ")
    assert str(damaged) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_conversation_of_an_older_version_goes_on(servers: Servers) -> None:
    servers.say("we only have a newsletter", "older")
    database = servers.folder / "advisor.db"
    with sqlite3.connect(database) as connection:  # an older version kept less about where a conversation stands
        connection.execute("UPDATE conversations SET state = ? WHERE id = 'older'", [json.dumps({})])
    assert "newsletter" in servers.say("nobody can reply to it. show me the result", "older")
