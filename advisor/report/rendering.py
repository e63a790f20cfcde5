"""One report in several formats. The templates stand beside this file."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from advisor.dialogue.wording import table
from advisor.knowledge import knowledge
from advisor.records.store import Kept
from advisor.report.chart import chart, described, standalone_style, ternary
from advisor.report.content import Report, report_of
from advisor.report.earlier import Earlier
from advisor.report.earlier import as_json as since_as_json
from advisor.report.measured import Measured, check_channels, measured_of
from advisor.report.pdf import pdf
from advisor.report.phrasing import phrase, words
from advisor.report.spreadsheet import facts_csv
from advisor.report.templates import environment, sheet
from advisor.strategy import assess

FORMATS = ("text", "markdown", "html", "json", "csv", "pdf")
WIDTH = 80
_LONGEST_CELL = 32
_BULLET = re.compile(r"\s*(?:- |\d+\. )?")
_SECTIONS = (
    "channels", "mix", "comparison", "goals", "tradeoffs", "roadmap", "open", "how", "law", "since",
)  # fmt: skip


def render(
    kept: Kept,
    format: str,
    *,
    measured: Sequence[Measured] = (),
    earlier: Earlier | None = None,
    told_at: Mapping[tuple[str | None, str], str] | None = None,
) -> str:
    """The report on `kept` in one of `FORMATS` but PDF, which `render_bytes` gives; ValueError for any other.

    `measured`: figures to set beside what was told, those kept with the conversation if none are given; ValueError for one on a channel that is not in the case. `earlier`: the assessment to compare with. `told_at`: when each
    fact was told, for the table of facts. JSON is the assessment; figures and comparison are added where there are any.
    """
    measured = measured or measured_of(kept)
    check_channels(kept.case, measured)
    if format == "csv":
        return facts_csv(kept, measured, told_at or {})
    if format == "json":
        return json.dumps(_plain(kept, measured, earlier), ensure_ascii=False, indent=2)
    if format not in FORMATS or format == "pdf":
        raise ValueError(f"unknown format {format!r}; allowed are {', '.join(one for one in FORMATS if one != 'pdf')}.")
    report = report_of(kept, measured, earlier)
    if format == "html":
        return _html(report)
    template = environment(False).get_template("report.md" if format == "markdown" else "report.txt")
    text = template.render(r=report, w=words(), levels=_levels(), overview=_overview(report))
    return _spaced(text if format == "markdown" else "\n".join(_wrapped(line) for line in text.splitlines()))


def render_bytes(
    kept: Kept,
    format: str,
    *,
    measured: Sequence[Measured] = (),
    earlier: Earlier | None = None,
    told_at: Mapping[tuple[str | None, str], str] | None = None,
) -> bytes:
    """The report in any of `FORMATS`, as bytes to be written; arguments as for `render`."""
    if format == "pdf":
        measured = measured or measured_of(kept)
        check_channels(kept.case, measured)
        report = report_of(kept, measured, earlier)
        drawing = ternary(report.mix, "ternary", standalone_style()) if report.mix.drawn else ""
        return pdf(report, str(drawing), described(report.mix) if drawing else "", _levels())
    return render(kept, format, measured=measured, earlier=earlier, told_at=told_at).encode("utf-8")


def _html(report: Report) -> str:
    present = {"channels": report.channels, "mix": report.channels, "comparison": report.comparison,
               "tradeoffs": report.tradeoffs, "open": report.channels}  # fmt: skip
    page = (
        environment(True)
        .get_template("report.html")
        .render(
            r=report,
            w=words(),
            style=sheet("report.css"),
            sections=[name for name in _SECTIONS if present.get(name, True)],
            levels=_levels(),
            chart=chart,
            ternary=ternary,
        )
        .strip()
    )
    return page + "\n"


def _plain(kept: Kept, measured: Sequence[Measured], earlier: Earlier | None) -> dict[str, Any]:
    assessment = assess(kept.case)
    plain = assessment.as_json()
    if measured:
        plain["measured"] = [
            {
                **vars(one),
                "values": list(one.values),
                "window": [day.isoformat() for day in one.window] if one.window else None,
            }
            for one in measured
        ]
    if earlier is not None:
        plain["changed"] = since_as_json(earlier, assessment)
    return plain


@lru_cache(maxsize=1)
def _levels() -> tuple[str, ...]:
    """What the words for effort and gain mean."""
    efforts = [(one.label, one.means) for one in knowledge().efforts.values()]
    gains = [(one.label, one.means) for one in knowledge().gains]
    return (
        phrase("roadmap.efforts", all=_explained(efforts)),
        phrase("roadmap.gains", all=_explained(gains)),
        phrase("roadmap.basis"),
    )


def _explained(levels: Sequence[tuple[str, str]]) -> str:
    return "; ".join(phrase("roadmap.level", label=label, means=means) for label, means in levels)


def _spaced(text: str) -> str:
    """`text` without runs of empty lines, ending in one line end; table rows stay together."""
    text = re.sub(r"(?<=\|)\n\n+(?=\|)", "\n", text)
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
