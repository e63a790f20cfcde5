"""Hours in a clause: how many a week the team has ("two of us, 6 hours each"), and which are covered ("nine to five")."""

from __future__ import annotations

import re

from advisor.understanding.quantities import NUMBER, number

_HOURS = re.compile(
    rf"\b({NUMBER}|an|a|half an)(?:-odd| odd|ish|\+)?(?:\s*(?:-|–|to|or)\s*({NUMBER}))?(\s*(?:and a half|½|1/2))?\s*(?:-?\s*)(?:hours?|hrs?|h)\b",
    re.I,
)
_HOURS_OF = re.compile(
    rf"\b(?:hours|hrs)(?: (?:a|per) week)?(?: (?:for|on|in|of) [\w ]{{2,25}}?)?\s*(?:[:=,]? ?(?:it'?s|it is|that'?s|they're|make (?:it|that))(?: now| actually| more like)?|[:=]|\bare\b|\bis\b)\s*()(?:about |around |roughly |only |now |just )?({NUMBER})\b",
    re.I,
)
_A_WEEK = re.compile(
    r"\b(?:hours?|hrs?|h)\s*(?:apiece |each |in total |altogether |total )?(?:(?:a|per|each|every)\s+|/\s*)(?:working )?w(?:ee)?k\b|\b(?:hours?|hrs?) weekly\b",
    re.I,
)
_DAYS = re.compile(
    rf"\b({NUMBER}|a|half a|one and a half)(?:\s+full)?\s*(?:working )?days?\s+(?:a|per|each|every)\s+week\b",
    re.I,
)
_FULL_TIME = re.compile(
    rf"(?:(?<![\d.,])\b({NUMBER}|a|one))?\s*(?:people |persons? |officers? |staff |colleagues )?(?:full[\s-]?time(?:rs?)?|ftes?\b|whole positions?)",
    re.I,
)
_PART_OF_A_POST = re.compile(r"(?<![\d.,])([01]?[.,]\d+) ?(?:of an? )?(?:ftes?|full[\s-]time equivalents?)\b", re.I)
_HALF_TIME = re.compile(r"\b(?:half[\s-]?(?:time|position|post)|0[.,]5 fte|half an fte)\b", re.I)
_PEOPLE = re.compile(
    rf"\b({NUMBER})\s+(?:people|ppl|persons|of us|colleagues|officers|staff|interns|volunteers)\b", re.I
)
_AND_A_HALF = re.compile(r"\s*and a half\b", re.I)
_A_DAY = re.compile(r"\b(?:a|per|each|every|/)\s*(?:working |week)?day\b|\bdaily\b", re.I)
_A_MONTH = re.compile(r"\b(?:a|per|each|every|/)\s*month\b|\bmonthly\b", re.I)
_BARE = re.compile(rf"(?<![\w.,])({NUMBER})(?:\s*(?:-|–|to|or)\s*({NUMBER}))?", re.I)
_NOTHING = re.compile(r"\b(?:none|nil|nothing|no hours|no time|nobody|zero)\b", re.I)
_EACH = re.compile(r"\beach\b|\bapiece\b|\bper (?:person|head)\b", re.I)


_OF_SOMETHING = re.compile(
    r"\s+of (?!(?:work\w*|time|effort|my|our|their|her|his|staff|it|that|this|each|every|the|social|media|communications?|posting|answering|community|online|us)\b)",
    re.I,
)
_HOURS_AT_ALL = re.compile(r"\b(?:hours|hrs)\b", re.I)
_SO_MANY_A_WEEK = re.compile(rf"\b({NUMBER}) (?:a|per|each|every) week\b", re.I)  # "hours ... me 10 a week, Jess 5"
_MINUTES = re.compile(rf"\b({NUMBER})\s*(?:-?\s*)min(?:ute)?s?\b", re.I)
_A_FORTNIGHT = re.compile(
    r"\b(?:a|per|each|every|/)\s*(?:fortnight|two weeks|2 weeks|other week|second week)\b|\bfortnightly\b", re.I
)
# "10 hours a week and the civvy 20", "me 10 hours, Anna 10, Ole 4"
_AND_ANOTHER = re.compile(
    rf"(?:,|;|\band\b|\bplus\b|\+|&)\s*(?:and |plus |then )?(?:(?:the|my|our|an?|another|his|her)\s+)?(?:[A-Za-z][\w'-]*\s+){{1,2}}?(?:(?:at|for|with|does|has|gets|gives|another|about|maybe|some|only|just)\s+)*({NUMBER})"
    rf"(?:\s*(?:hours?|hrs?|h))?(?: (?:a|per) week| weekly)?\s*(?=$|[,;.+&]|\band\b|\bplus\b)",
    re.I,
)


def says_hours_a_week(text: str) -> bool:
    """Whether `text` says in so many words how many hours a week."""
    return bool(_A_WEEK.search(text) or _HOURS_OF.search(text))


_NINE_TO_FIVE = re.compile(
    r"\b(?:9|nine)(?: ?(?:am|a\.m\.))? ?(?:to|-|–|till|until) ?(?:5|five)\b(?! (?:people|of))", re.I
)


def says_nine_to_five(text: str) -> bool:
    """Whether `text` says "nine to five"."""
    return bool(_NINE_TO_FIVE.search(text))


_LONG_HOURS = re.compile(
    r"\b(?:from )?(?:[5-9]|five|six|seven|eight|nine)(?::\d\d)? ?(?:am|a\.m\.|in the morning)? ?(?:to|till|until|-|–) ?(?:about |around )?"
    r"(?:midnight|(?:[7-9]|1[01]|seven|eight|nine|ten|eleven)(?::\d\d)? ?(?:pm|p\.m\.|at night|in the evening)|(?:19|20|21|22|23)(?::\d\d)?(?: ?h| hours)?)\b",
    re.I,
)


def says_long_hours(text: str) -> bool:
    """Whether `text` names hours that reach into the evening: "from 6 am till midnight"."""
    return bool(_LONG_HOURS.search(text))


_TOTAL = re.compile(
    rf"\b(?:so|makes?|that's|total(?:s|ling)?(?: of)?|altogether|in total|in all)\W+(?:that's |about |around |roughly )?({NUMBER})\b(?: hours| hrs)?(?= (?:for|in|a week|per week|between|together|altogether|all)\b|\W*$|[,.;!])",
    re.I,
)


def total_of(text: str) -> float | None:
    """The sum that a message draws itself: "ten hours, and Phil another five, so fifteen for the both of us"."""
    found = _TOTAL.findall(text)
    return number(found[-1]) if found else None


def heads_of(text: str, others: str) -> float:
    """How often "six hours each" counts: the people named in `others`; 1 where `text` is not about each of them."""
    people = _PEOPLE.search(others) if _EACH.search(text) and not _PEOPLE.search(text) else None
    return number(people[1]) if people else 1.0


def _of_others(text: str) -> float:
    """The hours that `text` adds for more people: "... and the clerk 20"."""
    return sum(number(another[1]) for another in _AND_ANOTHER.finditer(text))


def _times_a_week(text: str) -> float:
    """How often a week an amount of time counts, by what follows it: "a day", "a fortnight"."""
    if _A_FORTNIGHT.search(text):
        return 0.5
    return 5.0 if _A_DAY.search(text) else 0.25 if _A_MONTH.search(text) else 1.0


def hours_a_week(text: str, bare: bool = False) -> float | None:
    """Hours a week of the whole team by `text`; `bare` also takes a number without a unit."""
    people = _PEOPLE.search(text)
    heads = number(people[1]) if people and _EACH.search(text) else 1.0
    if match := _PART_OF_A_POST.search(text):
        return 40.0 * float(match[1].replace(",", "."))
    if match := _HOURS.search(text):
        low = 0.5 if match[1].lower() == "half an" else number(match[1])
        hours = (low + number(match[2])) / 2 if match[2] else low
        hours += 0.5 if match[3] or _AND_A_HALF.match(text[match.end() :]) else 0.0
        rest = text[match.end() :]
        if _OF_SOMETHING.match(rest):
            return None  # "three hours of septic permits"
        return hours * _times_a_week(rest) * heads + _of_others(rest)
    if match := _MINUTES.search(text):
        return number(match[1]) / 60 * _times_a_week(text[match.end() :]) * heads
    if match := _HOURS_OF.search(text):
        return number(match[2])
    if (match := _SO_MANY_A_WEEK.search(text)) and _HOURS_AT_ALL.search(text):
        return number(match[1]) * heads + _of_others(text[match.end() :])
    if match := _DAYS.search(text):
        days = {"half a": 0.5, "one and a half": 1.5}.get(match[1].lower()) or number(match[1])
        return days * 8 * heads
    if re.search(r"\bhalf (?:a|the) (?:working )?day\b", text, re.I):
        return 4.0 * heads
    if _HALF_TIME.search(text):
        return 20.0
    if match := _FULL_TIME.search(text):
        return 40.0 * (number(match[1]) if match[1] else 1.0)
    if not bare:
        return None
    if match := _BARE.search(text):
        low = number(match[1])
        half = 0.5 if _AND_A_HALF.match(text[match.end() :]) else 0.0
        return (low + number(match[2])) / 2 if match[2] else low + half
    return 0.0 if _NOTHING.search(text) else None
