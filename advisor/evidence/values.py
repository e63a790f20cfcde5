"""Single cells: ids, days, numbers, marks."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from advisor.evidence.error import BadRow

_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE]\+?\d+")
_FLOAT = re.compile(r"(\d+)\.0+")
_LONG = re.compile(r"\d{16,}")
_CLOCK = re.compile(r"[T,]?\s*\b\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[aApP]\.?[mM]\.?\b)?")
_ZONE = re.compile(r"\s+(?:[+-]\d{2}:?\d{2}\b|\b(?:Z|GMT|UTC)\b)", re.ASCII)
_LAST_ZONE = re.compile(r"(?<=\d)\s*[zZ]$")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
EARLIEST = date(2003, 1, 1)  # older than every platform read here
MOST_A_DAY = 10_000  # posts; more is no number of posts
NOTHING = frozenset({"", "0", "0.0", "false", "no", "none", "null", "nan", "-"})


def text_of(raw: object) -> str:
    """A cell as text; numbers without a needless .0, nothing for None and for what is no plain value."""
    if raw is None or isinstance(raw, (dict, list)):
        return ""
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    return raw if isinstance(raw, str) else str(raw)


def clean_id(raw: str) -> tuple[str, bool]:
    """An id as text, and whether a spreadsheet has rounded it (1.22E+17, a float, or three zeros after 15 digits).

    Ids are compared as text. A rounded one equals others that it should not equal.
    """
    if raw.isdigit():
        return raw, len(raw) > 15 and raw.endswith("000")
    text = raw.strip().strip("'\"").strip()
    if _SCIENTIFIC.fullmatch(text):
        return text, True
    if match := _FLOAT.fullmatch(text):
        return match[1], len(match[1]) > 15
    return text, bool(_LONG.fullmatch(text)) and text.endswith("000")


def is_set(raw: str) -> bool:
    """Whether a mark such as `Is share` is set."""
    return bool(raw) and raw.strip().lower() not in NOTHING


def number(raw: str) -> float | None:
    """A count as exports write it, thousands separated by commas; None for an empty cell or what is no number."""
    text = raw.strip().replace(",", "").replace(" ", "").replace("\u202f", "").replace("\u00a0", "")
    return float(text) if _NUMBER.fullmatch(text) else None


def posts_a_day(raw: str) -> int:
    """A number of posts on one day. Raises BadRow for what is none."""
    found = number(raw)
    if found is None or not 0 <= found <= MOST_A_DAY:
        raise BadRow("count")
    return int(found)


def day(raw: str, patterns: tuple[str, ...], latest: int) -> int:
    """The day of a date with or without time, as a proleptic ordinal. Raises BadRow.

    Time zones are left aside: everything here is counted by days, and a day as written is the day users know.
    """
    try:
        found = (
            _iso(raw[:10])
            if len(raw) > 10 and raw[4] == "-" and raw[10] in "T "
            else _written(_no_clock(raw), patterns)
        )
    except ValueError:
        raise BadRow("date") from None
    if not EARLIEST.toordinal() <= found <= latest:
        raise BadRow("far_date")
    return found


def _no_clock(raw: str) -> str:
    return " ".join(_LAST_ZONE.sub("", _ZONE.sub(" ", _CLOCK.sub(" ", raw))).strip().strip(",").split())


# Only dates are remembered: what is none raises, and what raises is not cached.
@lru_cache(maxsize=8192)
def _iso(raw: str) -> int:
    return date.fromisoformat(raw).toordinal()


@lru_cache(maxsize=8192)
def _written(raw: str, patterns: tuple[str, ...]) -> int:
    for pattern in patterns:
        try:
            return datetime.strptime(raw, pattern).date().toordinal()
        except ValueError:
            continue
    raise ValueError("no date")
