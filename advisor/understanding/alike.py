"""One channel said to be like another: "Instagram: same as TikTok", "Nextdoor is just like Facebook, except that ..."."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.understanding.platforms import Mention, mentions
from advisor.understanding.spread import key_of

_KIND = r"(?: (?:page|account|channel|one))?"
_BEFORE = r"(?:(?:on|for|with|in|as|our|the|and|but|so|also)\s+)*"
_SAME_AS = re.compile(
    rf"^{_KIND}\s*(?:(?:is|are|it's|works|runs|goes|does|gets|'s)\b|[:,–-])*\s*(?:(?:all|exactly|just|pretty much|basically|more or less|quite|much|the|very)\s+)*"
    rf"(?:(?:same|identical|ditto|a copy|copy)(?:\s+(?:thing|story|deal|rules|setup))?\s+(?:as|to|like|with|of)|(?<=just )like|(?<=exactly )like|(?<=works )like)\s+(?:(?:it is|we do|that))?\s*{_BEFORE}$",
    re.I,
)
_AS_FOR = re.compile(rf"^{_KIND}\s+(?:as|like)\s+{_BEFORE}$", re.I)  # "same for Instagram as for Facebook"
_SAME_FOR = re.compile(
    r"(?:^|[.;!,]\s*|\band )(?:it's |its |it is )?(?:all |exactly |just )?(?:the )?(?:same|ditto)(?: (?:thing|story|deal|goes|applies|holds))* (?:on|for|with|in) (?:our |the )?$",
    re.I,
)
_ENDS = re.compile(
    rf"{_KIND}(?:\s+(?:really|basically|actually|too|there|pretty much|mostly|in everything|in every way|all round))*\s*(?=$|[.,;:!(–-]|\b(?:except|but|only|though|apart|bar|save|aside)\b)",
    re.I,
)
_TOPIC = re.compile(
    rf"{_KIND}\s*(?:when it comes to|as far as|in terms of|regarding|with regard to|as regards|concerning|for|in)\s+(?P<topic>[^.,;!?]{{3,60}}?)(?:\s+(?:goes|go|is concerned|are concerned))?\s*(?=$|[.,;!])",
    re.I,
)
_OPENS = re.compile(
    r"(?:^|[.;!?,:–-])\s*(?:(?:and|but|so|well|then|on|for|with|in|our|the|also|yes|no|ok|oh)\s+)*$", re.I
)
_EXCEPT = re.compile(
    r"^[\s,;(–-]*(?:except|apart from|only|bar|save|aside from)\s*(?:that|for the fact that)?\s+(?=(?:we|there|they|people|nobody|on|it|i|you|no|the)\b)",
    re.I,
)


@dataclass(frozen=True)
class Alike:
    """`text` without what makes channels alike, and of which channel (first) all holds that is known of another (second), or only
    what is known on a topic (third, empty for all)."""

    text: str
    pairs: tuple[tuple[str, str, str], ...]


def alike(text: str, known: Sequence[str]) -> Alike:
    """What a cleaned message says to be alike; questions say nothing of the kind."""
    pairs: list[tuple[str, str, str]] = []
    found = mentions(text)
    for one, other in reversed(list(itertools.pairwise(found))):
        end, topic = _same_until(text, one, other)
        if not end:
            continue
        keys = key_of(one, text, known), key_of(other, text, known)
        if keys[0] == keys[1] or keys[1] not in known:
            continue
        pairs.append((*keys, topic))
        rest = _EXCEPT.sub(", ", text[end:])
        text = text[: one.end] + rest
    return Alike(text, tuple(reversed(pairs)))


def _same_until(text: str, one: Mention, other: Mention) -> tuple[int, str]:
    """Where words end that say that `one` is as `other`, and on which topic; 0 if nothing of the kind is said."""
    between, ending = text[one.end : other.start], _ENDS.match(text, other.end) or _TOPIC.match(text, other.end)
    said = _SAME_AS.match(between) and _OPENS.search(text[: one.start])
    said = said or (_AS_FOR.match(between) and _SAME_FOR.search(text[: one.start]))
    if not said or not ending or text[ending.end() :].lstrip().startswith("?"):
        return 0, ""
    return ending.end(), ending.groupdict().get("topic") or ""
