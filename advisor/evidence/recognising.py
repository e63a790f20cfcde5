"""Which layout a file has, told by its content, and its rows."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO

from advisor.evidence import sheets, streams, tables
from advisor.evidence.data import table
from advisor.evidence.error import NotPosts
from advisor.evidence.layouts import Getter, Layout, cells_getter, json_layouts, layouts, path_getter
from advisor.evidence.sources import Part

PROBED = 1 << 20  # bytes of a JSON file in which its first item must stand
BAD = object()
"""Stands for a row that cannot be read at all."""


@dataclass(frozen=True)
class Opened:
    """A recognised file. `find` gives the getter of a column or path; `rows` reads the open file from its start.

    Rows may be BAD, and end with streams.CUT_SHORT where the file breaks off.
    """

    part: Part
    layout: Layout
    find: Callable[[str], Getter | None]
    rows: Callable[[BinaryIO], Iterator[Any]]


def recognise(part: Part) -> Opened | None:
    """The layout of a file; None for a member of an archive that holds no posts. Raises EvidenceError for any other."""
    try:
        return _recognise(part)
    except NotPosts:
        if part.inside:
            return None
        raise


def _recognise(part: Part) -> Opened:
    head = part.head()
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if sheets.is_workbook(head):
        if part.inside and head.startswith(b"PK"):
            raise NotPosts(f"{part.name}: is an archive inside an archive; unpack the outer one.")
        return _sheet(part)
    if streams.looks_like_car(head):
        layout = next(one for one in layouts() if one.kind == "car")
        return Opened(part, layout, path_getter, streams.car_records)
    if start.startswith((b"{", b"[", b"window.")):
        return _json(part, head)
    return _table(part, head)


def _sheet(part: Part) -> Opened:
    found, rows = sheets.find_sheet(part)
    return Opened(part, found.layout, lambda name: cells_getter(found.header, name), lambda _: iter(rows))


def _table(part: Part, head: bytes) -> Opened:
    found = None if b"\x00" * 8 in head else tables.find_table(head, part.name)
    if found is not None:
        header, known = found.header, found
        return Opened(
            part,
            found.layout,
            lambda name: cells_getter(header, name),
            lambda stream: (BAD if row is None else row for row in tables.csv_rows(stream, known)),
        )
    columns = tables.describe_columns(head)
    seen = f"its columns ({columns}) are those of no export known here" if columns else "is no export known here"
    raise NotPosts(
        f"{part.name}: {seen}. {tables.known_formats()} Column names must be English: set the platform's language to "
        "English (US) and export again."
    )


def _json(part: Part, head: bytes) -> Opened:
    with part.open() as stream:
        probe = stream.read(PROBED)
    for layout, start in json_layouts(head):
        first = next(streams.json_items(io.BytesIO(probe), start, layout.items), None)
        if isinstance(first, dict) and layout.fits(partial(_holds, first)):
            return Opened(part, layout, path_getter, _items(start, layout.items))
    bare = head.removeprefix(b"\xef\xbb\xbf")
    for entry in table("refusals")["json"]:
        if re.match(rb"\s*" + entry["starts"].encode(), bare):
            raise NotPosts(f"{part.name}: {entry['say']}")
    raise NotPosts(f"{part.name}: this JSON is no export known here. {tables.known_formats()}")


def _holds(item: Any, path: str) -> bool:
    return path_getter(path)(item) is not None


def _items(start: int, path: str) -> Callable[[BinaryIO], Iterator[Any]]:
    def rows(stream: BinaryIO) -> Iterator[Any]:
        for item in streams.json_items(stream, start, path):
            yield item if isinstance(item, dict) or item is streams.CUT_SHORT else BAD

    return rows
