"""The parts of a report: roadmap, measured facts, comparison over time, the table of facts, the command line."""

from __future__ import annotations

import csv
import io
import itertools
import json
from datetime import date, datetime, timezone
from pathlib import Path

import pytest
from report_cases import AGENCY, CASES, HOSTILE, MIXED, PULL, PUSH, hostile
from typer.testing import CliRunner

from advisor.cli.program import app
from advisor.facts import Case, Channel
from advisor.knowledge import knowledge
from advisor.records import Kept, Records
from advisor.report import Measured, earlier_of, render, render_bytes
from advisor.report.earlier import since_of
from advisor.report.spreadsheet import safe
from advisor.strategy import assess, roadmap

FACEBOOK = Case(AGENCY, (Channel("facebook", None, MIXED),))
LINKS = Measured(
    channel="facebook",
    fact="own_site_links",
    label="posts with a link",
    values=("most",),
    sentence="88 of 120 posts link to larkfield.example (65 to 81 %).",
    file="posts.csv",
    window=(date(2026, 8, 1), date(2026, 10, 31)),
    count=120,
)


def flat(kept: Kept, measured: tuple[Measured, ...] = (), **more: object) -> str:
    """The report as text, without line ends."""
    return " ".join(render(kept, "text", measured=measured, **more).split())  # type: ignore[arg-type]


# The roadmap


def test_every_change_has_an_effort_with_its_reason() -> None:
    for fact, values in knowledge().prices.items():
        for value, price in values.items():
            assert price.effort in knowledge().efforts, (fact, value)
            assert price.because.endswith("."), (fact, value)


def test_the_roadmap_takes_what_others_need_first() -> None:
    steps = [step.fact for step in roadmap(CASES["settled push"], assess(CASES["settled push"]))]
    assert steps[0] == "who_can_speak"
    assert steps.index("answers_given") < steps.index("answer_style")


def test_the_roadmap_prefers_little_effort_and_great_gain() -> None:
    for case in CASES.values():
        steps = roadmap(case, assess(case))
        for earlier, later in itertools.pairwise(steps):
            had_to_wait = later.fact in knowledge().needs
            worth = earlier.gain.rank - earlier.effort.rank, later.gain.rank - later.effort.rank
            assert worth[0] >= worth[1] or had_to_wait


def test_the_roadmap_holds_every_change_once_and_ends_at_every_target() -> None:
    for case in CASES.values():
        assessment = assess(case)
        steps = roadmap(case, assessment)
        judged = [channel for channel in assessment.channels if channel.strategy != "undetermined"]
        expected = {(c.key, change.fact, change.to) for c in judged for change in c.changes}
        assert {(key, step.fact, step.to) for step in steps for key in step.changes} == expected
        assert {key for step in steps for key in step.arrived} == {c.key for c in judged if c.changes}


def test_a_channel_arrives_with_the_step_that_the_roadmap_says() -> None:
    case = CASES["five channels"]
    before = assess(case)
    for step in roadmap(case, before):
        for key in step.changes:
            case = case.with_fact(key, step.fact, step.to)
        now = {channel.key: channel.strategy for channel in assess(case).channels}
        targets = {channel.key: channel.target for channel in before.channels}
        assert all(now[key] == targets[key] for key in step.arrived)


def test_the_report_names_effort_gain_and_arrival() -> None:
    report = flat(Kept(CASES["settled push"]))
    assert "1. Who can speak: people can comment" in report
    assert "Effort: some. The setting takes a minute" in report
    assert "Gain: great" in report
    assert "Then: Facebook follows pull." in report


# Measured facts


def test_told_and_measured_stand_side_by_side_with_file_days_and_count() -> None:
    report = flat(Kept(FACEBOOK), (LINKS,))
    assert "Told: Few, under 20 % Measured: Most, over half. 88 of 120 posts link to larkfield.example" in report
    assert "(posts.csv, 1 August 2026 to 31 October 2026, 120 counted)" in report


@pytest.mark.parametrize(
    ("told", "values", "note"),
    [
        ("few", ("most",), "The two differ, and both may have their reasons"),
        ("most", ("most",), "Both say the same."),
        ("some", ("some", "most"), "Both say the same."),
        (None, ("most",), "You had not told this; the figures can fill the gap."),
        ("unknown", ("most",), "You had not told this; the figures can fill the gap."),
        ("few", ("few", "some", "most"), "The figures leave everything possible."),
        ("few", (), "Good to know; no answer depends on it."),
    ],
)
def test_a_kind_note_says_how_the_two_go_together(told: str | None, values: tuple[str, ...], note: str) -> None:
    case = Case({}, (Channel("facebook", None, {"own_site_links": told} if told else {}),))
    measured = Measured("facebook", "own_site_links", "links", values, "A sentence.", "a.csv", None, 3)
    assert note in flat(Kept(case), (measured,))


def test_a_range_names_all_values_left() -> None:
    measured = Measured("facebook", "own_site_links", "links", ("some", "most"), "A sentence.", "a.csv", None, 3)
    assert "Measured: Some, 20 to 50 % or most, over half." in flat(Kept(FACEBOOK), (measured,))


def test_the_first_page_mentions_a_difference() -> None:
    assert "In one point your own figures say something else" in flat(Kept(FACEBOOK), (LINKS,))
    assert "your own figures" not in flat(Kept(FACEBOOK))


def test_a_figure_beside_the_vocabulary_is_shown_as_it_is() -> None:
    measured = Measured("facebook", "posts_a_week", "posts a week", (), "16 posts a week.", "a.csv", None, 210)
    assert "Posts a week Told: not told Measured: a figure only. 16 posts a week. (a.csv, without dates, 210" in flat(
        Kept(FACEBOOK), (measured,)
    )


@pytest.mark.parametrize("form", ["text", "markdown", "html", "csv", "json"])
def test_hostile_words_in_figures_stay_text(form: str) -> None:
    measured = Measured("facebook", "own_site_links", HOSTILE, ("most",), HOSTILE, HOSTILE, None, 1)
    report = render(Kept(FACEBOOK), form, measured=[measured])
    assert "\x1b" not in report
    if form == "html":
        assert "<script" not in report
    if form == "markdown":
        assert "\\<script\\>" in report


def test_a_figure_on_a_channel_that_is_not_there_is_refused() -> None:
    measured = Measured("x", "own_site_links", "links", ("most",), "A sentence.", "a.csv", None, 3)
    with pytest.raises(ValueError, match=r"measured: there is no channel 'x'; there are: facebook\."):
        render(Kept(FACEBOOK), "text", measured=[measured])


def test_measured_facts_are_part_of_the_json() -> None:
    plain = json.loads(render(Kept(FACEBOOK), "json", measured=[LINKS]))
    assert plain["measured"][0]["values"] == ["most"]
    assert plain["measured"][0]["window"] == ["2026-08-01", "2026-10-31"]


# Two assessments compared

MARCH, JUNE = (datetime(2026, month, 4, tzinfo=timezone.utc) for month in (3, 6))
THEN = Case(AGENCY, (Channel("facebook", None, PUSH), Channel("flickr", None, PULL)))
NOW = Case(AGENCY, (Channel("facebook", None, PULL), Channel("x", None, PULL)))


def test_the_report_says_which_channels_changed_came_and_went() -> None:
    report = flat(Kept(NOW), earlier=(MARCH, assess(THEN).as_json()))
    assert "Compared with the assessment of 4 March 2026." in report
    assert "- Facebook, Strategy: push -> pull" in report
    assert "- Flickr, Strategy: pull -> no longer there" in report
    assert "- X, Strategy: not there yet -> pull" in report
    assert "- Facebook, Who can speak: Switched off for everyone -> People can comment" in report
    assert "Something changed since 4 March 2026" in report


def test_without_an_earlier_assessment_the_report_says_so() -> None:
    assert "There is no earlier assessment to compare with." in flat(Kept(NOW))


def test_an_unchanged_case_is_said_to_be_unchanged() -> None:
    report = flat(Kept(NOW), earlier=(MARCH, assess(NOW).as_json()))
    assert "Nothing has changed since the assessment of 4 March 2026." in report
    assert "Something changed" not in report


def test_without_a_day_the_last_different_assessment_is_taken() -> None:
    now = assess(NOW)
    history = [(MARCH, assess(THEN).as_json()), (JUNE, now.as_json())]
    assert earlier_of(history, now) == history[0]
    assert earlier_of(history[1:], now) == history[1]
    assert earlier_of([], now) is None


def test_with_a_day_the_last_assessment_up_to_it_is_taken() -> None:
    now = assess(NOW)
    history = [(MARCH, assess(THEN).as_json()), (JUNE, now.as_json())]
    assert earlier_of(history, now, date(2026, 5, 1)) == history[0]
    assert earlier_of(history, now, date(2026, 6, 4)) == history[1]
    assert earlier_of(history, now, date(2025, 1, 1)) == history[0]


def test_changed_agency_facts_are_named() -> None:
    since = since_of((MARCH, assess(THEN).as_json()), assess(NOW.with_fact(None, "goals", ["consult"])))
    assert since is not None
    assert [(one.label, one.now) for one in since.told if not one.channel] == [("Goals", "Hear what people think")]


# The table of facts


def test_the_table_has_one_row_a_fact_with_the_users_words_and_when_they_were_told() -> None:
    kept = Kept(FACEBOOK, {("facebook", "who_can_speak"): "anyone may comment"})
    text = render(kept, "csv", told_at={("facebook", "who_can_speak"): "2026-11-20T10:00:00+00:00"})
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(MIXED) + len(AGENCY)
    assert {
        "channel": "Facebook", "fact": "who_can_speak", "value": "comments", "words": "anyone may comment",
        "told": "2026-11-20T10:00:00+00:00",
    } in rows  # fmt: skip


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2", "@SUM(A1)", " =1", "\t=1", "＋1", "|calc", '=HYPERLINK("x")'])
def test_a_cell_that_looks_like_a_formula_becomes_text(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


def test_no_cell_of_a_hostile_conversation_starts_a_formula() -> None:
    kept = Kept(FACEBOOK, {("facebook", fact): "=cmd|' /C calc'!A0" for fact in MIXED})
    for row in csv.reader(io.StringIO(render(kept, "csv"))):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert all(len(row) == 5 for row in csv.reader(io.StringIO(render(hostile(), "csv"))))


# The command line


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Records:
    """Records with one conversation and one earlier result."""
    monkeypatch.setenv("ADVISOR_DB", str(tmp_path / "advisor.db"))
    store = Records(tmp_path / "advisor.db")
    store.save("anna", Kept(NOW, {("facebook", "who_can_speak"): "comments are open now"}, {}, 3))
    store.keep_assessment("anna", assess(THEN).as_json())
    return store


@pytest.mark.usefixtures("stored")
def test_a_stored_conversation_is_reported_with_what_changed() -> None:
    done = CliRunner().invoke(app, ["report", "anna"])
    assert done.exit_code == 0
    assert "Facebook, Strategy: push -> pull" in done.stdout


@pytest.mark.usefixtures("stored")
def test_a_pdf_is_written_to_a_file(tmp_path: Path) -> None:
    made = tmp_path / "anna.pdf"
    assert CliRunner().invoke(app, ["report", "anna", "--format", "pdf", "--output", str(made)]).exit_code == 0
    assert made.read_bytes().startswith(b"%PDF-")


@pytest.mark.usefixtures("stored")
def test_a_table_of_facts_tells_when_each_was_told() -> None:
    rows = list(csv.DictReader(io.StringIO(CliRunner().invoke(app, ["report", "anna", "--format", "csv"]).stdout)))
    (row,) = [one for one in rows if one["words"] == "comments are open now"]
    assert datetime.fromisoformat(row["told"]).tzinfo is not None


@pytest.mark.usefixtures("stored")
def test_a_table_in_a_file_tells_spreadsheets_its_encoding(tmp_path: Path) -> None:
    made = tmp_path / "anna.csv"
    CliRunner().invoke(app, ["report", "anna", "--format", "csv", "--output", str(made)])
    assert made.read_bytes().startswith(b"\xef\xbb\xbfchannel,")


def test_comparing_with_a_day_needs_a_stored_result(stored: Records) -> None:
    stored.save("bob", Kept(NOW, {}, {}, 1))
    done = CliRunner().invoke(app, ["report", "bob", "--since", "2026-01-01"])
    assert done.exit_code == 2
    assert "no result of 'bob' is stored to compare with; leave out --since." in done.stderr


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    fact_file = tmp_path / "a.yml"
    fact_file.write_text("agency: {name: A}\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["assess", str(fact_file), "--output", str(tmp_path / "none" / "a.txt")])
    assert done.exit_code == 2
    assert "a.txt" in done.stderr


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html", "csv", "pdf"])
def test_a_fact_file_can_be_assessed_in_every_format(tmp_path: Path, form: str) -> None:
    fact_file = tmp_path / "a.yml"
    fact_file.write_text("agency: {name: A}\nchannels: [{platform: x}]\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["assess", str(fact_file), "--format", form])
    assert done.exit_code == 0
    assert done.stdout_bytes == render_bytes(Kept(Case({"name": "A"}, (Channel("x"),))), form) or form == "json"
