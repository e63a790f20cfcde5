"""`advisor assess`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import track

from advisor.facts import Case, FactError, parse_fact_text, read_case, read_fact_file
from advisor.facts.loading import load
from advisor.records import Kept
from advisor.report import render
from advisor.strategy import assess

LONG_BATCH = 2000  # lines from which a progress bar is shown


def assess_files(names: list[str], form: str) -> None:
    """Writes the assessment of each file; nothing is written unless all files can be read."""
    cases = [_read(name) for name in names]
    for case in cases:
        if form == "json":
            typer.echo(json.dumps(assess(case).as_json(), ensure_ascii=False))
        else:
            typer.echo(render(Kept(case), form))


def _read(name: str) -> Case:
    if name == "-":
        return parse_fact_text(sys.stdin.read(), "standard input")
    return read_fact_file(Path(name))


def assess_batch(path: Path) -> int:
    """Writes one line for each line of a .jsonl; returns 1 if a line was bad, else 0."""
    bad = 0
    with path.open(encoding="utf-8") as lines:
        total = sum(1 for _ in lines)
        lines.seek(0)
        shown = track(
            lines,
            "Assessing",
            total,
            console=Console(stderr=True),
            disable=total < LONG_BATCH or not sys.stderr.isatty(),
        )
        for number, line in enumerate(shown, 1):
            if not line.strip():
                continue
            try:
                answer = assess(read_case(load(line))).as_line()
            except (FactError, ValueError) as error:
                answer, bad = json.dumps({"line": number, "error": str(error)}, ensure_ascii=False), 1
            sys.stdout.write(answer + "\n")
    return bad
