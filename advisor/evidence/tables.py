"""Rows of tables: CSV as platforms and spreadsheets write it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from advisor.evidence.data import table
from advisor.evidence.error import NotPosts
from advisor.evidence.layouts import Layout, column_name, layouts, table_layout

PREAMBLE = 20  # rows in which the header is looked for
LONGEST_CELL = 1 << 20  # characters
_SEPARATORS = (",", ";", "\t")
_SEP = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_NAME_LIKE = re.compile(r"[^\W\d_][\w()%'./ -]{0,39}")
Row = Sequence[object]


@dataclass(frozen=True)
class Found:
    """A header that was recognised: its layout, names, and how many rows stand before the first post."""

    layout: Layout
    header: tuple[str, ...]
    skip: int
    encoding: str = "utf-8-sig"
    separator: str = ","


def find_table(head: bytes, name: str) -> Found | None:
    """The layout of a CSV with this head, None if no known header stands in its first rows.

    Raises NotPosts for files that are known and refused.
    """
    encoding = _encoding(head)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    marked = _SEP.match(text)
    seen: list[list[str]] = []
    for separator in (marked[1],) if marked else _SEPARATORS:
        rows = _first_rows(text, separator)
        for number, cells in enumerate(rows):
            refuse(cells, name)
            if layout := table_layout(cells):
                return Found(layout, tuple(cells), number + 1, encoding, separator)
        seen += rows[:3]
    return None


def refuse(cells: Sequence[str], name: str) -> None:
    """Raises NotPosts if these are the columns of a file that is known and not read."""
    names = {column_name(cell) for cell in cells}
    for entry in table("refusals")["tables"]:
        if names.issuperset(entry["has"]):
            raise NotPosts(f"{name}: {entry['say']}")


def describe_columns(head: bytes) -> str:
    """The column names of an unknown table, for an error; nothing if its first rows look like anything but names."""
    encoding = _encoding(head)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    for separator in _SEPARATORS:
        for cells in _first_rows(text, separator)[:3]:
            if len(cells) >= 3 and all(_NAME_LIKE.fullmatch(cell.strip()) for cell in cells):
                return ", ".join(cell.strip() for cell in cells[:8]) + (" ..." if len(cells) > 8 else "")
    return ""


def _first_rows(text: str, separator: str) -> list[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=separator)
    while len(rows) < PREAMBLE:
        try:
            rows.append(next(reader))
        except StopIteration:
            break
        except csv.Error:
            rows.append([])
    return rows


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head[1:200:2].count(0) > 60 and not head[:200:2].count(0):
        return "utf-16-le"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def csv_rows(stream: BinaryIO, found: Found) -> Iterator[Row | None]:
    """The rows after the header; None for one that cannot be read."""
    csv.field_size_limit(LONGEST_CELL)
    text = io.TextIOWrapper(stream, found.encoding, errors="replace", newline="")
    reader = csv.reader((line.replace("\x00", "") for line in text), delimiter=found.separator)
    width, number = len(found.header), 0
    try:
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield None
                continue
            number += 1
            if number > found.skip and any(row):
                yield row if len(row) <= width or not any(row[width:]) else None
    finally:
        text.detach()


def known_formats() -> str:
    """A sentence that lists the exports that can be read."""
    labels = sorted(layout.label for layout in layouts() if layout.kind != "identity")
    return f"Allowed are: {'; '.join(labels)}."
