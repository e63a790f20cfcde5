"""Slips of typing in the words that matter most here: "coments are swiched of" is read as "comments are switched off"."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Words that officers need to tell their facts with; others are left as they were typed.
_WORDS = tuple(
    """
    comment comments commented commenting people nobody everyone everybody anyone anybody somebody someone answer answers answered answering
    question questions switched disabled allowed website websites weekly usually sometimes rarely citizens residents
    reply replies replied replying response responses complaint complaints criticism followers channel channels
    account accounts approve approval archive archived quarter result results recruit recruiting recruitment
    really conversation conversations anything nothing everything because between
    """.split()
)
# Words of their own, however near they are to one of those.
_OTHER_WORDS = frozenset(
    """
    allotted allows aloud approved archivo responsive disable disables disabling answerer anyones approvals approver approvers approves archiver archives archiving archivist available citizen citizenry
    commands commend commended commends commence comets commenter commenters committed communes compiles complain complainant complainants
    complained complainers complaining complains compliant consent consents conservation content contents conversion conversions criticise criticised
    criticises criticisms criticize criticized despond everybodys everyones everythings follow followed follower hollowed insult insults meekly
    noticing noting nobodys organisation peoples quartered quarterly quarters quartet questioned questioning rarer realty really recruited recruiter recruiters
    recruits relied repaid repaired replaced replaces replacing replay replayed replays replica resident residence respond respondent responded responding
    resulted scotched someones somebodys stitched stitches swallowed switches switching threat usual weakly wearily thing things
    """.split()
)
_WORD = re.compile(r"(?<![\w@#./:-])[A-Za-z]{5,14}(?![\w@/:-]|\.\w|'\w)")
_SWITCHED_OF = re.compile(
    r"\b(switched|turned|shut) of(?=\s*(?:$|[.,;!?]|\bon\b|\bfor\b|\bsince\b|\band\b|\bbut\b))", re.I
)
LONG = 8  # letters from which two slips are forgiven


def corrected(text: str) -> str:
    """`text` with such slips put right; a capital letter inside a sentence marks a name, which stays as it is."""
    return _SWITCHED_OF.sub(r"\1 off", _WORD.sub(_put_right, text))


def _put_right(match: re.Match[str]) -> str:
    word = match[0]
    before = match.string[: match.start()].rstrip()
    if not (word[1:].islower() or word.isupper()) or (word[0].isupper() and before and before[-1] not in ".!?:"):
        return word
    meant = _nearest(word.lower())
    if meant is None:
        return word
    return meant.capitalize() if word[0].isupper() else meant


@lru_cache(maxsize=4096)
def _nearest(word: str) -> str | None:
    """The word that is meant; None if `word` is one, or none is near."""
    if word in _WORDS or word in _OTHER_WORDS:
        return None
    slips = 2 if len(word) >= LONG else 1
    found = process.extract(word, _WORDS, scorer=OSA.distance, score_cutoff=slips, limit=2)
    near = [(str(meant), distance) for meant, distance, _ in found if meant[0] == word[0]]
    if not near or (len(near) > 1 and near[0][1] == near[1][1]):
        return None
    return near[0][0]
