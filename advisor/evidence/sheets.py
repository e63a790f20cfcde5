"""Worksheets (.xls and .xlsx), which are read as a whole."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence

from python_calamine import CalamineError, CalamineWorkbook

from advisor.evidence.error import EvidenceError, NotPosts
from advisor.evidence.layouts import table_layout
from advisor.evidence.sources import Part
from advisor.evidence.tables import PREAMBLE, Found, Row, known_formats, refuse

MOST_BYTES = 200 << 20
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE = 0xFFFFFFFF
_IN_HEADER = 109  # sectors of the allocation table that the header names


def is_workbook(head: bytes) -> bool:
    """Whether the file is an .xls (a compound file) or an .xlsx (a zip that was not taken apart)."""
    return head.startswith((_COMPOUND, b"PK\x03\x04"))


def find_sheet(part: Part) -> tuple[Found, list[Row]]:
    """The worksheet with posts and its rows. Raises EvidenceError when there is none."""
    if part.size > MOST_BYTES:
        raise EvidenceError(f"{part.name}: a worksheet of over {MOST_BYTES >> 20} MB; save it as CSV and give that.")
    with part.open() as stream:
        content = stream.read()
    if content.startswith(_COMPOUND) and _is_cut(content):
        raise EvidenceError(f"{part.name}: this worksheet breaks off; download it again.")
    names = []
    for name, rows in _sheets(part.name, content):
        names.append(name)
        for number, cells in enumerate(rows[:PREAMBLE]):
            texts = [str(cell) for cell in cells]
            refuse(texts, part.name)
            if layout := table_layout(texts):
                return Found(layout, tuple(texts), number + 1), [row for row in rows[number + 1 :] if any(row)]
    raise NotPosts(
        f"{part.name}: no worksheet in it has the columns of a known export; it has {len(names)} worksheets. {known_formats()}"
    )


def _sheets(name: str, content: bytes) -> Iterator[tuple[str, Sequence[Row]]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in book.sheet_names:
            yield sheet, book.get_sheet_by_name(sheet).to_python(skip_empty_area=True)
    except (CalamineError, ValueError, OSError) as error:
        raise EvidenceError(_damaged(name)) from error
    except BaseException as error:
        # the reader is written in Rust, whose panics are no Exception and have no class that could be imported
        if type(error).__name__ != "PanicException":
            raise
        raise EvidenceError(_damaged(name)) from error


def _damaged(name: str) -> str:
    return f"{name}: is a damaged worksheet; export it again."


def _is_cut(content: bytes) -> bool:
    """Whether a compound file ends before the last sector that its allocation table uses (MS-CFB, 2.2 and 2.3)."""
    if len(content) < 512:
        return True
    size = 1 << min(struct.unpack_from("<H", content, 30)[0], 12)
    tables = [at for at in struct.unpack_from(f"<{_IN_HEADER}I", content, 76) if at < 0xFFFFFFFA]
    if any((at + 2) * size > len(content) for at in tables):
        return True
    entries = [entry for at in tables for entry in struct.unpack_from(f"<{size // 4}I", content, (at + 1) * size)]
    last = max((number for number, entry in enumerate(entries) if entry != _FREE), default=0)
    return bool((last + 2) * size > len(content))
