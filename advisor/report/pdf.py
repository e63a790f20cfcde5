"""The report as PDF: tagged and accessible (PDF/UA-1), set by Typst from `report.typ`.

Everything that varies reaches the template as data, never as source, so nothing that anybody typed can act as mark-up.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from advisor.report.content import Report
from advisor.report.phrasing import words

TEMPLATE = Path(__file__).with_name("report.typ")
ROUNDS = 4
"""How often letters that no font has are looked for one by one; after that, only Latin letters are kept."""
_NO_FONT = re.compile(r'the text `"(.+?)"` could not be displayed')
_BASIC = re.compile(r"[ -~\u00a1-\u00ff\u2013\u2014\u2018-\u201e\u2026]")


def pdf(report: Report, drawing: str, alt: str, levels: Sequence[str]) -> bytes:
    """The report as PDF. `drawing` is the ternary plot as SVG and `alt` its description, or "" for none; `levels`
    explain effort and gain.

    An accessible PDF must be able to show every letter. Where no font on this machine has one, it is written
    as its name in brackets: an emoji becomes "[thumbs up sign]". Raises typst.TypstError if the template is at fault.
    """
    data = source_data(report, drawing, alt, levels)
    missing: set[str] = set()
    for _ in range(ROUNDS):
        try:
            return _set(_spelt(data, missing))
        except typst.TypstError as error:
            found = {letter for text in _NO_FONT.findall(str(error)) for letter in text if not letter.isascii()}
            if not _NO_FONT.search(str(error)):
                raise
            if found <= missing:
                break
            missing |= found
    return _set(_spelt(data, {letter for letter in json.dumps(data, ensure_ascii=False) if not _BASIC.match(letter)}))


def source_data(report: Report, drawing: str, alt: str, levels: Sequence[str]) -> Mapping[str, Any]:
    """What the template is given."""
    data = {"r": asdict(report), "w": words(), "drawing": drawing, "alt": alt, "levels": list(levels)}
    plain: Mapping[str, Any] = json.loads(unicodedata.normalize("NFC", json.dumps(data, ensure_ascii=False)))
    return plain


def _set(data: str) -> bytes:
    made: bytes = typst.compile(
        str(TEMPLATE), root=str(TEMPLATE.parent), format="pdf", pdf_standards="ua-1", sys_inputs={"data": data}
    )
    return made


def _spelt(data: Mapping[str, Any], letters: Collection[str]) -> str:
    """The data as JSON, with the names of `letters` in their place."""
    return json.dumps(data, ensure_ascii=False).translate({ord(letter): _name(letter) for letter in letters})


def _name(letter: str) -> str:
    if unicodedata.category(letter)[0] in "MC":
        return ""
    return f"[{unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}]"
