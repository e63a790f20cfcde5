"""The report: the same content in four formats, whatever the users typed."""

from __future__ import annotations

import itertools
import json
import re
from datetime import datetime, timezone
from html.parser import HTMLParser
from pathlib import Path

import pytest

import advisor.report
from advisor.facts import Case, Channel
from advisor.records import Kept
from advisor.report import FORMATS, render
from advisor.strategy import assess

HOSTILE = "</title><script>alert(1)</script> | \x1b[31m`x` [a](javascript:b) ${7*7} {{7*7}} \u202eevil\n# heading"
PULL = {
    "who_can_speak": "comments",
    "answers_given": "usually",
    "answer_style": "sends_to_website",
    "own_site_links": "most",
}
PUSH = {"who_can_speak": "nobody"}
MIXED = {
    "who_can_speak": "comments", "answers_given": "rarely", "answer_style": "standard_text", "own_site_links": "few",
    "content_origin": "public_or_partners", "post_completeness": "complete",
}  # fmt: skip
INACTIVE = {"posting_frequency": "inactive", "who_can_speak": "comments"}
NETWORKING = {
    "who_can_speak": "own_posts", "answers_given": "usually", "answer_style": "conversation", "answers_criticism": "yes",
    "people_talk_together": "with_us", "asks_public": "answers_used", "shares_others": "public",
}  # fmt: skip
AGENCY = {"name": "City of Larkfield", "goals": ["website", "service"], "staff_hours": 3, "sign_off": "several"}

CASES = {
    "empty": Case(),
    "only a name": Case({"name": "City of Larkfield"}),
    "unknown answers": Case(
        {"name": "unknown", "goals": "unknown"}, (Channel("x", None, {"who_can_speak": "unknown"}),)
    ),
    "undetermined": Case(AGENCY, (Channel("facebook"),)),
    "settled push": Case(AGENCY, (Channel("facebook", None, PUSH),)),
    "pull": Case(AGENCY, (Channel("x", "Larkfield Fire", PULL),)),
    "mixed": Case(AGENCY, (Channel("facebook", None, MIXED),)),
    "networking": Case({"goals": ["consult"]}, (Channel("forum", None, NETWORKING),)),
    "inactive": Case(AGENCY, (Channel("youtube", None, INACTIVE),)),
    "five channels": Case(
        AGENCY,
        (
            Channel("facebook", None, PUSH),
            Channel("x", "Larkfield Fire", PULL),
            Channel("other", "Gowalla", MIXED),
            Channel("youtube", None, INACTIVE),
            Channel("forum", None, NETWORKING),
        ),
    ),
}


class Page(HTMLParser):
    """A page taken apart: its tags, heading levels, ids and references to them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of every `name` element."""
        return [attributes for tag, attributes in self.tags if tag == name]


@pytest.fixture(params=CASES, ids=lambda name: str(name).replace(" ", "-"))
def case(request: pytest.FixtureRequest) -> Case:
    """Each of the cases in turn."""
    return CASES[request.param]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_of_every_case_can_be_written(case: Case, form: str) -> None:
    report = render(Kept(case), form)
    assert report.strip()
    if form not in {"json", "csv"}:
        assert "General information, not legal advice." in report
        assert "None" not in report
        assert "{" not in re.sub(r"<style>.*?</style>", "", report, flags=re.S)


def test_json_is_the_assessment(case: Case) -> None:
    assert json.loads(render(Kept(case), "json")) == json.loads(json.dumps(assess(case).as_json()))


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match=r"unknown format 'docx'; allowed are text, markdown, html, json, csv, pdf\."):
        render(Kept(), "docx")


def test_text_keeps_to_80_columns(case: Case) -> None:
    assert max(len(line) for line in render(Kept(case), "text").splitlines()) <= 80


def test_the_summary_comes_first_and_names_the_result() -> None:
    head = render(Kept(CASES["five channels"]), "text").split("one by one")[0]
    assert "Facebook follows push." in head
    assert "Larkfield Fire (X) follows pull." in head
    assert "YouTube" in head
    assert "First change to try" in head


def test_the_users_own_words_stand_beside_the_evidence() -> None:
    kept = Kept(CASES["settled push"], {("facebook", "who_can_speak"): "we locked the comments in May"})
    for form in ("text", "markdown", "html"):
        assert render(kept, form).count("we locked the comments in May") == 2


def test_changes_come_with_what_they_give_and_cost() -> None:
    first = assess(CASES["settled push"]).channels[0].changes[0]
    report = " ".join(render(Kept(CASES["settled push"]), "text").split())
    assert f"Gives: {first.gives}" in report
    assert f"Costs: {first.cost}" in report


def test_trade_offs_and_evidence_name_their_sources() -> None:
    report = " ".join(render(Kept(CASES["pull"]), "text").split())
    assessment = assess(CASES["pull"])
    for one in [*assessment.tradeoffs, *(e for e in assessment.channels[0].evidence if e.pull > 0)]:
        assert f"[{one.source}]" in report


def test_shares_are_whole_percents_that_add_up_to_100(case: Case) -> None:
    for table in re.findall(r"<table class=\"narrow\">.*?</table>", render(Kept(case), "html"), re.S):
        assert sum(int(percent) for percent in re.findall(r"(\d+) %", table)) == 100


def test_a_mix_names_both_strategies_and_what_speaks_for_each() -> None:
    report = render(Kept(CASES["mixed"]), "text")
    assert "A mix of push and networking" in report
    assert "Speaks for networking" in report


def test_too_little_known_is_said_with_the_question_that_helps_most() -> None:
    report = " ".join(render(Kept(CASES["undetermined"]), "text").split())
    assert "Too little is known yet to name a strategy." in report
    assert "The answer to: Can people comment or post there, or is that switched off?" in report
    assert "Gives:" not in report


def test_an_inactive_channel_is_not_advised_to_change() -> None:
    report = render(Kept(CASES["inactive"]), "text")
    assert "no posts for three months" in report
    assert "Gives:" not in report


def test_a_kept_conversation_is_dated() -> None:
    kept = Kept(CASES["pull"], {}, {}, 3, datetime(2026, 3, 4, tzinfo=timezone.utc))
    assert "As of 4 March 2026." in render(kept, "html")


@pytest.fixture
def hostile() -> Kept:
    """A conversation in which every free text attacks the report."""
    name = HOSTILE.replace("\n", " ")
    case = Case({**AGENCY, "name": HOSTILE}, (Channel("facebook", name, MIXED), Channel("other", name, PULL)))
    return Kept(case, {(c.key, fact): HOSTILE for c in case.channels for fact in c.facts})


def test_hostile_words_stay_text_in_html(hostile: Kept) -> None:
    report = render(hostile, "html")
    page = Page(report)
    assert not page.named("script")
    assert "<script>alert(1)</script>" in page.text
    assert "{{7*7}}" in page.text
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", report)


def test_hostile_words_stay_text_in_markdown(hostile: Kept) -> None:
    from markdown_it import MarkdownIt

    page = MarkdownIt("commonmark").enable("table").render(render(hostile, "markdown"))
    assert "<script" not in page
    assert "<a " not in page
    assert "<code>" not in page
    tables = re.findall(r"<tr>(.*?)</tr>", page, re.S)
    assert {row.count("<td") + row.count("<th") for row in tables} <= {2, 3, 4, 5, 7}
    assert page.count("<h1>") == 1


def test_hostile_words_send_no_commands_to_a_terminal(hostile: Kept) -> None:
    report = render(hostile, "text")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", report)
    assert max(len(line) for line in report.splitlines()) <= 80


def test_html_asks_for_nothing_from_outside(case: Case) -> None:
    report = render(Kept(case), "html")
    page = Page(report)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "form", "base", "a"}
    assert not [attributes for _, attributes in page.tags if {"src", "href", "style"} & attributes.keys()]
    assert "default-src 'none'" in report
    assert "@import" not in report
    assert not re.search(r"url\((?!#chart-)", report)


def test_html_is_sound_for_screen_readers(case: Case) -> None:
    page = Page(render(Kept(case), "html"))
    assert page.named("html") == [{"lang": "en"}]
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert len(page.named("table")) == len(page.named("caption"))
    assert all(cell.get("scope") in {"col", "row"} for cell in page.named("th"))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.tags:
        assert set((attributes.get("aria-labelledby") or "").split()) <= set(ids)
    assert all(drawing.get("role") == "img" for drawing in page.named("svg"))


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_contrast_in_light_dark_and_print() -> None:
    sheet = (Path(advisor.report.__file__).parent / "report.css").read_text(encoding="utf-8")
    schemes = [dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in re.findall(r":root \{(.*?)\}", sheet, re.S)]
    assert len(schemes) == 3
    for scheme in schemes:
        for ground in ("bg", "soft"):
            assert contrast(scheme["fg"], scheme[ground]) >= 7
            assert contrast(scheme["muted"], scheme[ground]) >= 4.5
        assert contrast(scheme["line"], scheme["bg"]) >= 3
        assert contrast(scheme["mark"], scheme["pull"]) >= 3
        assert contrast(scheme["mark"], scheme["networking"]) >= 3
