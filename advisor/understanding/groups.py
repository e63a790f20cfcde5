"""How a stretch of text speaks of several channels, or of one without its name: "both", "the others", "the second one", "same there"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.understanding.platforms import mentions

_ALL = re.compile(
    r"\b(?:both(?: of (?:them|those|these)| channels| pages| accounts| platforms)?|all (?:of (?:them|those|these|our (?:channels|accounts|pages|platforms|profiles))|three|four|five|two|channels|accounts|pages|platforms|our (?:channels|accounts|pages|platforms|profiles|social))|"
    r"everywhere(?! else)|every (?:one of them|channel|platform|account|page)|across (?:the board|all|both|everything|channels)|each (?:of them|one|channel)|"
    r"none of (?:them|these|those|our)|neither(?: of (?:them|those|these))?(?!\W*$)(?![^.;,]{1,40}\bnor\b)|any of (?:them|those|these|our channels)|(?:any|all|each|none|neither) of the (?:two|three|four|five)|either(?: of (?:them|those|these|the two))|"
    r"(?<!there's )(?<!there is )nowhere(?! else)|(?:on )?all channels|wherever we are)\b",
    re.I,
)
_OF_QUESTIONS = re.compile(
    r"\b(?:nearly|almost|virtually|practically|hardly|answer\w*|(?:repl\w+|respond\w*|back|gets?|got) to|through|read\w*|delet\w+|hid(?:e|es|den|ing)|handl\w+)\s*$",
    re.I,
)
_OTHERS = re.compile(
    r"\b(?:(?<!ones with )(?<!one with )(?<!ones to )(?<!one to )(?<!each with )(?:the|our) (?:others\b|other (?:one|ones|two|three|four|channels?|accounts?|pages?|platforms?)\b|other(?= *(?:$|[^\w ]|(?:is|isn't|isnt|has|hasn't|gets|it's|its|they|no|not|never|we|nobody|no-one|everybody|everyone|people|does|doesn't|doesnt|one's|you|all|only|mostly)\b)))|(?<!read )(?<!find )(?<!see )the rest(?: of them)?(?! (?:on|is on|of (?:it|the|this)|online|follows)\b)|(?<!found )(?<!available )(?<!it )(?<!that )(?<!read )(?<!published )(?<!all )elsewhere(?! too)|everywhere else|everything else|(?<!go )(?<!look )(?<!search )anywhere else|"
    r"the remaining (?:ones?|two|three|channels?))\b",
    re.I,
)
_EXCEPT = re.compile(
    r"\b(?:except(?: for)?(?: on)?|apart from|aside from|other than|with the exception of|but not(?: on)?|excluding|not counting|bar|(?<=where )but|(?<=all )but)\b",
    re.I,
)
_PLACES = re.compile(
    r"(?:\bthe |^\W*(?:and )?(?=(?:first|last) (?:two|three)\b))(first|second|third|last|former|latter)(?: (one|two|three|channel|account|page|platform)\b(?! (?:of|hundred|thousand|days?|weeks?|months?|years?|hours?|times?)\b)"
    r"|(?= *(?:$|[,.;:]|is\b|are\b|has\b|have\b|gets?\b|we\b|on\b|and\b|but\b|it\b|it's\b|its\b|only\b|just\b|also\b|never\b|they\b|nobody\b|no-one\b|people\b|everyone\b|everybody\b|anyone\b|comments\b)))",
    re.I,
)
_INTRODUCES = re.compile(
    r"\b(?:we|i|there|also|and|they) (?:also )?(?:have|'ve got|have got|run|use|own|manage|started|set up|is|are)\b",
    re.I,
)
_SAME = re.compile(
    r"\b(?:same|ditto|likewise|as well|too|also|similar(?:ly)?|identical|no different|just like)\b", re.I
)


def speaks_of_all(text: str) -> bool:
    """Whether `text` speaks of every channel under discussion ("both", "all three", "none of them").

    Who gets back to "nearly all of them" speaks of questions and not of channels.
    """
    return any(
        not (match[0].lower().endswith((" them", " those", " these")) and _OF_QUESTIONS.search(text[: match.start()]))
        for match in _ALL.finditer(text)
    )


_COUNTS = re.compile(
    r"\b(?:(both|neither|either)|(?:all|any|each|none)(?: of)?(?: the| them| those| these)?,? (two|three|four|five)|the (two|three|four|five) of (?:them|those|these))\b",
    re.I,
)
_HOW_MANY = {"both": 2, "neither": 2, "either": 2, "two": 2, "three": 3, "four": 4, "five": 5}


def counted_together(text: str) -> int | None:
    """How many channels `text` speaks of together ("both", "all three"); None if it does not say."""
    match = _COUNTS.search(text)
    return _HOW_MANY[next(word for word in match.groups() if word).lower()] if match else None


def speaks_of_others(text: str) -> bool:
    """Whether `text` speaks of the channels not named before ("the others", "elsewhere")."""
    return bool(_OTHERS.search(text))


def groups_in(text: str) -> list[tuple[int, int]]:
    """Where `text` speaks of a group or a place among the channels ("the others", "the first two")."""
    return [match.span() for pattern in (_OTHERS, _PLACES) for match in pattern.finditer(text)]


def exception_at(text: str) -> int | None:
    """Where an exception begins in `text` ("except on X"); None if there is none."""
    match = _EXCEPT.search(text)
    return match.start() if match else None


def says_same(text: str) -> bool:
    """Whether `text` repeats for a channel what was just said ("same on X", "X too")."""
    return bool(_SAME.search(text)) and not _INTRODUCES.search(text)


def ordinals(text: str, spoken_of: Sequence[str]) -> tuple[str, ...]:
    """The channels that "the first two", "the last one" or "the latter" mean among those spoken of, in order."""
    named = list(dict.fromkeys(spoken_of))
    match = _PLACES.search(text)
    if not match or len(named) < 2:
        return ()
    count = {"two": 2, "three": 3}.get((match[2] or "one").lower(), 1)
    place = match[1].lower()
    if place in {"first", "former"}:
        return tuple(named[:count])
    if place in {"last", "latter"}:
        return tuple(named[-count:])
    at = 1 if place == "second" else 2
    return tuple(named[at : at + 1])


def says_only(text: str) -> bool:
    """Whether `text` says something of the one platform it names alone ("only Facebook has comments")."""
    named = mentions(text)
    if len(named) != 1:
        return False
    before, after = text[: named[0].start], text[named[0].end :]
    if re.search(r"\b(?:only|solely|just|nowhere but)(?: on| in| our| the)*\s*$", before, re.I):
        return True
    return bool(
        re.search(r"\bthe only (?:one|channel|platform|page|account|place)\b", text, re.I)
        or re.search(
            r"^\s+(?:only|alone)\W*$|\b(?:and|but) (?:nowhere|not anywhere) else\b|\bnot elsewhere\b", after, re.I
        )
    )
