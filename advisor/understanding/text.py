"""Cleaning what people type before anything reads it."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 3000  # characters that are read; what follows is kept in the record but not understood

_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_NUMBERED = re.compile(r"(?:^|[\s:(])1[.)] ?[^\W\d].*?\s2[.)] ?[^\W\d]")  # "1. rumours 2. the website"
_NUMBER = re.compile(r"(?:(?<=^)|(?<=[\s:(]))[1-9][.)] ?(?=[^\W\d])")
_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "–": " - ", "—": " - ", "…": " ... "}
)


def clean(text: str) -> str:
    """`text` on one line, without control characters, mark-up or a leading slash.

    A leading slash would be a command to Rasa; here it is only a character people may type.
    """
    text = unicodedata.normalize("NFC", text).translate(_QUOTES)
    text = _TAGS.sub(" ", text)
    text = "".join(
        c if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn", "So"} else " " for c in text
    )
    text = re.sub(r"[ \t]*\n+[ \t]*", ". ", text.strip())
    if _NUMBERED.search(text):
        text = re.sub(r"([:(]) *, ", r"\1 ", _NUMBER.sub(", ", text))
    text = _SPACE.sub(" ", text).strip()
    return text.lstrip("/ ")[:LONGEST]


def plain(text: str) -> str:
    """`text` folded for comparing: lower case, letters and digits only, without a leading "the"."""
    folded = unicodedata.normalize("NFKD", text.lower())
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    folded = re.sub(r"[^\w]+", " ", folded).strip()
    return re.sub(r"^the ", "", folded)


def has_words(text: str) -> bool:
    """Whether `text` holds at least one letter or digit."""
    return any(c.isalnum() for c in text)


def is_latin(text: str) -> bool:
    """Whether most letters of `text` are Latin ones."""
    letters = [c for c in text if c.isalpha()]
    latin = [c for c in letters if "LATIN" in unicodedata.name(c, "")]
    return len(latin) * 2 >= len(letters)
