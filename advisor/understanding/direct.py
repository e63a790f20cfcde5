"""Readings of what was not written but chosen: a fact set in the panel, a button that is always there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from advisor.facts import vocabulary
from advisor.understanding.reading import ReadFact, Reading

_WAS_RIGHT = (
    r"(?:(?:what|the thing|the one) i (?:said|told you|had|wrote|put) (?:at )?(?:first|before|earlier|originally|previously)|"
    r"(?:my|the) (?:first|earlier|previous|original|old) (?:answer|version)) was (?:right|correct|true|fine|ok)(?: after all)?"
    r"|(?:it|that|the (?:first|old) one) was (?:right|correct|true|fine|ok) (?:after all|the first time|before)"
)
_UNDO = re.compile(
    r"(?:(?:please|oops|no|sorry|wait|ok|damn|ah|oh|hm+|can you|could you|let's|let me|just)[,!.]* )*"
    r"(?:undo(?: (?:that|it|this|(?:my|the|that) last (?:one|answer|thing|bit|message)))?"
    r"|(?:take|i take) (?:that|it|my last answer|the last one) back|take back (?:that|it|(?:my|the|that) last (?:one|answer|thing))"
    r"|revert(?: (?:that|it))?|go back(?: (?:one|a) (?:step|question)| to (?:what|how) (?:i|it) (?:said|had|was)(?: before| first| earlier)?)"
    rf"|(?:go back,? )?(?:{_WAS_RIGHT}))"
    r"(?:[,.;-]* (?:please|sorry|(?:i|it|that|my) [\w' ]{3,40}|wrong \w+|typo))*[.! ]*",
    re.I,
)


def undoes(words: str) -> bool:
    """Whether a message asks to take back the last answer, and nothing else."""
    return bool(_UNDO.fullmatch(words))


def undo_reading(words: str) -> Reading:
    """The reading of such a message."""
    return Reading(words, "inform", 1.0, choice="do:undo")


def direct_reading(text: str, metadata: Mapping[str, Any]) -> Reading | None:
    """The reading of a message whose `metadata` says what was chosen; None if it was written.

    `told` is [channel key or None, fact, value], its value None to withdraw the fact; `measured` says that an export was
    given; `press` is a button's meaning.
    """
    if "told" in metadata:
        channel, name, value = metadata["told"]
        fact = ReadFact(vocabulary().fact(name).scope, channel, name, value, 1.0, text)
        return Reading(text, "inform", 1.0, (fact,), choice="do:told")
    if metadata.get("measured"):
        return Reading(text, "inform", 1.0, choice="do:measured")
    if metadata.get("press") == "do:undo":
        return undo_reading(text)
    return None
