"""Readers of what strangers write. Each target takes any bytes; whatever it raises is a fault in the adviser.

A target does what the adviser does with such input: it lets the reader's own errors pass if they are one line, and then
works on with what was read.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from advisor.evidence import EvidenceError, measure
from advisor.facts import Case, Channel, FactError, parse_fact_text
from advisor.rehearsal import ScenarioError, read_scenarios
from advisor.strategy import assess
from advisor.understanding import Reader, Situation
from advisor.understanding.model_file import load_reader, newest_model
from advisor.web.requests import Refused, read_body, read_export, read_feedback, read_message
from advisor.web.tokens import BadToken, Tokens

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
_TOKENS = Tokens("a secret of at least thirty-two characters")
_CASE = Case({}, (Channel("facebook", None, {"who_can_speak": "nobody"}), Channel("x")))


@dataclass(frozen=True)
class Target:
    """`run` takes the input; `seeds` are good inputs to start from, `longest` the most bytes worth trying."""

    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    longest: int = 4000


def _one_line(error: Exception) -> None:
    if not str(error) or "\n" in str(error):
        raise AssertionError(f"not one line: {error!r}") from error


def facts(content: bytes) -> None:
    """A fact file; what is accepted can be judged and written as JSON."""
    try:
        case = parse_fact_text(content.decode(errors="replace"), "facts.yml")
    except FactError as error:
        _one_line(error)
        return
    json.dumps(assess(case).as_json(), allow_nan=False)


def request(content: bytes) -> None:
    """The body of a request to the web chat, as each of its addresses reads it."""
    try:
        body = read_body(content)
    except Refused as error:
        _one_line(error)
        return
    for read in (
        lambda: read_message(body, _CASE).metadata(),
        lambda: read_feedback(body),
        lambda: read_export(body.get("id"), "export.csv"),
        lambda: _TOKENS.conversation(body.get("token")),
    ):
        try:
            read()
        except (Refused, BadToken) as error:
            _one_line(error)


def export(content: bytes) -> None:
    """An export of a platform; what is accepted can be written as JSON."""
    try:
        evidence = measure([("export", io.BytesIO(content))])
    except EvidenceError as error:
        _one_line(error)
        return
    json.dumps(evidence.as_json(), allow_nan=False)


def scenarios(content: bytes) -> None:
    """A file of scenarios."""
    file = _scratch() / "scenarios.yml"
    file.write_bytes(content)
    try:
        read_scenarios([file])
    except ScenarioError as error:
        _one_line(error)


def words(content: bytes) -> None:
    """A message in anybody's words."""
    _reader().read(content.decode(errors="replace"), Situation(channel="x", channels=("facebook", "x")))


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return load_reader(newest_model())


@lru_cache(maxsize=1)
def _scratch() -> Path:
    folder = PROJECT / "results/fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


_TABLE = b"Post ID,Publish time,Title,Permalink,Post type,Comments,Reactions,Shares\n" + b"".join(
    b"%d,01/%02d/2025 09:15,Road closed https://city.example/roads,https://f.example/1,Links,%d,3,0\n"
    % (n, n % 28 + 1, n)
    for n in range(30)
)
_TWEETS = json.dumps(
    [{"tweet": {"id_str": str(n), "created_at": "Wed Jan 01 09:15:00 +0000 2025", "full_text": "hello"}} for n in range(30)]
).encode()  # fmt: skip
TARGETS: Mapping[str, Target] = {
    "facts": Target(
        facts,
        (
            b"agency:\n  name: Springfield\n  goals: [website, inform]\n  staff_hours: 12\nchannels:\n"
            b"  - platform: facebook\n    who_can_speak: comments\n    answers_given: usually\n  - platform: x\n",
            b'{"agency": {"legal_frame": "uk"}, "channels": [{"platform": "other", "name": "WeChat"}]}',
        ),
    ),
    "request": Target(
        request,
        (
            b'{"token": "x", "id": "0123456789abcdef", "text": "we have Facebook"}',
            b'{"id": "0123456789abcdef", "told": {"channel": "facebook", "fact": "who_can_speak", "value": "comments"}}',
            b'{"id": "0123456789abcdef", "press": "undo"}',
            b'{"good": true, "about": "Noted.", "reason": "clear"}',
        ),
        20_000,
    ),
    "export": Target(export, (_TABLE, b"window.YTD.tweets.part0 = " + _TWEETS, _TWEETS), 8000),
    "scenarios": Target(
        scenarios,
        (
            b"- scenario: one\n  say:\n    - hello\n    - {later: 3 days}\n    - we have x\n  expect:\n"
            b"    agency: {name: Springfield}\n    channels: {x: {strategy: push}}\n"
            b'    replies: {1: {matches: ["push"]}}\n    anywhere: {never: [Traceback]}\n',
        ),
    ),
    "words": Target(
        words,
        (
            b"City of Springfield here. Comments are off on facebook, but on X anyone can reply and we answer 3 of 10.",
            "Auf YouTube \U0001f600 one in five, twice a week; not on Instagram – same there".encode(),
            b"no. 24/7, 30 of 212, half, hardly any; both, the other two, except the second one",
        ),
        2000,
    ),
}
