"""What a message only takes back: "weekly, not daily", "scrap the once a week thing", "the 40 % is wrong"."""

from __future__ import annotations

import re

_AMOUNT = (
    r"(?:about |around |just |only |the |an? |every )*(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|once|twice|"
    r"daily|weekly|fortnightly|monthly|several times|half|round the clock|24/7)"
)
_UNIT = r"(?: ?%| percent| per cent| times?| hours?| hrs?| people| persons?| posts?| questions?)?(?: (?:a|per|in|each|every) (?:day|week|month|hundred|ten))?"
_INSTEAD = re.compile(
    rf"(?<=\w)(?:\s*[,(–-])?\s+(?:and |but )?(?:not|instead of|rather than) {_AMOUNT}{_UNIT}\)?(?=\s*(?:$|[,.;!]))",
    re.I,
)
_FIRST_NOT = re.compile(rf"^\W*(?:no,? )?not {_AMOUNT}{_UNIT}\s*[,;:–-]\s*(?:but |it's |rather )?(?=\w)", re.I)
_ONLY_NOT = re.compile(
    rf"\W*(?:and |but |so |no,? )*(?:not|instead of|rather than) {_AMOUNT}{_UNIT}(?: of (?:them|those|these))?\W*", re.I
)
_IS_NOT = re.compile(
    rf"\b(?:isn't|is not|aren't|are not|'s not|wasn't|no longer)(?: really| actually)? {_AMOUNT}{_UNIT}(?: actually| any ?more| though| really| at all)*\W*$",
    re.I,
)
_SCRAP = r"scrap|scratch|forget|ignore|strike|disregard"
_SCRAPS = re.compile(
    r"^\W*(?:(?:and|but|so|oh|no|wait|sorry|please|actually|ah|hm+|also)\b\W*)*"
    rf"(?:{_SCRAP}|never ?mind|cross out|withdraw|take back|i take back) "
    r"(?:(?:all|about) )?(?:the|that|those|this|what|my|it)\b",
    re.I,
)
_SCRAPPED = re.compile(rf"(?<=\w),? (?:and |so )?(?:{_SCRAP}) (?:the|that|what) [^,.;]{{2,40}}$", re.I)
_WAS_WRONG = re.compile(
    r"\b(?:is|was|were|are|'s) (?:all |just |plain |simply |completely |totally )?(?:wrong|incorrect|a mistake|an error|a typo|nonsense|rubbish|"
    r"not (?:right|correct|true|it)|from the wrong \w+|another (?:page|account|channel))\W*$"
    r"|^\W*(?:and |but |no,? |sorry,? |wait,? )*(?:i|we) (?:said|told you|typed|had said) ",
    re.I,
)


_SWAPPED = re.compile(
    r"\b(?:(?:i|we)(?:'ve| have| had)?|you(?:'ve| have)?) (?:got |had |put |have |accidentally |just )*(?:(?:those|these|them|both|it|that|the) ?(?:two|ones|numbers|answers|channels|figures|names)? )"
    r"(?:all )?(?:swapped|mixed up|the wrong way (?:a?round|about)|backwards|back to front|reversed|muddled(?: up)?|confused|switched|crossed)\b"
    r"|\b(?:i|we)(?:'ve| have)? (?:swapped|mixed up|confused|muddled up|muddled|reversed|switched) (?:those|these|them|both|the two|the numbers|the answers|the figures|the channels)\b"
    r"|\b(?:i|we)(?:'ve| have)? (?:mixed|muddled|jumbled) (?:those|these|them|both|the two)(?: two)? up\b"
    r"|^(?:\W*(?:no|sorry|wait|oh|oops|actually|ah|hm+|please)\b)*\W*(?:(?:swap|switch|reverse) (?:those|these|them|the two)(?: two)?(?: a?round)?(?: please)?"
    r"|(?:it(?:'s| is| was)|that(?:'s| is| was)|should be)? ?(?:exactly |just )?(?:the )?other way (?:a?round|about)|(?:that(?:'s| is) |it(?:'s| is) )?vice versa)\W*(?:$|[,.:;-])",
    re.I,
)


def says_swapped(text: str) -> bool:
    """Whether `text` says that what was told of two channels holds the other way round."""
    return bool(_SWAPPED.search(text))


def without_alternative(text: str) -> str:
    """`text` without an amount that it sets aside ("we post weekly, not daily" and "weekly, scrap the daily" say weekly)."""
    return _SCRAPPED.sub("", _INSTEAD.sub("", _FIRST_NOT.sub("", text)))


def is_taken_back(text: str) -> bool:
    """Whether a clause only says what is not so after all, and tells nothing itself."""
    return bool(_ONLY_NOT.fullmatch(text) or _IS_NOT.search(text) or _SCRAPS.search(text) or _WAS_WRONG.search(text))
