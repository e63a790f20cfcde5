"""Beyond one machine: two Rasa processes over PostgreSQL and Redis hold one conversation between them."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from advisor.records import Records
from tests.conversation.servers import Servers
from tests.engines import free_port, postgresql, redis_server

WEB_CHAT = "advisor.rasa_parts.web_channel.WebChannel:\n  visitor_rate: {per_second: 0.1, burst: 6}\n"


@contextmanager
def two_processes(folders: pytest.TempPathFactory, model: Path, channel: str) -> Iterator[tuple[Servers, Servers, str]]:
    """Two Rasa processes with one action server, and the URL of the records."""
    with postgresql() as url, redis_server() as redis:
        one, other = (Servers(folders.mktemp(name), model) for name in ("one", "other"))
        port = urlsplit(url).port
        for servers in (one, other):
            servers.environment |= {"ADVISOR_DB": url, "ADVISOR_CHAT_SECRET": "a secret of thirty-two characters"}
            servers.actions_port = one.actions_port
            (servers.folder / "credentials.yml").write_text(channel)
            (servers.folder / "endpoints.yml").write_text(
                f"action_endpoint: {{url: 'http://127.0.0.1:{one.actions_port}/webhook'}}\n"
                "tracker_store: {type: advisor.rasa_parts.tracker_store.BoundedTrackerStore, dialect: postgresql, "
                f"url: 127.0.0.1, port: {port}, db: postgres, username: adviser, password: ''}}\n"
                f"lock_store: {{type: advisor.rasa_parts.locks.RedisLocks, url: '{redis}'}}\n"
                "nlg: {type: advisor.rasa_parts.wordings.VariedWordings}\n"
            )
        one.rasa_port, other.rasa_port = free_port(), free_port()
        try:
            one.start("actions")
            one.start("rasa")
            other.start("rasa")
            yield one, other, url
        finally:
            one.stop()
            other.stop()


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Iterator[tuple[Servers, Servers, str]]:
    with two_processes(tmp_path_factory, model, "rest:\n") as pair:
        yield pair


@pytest.fixture(scope="module")
def websites(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Iterator[tuple[Servers, Servers]]:
    with two_processes(tmp_path_factory, model, WEB_CHAT) as (one, other, _):
        yield one, other


def test_a_conversation_goes_on_in_the_other_process(pair: tuple[Servers, Servers, str]) -> None:
    one, other, url = pair
    one.say("City of Springfield, we have Facebook and X")
    assert "nobody can comment" in other.say("comments are off on facebook")
    assert "push" in one.say("show me the result")
    case = Records(url).load("officer").case
    assert case.channel("facebook") is not None
    assert dict(case.channels[0].facts) == {"who_can_speak": "nobody"}


def test_messages_to_both_processes_at_once_lose_nothing(pair: tuple[Servers, Servers, str]) -> None:
    one, other, url = pair
    platforms = ["TikTok", "Reddit", "Threads", "Bluesky", "WhatsApp", "Telegram", "Nextdoor", "Pinterest"]
    with ThreadPoolExecutor(8) as pool:
        said = [pool.submit((one if n % 2 else other).say, f"we have {p}", "many") for n, p in enumerate(platforms)]
        assert all(answer.result() for answer in said)
    kept = Records(url).load("many")
    assert sorted(channel.platform for channel in kept.case.channels) == sorted(p.lower() for p in platforms)
    assert kept.turns == len(platforms)


def test_a_killed_process_is_missed_by_nobody(pair: tuple[Servers, Servers, str]) -> None:
    one, other, url = pair
    one.say("we have YouTube, comments are off there", "survivor")
    one.kill("rasa")
    assert "push" in other.say("show me the result", "survivor")
    one.start("rasa")
    assert "push" in one.say("show me the result", "survivor")
    assert json.dumps(Records(url).export("survivor")).count("who_can_speak") >= 1


def post(servers: Servers, path: str, content: dict[str, Any]) -> tuple[int, str]:
    """Status and body of the web chat's answer."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{servers.rasa_port}/chat/{path}", data=json.dumps(content).encode()
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_a_message_sent_to_both_processes_at_once_is_answered_once(websites: tuple[Servers, Servers]) -> None:
    token = json.loads(post(websites[0], "session", {})[1])["token"]
    message = {"token": token, "id": "0123456789abcdef", "text": "we have Facebook, comments are off"}
    with ThreadPoolExecutor(2) as pool:
        answers = [future.result()[1] for future in [pool.submit(post, one, "message", message) for one in websites]]
    kinds = [[json.loads(line)["type"] for line in answer.splitlines()] for answer in answers]
    assert sorted("dup" in kind for kind in kinds) == [False, True]
    assert all(kind[-1] == "done" for kind in kinds)
    said = json.loads(post(websites[1], "history", {"token": token})[1])["messages"]
    assert [one["text"] for one in said if one["from"] == "user"] == [message["text"]]


def test_nobody_may_write_faster_by_writing_to_both_processes(websites: tuple[Servers, Servers]) -> None:
    token = json.loads(post(websites[0], "session", {})[1])["token"]
    statuses = [
        post(websites[n % 2], "message", {"token": token, "id": f"message-{n}", "text": "help"})[0] for n in range(8)
    ]
    assert statuses[:6] == [200] * 6
    assert 429 in statuses[6:]
