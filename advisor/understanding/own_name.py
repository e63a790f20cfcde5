"""Which words of a message are the name of the writer's own agency: each word weighed by a head, in its sentence."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from advisor.understanding.encoder import Encoder, Vector
from advisor.understanding.heads import Matrix
from advisor.understanding.organisations import KNOWN, LINKS, ORG, STOP, is_compound, is_name
from advisor.understanding.platforms import taken
from advisor.understanding.text import clean

NAME, OTHER = "name", "other"
SURE_NAME = 0.7  # how likely a word must be part of the name to begin it, ...
BESIDE_NAME = 0.15  # ... and to go on with it
UNHEARD_OF = 0.8  # ... where no word of it says that it is an organisation
HARDLY = 0.02  # ... if it is written with a capital letter
_NAMELESS = 1200  # messages of `data/messages/` that tell no name, for the head to leave alone
_LONGEST = 300  # characters of those
_NEAR, _FORM = 0.5, 0.4  # how much the words beside a word, and its form, count against its vector
_WORD = re.compile(r"[^\s,;:!?()\"]+")
_POSSESSIVE = re.compile(r"'s?$")
_ROLE_FOR = re.compile(
    r"^(?:[\w-]+ ){0,2}(?:pio|spokes\w+|officer|manager|secretary|director|head|lead|editor|intern|clerk|comms|communications?|media|socials?) "
    r"(?:for|of|at|with|in) (?=(?-i:[A-Z]))",
    re.I,
)  # "PIO for Ridge Fire District"


@dataclass(frozen=True)
class Word:
    """A word from `start` to `end` (characters), its vector in the message and its form."""

    text: str
    start: int
    end: int
    vector: Vector
    form: Vector


@dataclass(frozen=True)
class Named:
    """A message and the agency's name in it, None if it tells none."""

    text: str
    name: str | None


def own_name(text: str, likely: Sequence[float], words: Sequence[Word]) -> str | None:
    """The agency's name in `text`, where `likely` says of each word how likely it belongs to it; None if no word is sure."""
    if not words or max(likely) < SURE_NAME:
        return None
    best = max(range(len(words)), key=lambda i: likely[i])
    first, last = _reach(text, likely, words, best, -1), _reach(text, likely, words, best, 1)
    idle = LINKS | STOP | {"the"}
    while first < last and words[first].text.lower() in idle:
        first += 1
    while first < last and words[last].text.lower() in idle:
        last -= 1
    name = _POSSESSIVE.sub("", _ROLE_FOR.sub("", text[words[first].start : words[last].end]))
    shaped = is_name(name.split(), any(word[0].isupper() for word in name.split()))
    return name if shaped or (len(name.split()) > 1 and likely[best] >= UNHEARD_OF) else None


_SAINTS = frozenset(["st", "ste", "mt", "ft"])  # whose full stop ends no sentence: "Harbour Authority of St. Osric"


def _reach(text: str, likely: Sequence[float], words: Sequence[Word], at: int, step: int) -> int:
    """How far the name goes from word `at` in the direction of `step`: over words that may belong to it, and links between them."""
    while True:
        beside, beyond = at + step, at + 2 * step
        if _joined(text, words, at, beside) and _goes_on(text, likely, words, beside):
            at = beside
        elif (
            _joined(text, words, at, beside)
            and words[beside].text.lower() in LINKS
            and _joined(text, words, beside, beyond)
            and _goes_on(text, likely, words, beyond)
        ):
            at = beyond
        else:
            return at


def _joined(text: str, words: Sequence[Word], one: int, other: int) -> bool:
    """Whether two neighbouring words may both be of the name: nothing but a space between them, and no "'s" that ends it."""
    first, last = sorted((one, other))
    if first < 0 or last >= len(words):
        return False
    low = words[first].text.lower()
    if text[words[first].end : words[last].start] not in ({" ", ". "} if low in _SAINTS else {" "}):
        return False
    return not low.endswith("'s") or low in ORG


def _goes_on(text: str, likely: Sequence[float], words: Sequence[Word], i: int) -> bool:
    word = words[i]
    if not word.text[0].isalnum() or (word.text.lower() in STOP and likely[i] < SURE_NAME):
        return False
    saint = i > 0 and words[i - 1].text.lower() in _SAINTS
    opens = i == 0 or (text[: word.start].rstrip().endswith((".", "!", "?")) and not saint)
    capital = word.text[0].isupper() and not opens and likely[i] >= HARDLY
    return likely[i] >= BESIDE_NAME or capital


def may_name(text: str) -> bool:
    """Whether `text` has a word that a name could have: of an organisation, an abbreviation, or one with a capital letter."""
    platforms = taken(text)
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match[0].rstrip("."))
        low = word.lower()
        opens = not text[: match.start()].rstrip() or text[: match.start()].rstrip()[-1] in ".!?"
        if match.start() in platforms or low in STOP or not word:
            continue
        if low in ORG or is_compound(low) or (word[0].isupper() and (not opens or word.isupper())):
            return True
    return False


def words_of(text: str, encode: Encoder) -> list[Word]:
    """The words of a cleaned text; full stops at their end do not belong to them."""
    platforms = taken(text)
    found = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    spans = [(start, start + len(text[start:end].rstrip("."))) for start, end in found]
    spans = [(start, end) for start, end in spans if start < end]
    vectors = encode.spans(text, spans) if spans else []
    return [
        Word(text[start:end], start, end, vector, _form(text[start:end], start, start in platforms))
        for (start, end), vector in zip(spans, vectors)
    ]


def _form(word: str, start: int, is_platform: bool) -> Vector:
    low = _POSSESSIVE.sub("", word.lower())
    looks = (
        word[0].isupper(),
        word.isupper() and len(word) > 1,
        low in ORG,
        low in KNOWN,
        low in STOP,
        start == 0,
        is_platform,
    )
    return np.array(looks, dtype=np.float32)


def weighed(words: Sequence[Word]) -> Matrix:
    """What the head sees of each word: its vector and form, and those of the words beside it."""
    blank = Word("", 0, 0, np.zeros_like(words[0].vector), np.zeros_like(words[0].form))
    around = [blank, *words, blank]
    return np.stack(
        [
            np.concatenate(
                [
                    word.vector,
                    _NEAR * before.vector,
                    _NEAR * after.vector,
                    *(_FORM * one.form for one in (word, before, after)),
                ]
            )
            for before, word, after in zip(around, around[1:], around[2:])
        ]
    )


def named_messages(data: Path) -> list[Named]:
    """The examples: `names.yml`, `facts/name.yml`, and the messages of `messages/` (all that tell a name, some that tell none)."""
    found = [*_listed(_read(data / "names.yml")), *_listed(_read(data / "facts" / "name.yml")["statements"])]
    told = [_whole(message) for path in sorted((data / "messages").rglob("*.yml")) for message in _read(path)]
    nameless = [one for one in told if one.name is None and len(one.text) < _LONGEST]
    some = random.Random(7).sample(nameless, min(len(nameless), _NAMELESS))
    return [*found, *(one for one in told if one.name), *some]


def labels_of(example: Named, words: Sequence[Word]) -> list[str]:
    """For each word of an example whether it is part of the name."""
    begin = example.text.lower().find(example.name.lower()) if example.name else -1
    end = begin + len(example.name or "")
    return [NAME if begin >= 0 and word.start < end and word.end > begin else OTHER for word in words]


def _listed(entries: Collection[Mapping[str, Any]]) -> list[Named]:
    return [Named(clean(str(e["text"])), clean(str(e["name"])) if e.get("name") else None) for e in entries]


def _whole(message: Sequence[Mapping[str, Any]]) -> Named:
    told = [str(value) for line in message for place, value in (line.get("tells") or {}).items() if place == "name"]
    return Named(clean(". ".join(str(line["text"]) for line in message)), clean(told[0]) if told else None)


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
