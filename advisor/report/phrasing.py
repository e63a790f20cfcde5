"""The report's own words, and the taming of words from outside."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

LONGEST = 240  # characters of a quotation or name
_GAP = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The wording of `words.yml`."""
    content: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
    return content


def phrase(path: str, **gaps: Any) -> str:
    """The phrase at `path` ("summary.none") with its gaps filled; KeyError if there is none.

    Gaps are filled in one pass, so braces in what a user typed stay what they are.
    """
    found: Any = words()
    for step in path.split("."):
        found = found[step]
    return _GAP.sub(lambda gap: str(gaps.get(gap[1], gap[0])), str(found))


def one_line(text: str, longest: int = LONGEST) -> str:
    """`text` on one line and of bearable length, without control, direction and other invisible characters."""
    visible = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    line = " ".join(visible.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def upper_first(text: str) -> str:
    """`text` with a capital at its start."""
    return text[:1].upper() + text[1:]


def day(when: date) -> str:
    """The day as "4 March 2026"."""
    return f"{when:%d %B %Y}".lstrip("0")
