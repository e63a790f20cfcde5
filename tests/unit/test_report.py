"""The report: the same content in four formats, whatever the users typed."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
from datetime import datetime, timezone
from pathlib import Path

import pytest
from report_cases import AGENCY, CASES, PULL, PUSH, Page, hostile

import advisor.report
from advisor.facts import Case, Channel
from advisor.knowledge import knowledge
from advisor.records import Kept
from advisor.report import FORMATS, render
from advisor.report.phrasing import day, words
from advisor.strategy import assess


@pytest.fixture(params=CASES, ids=lambda name: str(name).replace(" ", "-"))
def case(request: pytest.FixtureRequest) -> Case:
    """Each of the cases in turn."""
    return CASES[request.param]


WRITTEN = [form for form in FORMATS if form != "pdf"]
READ_BY_PEOPLE = ("text", "markdown", "html")


@pytest.mark.parametrize("form", WRITTEN)
def test_every_format_of_every_case_can_be_written(case: Case, form: str) -> None:
    report = render(Kept(case), form)
    assert report.strip()
    if form in READ_BY_PEOPLE:
        assert "General information, not legal advice." in report
        assert "None" not in report
        assert "{" not in re.sub(r"<style>.*?</style>", "", report, flags=re.S)


def test_json_is_the_assessment(case: Case) -> None:
    assert json.loads(render(Kept(case), "json")) == json.loads(json.dumps(assess(case).as_json()))


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match=r"unknown format 'docx'; allowed are text, markdown, html, json, csv\."):
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
    for caption in re.findall(r"<figcaption><span class=\"share\">.*?</figcaption>", render(Kept(case), "html"), re.S):
        assert sum(int(percent) for percent in re.findall(r"(\d+) %", caption)) == 100


SECTIONS = ("summary", "channels", "mix", "comparison", "goals", "tradeoffs", "roadmap", "open", "how", "law", "since")


@pytest.mark.parametrize("form", READ_BY_PEOPLE)
def test_every_section_is_there_in_its_order(form: str) -> None:
    lines = [line.strip("# ") for line in re.sub(r"<.*?>", "", render(Kept(CASES["five channels"]), form)).splitlines()]
    places = [len(lines) - lines[::-1].index(words()["headings"][name]) for name in SECTIONS]
    assert places == sorted(places)


def test_the_first_page_ends_after_the_summary_in_print() -> None:
    sheet = (Path(advisor.report.__file__).parent / "report.css").read_text(encoding="utf-8")
    printed = sheet.partition("@media print")[2]
    assert ".summary { break-after: page; }" in printed
    assert "size:" not in sheet.partition("@page")[2].partition("}")[0], "the printer's paper decides, A4 or Letter"


def test_a_long_list_of_channels_is_named_in_short_on_the_first_page() -> None:
    channels = tuple(Channel("x", f"Department of Many Words and Long Names, Office {n}", PUSH) for n in range(30))
    page = Page(render(Kept(Case(AGENCY, channels)), "html"))
    first = page.text.partition(words()["headings"]["summary"])[2].partition(words()["headings"]["contents"])[0]
    assert "and 27 more follow push." in first
    assert len(first) < 2500


def test_each_law_note_says_when_it_was_last_checked() -> None:
    report = " ".join(render(Kept(CASES["pull"]), "text").split())
    for note in knowledge().law:
        assert f"{note.title}: {note.text} [{note.source}] Last checked {day(note.checked)}." in report


def test_law_notes_are_those_of_the_agencys_country() -> None:
    report = render(Kept(Case({"legal_frame": "uk"}, (Channel("x", None, PULL),))), "markdown")
    assert "Freedom of Information" in report
    assert "Lindke" not in report.partition("Law and records")[2]


def test_channels_stand_beside_each_other_fact_by_fact() -> None:
    page = Page(render(Kept(CASES["five channels"]), "html"))
    assert "The channels differ in: who can speak" in page.text
    table = page.text.partition("The channels beside each other")[2]
    assert re.search(r"Who can speak\s*Switched off for everyone\s*People can comment\s*People can comment", table)


def test_how_sure_an_open_result_is_comes_with_its_figure() -> None:
    percent = min(99, round(assess(CASES["pull"]).channels[0].stability * 100))
    assert f"under about {percent} % of the answers still possible" in " ".join(
        render(Kept(CASES["pull"]), "text").split()
    )


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


@pytest.fixture(name="hostile")
def hostile_conversation() -> Kept:
    """A conversation in which every free text attacks the report."""
    return hostile()


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
    for table in re.findall(r"<table>(.*?)</table>", page, re.S):
        rows = re.findall(r"<tr>(.*?)</tr>", table, re.S)
        assert len({row.count("<td") + row.count("<th") for row in rows}) == 1
    assert page.count("<h1>") == 1
    assert page.count("<table>") == render(hostile, "html").count("<table>")


def test_hostile_words_send_no_commands_to_a_terminal(hostile: Kept) -> None:
    report = render(hostile, "text")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", report)
    assert max(len(line) for line in report.splitlines()) <= 80


def test_html_asks_for_nothing_from_outside(case: Case) -> None:
    report = render(Kept(case), "html")
    page = Page(report)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not [attributes for _, attributes in page.tags if {"src", "style"} & attributes.keys()]
    ids = {attributes.get("id") for _, attributes in page.tags}
    links = [attributes["href"] or "" for _, attributes in page.tags if "href" in attributes]
    assert {link[:1] for link in links} <= {"#"}
    assert {link[1:] for link in links} <= ids
    assert "default-src 'none'" in report
    assert "@import" not in report
    assert not re.search(r"url\((?!#chart-)", report)


def test_html_allows_its_own_style_sheet_and_no_other(case: Case) -> None:
    report = render(Kept(case), "html")
    (style,) = re.findall(r"<style>(.*?)</style>", report, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in report
    assert "unsafe-inline" not in report


def test_html_is_sound_for_screen_readers(case: Case) -> None:
    page = Page(render(Kept(case), "html"))
    assert page.named("html") == [{"lang": "en-GB"}]
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
