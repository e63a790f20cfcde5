"""Whose law applies, by the places people say they are in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("places.yml")
_BELONG = r"(?:we(?:'re| are)|i(?:'m| am)|it's|based|located|here|over|county|council|city|town|state|province|ministry|agency|authority|body|office|department|police|trust|service|services|museum|library|libraries|archives?|court|port|harbour|district|school|university|hospital|brigade|park|board)"

_SIDE = r"(?:(?:north|south|east|west|northern|southern|eastern|western|central|rural)[ -]*)*"


@lru_cache(maxsize=1)
def _content() -> Any:
    return yaml.safe_load(_FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    content = _content()
    frames = {
        words: frame for kind in ("places", "marks") for frame, listed in content[kind].items() for words in listed
    }
    places, marks = (
        _any(words for listed in content[kind].values() for words in listed) for kind in ("places", "marks")
    )
    there = rf"\b{_BELONG}\b[^.;!?]{{0,40}}?(?:\b(?:in|from|of|a|an|the|,)\s+|\()(?:the\s+)?{_SIDE}({places})\b"
    bare = rf"^\W*(?:in |the |from )?(?:the )?{_SIDE}({places})\W*$"
    return re.compile(f"{there}|{bare}", re.I), re.compile(rf"\b({marks})\b", re.I), frames


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def legal_frame(clause: str) -> str | None:
    """The legal frame that a place or a mark in `clause` tells ("a local authority in Ireland" is eu); None if none."""
    places, marks, frames = _patterns()
    match = places.search(clause) or marks.search(clause)
    if not match:
        return None
    frame = frames[next(words for words in match.groups() if words).lower()]
    if frame == "us_federal" and re.search(
        r"\bstate (?:agency|department|office|body|police|university|library|government)\b", clause, re.I
    ):
        return "us_state_local"
    if frame == "us_state_local" and re.search(r"\bfederal\b", clause, re.I):
        return "us_federal"
    return frame


def is_place(words: str) -> bool:
    """Whether `words` are nothing but the name of a country or region."""
    return words.lower().removeprefix("the ").rstrip(".") in _patterns()[2]


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    content = _content()
    return frozenset(str(words).lower() for listed in content["places"].values() for words in listed)


def is_country(name: str) -> bool:
    """Whether `name` is but a country or region, or an office somewhere ("Guam office")."""
    return name.lower().removeprefix("the ").removesuffix(" office").strip() in _countries()


_MISSION = re.compile(r"\b(?:embassy|consulate|mission|delegation)\b", re.I)  # they are told apart by where they are


def without_place(name: str) -> str:
    """An agency's `name` without the country or region it is said to be in, unless one word is left or the place is part of it:
    "Water Authority in Jordan", but "Embassy of Portugal in Hanoi"."""
    if _MISSION.search(name):
        return name
    bare = re.sub(rf" in (?:the )?(?:{_any(_patterns()[2])})$", "", name, flags=re.I)
    return bare if " " in bare else name


def names_place(clause: str, frame: str) -> bool:
    """Whether `clause` holds a place of `frame`, in whatever connection."""
    _, _, frames = _patterns()
    named = {frames[match.lower()] for match in _anywhere().findall(clause)}
    return named == {frame} or (frame == "us_federal" and named == {"us_state_local"})


@lru_cache(maxsize=1)
def _anywhere() -> re.Pattern[str]:
    return re.compile(rf"\b({_any(_patterns()[2])})\b", re.I)
