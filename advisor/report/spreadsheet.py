"""Facts and results as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from advisor.facts import vocabulary
from advisor.records.store import Kept
from advisor.report.judged import label_of_key
from advisor.report.measured import Measured
from advisor.report.phrasing import one_line

COLUMNS = ("channel", "fact", "value", "words", "told")
MEASURED = ("measured", "figures", "file")
_STARTS = tuple("=+-@|%\t\r\n＝＋－＠")
"""What a spreadsheet may take for the start of a formula or a command, in full-width forms too."""


def facts_csv(kept: Kept, measured: Sequence[Measured], told_at: Mapping[tuple[str | None, str], str]) -> str:
    """One row a fact: channel (empty for the agency), fact, value, the user's words, when it was told.

    Where anything was measured, three columns more say what, in which words and from which file; a figure on a fact
    that was not told has a row of its own.
    """
    figures = {(one.channel, one.fact): one for one in measured}
    rows = [list((*COLUMNS, *MEASURED) if measured else COLUMNS)]
    for key, name, value in _facts(kept):
        place = (key, name)
        row = [_label(key), name, _value(name, value), one_line(kept.words.get(place, "")), told_at.get(place, "")]
        rows.append([*row, *_figures(figures.pop((key or "", name), None))] if measured else row)
    for one in figures.values():
        rows.append([_label(one.channel), one.fact, "", "", "", *_figures(one)])
    return written(rows)


def written(rows: Iterable[Sequence[str]]) -> str:
    """The rows as CSV, every cell made safe."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue()


def safe(cell: str) -> str:
    """`cell`, with an apostrophe before it if a spreadsheet could take it for a formula."""
    return f"'{cell}" if cell.lstrip().startswith(_STARTS) or cell.startswith(_STARTS) else cell


def _facts(kept: Kept) -> Iterable[tuple[str | None, str, Any]]:
    for name in vocabulary().agency_facts:
        if name in kept.case.agency:
            yield None, name, kept.case.agency[name]
    for channel in kept.case.channels:
        for name in vocabulary().channel_facts:
            if name in channel.facts:
                yield channel.key, name, channel.facts[name]


def _value(name: str, value: Any) -> str:
    """The value as in a fact file; a list in its order, with semicolons."""
    if vocabulary().fact(name).type == "text":
        return one_line(str(value))
    return "; ".join(value) if isinstance(value, list) else str(value)


def _figures(one: Measured | None) -> tuple[str, str, str]:
    return ("; ".join(one.values), one_line(one.sentence), one_line(one.file)) if one else ("", "", "")


def _label(key: str | None) -> str:
    return label_of_key(key) if key else ""
