"""The report as PDF: tagged and accessible (PDF/UA-1), set by Typst from `report.typ`.

Everything that varies reaches the template as data, never as source, so nothing that anybody typed can act as mark-up.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import typst

from advisor.report.content import Report
from advisor.report.phrasing import words

TEMPLATE = Path(__file__).with_name("report.typ")
_NO_FONT = "could not be displayed"
_EUROPEAN = re.compile(
    r"[^\u0000-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u203a\u20ac\u2116\u2122\n]"
)
_BASIC = re.compile(r"[^\u0020-\u007e\u00a1-\u00ff\u2013\u2014\u2018-\u201e\u2026\n]")


def pdf(report: Report, drawing: str, alt: str, levels: Sequence[str]) -> bytes:
    """The report as PDF. `drawing` is the ternary plot as SVG and `alt` its description, or "" for none; `levels`
    explain effort and gain.

    An accessible PDF must be able to show every letter. Where no font on this machine has one, it is written
    as its name in brackets: an emoji becomes "[thumbs up sign]". Raises typst.TypstError if the template is at fault.
    """
    data = source_data(report, drawing, alt, levels)
    attempts: tuple[Callable[[str], str], ...] = (_whole, _spelt(_EUROPEAN), _spelt(_BASIC))
    for attempt in attempts[:-1]:
        try:
            return _set(attempt(data))
        except typst.TypstError as error:
            if _NO_FONT not in str(error):
                raise
    return _set(attempts[-1](data))


def source_data(report: Report, drawing: str, alt: str, levels: Sequence[str]) -> str:
    """What the template is given, as JSON."""
    return json.dumps({"r": asdict(report), "w": words(), "drawing": drawing, "alt": alt, "levels": list(levels)})


def _set(data: str) -> bytes:
    made: bytes = typst.compile(
        str(TEMPLATE), root=str(TEMPLATE.parent), format="pdf", pdf_standards="ua-1", sys_inputs={"data": data}
    )
    return made


def _whole(data: str) -> str:
    return json.dumps(_each(json.loads(data), lambda text: unicodedata.normalize("NFC", text)))


def _spelt(beyond: re.Pattern[str]) -> Callable[[str], str]:
    """Puts the names of the letters `beyond` in their place."""

    def spelt(data: str) -> str:
        return json.dumps(_each(json.loads(data), lambda text: beyond.sub(_named, unicodedata.normalize("NFC", text))))

    return spelt


def _named(letter: re.Match[str]) -> str:
    if unicodedata.category(letter[0])[0] in "MC":
        return ""
    return f"[{unicodedata.name(letter[0], f'U+{ord(letter[0]):04X}').lower()}]"


def _each(value: object, change: Callable[[str], str]) -> object:
    """`value` with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each(entry, change) for key, entry in value.items()}
    if isinstance(value, list):
        return [_each(entry, change) for entry in value]
    return value
