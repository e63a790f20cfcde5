"""How often something is posted: "twice a day", "every other week", "fortnightly"."""

from __future__ import annotations

import re

from advisor.understanding.quantities import NUMBER, number

_PER_WEEK = {
    "hour": 168.0,
    "day": 7.0,
    "weekday": 5.0,
    "working day": 5.0,
    "workday": 5.0,
    "week": 1.0,
    "wk": 1.0,
    "fortnight": 0.5,
    "month": 0.23,
    "quarter": 0.077,
    "year": 0.019,
}
_POST = r"(?:posts?|tweets?|toots?|videos?|vids?|clips?|reels?|pictures?|photos?|pics?|articles?|stories|story|updates?|messages?|issues?|episodes?|bulletins?|pins?)"
_DAILY = re.compile(
    rf"\b(?:daily|every day|each day|everyday)\W+(?:(?:we|i) \w+ )?(?:about |around |some |roughly |maybe |perhaps |like |up to )?({NUMBER})(?:\s*(?:-|–|to|or)\s*({NUMBER}))?\s+{_POST}\b",
    re.I,
)
_OFTEN_A_DAY = re.compile(
    r"\b(?:several|many|multiple|a few|lots of) (?:times|posts|things) (?:(?:a|per|each|every|in the|in a|in one|in) )day\b",
    re.I,
)
_TIMES = re.compile(
    rf"\b(once|twice|thrice|({NUMBER}|an?(?= {_POST}))(?:\s*(?:-|–|to|or)\s*({NUMBER}))?\s*(?:times?|x|things|items|{_POST})?(?: or (?:so|more|two|three))?)\s*(?:{_POST} )?(?:a|an|per|each|every|in an?|in one|in(?= (?:day|week|month)\b)|/)\s*(hour|day|weekday|working day|workday|week|wk|fortnight|month|quarter|year)s?\b",
    re.I,
)
_EVERY = re.compile(
    rf"\b(?:every|each)\s+(?:single\s+)?(?:(other|second|third|{NUMBER})\s+)?(hour|day|weekday|working day|week|wk|fortnight|month|quarter|year|morning|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b",
    re.I,
)


def times_a_week(text: str) -> float | None:
    """How often a week something happens by `text` ("twice a day" is 14); None if it does not say."""
    if _OFTEN_A_DAY.search(text):
        return 21.0
    if match := _DAILY.search(text):
        return 7 * (number(match[1]) + number(match[2] or match[1])) / 2
    if match := _TIMES.search(text):
        named = {"once": 1.0, "twice": 2.0, "thrice": 3.0}.get(match[1].lower())
        count = named if named is not None else number(match[2])
        if match[3]:
            count = (count + number(match[3])) / 2
        return count * _PER_WEEK[match[4].lower()]
    if match := _EVERY.search(text):
        gap = {"other": 2.0, "second": 2.0, "third": 3.0}.get((match[1] or "").lower()) or (
            number(match[1]) if match[1] else 1.0
        )
        unit = match[2].lower()
        rate = 7.0 if unit == "morning" else 1.0 if unit.endswith("day") and unit not in _PER_WEEK else _PER_WEEK[unit]
        return rate / gap
    return None


# "no video on YouTube for six months", "not a single post since last autumn"
_NOTHING_FOR = re.compile(
    rf"\b(?:no|not an?|not one|not a single|never an?|without an?|hasn't been an?|haven't (?:had|posted|done|made|put (?:up|out)|uploaded) an?)(?: new| single)? (?:{_POST}|thing|anything|nothing)"
    rf"(?: \w+){{0,4}}? (?:for|in) (?:the (?:last|past) |over |about |more than |nearly |almost |some |like |at least |well over |ca\.? )*({NUMBER}|an?|half an?|several|many) (months?|years?|weeks?)\b",
    re.I,
)
_MONTHS_OF = {"month": 1.0, "year": 12.0, "week": 0.23}
SILENT = 3  # months without a post after which a channel is inactive


def says_silent(text: str) -> bool:
    """Whether `text` says that nothing was posted for three months or longer."""
    match = _NOTHING_FOR.search(text)
    if not match:
        return False
    count = {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5, "several": 3.0, "many": 6.0}.get(match[1].lower())
    return (number(match[1]) if count is None else count) * _MONTHS_OF[match[2].lower().rstrip("s")] >= SILENT


_PACE = re.compile(r"\b(dai|week|fortnight|month)ly\b", re.I)


def pace_in_a_word(text: str) -> float | None:
    """Times a week by a word alone ("make that weekly"); None if there is none."""
    word = _PACE.search(text)
    return _PER_WEEK[word[1].lower().replace("dai", "day")] if word else None


_HOW_OFTEN = re.compile(
    r"\d|\b(?:a\.?m|once|twice|thrice|one|two|three|four|five|six|seven|eight|nine|ten|second|third|fourth|fifth|dozen|couple|few|several|many|multiple|every\w*|each|daily|weekly|fortnight\w*|"
    r"monthly|quarterly|yearly|hourly|annual\w*|days?|nights?|(?<!last )weeks?|wk|hours?|(?<!last )(?<!this )months?(?! ago)|quarters?|(?<!last )(?<!this )years?|mornings?|afternoons?|evenings?|weekdays?|"
    r"weekends?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|clock|clockwork|constant\w*|non-?stop|often|regular\w*|frequent\w*|rarely|seldom|now and (?:then|again)|sporadic\w*|occasional\w*|"
    r"sometimes|always|never|times?|pace|rhythm|schedule\w*|breakfast|lunch\w*|tea|dinner|bulletins?|drip|stream|flood|flurry|steady|most|lots?|all|same|too|also|more|less|likewise|ditto|idem)\b",
    re.I,
)


def says_how_often(text: str) -> bool:
    """Whether `text` holds any word of how often: a number, a day, "often", "like clockwork"."""
    return bool(_HOW_OFTEN.search(text))


def says_posts(text: str) -> bool:
    """Whether `text` counts posts, pictures, videos and the like."""
    return bool(re.search(rf"\b{_POST}\b", text, re.I))
