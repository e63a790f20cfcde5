"""Whose law applies, by the places people say they are in."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("places.yml")
_BELONG = r"(?:we(?:'re| are)|i(?:'m| am)|it's|based|located|here|over|county|council|city|town|state|province|ministry|agency|authority|body|office|department)"


@lru_cache(maxsize=1)
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    frames = {
        place: frame for frame, places in yaml.safe_load(_FILE.read_text(encoding="utf-8")).items() for place in places
    }
    names = "|".join(re.escape(place) for place in sorted(frames, key=len, reverse=True))
    there = rf"\b{_BELONG}\b[^.;!?]{{0,40}}?\b(?:in|from|of|a|an|the|,)\s+(?:the\s+)?({names})\b"
    bare = rf"^\W*(?:in |the |from )?(?:the )?({names})\W*$"
    return re.compile(f"{there}|{bare}", re.I), frames


def legal_frame(clause: str) -> str | None:
    """The legal frame that a place in `clause` tells ("a local authority in Ireland" is eu); None if it tells none."""
    pattern, frames = _pattern()
    match = pattern.search(clause)
    if not match:
        return None
    frame = frames[(match[1] or match[2]).lower()]
    if frame == "us_state_local" and re.search(r"\bfederal\b", clause, re.I):
        return "us_federal"
    return frame
