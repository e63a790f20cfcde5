"""`advisor evidence` as a user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import exports as ex
import pytest
from typer.testing import CliRunner

from advisor.cli.program import app
from advisor.evidence import EvidenceError, how
from advisor.evidence.data import table
from advisor.facts import read_fact_file

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["evidence", *words])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def archive(tmp_path: Path) -> str:
    path = tmp_path / "tweets.csv"
    path.write_bytes(ex.old_x(150))
    return str(path)


def test_the_text_tells_measures_facts_and_what_cannot_be_known(archive: str) -> None:
    status, out, _ = run(archive, "--own-site", "springfield.gov")
    assert status == 0
    assert out.startswith(
        "X - tweets.csv\n150 posts, Jan 2025 – May 2025\n\nMeasured\n  In tweets.csv, 0 % of 150 posts"
    )
    assert "Links to own website: few posts link to the website." in out
    assert "who can speak: An export tells what happened, not what the settings allow." in out
    assert "Texts, private messages and other people's names are dropped" in out


def test_yaml_is_a_fact_file_that_can_be_assessed(archive: str, tmp_path: Path) -> None:
    _, out, _ = run(
        archive, "--own-site", "springfield.gov", "--channel", "City", "--made", "2025-06-01", "--format", "yaml"
    )
    path = tmp_path / "facts.yml"
    path.write_text(out, encoding="utf-8")
    (channel,) = read_fact_file(path).channels
    assert channel.key == "x/City"
    assert channel.facts == {
        "own_site_links": "few", "answer_style": "none", "shares_others": channel.facts.get("shares_others"), "posting_frequency": "daily",
    } or channel.facts == {"own_site_links": "few", "answer_style": "none", "posting_frequency": "daily"}  # fmt: skip
    assert CliRunner().invoke(app, ["assess", str(path), "--format", "json"]).exit_code == 0


def test_json_is_one_object(archive: str) -> None:
    _, out, _ = run(archive, "--format", "json")
    assert set(json.loads(out)) == {"evidence", "files", "channels", "cannot_be_measured"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "advisor: give an export to measure, or --how PLATFORM to see how to get one.\n"),
        (("nowhere.csv",), "advisor: nowhere.csv: there is no such file.\n"),
        (("tests",), "advisor: tests: is a folder; give the file in it.\n"),
        (
            ("--how", "myspace"),
            f"advisor: no instructions for 'myspace'; there are some for {', '.join(table('how'))}.\n",
        ),
    ],
)
def test_what_cannot_be_done_is_one_line_and_status_2(words: tuple[str, ...], said: str) -> None:
    status, out, err = run(*words)
    assert (status, out, err) == (2, "", said)


def test_a_day_that_is_none_is_refused_with_an_example(archive: str) -> None:
    assert (
        run(archive, "--made", "June")[2]
        == "advisor: --made 'June': write the day as YYYY-MM-DD, for example 2025-07-31.\n"
    )


def test_how_tells_the_steps_their_date_and_what_they_rest_on() -> None:
    status, out, _ = run("--how", "twitter")
    assert status == 0
    assert "  1. On x.com, open More > " in out
    assert "As of 2026-11, after published guides." in out
    assert "Platforms move such things often" in out


@pytest.mark.parametrize("platform", table("how"))
def test_every_platform_that_can_be_read_has_instructions(platform: str) -> None:
    found = how(platform)
    assert all(way.steps and way.file and way.holds for way in found.ways)


def test_every_layouts_platform_has_instructions() -> None:
    named = {entry["platform"] for entry in table("formats").values() if isinstance(entry["platform"], str)}
    assert named <= set(table("how"))
    with pytest.raises(EvidenceError, match="there are some for x, facebook"):
        how("nowhere")


def test_measuring_needs_no_rasa() -> None:
    check = "import sys, advisor.evidence, advisor.cli.measuring; print(any(m.split('.')[0] in ('rasa', 'rasa_sdk', 'spacy') for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
