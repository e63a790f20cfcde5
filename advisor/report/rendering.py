"""One report in several formats. The templates stand beside this file."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from advisor.dialogue.wording import table
from advisor.records.store import Kept
from advisor.report.chart import chart
from advisor.report.content import Report, report_of
from advisor.report.earlier import Earlier
from advisor.report.pdf import pdf
from advisor.report.phrasing import phrase, words
from advisor.report.sheet import facts_sheet
from advisor.report.ternary import ternary
from advisor.strategy import assess

FORMATS = ("text", "markdown", "html", "json", "csv")
BINARY = ("pdf",)
WIDTH = 80
_LONGEST_CELL = 32
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#!|~&$])")
_BULLET = re.compile(r"\s*(?:- )?")


def render_bytes(kept: Kept, format: str, earlier: Sequence[Earlier] = ()) -> bytes:
    """The report in one of `FORMATS` or `BINARY`; ValueError for any other."""
    if format == "pdf":
        return pdf(report_of(kept, earlier))
    return render(kept, format, earlier).encode()


def render(kept: Kept, format: str, earlier: Sequence[Earlier] = ()) -> str:
    """The report on `kept` in one of `FORMATS`; ValueError for any other. `earlier`: results shown before, oldest first."""
    if format == "csv":
        return facts_sheet(kept)
    if format == "json":
        return json.dumps(assess(kept.case).as_json(), ensure_ascii=False, indent=2)
    if format not in FORMATS:
        raise ValueError(f"unknown format {format!r}; allowed are {', '.join((*FORMATS, *BINARY))}.")
    report = report_of(kept, earlier)
    if format == "html":
        return _environment(True).get_template("report.html").render(r=report, w=words()).lstrip()
    if format == "markdown":
        return _spaced(_environment(False).get_template("report.md").render(r=report, w=words()))
    text = _environment(False).get_template("report.txt").render(r=report, w=words(), overview=_overview(report))
    return _spaced("\n".join(_wrapped(line) for line in text.splitlines()))


@lru_cache(maxsize=2)
def _environment(escape: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["md"] = _markdown
    environment.globals.update(phrase=phrase, chart=chart, ternary=ternary)
    return environment


def _markdown(text: Any) -> str:
    """`text` with everything escaped that Markdown or the HTML within it would take for mark-up."""
    return re.sub(r"^(\s*)([-=]|\d+\.)", r"\1\\\2", _MARKDOWN.sub(r"\\\1", str(text)))


def _spaced(text: str) -> str:
    """`text` without runs of empty lines, ending in one line end."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _overview(report: Report) -> str:
    columns = words()["columns"]
    rows = [(columns["channel"], columns["strategy"], columns["sure"])]
    rows += [(_cut(channel.label), channel.strategy, channel.sure) for channel in report.channels]
    return table(rows, WIDTH)


def _cut(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else cell[: _LONGEST_CELL - 1] + "…"


def _wrapped(line: str) -> str:
    """`line` in pieces of at most `WIDTH` columns, each under the start of the first."""
    if len(line) <= WIDTH:
        return line.rstrip()
    start = _BULLET.match(line)
    hang = " " * (start.end() if start else 0)
    return textwrap.fill(line, WIDTH, subsequent_indent=hang, break_on_hyphens=False)
