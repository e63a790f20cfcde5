"""What is told in so many words, so that no example needs to teach it and nothing is left to weigh."""

from __future__ import annotations

import re
from collections.abc import Mapping

from advisor.facts import vocabulary
from advisor.understanding.examples import NONE
from advisor.understanding.hours import says_hours_a_week, says_long_hours, says_nine_to_five
from advisor.understanding.pace import says_silent
from advisor.understanding.places import legal_frame
from advisor.understanding.platforms import mentions
from advisor.understanding.replies import ENTRY, measured
from advisor.understanding.speaking import (
    says_no_way_in,
    says_one_way,
    says_only_likes,
    says_people_comment,
    says_people_open_topics,
    says_still_off,
)

SURE = 0.9  # how sure such a fact is

_TEASES = re.compile(r"\b(?:is|are|just|only|merely|mostly|always|as)(?: an?| short| little)* teasers?\b", re.I)
_APPROVE = r"(?:have|has|need|needs|must|got)(?: to)? (?:approve|okay|ok|sign|clear|nod|check|see|vet|greenlight)\b"
_BOSS = r"(?:boss|chief|manager|head|director|mayor|minister|supervisor|editor|commissioner)"
_OF_THE_OFFICE = (
    ("sign_off", "several", re.compile(rf"\b(?:two|three|four|five|several|[2-6]) (?:people|persons|bosses|managers|colleagues|departments|of us|levels) {_APPROVE}", re.I)),
    ("sign_off", "one", re.compile(rf"\b(?:only|just) (?:my|the|our) {_BOSS} {_APPROVE}", re.I)),
    ("comment_policy", "yes", re.compile(r"\b(?:published|posted|put up|adopted|introduced)\b[^.;,]{0,25}\b(?:rules|guidelines|policy|netiquette)\b[^.;,]{0,20}\bcomment\w*", re.I)),
)  # fmt: skip
_IN_FULL = re.compile(r"\b(?:answer|repl(?:y|ies)|respond)\w*\b[^.;]{0,50}\bin full\b", re.I)
_WATCHES = re.compile(
    r"\b(?:watch\w*|eye|monitor\w*|staffed|manned|covered?|on duty|on shift|looks? at|looking after|reads? along)\b",
    re.I,
)
_HEDGED_TEASE = re.compile(r"\b(?:not|never|no|some|sometimes|half|neither|nor|or)\b|n't\b", re.I)


def plain_words(text: str, likely: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    """The facts that a clause tells in so many words, with their values; `likely` is what the heads read in it."""
    found: dict[str, str] = {}
    if frame := legal_frame(text):
        found["legal_frame"] = frame
    if "staff_hours" not in likely and says_hours_a_week(text):
        found["staff_hours"] = "number"
    if "cover" not in likely and says_nine_to_five(text):
        found["cover"] = "office"
    if ("cover" in likely or _WATCHES.search(text)) and says_long_hours(text):
        found["cover"] = "extended"
    if _TEASES.search(text) and not _HEDGED_TEASE.search(text):
        found["post_completeness"] = "teaser"
    if _IN_FULL.search(text) and not _HEDGED_TEASE.search(text):
        found["answer_style"] = "full_answer"
    if (
        len(text.split()) <= ENTRY
        and mentions(text)
        and (pace := measured(vocabulary().fact("posting_frequency"), text))
    ):
        found["posting_frequency"] = pace  # "LinkedIn weekly"
    if not _HEDGED_TEASE.search(text):
        found |= {fact: value for fact, value, pattern in _OF_THE_OFFICE if pattern.search(text)}
    if says_silent(text):
        found["posting_frequency"] = "inactive"
    speaking = likely.get("who_can_speak", {NONE: 1.0})
    best = max(speaking, key=lambda value: speaking[value])
    said_off = says_still_off(text) or says_no_way_in(text)
    if (says_one_way(text) and speaking[best] < SURE) or (said_off and best in {"comments", "nobody", NONE}):
        found["who_can_speak"] = "nobody"
    elif says_only_likes(text):
        found["who_can_speak"] = "reactions_only"
    elif best in {"comments", "own_posts", NONE} and says_people_open_topics(text):
        found["who_can_speak"] = "own_posts"
    elif best in {"comments", NONE} and says_people_comment(text):
        found["who_can_speak"] = "comments"
    return found
