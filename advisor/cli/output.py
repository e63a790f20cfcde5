"""Writing what a command made: to a file, or to standard output."""

from __future__ import annotations

import sys
from pathlib import Path

BYTE_ORDER_MARK = "\ufeff".encode()
"""Tells spreadsheets that a CSV file is UTF-8; left out on standard output, which other programs read."""


class OutputError(ValueError):
    """Something that cannot be written where it was asked for; one line says what to do instead."""


def write(content: bytes, format: str, output: Path | None) -> None:
    """Writes `content` to `output`, or to standard output for None."""
    if output is not None:
        output.write_bytes((BYTE_ORDER_MARK if format == "csv" else b"") + content)
        return
    if format == "pdf" and sys.stdout.isatty():
        raise OutputError("a PDF is nothing to look at in a terminal; give --output FILE.")
    sys.stdout.flush()
    sys.stdout.buffer.write(content if content.endswith(b"\n") or format == "pdf" else content + b"\n")
    sys.stdout.flush()
