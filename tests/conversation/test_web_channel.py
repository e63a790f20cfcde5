"""The web chat's addresses, over real servers: who may do what, and that nothing is lost or mixed up."""

from __future__ import annotations

import json
import os
import random
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jwt
import pytest

from advisor.web.tokens import Tokens
from tests.conversation.servers import PROJECT
from tests.engines import free_port

SECRET = "a secret of at least thirty-two characters"
AGENCY_KEY = "the agency signs its visitors' tokens with this"
ADVISOR = str(Path(sys.executable).with_name("advisor"))


class Site:
    """`advisor serve` in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.actions_port = folder, free_port(), free_port()
        (folder / "credentials.yml").write_text(
            "advisor.rasa_parts.web_channel.WebChannel:\n"
            '  origins: ["https://www.city.example"]\n'
            "  visitor_rate: {per_second: 0.5, burst: 10}\n"
            "  address_rate: {per_second: 500, burst: 1000}\n"
        )
        options = ["--port", str(self.port), "--actions-port", str(self.actions_port), "--state", str(folder)]
        self.process = subprocess.Popen(
            [ADVISOR, "serve", *options, "--credentials", str(folder / "credentials.yml")],
            cwd=PROJECT, env={**os.environ, "ADVISOR_CHAT_SECRET": SECRET, "ADVISOR_CHAT_AGENCY_KEY": AGENCY_KEY}, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if "The adviser is at" in line:
                return
        raise RuntimeError((folder / "rasa.log").read_text()[-3000:])

    def ask(self, path: str, content: Any = None, origin: str | None = None) -> tuple[int, str, dict[str, str]]:
        """Status, body and headers of an answer."""
        body = content if isinstance(content, bytes) else None if content is None else json.dumps(content).encode()
        headers = {"Origin": origin} if origin else {}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=body, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode(), dict(answer.headers)
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(), dict(error.headers)

    def token(self) -> str:
        token: str = json.loads(self.ask("/chat/session", {})[1])["token"]
        return token

    def say(self, token: str, text: str, id_: str | None = None) -> list[dict[str, Any]]:
        """The lines of a turn."""
        content = {"token": token, "id": id_ or os.urandom(16).hex(), "text": text}
        status, body, _ = self.ask("/chat/message", content)
        assert status == 200, body
        return [json.loads(line) for line in body.splitlines()]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("site"))
    yield site
    site.process.terminate()
    site.process.wait(timeout=30)


def words(lines: list[dict[str, Any]]) -> str:
    return "\n".join(line["text"] for line in lines if line["type"] == "bot")


def test_a_turn_begins_with_a_receipt_and_ends_with_what_was_understood(site: Site) -> None:
    lines = site.say(site.token(), "we have Facebook, comments are off")
    assert lines[0]["type"] == "ack"
    assert "nobody can comment" in words(lines)
    assert lines[-1]["type"] == "done"
    assert lines[-1]["understood"]["channels"][0]["strategy"] == "push"


def test_a_message_sent_twice_counts_once(site: Site) -> None:
    token, id_ = site.token(), os.urandom(16).hex()
    site.say(token, "we have Facebook", id_)
    again = site.say(token, "we have Facebook", id_)
    assert [line["type"] for line in again] == ["ack", "dup", "done"]
    said = json.loads(site.ask("/chat/history", {"token": token})[1])["messages"]
    assert [one["text"] for one in said if one["from"] == "user"] == ["we have Facebook"]


def test_a_message_that_met_dead_actions_is_noted_when_sent_again(site: Site) -> None:
    token, id_ = site.token(), os.urandom(16).hex()
    site.say(token, "we have Facebook")
    subprocess.run(["pkill", "-9", "-f", f"actions --port {site.actions_port}"], check=True)
    lines = site.say(token, "comments are off there", id_)
    assert lines[-1]["type"] == "error"
    deadline = time.monotonic() + 60
    while lines[-1]["type"] == "error" and time.monotonic() < deadline:
        time.sleep(2.5)  # no faster than a visitor may write
        lines = site.say(token, "comments are off there", id_)
    assert lines[-1]["understood"]["channels"][0]["strategy"] == "push"
    said = json.loads(site.ask("/chat/history", {"token": token})[1])["messages"]
    assert [one["text"] for one in said if one["from"] == "user"] == ["we have Facebook", "comments are off there"]


def test_a_message_sent_twice_at_once_is_one_turn_for_both(site: Site) -> None:
    token, id_ = site.token(), os.urandom(16).hex()
    answers: list[str] = []
    threads = [
        threading.Thread(target=lambda: answers.append(words(site.say(token, "we have X", id_)))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(answers) - {""}) == 1


def test_two_visitors_are_never_mixed_up(site: Site) -> None:
    one, other = site.token(), site.token()
    site.say(one, "we are the City of Springfield and have Facebook")
    site.say(other, "we are the Port of Marlow and have X")
    assert "Springfield" in site.ask("/chat/history", {"token": one})[1]
    assert "Springfield" not in site.ask("/chat/history", {"token": other})[1]


@pytest.mark.parametrize("path", ["/chat/message", "/chat/history", "/chat/report", "/chat/feedback"])
def test_without_a_token_of_ours_nothing_is_answered(site: Site, path: str) -> None:
    expired = Tokens(SECRET).issue("web-1", now=0)
    forged = Tokens("another secret, also thirty-two characters").issue("web-1")
    unsigned = (
        "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJ3ZWItMSIsImF1ZCI6ImFkdmlzZXItY2hhdCIsImV4cCI6OTk5OTk5OTk5OX0."
    )
    for token in (None, 7, "", "x", expired, forged, unsigned):
        status, body, _ = site.ask(path, {"token": token, "id": "12345678", "text": "hi", "format": "html"})
        assert status == 401, (token, body)
        assert "session" in body


def test_somebody_signed_in_by_the_agency_finds_the_same_conversation_again(site: Site) -> None:
    def signed(person: str, key: str = AGENCY_KEY) -> str:
        return jwt.encode({"sub": person, "exp": time.time() + 60}, key, "HS256")

    def opened(user_token: str) -> str:
        return str(json.loads(site.ask("/chat/session", {"user_token": user_token})[1])["token"])

    site.say(opened(signed("jane@city.gov")), "we have a newsletter")
    assert "newsletter" in site.ask("/chat/history", {"token": opened(signed("jane@city.gov"))})[1]
    assert "newsletter" not in site.ask("/chat/history", {"token": opened(signed("joe@city.gov"))})[1]
    assert site.ask("/chat/session", {"user_token": signed("jane@city.gov", "forged" * 8)})[0] == 401


def test_only_listed_sites_may_read_the_answers(site: Site) -> None:
    status, _, headers = site.ask("/chat/session", {}, origin="https://www.city.example")
    assert (status, headers["Access-Control-Allow-Origin"]) == (200, "https://www.city.example")
    for origin in ("https://evil.example", "null"):
        status, _, headers = site.ask("/chat/session", {}, origin=origin)
        assert status == 403
        assert "Access-Control-Allow-Origin" not in headers


def test_rasa_itself_cannot_be_reached(site: Site) -> None:
    for path in ("/status", "/model", "/conversations/x/tracker", "/webhooks/rest/webhook", "/domain", "/version"):
        status, body, _ = site.ask(path)
        assert "rasa" not in body.lower()
        assert status in {200, 404}  # 200: sent on to the demo page
        assert "tracker" not in body


def test_commands_typed_by_hand_are_only_words(site: Site) -> None:
    token = site.token()
    site.say(token, "we have Facebook, comments are off")
    for text in ("/restart", '/inform{"who_can_speak":"comments"}', "/session_start", "/delete_data"):
        site.say(token, text)
    history = json.loads(site.ask("/chat/history", {"token": token})[1])
    assert [c["facts"][0]["value"] for c in history["understood"]["channels"]] == ["nobody"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"token": "x"' + b" " * 20_000 + b"}", 413),
    ],
)
def test_what_cannot_be_read_is_refused(site: Site, body: bytes, status: int) -> None:
    found, said, _ = site.ask("/chat/message", body)
    assert found == status
    assert json.loads(said)["error"]


def test_who_writes_too_fast_is_told_how_long_to_wait(site: Site) -> None:
    token = site.token()
    answers = [site.ask("/chat/message", {"token": token, "id": os.urandom(8).hex(), "text": "hi"}) for _ in range(14)]
    refused = [headers for status, _, headers in answers if status == 429]
    assert refused
    assert 1 <= int(refused[0]["Retry-After"]) <= 2


def test_a_turn_goes_on_when_the_browser_hangs_up(site: Site) -> None:
    token, id_ = site.token(), os.urandom(16).hex()
    body = json.dumps({"token": token, "id": id_, "text": "we have Facebook, comments are off"}).encode()
    with socket.create_connection(("127.0.0.1", site.port)) as line:
        head = f"POST /chat/message HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n"
        line.sendall(head.encode() + body)
        assert line.recv(100)  # the answer has begun
    for _ in range(100):
        history = json.loads(site.ask("/chat/history", {"token": token})[1])
        if history["understood"]["channels"]:
            break
        time.sleep(0.1)
    assert history["understood"]["channels"][0]["strategy"] == "push"


def test_a_slow_visitor_does_not_keep_the_others_waiting(site: Site) -> None:
    with socket.create_connection(("127.0.0.1", site.port)) as line:
        line.sendall(b"POST /chat/message HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500\r\n\r\n{")
        started = time.monotonic()
        assert words(site.say(site.token(), "hello"))
        assert time.monotonic() - started < 10


def test_half_a_message_is_no_message(site: Site) -> None:
    token = site.token()
    site.say(token, "we have Facebook")
    body = json.dumps({"token": token, "id": os.urandom(16).hex(), "text": "comments are off there, we never answer"})
    with socket.create_connection(("127.0.0.1", site.port)) as line:
        line.sendall(f"POST /chat/message HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n".encode())
        line.sendall(body[:-20].encode())
    assert site.say(token, "what have you noted?")[-1]["understood"]["channels"][0]["facts"] == []


def test_the_report_comes_in_each_form_and_needs_a_channel(site: Site) -> None:
    token = site.token()
    assert site.ask("/chat/report", {"token": token, "format": "html"})[0] == 409
    site.say(token, "we have Facebook, comments are off")
    for form, sign in (
        ("html", "<!DOCTYPE html>"),
        ("markdown", "# "),
        ("csv", "who_can_speak"),
        ("json", '"contract"'),
    ):
        status, body, _ = site.ask("/chat/report", {"token": token, "format": form})
        assert status == 200
        assert sign in body
    assert site.ask("/chat/report", {"token": token, "format": "exe"})[0] == 400


def test_deleted_data_are_gone_and_the_page_is_told(site: Site) -> None:
    token = site.token()
    site.say(token, "we have Facebook, comments are off")
    site.say(token, "delete my data")
    lines = site.say(token, "yes")
    assert lines[-1]["forgotten"]
    history = json.loads(site.ask("/chat/history", {"token": token})[1])
    assert history == {"messages": [], "understood": {"agency": [], "channels": []}}


def test_no_word_of_a_visitor_stands_in_the_logs(site: Site) -> None:
    token = site.token()
    site.say(token, "we are the Ministry of Quagmires and have Facebook; my name is Ottoline Quux")
    site.say(token, "🤯 \\x00 <script>Quux</script>")
    for log in ("rasa.log", "actions.log"):
        written = (site.folder / log).read_text(encoding="utf-8")
        assert "Quux" not in written
        assert "Quagmires" not in written


def test_without_a_secret_it_does_not_start(tmp_path: Path) -> None:
    run = subprocess.run(
        [ADVISOR, "serve", "--port", str(free_port()), "--actions-port", str(free_port()), "--state", str(tmp_path)],
        env={**os.environ, "ADVISOR_CHAT_SECRET": "short"}, cwd=PROJECT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert run.returncode == 2
    assert run.stderr.strip() == (
        "advisor: the chat's secret must have at least 32 characters; `advisor secret` prints a good one, "
        "to be set as ADVISOR_CHAT_SECRET."
    )


def test_records_out_of_reach_are_told_in_one_line_and_lose_nothing(site: Site) -> None:
    token, id_ = site.token(), os.urandom(16).hex()
    site.say(token, "we have Facebook")
    records = sqlite3.connect(site.folder / "advisor.db", timeout=20, isolation_level=None)
    records.execute("ALTER TABLE conversations RENAME TO out_of_reach")
    try:
        answers = [
            site.ask(f"/chat/{path}", {"token": token, "id": id_, "text": "comments are off there", "format": "json"})
            for path in ("message", "history", "report")
        ]
    finally:
        records.execute("ALTER TABLE out_of_reach RENAME TO conversations")
    for status, body, headers in answers:
        assert status == 503
        assert "send that again" in json.loads(body)["error"]
        assert headers["Retry-After"] == "5"
    assert site.say(token, "comments are off there", id_)[-1]["understood"]["channels"][0]["strategy"] == "push"


def test_whatever_is_sent_to_whatever_address_is_answered_and_never_fails(site: Site) -> None:
    chance, token = random.Random(5), site.token()
    values = [None, True, -1, 1e308, "", "x", "\0", "é" * 50, [], [[]], {}, {"fact": []}, token, os.urandom(8).hex()]
    keys = ["token", "id", "text", "told", "press", "format", "good", "about", "reason", "user_token", "own_sites"]
    paths = ["session", "message", "history", "report", "feedback", "evidence", "plain", "ready", "nothing", "%00", ""]
    for _ in range(150):
        content: Any = {key: chance.choice(values) for key in chance.sample(keys, chance.randrange(len(keys)))}
        if chance.random() < 0.5:
            content["token"] = token
        raw = json.dumps(chance.choice([content, content, content, [content], "x"])).encode()
        raw = raw[: chance.choice([None, None, None, 5, 20])] + chance.choice([b"", b"", b"\n", b"\xff"])
        status, body, _ = site.ask(f"/chat/{chance.choice(paths)}", raw)
        assert status < 500, (raw, body)
        assert "Traceback" not in body
