"""Beyond one machine: two Rasa processes over PostgreSQL and Redis hold one conversation between them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from advisor.records import Records
from tests.conversation.servers import Servers
from tests.engines import free_port, postgresql, redis_server


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Iterator[tuple[Servers, Servers, str]]:
    """Two Rasa processes with one action server, and the URL of the records."""
    with postgresql() as url, redis_server() as redis:
        one = Servers(tmp_path_factory.mktemp("one"), model)
        other = Servers(tmp_path_factory.mktemp("other"), model)
        port = urlsplit(url).port
        for servers in (one, other):
            servers.environment["ADVISOR_DB"] = url
            servers.actions_port = one.actions_port
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
