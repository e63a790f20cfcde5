"""The report as PDF: accessible, with the summary on a page of its own, whatever anybody typed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import typst
from report_cases import AGENCY, CASES, MIXED, PULL, PUSH, hostile

from advisor.facts import Case, Channel
from advisor.records import Kept
from advisor.report import render_bytes
from advisor.report.content import report_of
from advisor.report.pdf import TEMPLATE, source_data

MARKUP = '= h #eval("1+1") $x^2$ *bold* _it_ `raw` @ref <label> -- ... \\ #panic() // c'

reads_pdf = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext of poppler-utils")


def text_of(pdf: bytes, tmp_path: Path, *options: str) -> str:
    """The words in a PDF, on one line."""
    (tmp_path / "report.pdf").write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", *options, str(tmp_path / "report.pdf"), "-"], capture_output=True, text=True, check=True
    )
    return " ".join(done.stdout.split())


def page_of_the_summarys_end(case: Case) -> int:
    """The page on which the summary ends."""
    data = source_data(report_of(Kept(case)), "", "", ())
    found = typst.query(
        str(TEMPLATE), "<summary-ends>", field="value", one=True, root=str(TEMPLATE.parent), sys_inputs={"data": json.dumps(data)}
    )  # fmt: skip
    return int(found)


@pytest.mark.parametrize("name", CASES, ids=lambda name: str(name).replace(" ", "-"))
def test_every_case_becomes_a_tagged_pdf_with_language_and_title(name: str) -> None:
    pdf = render_bytes(Kept(CASES[name]), "pdf")
    assert pdf.startswith(b"%PDF-")
    for mark in (b"/StructTreeRoot", b"/Lang", b"/MarkInfo", b"pdfuaid", b"/DisplayDocTitle", b"dc:title"):
        assert mark in pdf


def test_the_same_conversation_gives_the_same_file() -> None:
    assert render_bytes(Kept(CASES["five channels"]), "pdf") == render_bytes(Kept(CASES["five channels"]), "pdf")


def test_the_summary_fits_the_first_page() -> None:
    assert page_of_the_summarys_end(CASES["five channels"]) == 1


def test_the_summary_fits_the_first_page_however_long_the_names_and_many_the_channels() -> None:
    long = "Department of Transportation, Water, Parks and Everything Else in the Greater Larkfield Area "
    kinds = (PUSH, PULL, MIXED, {"who_can_speak": "comments"})
    for count in (8, 40):
        channels = tuple(Channel("x", f"{long * 3}{n}", kinds[n % 4]) for n in range(count))
        assert page_of_the_summarys_end(Case({**AGENCY, "name": long * 3}, channels)) == 1


def test_an_agency_in_the_united_states_gets_letter_paper_and_others_a4() -> None:
    american = render_bytes(Kept(Case({"legal_frame": "us_state_local"})), "pdf")
    assert re.search(rb"/MediaBox ?\[0 0 612 792\]", american)
    assert re.search(rb"/MediaBox ?\[0 0 595\.", render_bytes(Kept(Case({"legal_frame": "eu"})), "pdf"))


def test_mark_up_in_a_name_stays_text_in_the_title() -> None:
    pdf = render_bytes(Kept(Case({"name": "City #panic() *x*"})), "pdf")
    assert b"City #panic() *x*" in pdf


@reads_pdf
def test_mark_up_in_what_users_said_comes_out_as_typed(tmp_path: Path) -> None:
    case = Case({"name": MARKUP}, (Channel("facebook", MARKUP, PUSH),))
    text = text_of(render_bytes(Kept(case, {(f"facebook/{MARKUP}", "who_can_speak"): MARKUP}), "pdf"), tmp_path)
    assert f"How {MARKUP} uses social media" in text
    assert f"You said: “{MARKUP}”" in text


def test_hostile_words_do_not_stop_the_pdf() -> None:
    assert render_bytes(hostile(), "pdf").startswith(b"%PDF-")


@reads_pdf
def test_a_letter_that_no_font_has_is_written_as_its_name(tmp_path: Path) -> None:
    name = "Larkfield \U0001f44d \U000130e0 \U0001f9ff"
    text = text_of(render_bytes(Kept(Case({"name": name}, (Channel("x", "\U0001f44d", PULL),))), "pdf"), tmp_path)
    assert "Larkfield [thumbs up sign] [egyptian hieroglyph" in text or "Larkfield \U0001f44d" in text


def test_any_letter_can_be_set() -> None:
    for start in (0x0590, 0x0900, 0x1100, 0x3041, 0x4E00, 0x1F600, 0x20000, 0xE000, 0x1D400):
        name = "".join(chr(start + n) for n in range(12))
        assert render_bytes(Kept(Case({"name": name + " a\u0301"})), "pdf").startswith(b"%PDF-")


@reads_pdf
def test_every_section_is_in_the_pdf(tmp_path: Path) -> None:
    from advisor.report.phrasing import words

    text = text_of(render_bytes(Kept(CASES["five channels"]), "pdf"), tmp_path)
    for name in (
        "summary",
        "channels",
        "mix",
        "comparison",
        "goals",
        "tradeoffs",
        "roadmap",
        "open",
        "how",
        "law",
        "since",
    ):
        assert words()["headings"][name] in text
