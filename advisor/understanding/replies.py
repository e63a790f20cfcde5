"""Reading a short reply against the question it answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from advisor.facts import FactType
from advisor.understanding.hours import hours_a_week
from advisor.understanding.pace import pace_in_a_word, times_a_week
from advisor.understanding.places import legal_frame
from advisor.understanding.quantities import WORDS, share
from advisor.understanding.situation import Choice, Situation
from advisor.understanding.spread import channels_named
from advisor.understanding.taken_back import without_alternative
from advisor.understanding.text import plain

_YES = re.compile(
    r"^(?:(?:oh|well|um+|uh|er|hm+|i think|i guess|i believe|i'd say)[, ]+)*"
    r"(?:yes|yep|yeah|yea|yup|ya|aye|sure|of course|certainly|definitely|absolutely|indeed|correct|right|exactly|true|affirmative|"
    r"y|jep|they can|it is|it does|we do|they do|we have|we are|there is|there are|that's right|i think so|i believe so|ok|okay)"
    r"(?:[, ]+(?:they can|it is|it does|we do|they do|we have|we are|there is|there are|sure|of course|indeed|definitely|absolutely|certainly|"
    r"thanks|please|sir|that's right|that is right|it has|i think|i think so|i guess|it is true|always|all of them|both|all three))*[.! ]*$",
    re.I,
)
_NO = re.compile(
    r"^(?:(?:oh|well|um+|uh|er|hm+|i think|i guess|i'm afraid|afraid|unfortunately|sadly|sorry)[, ]+)*"
    r"(?:no|nope|nah|nay|never|negative|not|n|not really|not at all|not yet|certainly not|definitely not|absolutely not|of course not|"
    r"they can't|they cannot|it isn't|it doesn't|we don't|they don't|we do not|we haven't|we aren't|there isn't|there aren't|don't think so|i don't think so|afraid not|none)"
    r"(?:[, ]+(?:they can't|they cannot|it isn't|it doesn't|we don't|they don't|we do not|we haven't|we aren't|there isn't|sorry|at all|not at all|"
    r"really|not really|unfortunately|sadly|i'm afraid|thanks|sir|never|nothing|not yet|i think|i guess|either|of them|of those|we never do|not on any))*[.! ]*$",
    re.I,
)
_ORDINALS = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "fifth": 4,
    "5th": 4,
    "sixth": 5,
}
_ORDINAL = re.compile(
    r"^(?:(?:i'd say|i think|probably|maybe|well|hm+|um+|that would be|it's|its|that's|i'd go (?:for|with)|i'd pick|i choose|take|go with|rather|more like|definitely|probably)[, ]+)*"
    r"(?:the |number |no\.? ?|option |choice |answer |nr\.? ?|#)*"
    rf"({'|'.join(_ORDINALS)}|last|latter|former|top|bottom|middle|[1-9]|one|two|three|four|five|[a-f])"
    r"(?: (?:one|option|choice|answer|button|of those|of these|please|i think|i guess|i'd say))*[.)! ]*$",
    re.I,
)
SHARE_BANDS: Mapping[str, tuple[tuple[float, str], ...]] = {
    # Upper ends; exactly 20 % and exactly half fall into the middle band.
    "own_site_links": ((0.2, "few"), (0.5000001, "some"), (2.0, "most")),
    "answers_given": ((0.0000001, "never"), (0.1, "rarely"), (0.5000001, "sometimes"), (2.0, "usually")),
}
ENTRY = 3  # words of an entry such as "Facebook daily"
_RATES = ((10.0, "several_daily"), (4.5, "daily"), (0.7, "weekly"), (0.15, "monthly"))


def means_yes(text: str) -> bool:
    """Whether `text` is a bare yes."""
    return bool(_YES.match(text.strip()))


def means_no(text: str) -> bool:
    """Whether `text` is a bare no."""
    return bool(_NO.match(text.strip()))


def chosen(text: str, situation: Situation) -> Choice | None:
    """The button on offer that `text` repeats or counts to ("the second one"); None if none."""
    folded = plain(text)
    for choice in situation.choices:
        if plain(choice.title) == folded:
            return choice
    values = [choice for choice in situation.choices if choice.means.startswith(("value:", "channel:"))]
    match = _ORDINAL.match(text.strip())
    if not match or not values:
        return None
    place = _place(match[1].lower(), len(values), number_means_amount=_is_amount(situation))
    return values[place] if place is not None and place < len(values) else None


_ON_EACH = re.compile(r"(?:^|[.;]\s+)on (?=[^.:;]{1,60}:)", re.I)


def chosen_for_each(text: str, situation: Situation) -> dict[str, str]:
    """The value chosen for each channel where a reply holds nothing but titles ("On Facebook: Few, under 20 %. On X: …")."""
    asked = situation.asked
    titles = {plain(choice.title): choice.means for choice in situation.choices}
    found: dict[str, str] = {}
    for piece in _ON_EACH.split(text)[1:] if asked else ():
        where, _, title = piece.partition(":")
        means = titles.get(plain(title), "")
        named = [key for key in situation.channels if plain(_label(key)) == plain(where)] or [
            key for key in channels_named(where, situation.channels) if key in situation.channels
        ]
        if len(named) != 1 or not means.startswith(("value:", "act:dont_know")):
            return {}
        found[named[0]] = means.partition(":")[2] if means.startswith("value:") else "unknown"
    return found


def _label(key: str) -> str:
    platform, _, name = key.partition("/")
    return name or platform


def _is_amount(situation: Situation) -> bool:
    return bool(situation.asked and situation.asked.fact == "staff_hours")


def _place(word: str, count: int, number_means_amount: bool) -> int | None:
    if word in _ORDINALS:
        return _ORDINALS[word]
    named = {
        "last": count - 1,
        "bottom": count - 1,
        "latter": count - 1,
        "former": 0,
        "top": 0,
        "middle": count // 2,
    }
    if word in named:
        return named[word]
    if number_means_amount:
        return None
    if word.isdigit():
        return int(word) - 1
    if word in WORDS:
        return int(WORDS[word]) - 1
    return ord(word) - ord("a") if len(word) == 1 and word not in {"a"} else None


def titled(fact: FactType, text: str) -> str | None:
    """The value whose button title `text` holds word for word; of several the longest title's."""
    folded = f" {plain(text)} "
    held = [value for value, title in fact.choices.items() if " " in title and f" {plain(title)} " in folded]
    return max(held, key=lambda value: len(fact.choices[value]), default=None)


_CORRECTED = re.compile(
    r"\b(?:no,? wait|wait,? no|i mean|make (?:that|it)|call it|or rather|scratch that)\b|(?<=[.,] )no,? (?=\d)", re.I
)  # what follows counts


def measured(fact: FactType, text: str, bare: bool = False) -> Any:
    """The value of `fact` by a quantity in `text` ("30 of 212", "twice a day"); None if there is none.

    `bare` also takes a number without a unit, as in a reply.
    """
    whole = text
    text = _CORRECTED.split(without_alternative(text))[-1] or text
    if fact.name in SHARE_BANDS:
        part = share(text)
        return None if part is None else band(fact.name, part)
    if fact.name == "posting_frequency":
        rate = times_a_week(text) or (pace_in_a_word(text) if text is not whole or len(text.split()) <= ENTRY else None)
        return None if rate is None else next((value for low, value in _RATES if rate >= low), None)
    if fact.name == "legal_frame":
        return legal_frame(text)
    if fact.name == "staff_hours":
        hours = hours_a_week(text, bare=bare or text is not whole)
        return None if hours is None else (int(hours) if hours == int(hours) else hours)
    return None


def band(fact: str, part: float) -> str:
    """The band of `fact` that the share `part` (0 to 1) falls into."""
    bands = SHARE_BANDS[fact]
    return next((value for upper, value in bands if part < upper), bands[-1][1])
