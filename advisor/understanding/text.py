"""Cleaning what people type before anything reads it."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 3000  # characters that are read; what follows is kept in the record but not understood

_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_NUMBERED = re.compile(r"(?:^|[\s:(])1[.)] ?[^\W\d].*?\s2[.)] ?[^\W\d]")  # "1. rumours 2. the website"
_NUMBER = re.compile(r"(?:(?<=^)|(?<=[\s:(]))[1-9][.)] ?(?=[^\W\d])")
_EMOJI_BETWEEN = re.compile(
    r"(\w)\s*[\U0001F600-\U0001F64F\U0001F44D\U0001F44E\U0001F923-\U0001F92F\U0001F937]+\s+(?=\w)"
)  # ends a sentence
_SPACE = re.compile(r"\s+")
_EQUALS = re.compile(r"(?<=[A-Za-z)]) ?=+ ?(?=[\w(])(?![^\s]*[&?])")  # "replies=on"; not in a link
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "–": " - ", "—": " - ", "…": " ... "}
)


def clean(text: str) -> str:
    """`text` on one line, without control characters, mark-up or a leading slash.

    A leading slash would be a command to Rasa; here it is only a character people may type.
    """
    text = unicodedata.normalize("NFC", text).translate(_QUOTES)
    text = _TAGS.sub(" ", text)
    text = _EMOJI_BETWEEN.sub(r"\1. ", text)
    text = "".join(
        c if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn", "So"} else " " for c in text
    )
    text = re.sub(r"[ \t]*\n+[ \t]*", ". ", text.strip())
    text = _EQUALS.sub(" is ", text)
    if _NUMBERED.search(text):
        text = re.sub(r"([:(,]) *, ", r"\1 ", _NUMBER.sub(", ", text))
    text = _SPACE.sub(" ", text).strip()
    return text.lstrip("/ ")[:LONGEST]


_SHORT = {
    "ppl": "people", "peeps": "people", "coment": "comment", "coments": "comments", "commnt": "comment", "commnts": "comments",
    "anser": "answer", "ansers": "answers", "answr": "answer", "ans": "answer", "evry": "every", "evryone": "everyone",
    "hv": "have", "hav": "have", "r": "are", "u": "you", "ur": "your", "n": "and", "bout": "about", "mayb": "maybe", "pls": "please",
    "plz": "please", "b4": "before", "bc": "because", "cuz": "because", "wk": "week", "msg": "message", "msgs": "messages",
    "qs": "questions", "questons": "questions", "quest": "questions", "evrybody": "everybody", "nobdy": "nobody", "cmts": "comments",
    "govt": "government", "sth": "something", "smth": "something", "wat": "what", "wen": "when", "thru": "through", "idk": "I don't know",
    "dunno": "don't know", "w": "with", "w/": "with", "w/o": "without", "lil": "little", "prob": "probably", "prolly": "probably",
}  # fmt: skip
_SHORT_WORD = re.compile(
    r"(?<![\w@/.'-])(?:" + "|".join(sorted(map(re.escape, _SHORT), key=len, reverse=True)) + r")(?![\w@/.'-])", re.I
)


def spelt_out(text: str) -> str:
    """`text` with the shorthand of phones and the commonest slips of spelling written out; what the encoder reads."""
    return _SHORT_WORD.sub(lambda match: _SHORT[match[0].lower()], text)


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
