"""Words that only affirm, deny or repeat: "yes", "not", "X doesn't", "neither"."""

from __future__ import annotations

import re
from typing import Any

from advisor.facts import FactType, vocabulary
from advisor.understanding.reading import ReadFact

_AS_BEFORE = re.compile(
    r"^(?:(?:and|but|so|it's|is|are|the) )*(?:neither|nor|same|ditto|likewise|also|too|as well)\b|\b(?:too|as well|either)$",
    re.I,
)
_WHO = r"^(?:(?:and|but|so|just|though|it|they|that|those|people|we|there|one|ones|others?|the|rest) )*"
_NOT = re.compile(
    rf"{_WHO}(?:not?|nope|never mind|none|nothing|(?:does|do|is|are|can|did|has|have|was|were)(?: not|n'?t)|cannot|cant)"
    r"(?: (?:so|at all|really|there|the case|true|on|for|in|the|it|them))*$",
    re.I,
)
_IS = re.compile(
    rf"{_WHO}(?:yes|yep|ok|does|do|is|are|can|did|has|have)(?: (?:so|there|it|them))*$",
    re.I,
)
_YES_NO = re.compile(r"^(?:(?:and|but) )*(?:yes|yep|no|nope|none|nothing)$", re.I)
_CAN = re.compile(r"\b(can|may)(?: ?(not)|(n'?t))?\b|\b(cannot)\b", re.I)
_NEGATED = re.compile(
    r"n't\b|\b(?:do|does|did|ca|can|is|are|wo|has|have)nt\b|\b(?:not|no|nobody|none|never|neither|nor|cannot|nothing)\b",
    re.I,
)


def opposite(fact: FactType, value: Any) -> Any:
    """What holds where `value` does not: nobody may comment where "comments" is denied; None if that is open."""
    if value == fact.no:
        return fact.yes
    return fact.no if value != "unknown" else None


def is_bare(words: str) -> bool:
    """Whether `words` affirm or deny and say nothing else ("they don't")."""
    return bool(_NOT.match(words) or _IS.match(words))


def value_again(words: str, fact: ReadFact) -> Any:
    """What "X too", "X no" or "X doesn't" says after `fact`; None if the words say something else."""
    kind = vocabulary().fact(fact.fact)
    if _AS_BEFORE.search(words):
        return fact.value
    if _YES_NO.match(words):
        if _NOT.match(words):
            return kind.no
        return kind.yes if fact.value == kind.no else fact.value
    if not is_bare(words):
        return None
    able = _CAN.search(words) if fact.fact == "who_can_speak" else None
    if able:
        return kind.no if able[2] or able[3] or able[4] else kind.yes
    agrees = bool(_NOT.match(words)) == bool(_NEGATED.search(fact.words))
    return fact.value if agrees else opposite(kind, fact.value)
