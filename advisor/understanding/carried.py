"""How the mood of a clause carries on to the next ones, or back to those before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.understanding.clauses import Clause
from advisor.understanding.idle import says_not_us
from advisor.understanding.moods import (
    STATEMENT,
    admits,
    goes_on_as_it_is,
    has_predicate,
    is_about_others,
    says_gone,
    says_not_known,
)

SUPPOSED = frozenset(["hypothesis", "question"])  # moods in which a clause is read as if it were so
_THEY = re.compile(
    r"^(?:\W*(?:and|but|so|also|there|where|which|who)\b)*\W*(?:they|their|he|she|his|her|theirs)\b", re.I
)
_GOES_ON = re.compile(r"^\W*(?:and|but|or|nor) (?!.*\b(?:we|our|ours|us|i|my)\b)", re.I)  # without a subject of our own
_OF_THEIRS = re.compile(r"^(?!.*\b(?:we|our|ours|us|my)\b).*\btheir\b", re.I)
_OURS = re.compile(r"\b(?:we|us|ours|i|my|our(?! (?:own )?(?:ministry|headquarters|head ?office|parent)))\b", re.I)
_IT_WAS = re.compile(r"^\W*(?:and |but |so )*(?:it|that|they|those) (?:was|were)\b", re.I)
_AND_TO = re.compile(r"^\W*(?:and|or|but|then|even|also)? ?(?:and |or )?to \w+", re.I)


def carried_on(found: Sequence[Clause], moods: Sequence[str]) -> list[str]:
    """The moods, carried on: what follows "what if …" is supposed too, "they" are the others just spoken of, and
    "that's gone" makes past of what was told before it."""
    carried: list[str] = []
    theirs = False  # whether others were spoken of last, if only in a question
    begun = 0  # where the sentence before began
    for i, (clause, mood) in enumerate(zip(found, moods)):
        last = carried[-1] if carried else STATEMENT
        same = i > 0 and found[i - 1].sentence == clause.sentence
        if same and last in SUPPOSED and says_not_known(clause.text):
            carried[-1] = STATEMENT  # "whether we answer complaints, I'd rather not say"
        elif (
            last == "hypothesis"
            and same
            and mood in {STATEMENT, "question", "plan"}
            and not goes_on_as_it_is(clause.text)
        ):
            mood = "hypothesis"
        elif carried and says_not_us(clause.text) and not _OURS.search(found[i - 1].text):
            for j in range(i - 1 if same else begun, i):
                carried[j] = "others" if carried[j] == STATEMENT else carried[j]
        elif carried and last in {STATEMENT, "past"} and says_gone(clause.text):
            carried[-1] = mood = "past"
        elif (
            (last == "others" or theirs)
            and mood == STATEMENT
            and (_THEY.match(clause.text) or (same and (_GOES_ON.match(clause.text) or _OF_THEIRS.search(clause.text))))
        ):
            mood = "others"
        elif (
            last == "plan"
            and same
            and mood == STATEMENT
            and (_AND_TO.match(clause.text) or (admits(clause.text) and not goes_on_as_it_is(clause.text)))
        ):
            mood = "plan"
        elif last in {"plan", "past"} and same and mood == STATEMENT and not has_predicate(clause.text):
            mood = last  # "next year a second person, 20 hours"
        elif mood == "others" and same and last == STATEMENT and not has_predicate(clause.text):
            mood = STATEMENT  # "better contact with the NGOs and the neighbouring harbours"
        elif last == "past" and same and mood == STATEMENT and _IT_WAS.match(clause.text):
            mood = "past"
        if i + 1 < len(found) and found[i + 1].sentence != clause.sentence:
            begun = next(j for j in range(i + 1) if found[j].sentence == clause.sentence)
        theirs = mood == "others" or is_about_others(clause.text) or (theirs and mood == "question")
        carried.append(mood)
    return carried
