"""The documents name only commands and files that exist."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from advisor.cli.program import app
from advisor.facts import read_fact_file
from advisor.rehearsal import read_scenarios

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
DOCUMENTS = [
    README,
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    ROOT / "bench/README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
COMMANDS: dict[str, object] = dict(get_command(app).commands)  # type: ignore[attr-defined]
TOP = {path.name for path in ROOT.iterdir()}
WRITTEN_LATER = ("state/", "models/", "results/")
"""Made by running, so absent from a fresh copy."""

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def code_of(text: str) -> str:
    """All code of a document: blocks, and spans of a line."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    rest = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", rest)])


def blocks_of(text: str, language: str) -> list[str]:
    """The code blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def paths_in(text: str) -> set[str]:
    """Everything in code that looks like a path inside the project."""
    found = {word.rstrip(".,;:/") for word in re.findall(r"(?<![\w./-])[\w.][\w./*-]*/[\w./*-]*", code_of(text))}
    ours = {path for path in found if path.split("/")[0] in TOP and "NAME" not in path}
    return {path for path in ours if not path.startswith((*WRITTEN_LATER, ".venv"))}


@each_document
def test_a_named_make_target_exists(document: Path) -> None:
    named = re.findall(r"\bmake ((?:[a-z-]+ ?)+)", code_of(document.read_text(encoding="utf-8")))
    assert {target for targets in named for target in targets.split()} <= TARGETS


@each_document
def test_a_named_command_of_the_advisor_exists(document: Path) -> None:
    named = re.findall(r"(?<![\w/])(?:\.venv/bin/)?advisor ([a-z]+)", code_of(document.read_text(encoding="utf-8")))
    assert set(named) <= set(COMMANDS)


def test_the_readme_shows_every_command_of_the_advisor() -> None:
    code = code_of(README.read_text(encoding="utf-8"))
    assert {command for command in COMMANDS if f"advisor {command}" not in code} == set()


@each_document
def test_a_named_option_of_the_advisor_exists(document: Path) -> None:
    for line in code_of(document.read_text(encoding="utf-8")).splitlines():
        for name, rest in re.findall(r"(?<![\w/])(?:\.venv/bin/)?advisor ([a-z]+)([^|#]*)", line):
            known = {option for one in COMMANDS[name].params for option in one.opts}  # type: ignore[attr-defined]
            assert set(re.findall(r"--[a-z-]+", rest)) <= known, line


@each_document
def test_a_link_leads_to_something(document: Path) -> None:
    links = re.findall(r"\]\(([^)]+)\)", document.read_text(encoding="utf-8"))
    local = [link.partition("#")[0] for link in links if not link.startswith("http")]
    assert [link for link in local if not (document.parent / link).exists()] == []


@each_document
def test_a_named_path_exists(document: Path) -> None:
    assert {path for path in paths_in(document.read_text(encoding="utf-8")) if not any(ROOT.glob(path))} == set()


def test_the_readmes_fact_file_is_valid(tmp_path: Path) -> None:
    (fact_file,) = (
        block for block in blocks_of(README.read_text(encoding="utf-8"), "yaml") if "agency:\n  name" in block
    )
    path = tmp_path / "agency.yml"
    path.write_text(fact_file, encoding="utf-8")
    assert [channel.platform for channel in read_fact_file(path).channels] == ["facebook", "x"]


def test_the_readmes_scenario_is_valid(tmp_path: Path) -> None:
    (scenario,) = (block for block in blocks_of(README.read_text(encoding="utf-8"), "yaml") if "scenario:" in block)
    path = tmp_path / "library.yml"
    path.write_text(scenario, encoding="utf-8")
    assert len(read_scenarios([path])) == 1


def test_the_readmes_command_lines_for_fact_files_run(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    fact_file = next(block for block in blocks_of(text, "yaml") if "agency:\n  name" in block)
    (tmp_path / "agency.yml").write_text(fact_file, encoding="utf-8")
    (tmp_path / "agencies.jsonl").write_text('{"channels": [{"platform": "x"}]}\n', encoding="utf-8")
    lines = [line for block in blocks_of(text, "sh") for line in block.splitlines() if "advisor assess" in line]
    path = f"{ROOT / '.venv/bin'}{os.pathsep}{os.environ['PATH']}"
    script = "set -e\n" + "\n".join(lines)
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "assessed.jsonl").read_text(encoding="utf-8").startswith('{"contract"')


def test_the_workflow_for_agencies_is_valid_and_uses_what_exists() -> None:
    text = (ROOT / "docs/conversation-tests.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(text)["jobs"]["rehearse"]["steps"]
    assert [step["run"].split()[1] for step in steps if "make" in step.get("run", "")] == ["train"]
    assert "pytest --rehearse ../agency/scenarios" in text
    assert set(re.findall(r"advisor ([a-z]+) \.\./", text)) <= set(COMMANDS)


def test_the_documents_name_no_private_place() -> None:
    for document in DOCUMENTS:
        assert not re.search(r"/(?:home|work|tmp|root)/", document.read_text(encoding="utf-8")), document
