"""Numbers and shares in a clause: "one in five", "30 of 212", "nearly all"."""

from __future__ import annotations

import re

_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
    """.split()
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS: dict[str, float] = {word: float(n) for n, word in enumerate(_ONES)}
WORDS |= {word: (n + 2) * 10.0 for n, word in enumerate(_TENS)}
WORDS |= {
    f"{tens}{sep}{one}": (t + 2) * 10.0 + o
    for t, tens in enumerate(_TENS)
    for o, one in enumerate(_ONES[1:10], 1)
    for sep in "- "
}
WORDS |= {
    "a hundred": 100.0,
    "hundred": 100.0,
    "a dozen": 12.0,
    "dozen": 12.0,
    "a couple of": 2.0,
    "couple of": 2.0,
    "a couple": 2.0,
}

NUMBER = r"(?:\d+(?:[.,]\d+)?|" + "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True)) + r")"
_PARTS = {
    "half": 2.0,
    "halves": 2.0,
    "third": 3.0,
    "quarter": 4.0,
    "fourth": 4.0,
    "fifth": 5.0,
    "sixth": 6.0,
    "eighth": 8.0,
    "tenth": 10.0,
}

_PERCENT = re.compile(rf"\b({NUMBER})(?:\s*(?:-|–|to|or)\s*({NUMBER}))?\s*(?:%|per\s?cent\b|pct\b|percent\b)", re.I)
_OUT_OF = re.compile(
    rf"\b({NUMBER})\s*(?:posts?|questions?|tweets?|people|persons?|messages?|comments?|enquiries|enquiry|queries|query|updates?|complaints?|times?)?\s*(?:out of(?: every| each)?|outta|outa|(?:in|of|from) (?:every|each)|in|of|from)\s*(?:(?:the|our|my|about|roughly|last|past|latest|most recent) )*({NUMBER})\b(?!\s*(?:hours|h\b|people (?:in|on|of) (?:the|our|my) (?:team|office|staff|unit)|channels|pages|accounts|years))",
    re.I,
)
_THINGS = r"questions?|comments?|messages?|enquiries|queries|posts?|requests?|complaints?"
_OF_THEM = re.compile(
    rf"\b(?P<whole>{NUMBER})\s+(?:{_THINGS})\b[^.;!?]{{0,60}}?"
    rf"\b(?P<part>{NUMBER})\s+of\s+(?:them|those|these)\b",
    re.I,
)
_FOR_EVERY = re.compile(
    rf"\b(?:for|from|of) every (?P<whole>{NUMBER})\s+(?:who ask|that (?:come|ask)|people|persons|folks?|{_THINGS})\b"
    rf"[^.;!?]{{0,40}}?\b(?P<part>{NUMBER})\b(?:,? (?:or |to )?(?P<more>{NUMBER})\b)?",
    re.I,
)
_ASKED = r"(?:questions?|enquiries|inquiries|queries|messages?|requests?|complaints?|comments?)"
_ANSWERED_SO_MANY = re.compile(
    rf"(?:\b(?P<whole>{NUMBER})(?:-odd| or so)? (?:[\w-]+ )?{_ASKED}|\b{_ASKED}[^.;!?]{{0,30}}?\b(?P<of>{NUMBER})\b|\b(?:had|got|received|counted) (?P<had>{NUMBER})\b)[^;!?]{{0,60}}?"
    rf"(?:\b(?:answered|dealt with|replied to|responded to|got back to|answers?)(?: (?:is|are|about|around|maybe|perhaps|roughly|only|just|some))* (?P<part>{NUMBER})\b(?! (?:years?|months?|hours?|days?|minutes?))"
    rf"|\b(?P<got>{NUMBER})(?: of (?:them|those|these))? (?:get|gets|got|were|are|was|is|have been|has been) (?:an? )?(?:answer(?:ed)?|reply|replied|response|dealt with|sorted|responded))",
    re.I,
)  # "40 questions a week come in and 30 get dealt with"
_ABLE_TO_ANSWER = re.compile(
    rf"\b(?P<whole>{NUMBER})(?:-odd| or so)? (?:[\w-]+ )?{_ASKED}\b[^.;!?]{{0,40}}?\b(?:and|but|of which|out of which|we|only|hardly)\b[^.;!?]{{0,25}}?"
    rf"\b(?P<part>{NUMBER})(?:\s*(?:-|–|to|or)\s*(?P<more>{NUMBER}))?(?: of (?:them|those|these|which))?,? (?:we|i|only|are|able|to|can|could|do|manage|get|'re|were|is|being|have|been) ?(?:[\w']+ ){{0,4}}?(?:answer\w*|repl\w+|respond\w*)\b",
    re.I,
)  # "some 50 queries are coming daily and hardly 2-3 we are able to answer"
_WENT_THROUGH = re.compile(
    rf"\b(?:counted|checked|looked (?:at|through)|went through|took|of)\b[^.;!?]{{0,25}}?\b(?:last|past|latest|recent)\s+(?P<whole>{NUMBER})\b(?: \w+)?[.,;:]*\s+(?:and )?(?P<part>{NUMBER}) (?:of (?:them|those) )?(?:had|have|of them|were|link\w*|went|go|carr\w+|point\w*|contain\w*)\b",
    re.I,
)
_OF_THE_LAST = re.compile(
    rf"\b(?:of|out of|from) (?:our |the |my )?(?:last |past |latest |most recent )?(?P<whole>{NUMBER}) (?:[\w-]+ )?(?:people|persons|questions?|comments?|messages?|enquiries|queries|posts?|tweets?|requests?|complaints?)\b"
    rf"[^.;!?]{{0,45}}?\b(?P<part>{NUMBER})\b",
    re.I,
)
_SLASH = re.compile(r"\b(\d+)\s*/\s*(\d+)\b")
_FRACTION = re.compile(
    rf"(?!(?<=\bthe )(?:third|fourth|fifth|sixth|eighth|tenth)\b)\b(?:(?:(a|one|{NUMBER})[\s-]+)?({'|'.join(_PARTS)})s?)\b(?!\s*(?:an?\s+)?(?:hour|day|an|past|year|-?time|o'clock))",
    re.I,
)
_NEARLY_ALL = re.compile(
    r"\b(?:nearly|almost|virtually|practically|pretty much|more or less) (?:all|every|each)\b", re.I
)
_NEXT_TO_NONE = re.compile(
    r"\b(?:answer\w*|repl(?:y|ies|ied)|respond\w*|get back|link\w*)(?: (?:to|with|back))? (?:next to|almost|practically|virtually|close to) (?:nothing|none|nobody|no one)\b",
    re.I,
)
_DENIED = re.compile(
    r"\b(?:no|not|none|never|nobody|without|ignored?|missing|lack\w*|except|fail\w*|unanswered|unread)\b|n't\b", re.I
)
_LESS = re.compile(
    r"\b(?:less than|under|below|fewer than|not even|barely|just under|nearly|almost|no more than|at most|up to)\b[^.,;]{0,12}$",
    re.I,
)
_MORE = re.compile(
    r"\b(?:more (?:than|as|then)|over|above|upwards of|well over|just over|at least|a bit over)\b[^.,;]{0,12}$", re.I
)


def counts_answers(text: str) -> bool:
    """Whether `text` counts both what was asked and what was answered."""
    return bool(_ANSWERED_SO_MANY.search(text) or _OF_THEM.search(text) or _ABLE_TO_ANSWER.search(text))


def counts_over_two_clauses(text: str) -> bool:
    """Whether `text` counts a whole and, in a clause of its own, a part of it ("counted the last 50. 19 had our link")."""
    counted = (
        (_WENT_THROUGH, _of_them),
        (_OF_THEM, _of_them),
        (_ANSWERED_SO_MANY, _of_those_asked),
        (_ABLE_TO_ANSWER, _of_every),
        (_FOR_EVERY, _of_every),
    )
    found = ((pattern.search(text), value) for pattern, value in counted)
    return any(match is not None and value(match) is not None for match, value in found)


def number(words: str) -> float:
    """The number that `words` ("12", "1.5", "twenty-two") names."""
    words = words.lower().strip()
    if words in {"a", "an"}:
        return 1.0
    return WORDS[words] if words in WORDS else float(words.replace(",", "."))


def share(text: str) -> float | None:
    """The share from 0 to 1 that `text` states, moved a little by "over" and "under"; None if none."""
    for pattern, value in (
        (_PERCENT, _percent),
        (_OF_THEM, _of_them),
        (_FOR_EVERY, _of_every),
        (_WENT_THROUGH, _of_them),
        (_ANSWERED_SO_MANY, _of_those_asked),
        (_ABLE_TO_ANSWER, _of_every),
        (_OF_THE_LAST, _of_them),
        (_SLASH, _ratio),
        (_OUT_OF, _ratio),
        (_FRACTION, _fraction),
    ):
        match = pattern.search(text)
        found = value(match) if match else None
        if match and found is not None and 0 <= found <= 1:
            before = text[: match.start()]
            if _LESS.search(before):
                return max(0.0, found - 0.01)
            if _MORE.search(before):
                return min(1.0, found + 0.01)
            return found
    if _NEXT_TO_NONE.search(text):
        return 0.04
    return 0.9 if _NEARLY_ALL.search(text) and not _DENIED.search(text) else None


def _percent(match: re.Match[str]) -> float | None:
    low = number(match[1])
    high = number(match[2]) if match[2] else low
    return (low + high) / 200


def _ratio_of(part: float, whole: float) -> float | None:
    return part / whole if whole >= 2 and part <= whole else None


def _of_them(match: re.Match[str]) -> float | None:
    return _ratio_of(number(match["part"]), number(match["whole"]))


def _of_those_asked(match: re.Match[str]) -> float | None:
    return _ratio_of(number(match["part"] or match["got"]), number(match["whole"] or match["of"] or match["had"]))


def _of_every(match: re.Match[str]) -> float | None:
    part = number(match["part"])
    part = (part + number(match["more"])) / 2 if match["more"] else part
    return _ratio_of(part, number(match["whole"]))


def _ratio(match: re.Match[str]) -> float | None:
    return _ratio_of(number(match[1]), number(match[2]))


def _fraction(match: re.Match[str]) -> float | None:
    count = number(match[1]) if match[1] else 1.0
    return count / _PARTS[match[2].lower()]
