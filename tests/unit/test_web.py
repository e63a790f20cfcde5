"""What the web chat is made of: tokens, limits, requests, transcripts, the panel."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from redis.asyncio import Redis

from advisor.facts import Case, Channel
from advisor.records import Kept
from advisor.web.guard import Guard
from advisor.web.limits import Buckets, Limit, Rate, SharedBuckets
from advisor.web.requests import LONGEST, Refused, read_body, read_feedback, read_message
from advisor.web.settings import ChatSettings, chat_settings
from advisor.web.tokens import LIFETIME, BadToken, Tokens
from advisor.web.transcript import transcript
from advisor.web.understood import questions, understood
from tests.engines import redis_server

SECRET = "a secret of at least thirty-two characters"
TOKENS = Tokens(SECRET)
CASE = Case({"name": "City of Springfield"}, (Channel("facebook", None, {"who_can_speak": "nobody"}), Channel("x")))


class Test_a_session_token:
    def test_stands_for_its_conversation_and_no_other(self) -> None:
        one, other = TOKENS.issue(), TOKENS.issue()
        assert TOKENS.conversation(one) != TOKENS.conversation(other)
        assert TOKENS.conversation(TOKENS.issue("web-1")) == "web-1"

    def test_expires(self) -> None:
        with pytest.raises(BadToken):
            TOKENS.conversation(TOKENS.issue("web-1", now=0))
        assert LIFETIME == 24 * 3600

    @pytest.mark.parametrize("algorithm", ["none", "None", "NONE"])
    def test_cannot_choose_to_be_unsigned(self, algorithm: str) -> None:
        claims = jwt.decode(TOKENS.issue("web-1"), options={"verify_signature": False})
        parts = [
            base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=").decode() for p in ({"alg": algorithm}, claims)
        ]
        with pytest.raises(BadToken):
            TOKENS.conversation(".".join(parts) + ".")

    def test_of_another_secret_or_purpose_is_worth_nothing(self) -> None:
        with pytest.raises(BadToken):
            TOKENS.conversation(Tokens("x" * 32).issue("web-1"))
        with pytest.raises(BadToken):
            TOKENS.conversation(jwt.encode({"sub": "web-1", "exp": 9e9, "aud": "else"}, SECRET, "HS256"))
        with pytest.raises(BadToken):
            TOKENS.conversation(jwt.encode({"sub": "web-1", "aud": "adviser-chat"}, SECRET, "HS256"))

    @given(st.one_of(st.none(), st.integers(), st.text(), st.lists(st.text()), st.dictionaries(st.text(), st.text())))
    def test_may_not_be_anything_else(self, token: Any) -> None:
        with pytest.raises(BadToken):
            TOKENS.conversation(token)

    def test_of_the_agency_leads_to_the_same_conversation_each_time_without_naming_the_person(self) -> None:
        tokens = Tokens(SECRET, agency_key="k" * 32)
        claims = {"sub": "jane.doe@city.gov", "exp": 9e9}
        first, second = (tokens.conversation_of_user(jwt.encode(claims, "k" * 32, "HS256")) for _ in range(2))
        assert first == second
        assert "jane" not in first
        with pytest.raises(BadToken):
            tokens.conversation_of_user(jwt.encode(claims, "z" * 32, "HS256"))
        with pytest.raises(BadToken):
            TOKENS.conversation_of_user(jwt.encode(claims, "k" * 32, "HS256"))


def waits(limit: Limit, names: str) -> list[int]:
    """What each of `names` in turn has to wait."""

    async def run() -> list[int]:
        return [await limit.wait(name) for name in names]

    return asyncio.run(run())


class Test_limits:
    def test_a_burst_is_let_through_and_then_slowed_down(self) -> None:
        now = [0.0]
        buckets = Buckets(Rate(0.5, 3), lambda: now[0])
        assert waits(buckets, "aaaab") == [0, 0, 0, 2, 0]
        now[0] = 2.0
        assert waits(buckets, "a") == [0]

    @given(st.lists(st.floats(0, 10), max_size=60))
    def test_nobody_gets_more_than_the_rate(self, pauses: list[float]) -> None:
        now = [0.0]
        buckets = Buckets(Rate(1, 5), lambda: now[0])
        allowed = 0
        for pause in pauses:
            now[0] += pause
            allowed += waits(buckets, "a") == [0]
        assert allowed <= 5 + now[0] + 1e-6

    def test_are_shared_by_all_processes_that_use_one_redis(self) -> None:
        with redis_server() as url:

            async def run() -> list[int]:
                one, other = (SharedBuckets(Rate(0.5, 3), Redis.from_url(url), "visitor") for _ in range(2))
                return [await limit.wait("a") for limit in (one, other, one, other, one)] + [await other.wait("b")]

            assert asyncio.run(run()) == [0, 0, 0, 2, 2, 0]

    def test_fill_again_in_redis_as_time_goes_by(self) -> None:
        with redis_server() as url:

            async def run() -> list[int]:
                limit = SharedBuckets(Rate(20, 1), Redis.from_url(url), "visitor")
                first = [await limit.wait("a") for _ in range(2)]
                await asyncio.sleep(0.1)
                return [*first, await limit.wait("a")]

            assert asyncio.run(run()) == [0, 1, 0]

    def test_hold_in_each_process_while_redis_is_away(self) -> None:
        limit = SharedBuckets(Rate(0.5, 2), Redis.from_url("redis://127.0.0.1:9/0"), "visitor")
        assert waits(limit, "aaa") == [0, 0, 2]


def told(**changes: Any) -> dict[str, Any]:
    return {"id": "a" * 32, "told": {"channel": "facebook", "fact": "who_can_speak", "value": "comments"} | changes}


class Test_a_request:
    def test_with_words_is_a_message(self) -> None:
        assert read_message({"id": "12345678", "text": "hello"}, CASE).text == "hello"

    def test_from_the_panel_becomes_words_and_a_fact(self) -> None:
        message = read_message(told(), CASE)
        assert message.text == "Facebook, who can speak: people can comment"
        assert message.metadata() == {"told": ["facebook", "who_can_speak", "comments"]}

    @pytest.mark.parametrize(
        ("content", "status"),
        [
            ({"id": "12345678"}, 400),
            ({"id": "12345678", "text": "  "}, 400),
            ({"id": "12345678", "text": 7}, 400),
            ({"id": "12345678", "text": "x" * (LONGEST + 1)}, 413),
            ({"id": "12345678", "text": "\ud800"}, 400),
            ({"id": "short", "text": "x"}, 400),
            ({"id": '12345678"%', "text": "x"}, 400),
            ({"id": "12345678", "press": "do:forget"}, 400),
            (told(fact="nonsense"), 400),
            (told(value="nonsense"), 400),
            (told(value=["nobody"]), 400),
            (told(channel="youtube"), 409),
            (told(channel=None), 400),
            ({"id": "12345678", "told": "x"}, 400),
        ],
    )
    def test_that_makes_no_sense_is_refused_with_a_reason(self, content: dict[str, Any], status: int) -> None:
        with pytest.raises(Refused) as refused:
            read_message(content, CASE)
        assert refused.value.status == status
        assert len(str(refused.value)) > 10

    @given(st.binary(max_size=200))
    def test_of_random_bytes_is_refused_or_an_object(self, body: bytes) -> None:
        refused = None
        try:
            content = read_body(body)
        except Refused as error:
            refused = error
        assert refused.status == 400 if refused else isinstance(content, dict)

    def test_that_is_too_large_or_too_deep_is_refused(self) -> None:
        with pytest.raises(Refused, match="16 KB"):
            read_body(b" " * 20_000)
        with pytest.raises(Refused):
            read_body(b"[" * 16_000)

    def test_with_a_thumb_says_what_it_is_about(self) -> None:
        assert read_feedback({"good": False, "about": "answer", "reason": "too short"}) == ("answer", "bad: too short")
        assert read_feedback({"good": True, "about": "answer"}) == ("answer", "good")
        with pytest.raises(Refused):
            read_feedback({"good": "yes", "about": "answer"})


class Test_the_guard:
    guard = Guard(ChatSettings(TOKENS, origins=("https://www.city.example",)))

    def test_lets_its_own_pages_and_the_listed_sites_in(self) -> None:
        assert self.guard.check_origin(None, "chat.example") == {}
        assert self.guard.check_origin("https://chat.example", "chat.example") == {}
        allowed = self.guard.check_origin("https://www.city.example", "chat.example")
        assert allowed["Access-Control-Allow-Origin"] == "https://www.city.example"

    @pytest.mark.parametrize(
        "origin", ["https://evil.example", "null", "https://www.city.example.evil.example", "file://"]
    )
    def test_keeps_everybody_else_out(self, origin: str) -> None:
        with pytest.raises(Refused) as refused:
            self.guard.check_origin(origin, "chat.example")
        assert refused.value.status == 403


class Test_settings:
    def test_without_a_secret_it_says_how_to_make_one(self) -> None:
        with pytest.raises(ValueError, match="advisor secret"):
            chat_settings({}, {})
        with pytest.raises(ValueError, match="at least 32 characters"):
            chat_settings({}, {"ADVISOR_CHAT_SECRET": "short"})

    @pytest.mark.parametrize(
        ("given", "complaint"),
        [
            ({"origin": []}, "unknown key 'origin'"),
            ({"origins": ["www.city.example"]}, "without a path"),
            ({"origins": ["https://www.city.example/"]}, "without a path"),
            ({"visitor_rate": 3}, "per_second and burst"),
            ({"address_rate": {"per_second": 0, "burst": 1}}, "above zero"),
        ],
    )
    def test_mistakes_are_named(self, given: dict[str, Any], complaint: str) -> None:
        with pytest.raises(ValueError, match=complaint):
            chat_settings(given, {"ADVISOR_CHAT_SECRET": SECRET})


def test_the_transcript_shows_words_buttons_tables_and_sources() -> None:
    events = [
        {"event": "user", "text": "hi", "message_id": "1", "timestamp": 1.0},
        {
            "event": "bot",
            "text": "plain",
            "data": {"buttons": [{"title": "Yes", "payload": "Yes"}]},
            "metadata": {"web_text": "marked", "rows": [["a"], ["b"]], "metadata": {"sources": ["article"]}},
            "timestamp": 2.0,
        },
    ]
    assert transcript(events) == [
        {"from": "user", "id": "1", "text": "hi", "at": 1.0},
        {
            "from": "bot",
            "text": "marked",
            "buttons": ["Yes"],
            "table": [["a"], ["b"]],
            "sources": ["article"],
            "at": 2.0,
        },
    ]


def test_a_message_that_was_sent_again_after_a_failure_is_shown_once() -> None:
    events = [{"event": "user", "text": "hi", "message_id": n} for n in ("1", "2")]
    assert [one["id"] for one in transcript(events)] == ["2"]


def test_the_panel_holds_every_fact_with_the_users_words_and_the_result_so_far() -> None:
    shown = understood(Kept(CASE, {("facebook", "who_can_speak"): "comments are off"}))
    facebook = shown["channels"][0]
    assert facebook["strategy"] == "push"
    assert facebook["facts"] == [
        {
            "fact": "who_can_speak",
            "value": "nobody",
            "says": "switched off for everyone",
            "words": "comments are off",
            "measured": False,
        }
    ]
    assert sum(facebook["shares"].values()) == 100
    assert shown["agency"][0]["says"] == "City of Springfield"


def test_everything_the_panel_offers_can_be_told() -> None:
    for question in questions()["channel"]:
        for choice in question["choices"]:
            read_message(told(fact=question["fact"], value=choice["value"]), CASE)
