"""Many agencies on one page, and as a table of results."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from pathlib import Path

import pytest
from report_cases import AGENCY, HOSTILE, MIXED, NETWORKING, PULL, PUSH, Page
from typer.testing import CliRunner

from advisor.cli.program import app
from advisor.facts import Case, Channel
from advisor.report.audit import Entry, audit

LARKFIELD = Case(AGENCY, (Channel("facebook", None, PUSH), Channel("x", None, PULL)))
MILLBROOK = Case({"name": "Millbrook Library", "goals": ["consult"]}, (Channel("forum", None, NETWORKING),))
ENTRIES = (
    Entry(1, LARKFIELD),
    Entry(2, None, "channel 1: unknown platform 'orkut'"),
    Entry(3, MILLBROOK),
    Entry(4, Case()),
)


def page_of(*entries: Entry) -> str:
    """The page on the agencies."""
    return "".join(audit(entries, "html"))


def rows_of(*entries: Entry) -> list[dict[str, str]]:
    """The rows of the table of results."""
    return list(csv.DictReader(io.StringIO("".join(audit(entries, "csv")))))


def batch(folder: Path) -> Path:
    """A batch with a good, a bad and an empty line."""
    good = {"agency": {"name": "A"}, "channels": [{"platform": "x", "facts": {"answers_given": "never"}}]}
    path = folder / "registry.jsonl"
    path.write_text(json.dumps(good) + '\n{"channels": [{"platform": "orkut"}]}\n\n', encoding="utf-8")
    return path


def test_every_agency_has_a_row_with_its_channels_and_strategies() -> None:
    body = page_of(*ENTRIES).partition("<tbody>")[2].rpartition("<tbody>")[2]
    rows = [re.sub(r"<.*?>", " ", row).split() for row in re.findall(r"<tr>(.*?)</tr>", body, re.S)]
    assert [row[0] for row in rows] == ["1", "3", "4"]
    assert "Facebook: push" in body
    assert "X: pull" in body
    assert "Millbrook Library" in body


def test_bad_lines_are_listed_with_their_number_and_what_is_wrong() -> None:
    page = Page(page_of(*ENTRIES))
    assert "One line could not be read" in page.text
    assert re.search(r"2\s*channel 1: unknown platform 'orkut'", page.text)


def test_the_counts_of_the_distribution_add_up() -> None:
    table = page_of(*ENTRIES).partition('id="t-distribution"')[2].partition("</table>")[0]
    cells = re.findall(r"<td class=\"number\">(\d+) \(", table)
    assert sum(int(cell) for cell in cells[0::2]) == 3
    assert sum(int(cell) for cell in cells[1::2]) == 3


def test_the_bars_say_what_the_table_says() -> None:
    page = page_of(*ENTRIES)
    (channels,) = re.findall(r"<desc id=\"distribution-2-desc\">(.*?)</desc>", page)
    assert "Push 1, Pull 1, Networking 1, A mix 0, Not clear yet 0" in channels


def test_the_page_runs_its_own_script_and_style_only_and_asks_for_nothing() -> None:
    page = page_of(*ENTRIES)
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in page
    assert "default-src 'none'" in page
    assert "unsafe" not in page
    assert not re.search(r"(src|href)=|https?://(?!www\.w3\.org/2000/svg)", page)


def test_without_script_the_page_is_complete_and_shows_no_dead_controls() -> None:
    page = Page(page_of(*ENTRIES))
    (form,) = page.named("form")
    assert "hidden" in form
    assert not page.named("button")


def test_the_page_is_sound_for_screen_readers() -> None:
    page = Page(page_of(*ENTRIES))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels == [1, *[2] * (len(levels) - 1)]
    assert len(page.named("table")) == len(page.named("caption"))
    assert all(cell.get("scope") in {"col", "row"} for cell in page.named("th"))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {label.get("for") for label in page.named("label")} <= set(ids)


def test_hostile_names_stay_text() -> None:
    hostile = Case({"name": HOSTILE}, (Channel("other", HOSTILE.replace("\n", " "), MIXED),))
    text = page_of(Entry(1, hostile), Entry(2, None, HOSTILE))
    assert len(Page(text).named("script")) == 1
    assert "<script>alert(1)</script>" in Page(text).text
    assert "\x1b" not in text


def test_no_agencies_at_all_still_make_a_page() -> None:
    assert "0 agencies" in page_of()


def test_the_table_of_results_has_a_row_for_each_channel_and_each_error() -> None:
    rows = rows_of(*ENTRIES)
    assert [(row["line"], row["channel"], row["strategy"]) for row in rows] == [
        ("1", "Facebook", "push"), ("1", "X", "pull"), ("2", "", ""), ("3", "Forum", "networking"), ("4", "", ""),
    ]  # fmt: skip
    assert rows[2]["error"] == "channel 1: unknown platform 'orkut'"
    assert rows[0]["settled"] == "yes"
    assert float(rows[0]["push"]) == pytest.approx(1, abs=0.001)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@sum", "\t=1", "  =1", "＝1"])
def test_no_cell_of_the_table_starts_a_formula(name: str) -> None:
    (row,) = rows_of(Entry(1, Case({"name": name}, ())))
    assert row["agency"].startswith("'")


def test_a_batch_in_html_is_written_to_a_file_and_ends_with_status_1_for_a_bad_line(tmp_path: Path) -> None:
    made = tmp_path / "audit.html"
    done = CliRunner().invoke(app, ["assess", str(batch(tmp_path)), "--format", "html", "--output", str(made)])
    assert done.exit_code == 1
    assert "unknown platform" in made.read_text(encoding="utf-8")


def test_a_batch_is_json_lines_by_default(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["assess", str(batch(tmp_path))])
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [("contract" in line, line.get("line")) for line in lines] == [(True, None), (False, 2)]
    assert done.exit_code == 1


def test_a_batch_cannot_be_a_pdf(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["assess", str(batch(tmp_path)), "--format", "pdf"])
    assert done.exit_code == 2
    assert "advisor: a batch cannot be written as pdf; choose json, html or csv." in done.stderr


def test_several_fact_files_make_one_page(tmp_path: Path) -> None:
    for name in ("Larkfield", "Millbrook"):
        (tmp_path / f"{name}.yml").write_text(f"agency: {{name: {name}}}\n", encoding="utf-8")
    files = [str(tmp_path / "Larkfield.yml"), str(tmp_path / "Millbrook.yml")]
    done = CliRunner().invoke(app, ["assess", *files, "--format", "html"])
    assert done.stdout.count("<html") == 1
    assert "Larkfield" in done.stdout
    assert "Millbrook" in done.stdout
