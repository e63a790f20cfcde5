"""What a report is made of beside its text: the picture, the roadmap, the past, measured facts, sheets, PDF, audits."""

from __future__ import annotations

import csv
import io
import json
import math
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.facts import Case, Channel
from advisor.records import Kept, Measured
from advisor.report import render, render_bytes
from advisor.report.earlier import since
from advisor.report.registry import Registry
from advisor.report.roadmap import roadmap
from advisor.report.ternary import HEIGHT, LEFT, RADIUS, SIDE, TOP, points
from advisor.strategy import assess

PUSH = {"who_can_speak": "nobody"}
PULL = {
    "who_can_speak": "comments",
    "answers_given": "usually",
    "answer_style": "sends_to_website",
    "own_site_links": "most",
}
AGENCY = {"name": "City of Larkfield", "goals": ["website"]}
TWO = Case(AGENCY, (Channel("facebook", None, PUSH), Channel("x", None, PULL)))
FEW = Measured(
    "x", None, "own_site_links", ("few",), "Few.", "In tweets.js, 12 % of 4,018 posts link to your website.",
    ("tweets.js",), ("2017-01-20", "2025-01-20"), 4018,
)  # fmt: skip

mixes = (
    st.tuples(*[st.integers(0, 100)] * 3)
    .filter(any)
    .map(lambda m: dict(zip(("push", "pull", "networking"), map(float, m))))
)


def test_a_channel_of_one_strategy_stands_in_its_corner() -> None:
    only = {"push": 100.0, "pull": 0.0, "networking": 0.0}
    (point,) = points([("Facebook", only)])
    assert (point.x, point.y) == pytest.approx((LEFT, TOP + HEIGHT), abs=0.1)


@given(mixes)
def test_every_channel_stands_inside_the_triangle(mix: dict[str, float]) -> None:
    (point,) = points([("a", mix)])
    assert TOP - 0.1 <= point.y <= TOP + HEIGHT + 0.1
    half = (point.y - TOP) / HEIGHT * SIDE / 2
    assert abs(point.x - (LEFT + SIDE / 2)) <= half + 0.2


@settings(max_examples=200)
@given(st.lists(mixes, min_size=2, max_size=12))
def test_the_discs_of_two_channels_never_overlap(all_mixes: list[dict[str, float]]) -> None:
    found = points([("a", mix) for mix in all_mixes])
    for i, one in enumerate(found):
        for other in found[:i]:
            assert math.hypot(one.at_x - other.at_x, one.at_y - other.at_y) >= 2 * RADIUS - 0.3


def test_the_picture_tells_its_figures_to_those_who_cannot_see_it() -> None:
    page = render(Kept(TWO), "html")
    assert "1, Facebook: push 100 %" in page
    assert 'role="img"' in page


def test_opening_a_closed_channel_comes_first_and_little_effort_before_much() -> None:
    steps = roadmap(assess(TWO))
    assert steps[0].change == "Who can speak: people can comment"
    efforts = [("low", "medium", "high").index(step.effort) for step in steps[1:]]
    assert efforts == sorted(efforts)


def test_the_report_says_what_changed_since_an_earlier_result() -> None:
    earlier = [(datetime(2026, 5, 3, tzinfo=timezone.utc), assess(Case(AGENCY, (Channel("x", None, PUSH),))).as_json())]
    found = since(earlier, assess(TWO))
    assert found is not None
    assert found.date == "3 May 2026"
    assert "Facebook was added." in found.differences
    assert "X: push became pull." in found.differences
    assert "X, who can speak: “switched off for everyone” became “people can comment”." in found.differences
    assert "3 May 2026" in render(Kept(TWO), "html", earlier)


def test_where_nothing_changed_the_report_says_so() -> None:
    same = [(datetime(2026, 5, 3, tzinfo=timezone.utc), assess(TWO).as_json())]
    assert since(same, assess(TWO)).differences == ()  # type: ignore[union-attr]
    assert since([], assess(TWO)) is None


@pytest.mark.parametrize("form", ["html", "markdown", "text"])
def test_told_and_measured_stand_side_by_side(form: str) -> None:
    report = " ".join(render(Kept(TWO, measured=(FEW,)), form).split())
    assert "12 %" in report
    assert "4,018 posts" in report
    assert "they disagree" in report


def test_notes_on_law_are_those_of_the_agencys_country() -> None:
    european = Case({**AGENCY, "legal_frame": "eu"}, TWO.channels)
    assert "C-210/16" in render(Kept(european), "text")
    assert "Lindke" not in render(Kept(european), "text").partition("Law and records")[2]
    assert "Lindke" in render(Kept(TWO), "text")


def test_a_sheet_holds_every_fact_with_the_users_words() -> None:
    sheet = render(Kept(TWO, {("facebook", "who_can_speak"): "comments are off"}), "csv")
    rows = list(csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff"))))
    assert {"fact": "who_can_speak", "value": "nobody", "words": "comments are off"}.items() <= rows[2].items()
    assert len(rows) == 2 + 1 + 4


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_cell_of_a_sheet_begins_a_formula(sign: str) -> None:
    case = Case({"name": f'{sign}HYPERLINK("http://evil.example")'}, (Channel("other", f"{sign}1+1", PUSH),))
    for row in csv.reader(io.StringIO(render(Kept(case), "csv").removeprefix("\ufeff"))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_the_pdf_is_tagged_has_a_language_and_a_title() -> None:
    document = render_bytes(Kept(TWO), "pdf")
    assert document.startswith(b"%PDF")
    for mark in (b"/StructTreeRoot", b"/Lang", b"/MarkInfo"):
        assert mark in document


def test_what_looks_like_markup_is_only_words_in_the_pdf() -> None:
    hostile = '#panic("ran") $x$ @label *bold* `raw` \\ #import "/etc/passwd" </style>'
    case = Case({"name": hostile}, (Channel("other", hostile, PUSH),))
    assert render_bytes(Kept(case, {("other/" + hostile, "who_can_speak"): hostile}), "pdf").startswith(b"%PDF")


def test_an_audit_shows_every_channel_the_distribution_and_the_bad_lines() -> None:
    registry = Registry()
    registry.add(1, assess(TWO))
    registry.add(2, "channel 1: unknown platform 'myspace'")
    page = registry.as_html()
    assert page.count("<tr>") == 1 + 5 + 1 + 2 + 1 + 1
    assert "unknown platform &#39;myspace&#39;" in page
    assert 'aria-label="How many channels follow which strategy: push 1, pull 1' in page


def test_hostile_names_are_only_words_in_an_audit() -> None:
    registry = Registry()
    registry.add(1, assess(Case({"name": "<script>alert(1)</script>"}, TWO.channels)))
    assert "<script>alert" not in registry.as_html()
    registry.add(2, assess(Case({"name": "=cmd()"}, TWO.channels)))
    assert "'=cmd()" in registry.as_csv()


def test_a_batch_becomes_one_page_and_tells_of_its_bad_lines(tmp_path: Path) -> None:
    batch, page = tmp_path / "all.jsonl", tmp_path / "all.html"
    good = {"agency": {"name": "Port of Marlow"}, "channels": [{"platform": "x", "facts": PUSH}]}
    batch.write_text(json.dumps(good) + '\n{"channels": [{"platform": "myspace"}]}\n')
    advisor = str(Path(sys.executable).with_name("advisor"))
    run = subprocess.run([advisor, "assess", str(batch), "--format", "html", "--output", str(page)], timeout=120)
    assert run.returncode == 1
    assert "Port of Marlow" in page.read_text()
    assert "myspace" in page.read_text()
