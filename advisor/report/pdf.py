"""The report as a tagged PDF (PDF/UA-1), set by Typst."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import typst

from advisor.report import ternary
from advisor.report.content import Report
from advisor.report.phrasing import phrase, words

_TEMPLATE = Path(__file__).with_name("report.typ")


def pdf(report: Report) -> bytes:
    """The document. What users wrote goes in as data and is never read as markup."""
    plane = {
        "width": ternary.width(),
        "height": ternary.height(),
        "radius": ternary.RADIUS,
        "grid": ternary.grid(),
        "corners": ternary.corners(),
        "points": [asdict(point) for point in ternary.points(report.mix)],
        "told": phrase("ternary.desc", channels="; ".join(label for label, _ in report.mix)),
    }
    made: bytes = typst.compile(
        str(_TEMPLATE),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={
            "report": json.dumps(asdict(report), ensure_ascii=False),
            "words": json.dumps(words(), ensure_ascii=False),
            "ternary": json.dumps(plane, ensure_ascii=False),
        },
    )
    return made
