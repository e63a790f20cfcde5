"""Where output goes: a file, or standard output."""

from __future__ import annotations

import sys
from pathlib import Path


def write_out(content: bytes, output: Path | None, form: str) -> None:
    """Writes to `output`, or to standard output; a PDF is not written to a terminal.

    Raises OSError with one line if it cannot be written.
    """
    if output is not None:
        output.write_bytes(content)
    elif form == "pdf" and sys.stdout.isatty():
        raise OSError("a PDF is not for a terminal; name a file with --output.")
    else:
        sys.stdout.buffer.write(content if content.endswith(b"\n") or form == "pdf" else content + b"\n")
        sys.stdout.flush()
