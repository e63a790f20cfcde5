"""The facts as a sheet (CSV), safe to open in a spreadsheet program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from advisor.dialogue.wording import is_measured
from advisor.records.store import Kept
from advisor.report.phrasing import one_line

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEAD = ("scope", "channel", "name", "fact", "value", "words", "from")


def facts_sheet(kept: Kept) -> str:
    """One row a fact, the agency's first; a value that is a list is joined by "; "."""
    rows: list[Sequence[Any]] = [("agency", "", "", *_row(kept, None, f, v)) for f, v in kept.case.agency.items()]
    for channel in kept.case.channels:
        start = ("channel", channel.platform, channel.name or "")
        rows += [(*start, *_row(kept, channel.key, fact, value)) for fact, value in channel.facts.items()]
    return sheet(HEAD, rows)


def _row(kept: Kept, key: str | None, fact: str, value: Any) -> tuple[str, ...]:
    words = one_line(kept.words.get((key, fact), ""))
    shown = "; ".join(value) if isinstance(value, list) else str(value)
    return fact, shown, words, "measured" if is_measured(words) else "told"


def sheet(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV with a byte order mark, for spreadsheet programs. No cell can begin a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_tame(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _tame(cell: Any) -> str:
    """`cell` as text that no spreadsheet program takes for a formula (OWASP, CSV injection)."""
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
