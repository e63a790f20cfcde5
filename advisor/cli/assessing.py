"""`advisor assess`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import track

from advisor.cli.writing import write_out
from advisor.facts import Case, FactError, parse_fact_text, read_case, read_fact_file
from advisor.facts.loading import load
from advisor.records import Kept
from advisor.report import render_bytes
from advisor.report.registry import Registry
from advisor.strategy import Assessment, assess

LONG_BATCH = 2000  # lines from which a progress bar is shown


def assess_files(names: list[str], form: str, output: Path | None = None) -> None:
    """Writes the assessment of each file; nothing is written unless all files can be read."""
    cases = [_read(name) for name in names]
    if output is not None and len(cases) > 1:
        raise FactError("--output takes one fact file at a time.")
    for case in cases:
        if form == "json":
            write_out(json.dumps(assess(case).as_json(), ensure_ascii=False).encode(), output, form)
        else:
            write_out(render_bytes(Kept(case), form), output, form)


def _read(name: str) -> Case:
    if name == "-":
        return parse_fact_text(sys.stdin.read(), "standard input")
    return read_fact_file(Path(name))


def assess_batch(path: Path, form: str = "text", output: Path | None = None) -> int:
    """Writes one line for each line of a .jsonl, or all of them as one page (html) or sheet (csv).

    Returns 1 if a line was bad, else 0.
    """
    if form in {"html", "csv"}:
        registry = Registry()
        for number, found in _assessed(path):
            registry.add(number, found)
        write_out(registry.as_html().encode() if form == "html" else registry.as_csv().encode(), output, form)
        return int(bool(registry.errors))
    if form not in {"text", "json"} or output is not None:
        raise FactError("a batch is written as JSON lines, or with --format html or csv.")
    bad = 0
    for number, found in _assessed(path):
        if isinstance(found, str):
            bad = 1
            sys.stdout.write(json.dumps({"line": number, "error": found}, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(found.as_line() + "\n")
    return bad


def _assessed(path: Path) -> Iterator[tuple[int, Assessment | str]]:
    """The number of each line with its assessment, or with what is wrong with it."""
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
            if line.strip():
                try:
                    yield number, assess(read_case(load(line)))
                except (FactError, ValueError) as error:
                    yield number, str(error)
