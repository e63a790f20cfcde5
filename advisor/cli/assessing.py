"""`advisor assess`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from rich.console import Console
from rich.progress import track

from advisor.cli.output import OutputError, write
from advisor.facts import Case, FactError, parse_fact_text, read_case, read_fact_file
from advisor.facts.loading import load
from advisor.records import Kept
from advisor.report import render_bytes
from advisor.report.audit import BATCH_FORMATS, Entry, audit
from advisor.strategy import assess

LONG_BATCH = 2000  # lines from which a progress bar is shown


def assess_files(names: list[str], form: str, output: Path | None = None) -> None:
    """Writes the assessment of each file; nothing is written unless all files can be read.

    Several files make one page in HTML and one table in CSV; JSON is one line a file.
    """
    cases = [_read(name) for name in names]
    if len(cases) > 1 and form == "pdf":
        raise OutputError("a PDF is about one agency; give one file at a time.")
    if len(cases) > 1 and form in BATCH_FORMATS:
        entries = (Entry(number, case) for number, case in enumerate(cases, 1))
        write("".join(audit(entries, form)).encode("utf-8"), form, output)
        return
    write(b"".join(_written(case, form) for case in cases), form, output)


def _written(case: Case, form: str) -> bytes:
    if form == "json":
        return json.dumps(assess(case).as_json(), ensure_ascii=False).encode("utf-8") + b"\n"
    content = render_bytes(Kept(case), form)
    return content if form == "pdf" or content.endswith(b"\n") else content + b"\n"


def _read(name: str) -> Case:
    if name == "-":
        return parse_fact_text(sys.stdin.read(), "standard input")
    return read_fact_file(Path(name))


def assess_batch(path: Path, form: str = "json", output: Path | None = None) -> int:
    """Writes a .jsonl batch: JSON line by line, one page in HTML, one table in CSV; returns 1 if a line was bad, else 0."""
    if form not in ("json", *BATCH_FORMATS):
        raise OutputError(f"a batch cannot be written as {form}; choose json, {' or '.join(BATCH_FORMATS)}.")
    bad = 0

    def watched() -> Iterator[Entry]:
        nonlocal bad
        for entry in _entries(path):
            bad = bad or int(entry.case is None)
            yield entry

    pieces = map(_json_line, watched()) if form == "json" else audit(watched(), form)
    with _opened(output, form) as out:
        out.writelines(pieces)
    return bad


def _entries(path: Path) -> Iterator[Entry]:
    """The lines of the batch, with a progress bar for a long one."""
    with path.open(encoding="utf-8") as lines:
        total = sum(1 for _ in lines)
        lines.seek(0)
        hidden = total < LONG_BATCH or not sys.stderr.isatty()
        shown = track(lines, "Assessing", total, console=Console(stderr=True), disable=hidden)
        for number, line in enumerate(shown, 1):
            if not line.strip():
                continue
            try:
                yield Entry(number, read_case(load(line)))
            except (FactError, ValueError) as error:
                yield Entry(number, None, str(error))


def _json_line(entry: Entry) -> str:
    if entry.case is None:
        return json.dumps({"line": entry.line, "error": entry.error}, ensure_ascii=False) + "\n"
    return assess(entry.case).as_line() + "\n"


@contextmanager
def _opened(output: Path | None, form: str) -> Iterator[IO[str]]:
    if output is None:
        yield sys.stdout
        return
    with output.open("w", encoding="utf-8-sig" if form == "csv" else "utf-8", newline="") as file:
        yield file
