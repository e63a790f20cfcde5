"""Splitting a message into clauses, so that each can be read for itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

import spacy
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokens import Doc

from advisor.understanding.groups import groups_in
from advisor.understanding.hours import hours_a_week
from advisor.understanding.openings import ENDS, begins_clause
from advisor.understanding.platforms import mentions
from advisor.understanding.quantities import NUMBER, counts_over_two_clauses

_TURN = re.compile(r",\s*(?:(?:and|but|while|whereas|or)\b)?|\b(?:and|but|while|whereas)\b|;|/", re.I)
_LISTING = re.compile(
    r"^(?:[\s,;/&+()'\"-]|\b(?:and|or|nor|plus|as well as|then|also|even|too|on|in|at|to|for|via|the|an?|our|my|your|their|its|own|new|old|main|two|three|"
    r"pages?|accounts?|channels?|profiles?|groups?|feeds?|both|neither|i think|mostly|mainly|maybe|sometimes|official|posts?|followed by|from|of|company|business|"
    r"platforms?|with|little|bit|have|run|use|are|we)\b)*$",
    re.I,
)
_SINGULAR = re.compile(r"\s*(?:is|isn't|isnt|has|hasn't|does|doesn't|doesnt|gets|stays)\b", re.I)
_PLAIN_TURN = re.compile(r"\s*(?:,|,? ?(?:and|but))\s*", re.I)
# "Facebook, Instagram and a LinkedIn nobody touched": what follows is said of the last one alone.
_ONE_MORE = re.compile(r"\ban?(?: \w+)?\s*$", re.I)
_WHICH = re.compile(
    r"\s+(?:page |account |channel |profile |group )?,?\s*(?:that|which|where|who|whose|with|nobody|no ?one|noone|hardly any(?:one|body)|we (?:never|rarely|hardly|barely|don't))\b",
    re.I,
)
_BUT_NOT = re.compile(r"\b(?:but not|except|apart from|other than|excluding)(?: on| for)?\s*$", re.I)


@dataclass(frozen=True)
class Clause:
    """A stretch of a message; `start` counts characters in the cleaned message."""

    text: str
    start: int
    ends_with_question: bool = False
    sentence: int = 0  # number of the sentence it stands in


@lru_cache(maxsize=1)
def _tokenizer() -> Language:
    english = spacy.blank("en")
    tokenizer: Any = english.tokenizer
    for platform in ("X.", "x."):  # not somebody's initial: a platform's name at the end of a sentence
        tokenizer.add_special_case(platform, [{ORTH: platform[0]}, {ORTH: "."}])
    return english


def clauses(text: str) -> list[Clause]:
    """The clauses of a cleaned message, in order; never empty for a text with words."""
    doc = _tokenizer()(text)
    sentences = _sentences(doc)
    cuts = [0, *[i for i in range(1, len(doc)) if begins_clause(doc, i)], len(doc)]
    found = []
    for begin, end in pairwise(cuts):
        if begin == end:
            continue
        span = doc[begin:end]
        words = span.text.strip(" ,;:.-|•")
        if any(c.isalnum() for c in words):
            start = span.start_char + span.text.index(words)
            found.append(Clause(words, start, span.text.rstrip().endswith("?"), sentences[begin]))
    return [piece for clause in _join_fragments(found, text) for piece in _at_contrasts(clause)]


def _at_contrasts(clause: Clause) -> list[Clause]:
    """A clause that says different things of several platforms ("daily on Facebook, weekly on X"), cut between them."""
    named = sorted([*((m.start, m.end) for m in mentions(clause.text)), *groups_in(clause.text)])
    cuts = [0]
    for (_, end_of_last), (start_of_next, end_of_next) in pairwise(named):
        between = clause.text[end_of_last:start_of_next]
        turns = list(_TURN.finditer(between))
        listed = _LISTING.match(between) and not (
            _PLAIN_TURN.fullmatch(between) and _SINGULAR.match(clause.text[end_of_next:])
        )
        apart = _ONE_MORE.search(between) and _WHICH.match(clause.text[end_of_next:])
        if turns and (apart or not listed) and not _BUT_NOT.search(between):
            cuts.append(end_of_last + turns[-1].start())
    pieces = []
    for begin, end in pairwise([*cuts, len(clause.text)]):
        words = clause.text[begin:end].strip(" ,;")
        if words:
            start = clause.start + begin + clause.text[begin:end].index(words)
            asked = clause.ends_with_question and end == len(clause.text)
            pieces.append(Clause(words, start, asked, clause.sentence))
    return pieces


def _sentences(doc: Doc) -> list[int]:
    """The number of the sentence of each token."""
    numbers, number = [], 0
    for token in doc:
        numbers.append(number)
        number += token.text in ENDS
    return numbers


def _join_fragments(found: list[Clause], text: str) -> list[Clause]:
    """Joins a lone word or a bare list of platforms to the clause it belongs to."""
    joined: list[Clause] = []
    for clause in found:
        if joined and (_is_part_of_count(joined[-1], clause, text) or _lists_on(joined[-1], clause)):
            last = joined[-1]
            joined[-1] = replace(last, text=text[last.start : clause.start + len(clause.text)])
        elif joined and _is_fragment(clause.text) and not re.search(r"[.!?;]\s*$", text[: clause.start].rstrip(" ,(-")):
            last = joined[-1]
            end = clause.start + len(clause.text)
            joined[-1] = Clause(text[last.start : end], last.start, clause.ends_with_question, last.sentence)
        else:
            joined.append(clause)
    return joined


_THE_HOURS = re.compile(r"\b(?:hours|hrs)(?: (?:a|per) week)?\W*$", re.I)
_SO_MANY = re.compile(
    rf"^\W*(?:it'?s|it is|that'?s|they're|there are|we have|make (?:it|that))(?: (?:now|about|only|just|more like|actually|rather|really))* {NUMBER}\b(?! (?:people|persons|posts|questions))",
    re.I,
)


def _is_part_of_count(last: Clause, clause: Clause, text: str) -> bool:
    """Whether a clause counts a part of what the one before counted: "out of every ten who ask, two hear from us"."""
    if mentions(clause.text):
        return False
    both = text[last.start : clause.start + len(clause.text)]
    if _THE_HOURS.search(last.text) and _SO_MANY.match(clause.text):
        return True  # "the hours: it's 20 now"
    if hours_a_week(last.text) is not None and _NO_SO_MANY.match(clause.text):
        return True  # "6 hours a week. no, 16"
    return counts_over_two_clauses(both) and not (
        counts_over_two_clauses(last.text) or counts_over_two_clauses(clause.text)
    )


_BARE_NAME = re.compile(r"\W*(?:(?:on|in|for|the|our|and)\b\W*)*", re.I)


_NO_SO_MANY = re.compile(r"^\W*(?:(?:no|sorry|wait|oh|make that|correction)\b\W*)+\d", re.I)


def _lists_on(last: Clause, clause: Clause) -> bool:
    """Whether a clause that is but a platform's name goes on with another one: "the podcast and the blog both come out weekly"."""
    named = mentions(last.text)
    if len(named) != 1 or last.sentence != clause.sentence or not re.match(r"(?:and|&|plus)\b", clause.text, re.I):
        return False
    bare = _BARE_NAME.fullmatch(last.text[: named[0].start] + last.text[named[0].end :])
    following = mentions(clause.text)
    return bool(bare and following and _BARE_NAME.fullmatch(clause.text[: following[0].start].removeprefix("plus")))


def _is_fragment(text: str) -> bool:
    words = text.split()
    return len(words) == 1 and not mentions(text)
