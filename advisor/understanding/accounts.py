"""Several accounts on one platform: "two Facebook pages, one is called Springvale Fire and the other Springvale Parks"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.understanding.platforms import Mention, mentions
from advisor.understanding.text import plain

_COUNTED = re.compile(r"\b(?:two|three|four|five|six|[2-6]|both|several|different|separate)\b[\w '-]{0,30}$", re.I)
_KIND = re.compile(r"\s*(?:pages|accounts|channels|profiles|feeds|groups|handles|newsletters)\b", re.I)
_ANOTHER = re.compile(
    r"\s*(?:page|account|channel|profile|feed|group|handle)?,?\s*(?:called|named|for|of|from|run by)\s+", re.I
)
_ANOTHER_BEFORE = re.compile(r"\b(?:second|third|another|other|separate|own|extra)\s+$", re.I)
_NEXT = re.compile(r"\s*(?:,|;|&|\+|\band\b|\bplus\b)+\s*", re.I)
_LEAD = re.compile(
    r"^[\s:(-]*(?:(?:the )?(?:one|first|second|third|other|another|last)\b(?: one)?(?: page| account| channel)?)?"
    r"(?: ?(?:is|are|belongs to|run by|called|named|for|by|from|of|the|our|just))*\s*",
    re.I,
)
_NO_NAME = re.compile(
    r"\b(?:we|i|you|they|it|people|nobody|no|can|do|does|is|are|on|in|comments?|posts?|which|that|who|where|but|so)\b",
    re.I,
)
_LONGEST = 4  # words of an account's name


def accounts_at(mention: Mention, text: str) -> list[str]:
    """The names of the accounts on one platform that `text` lists after `mention`; empty if it lists none."""
    before, after = text[: mention.start], text[mention.end :]
    kind = _KIND.match(after)
    if kind and _COUNTED.search(before):
        rest = re.split(r"[.!?]", after[kind.end() :])[0]
        found = [name for name in map(_name, _NEXT.split(rest)) if name]
        return found if len(found) > 1 else []
    another = _ANOTHER.match(after)
    if another and _ANOTHER_BEFORE.search(before):
        name = _name(_NEXT.split(re.split(r"[.!?]", after[another.end() :])[0])[0])
        return [name] if name else []
    return []


def _name(piece: str) -> str:
    """The name in a piece of a list, empty if it holds none."""
    name = _LEAD.sub("", piece.strip()).strip(" \"')(:")
    fits = 0 < len(name.split()) <= _LONGEST and not _NO_NAME.search(name) and not mentions(name)
    return name if fits else ""


def accounts_meant(text: str, known: Sequence[str]) -> list[str]:
    """The known channels with a name of their own that `text` speaks of ("the fire page")."""
    folded = f" {plain(text)} "
    found = []
    for key in known:
        name = plain(key.partition("/")[2])
        if name and (f" {name} " in folded or _by_its_own_word(key, name, folded, known)):
            found.append(key)
    return found


def _by_its_own_word(key: str, name: str, folded: str, known: Sequence[str]) -> bool:
    """Whether `folded` names the account by a word that no other account has: "the fire page", "the one for parks"."""
    others = {word for other in known if other != key for word in plain(other.partition("/")[2]).split()}
    own = "|".join(re.escape(word) for word in name.split() if word not in others and len(word) > 2)
    if not own or not others:
        return False
    return bool(
        re.search(
            rf" (?:{own})(?: department| dept| team| service)? (?:one|page|account|channel|feed|profile|group) "
            rf"| (?:one|page|account|channel|feed|profile|group) (?:for|of|called|named|from) (?:the )?(?:{own}) ",
            folded,
        )
    )
