"""Several accounts on one platform: "two Facebook pages, one is called Springvale Fire and the other Springvale Parks"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.facts import vocabulary
from advisor.understanding.platforms import Mention, mentions
from advisor.understanding.text import plain

_COUNTED = re.compile(r"\b(?:two|three|four|five|six|[2-6]|both|several|different|separate)\b[\w '-]{0,30}$", re.I)
_KIND = re.compile(r"\s*(?:pages|accounts|channels|profiles|feeds|groups|handles|newsletters)\b", re.I)
_PLURAL = re.compile(r"s\b", re.I)  # "the instagrams"
_ARE = re.compile(r"\s*(?:are|is)?\s*(?:called|named)?\s*[:(]?\s*", re.I)
_THE = re.compile(r"\b(?:the|our|both|all|these|those)\s+$", re.I)
_KIND_ON = re.compile(
    r"\b(?:two|three|four|five|six|[2-6]|several|different|separate) (?:[\w-]+ )?(?:pages|accounts|channels|profiles|feeds|groups|handles) (?:on|in|at) $",
    re.I,
)
_LISTED = re.compile(r"\s*(?:[,:(–-]+|called|named|namely|which are)\s*", re.I)
_ANOTHER = re.compile(
    r"\s*(?:page|account|channel|profile|feed|group|handle)?,?\s*(?:called|named|for|of|from|run by)\s+", re.I
)
_ANOTHER_BEFORE = re.compile(r"\b(?:second|third|another|other|separate|own|extra)\s+$", re.I)
_NEXT = re.compile(r"\s*(?:,|;|&|\+|\band\b|\bplus\b)+\s*", re.I)
_LEAD = re.compile(
    r"^[\s:(-]*(?:(?:the )?(?:one|first|second|third|other|another|last)\b(?: one)?(?: page| account| channel)?(?:'s)?)?"
    r"(?: ?(?:is|are|belongs to|run by|called|named|for|by|from|of|the|our|just))*\s*",
    re.I,
)
_NO_NAME = re.compile(
    r"\b(?:we|i|you|they|it|people|nobody|no|can|do|does|is|are|on|in|comments?|posts?|which|that|who|where|but|so|gets?|got|goes|has|have|both|all|them|ignored|answered)\b",
    re.I,
)
_ONE_IS_CALLED = re.compile(
    r"\W*(?:(?:the )?(?:one|first|first one)(?:'s| is| page is| account is)?|they(?:'re| are)|these are|their names are) (?:called|named)?\b",
    re.I,
)
_THEY_ARE_CALLED = re.compile(
    r"\b(?:they(?:'re| are)|these are|their names are) (?:called |named )?(?=[\"']?(?-i:[A-Z]))", re.I
)
_CALLED = re.compile(
    r"\b(?:called|named)\s+[\"']?((?-i:[A-Z])[^,.;!?\"()]{1,40}?)[\"']?(?=\s*(?:[,.;!?()\"]|$)|\s+(?:and|plus|but|which|where|while|is|are|for|with|on)\s+(?:the|an?|one|another|(?-i:[a-z])))",
    re.I,
)
_GIVES_NAMES = re.compile(r"\b(?:called|named|they(?:'re| are)|these are|their names are)\b", re.I)
_LONGEST = 4  # words of an account's name


def accounts_at(mention: Mention, text: str) -> list[str]:
    """The names of the accounts on one platform that `text` lists after `mention`; empty if it lists none."""
    before, after = text[: mention.start], text[mention.end :]
    if called := _called_each(after):
        return called
    kind = _KIND.match(after)
    if kind and _COUNTED.search(before):
        rest = re.split(r"[.!?]", after[kind.end() :])[0]
        found = [name for name in map(_name, _NEXT.split(rest)) if name]
        return found if len(found) > 1 else []
    if named := _named_after(before, "s" + after if mention.words.lower().endswith("s") else after):
        return named
    another = _ANOTHER.match(after)
    if another and _ANOTHER_BEFORE.search(before):
        name = _name(_NEXT.split(re.split(r"[.!?]", after[another.end() :])[0])[0])
        return [name] if name else []
    return []


def _named_after(before: str, after: str) -> list[str]:
    """ "two accounts on Twitter, Storm Desk and Daily Forecast", "the instagrams are Athletics and Counselors"."""
    plural = _PLURAL.match(after) or _KIND.match(after)
    if plural and _THE.search(before):
        lead = _ARE.match(after, plural.end())
    else:
        lead = _LISTED.match(after) if _KIND_ON.search(before) else None
    if not lead or lead.end() == lead.start():
        return []
    found = [name for name in map(_name, _NEXT.split(re.split(r"[.!?]", after[lead.end() :])[0])) if name]
    return found if len(found) > 1 and all(name[0].isupper() for name in found) else []


def _called_each(text: str) -> list[str]:
    """The names in "one's called Harbour Watch and the other one's called Port News", "they're called A, B and C"; empty for fewer
    than two."""
    if not _GIVES_NAMES.search(text):
        return []
    sentences = re.split(r"(?<=[.!?])\s+", text)
    stretch = " ".join(sentences[:1] + [s for s in sentences[1:2] if _ONE_IS_CALLED.match(s)])
    others = mentions(stretch)
    stretch = stretch[: others[0].start] if others else stretch
    if together := _THEY_ARE_CALLED.search(stretch):
        found = [name for name in map(_name, _NEXT.split(stretch[together.end() :].rstrip(".!"))) if name]
    else:
        found = [match[1].strip(" \"'") for match in _CALLED.finditer(stretch)]
    return found if len(found) > 1 and all(name[0].isupper() for name in found) else []


def accounts_of_known(text: str, known: Sequence[str]) -> list[str]:
    """The accounts that a message names without their platform ("one's called Harbour Watch, the other one ..."), where only one
    channel is known that has no name yet."""
    nameless = [key for key in known if "/" not in key]
    if len(nameless) != 1 or not _ONE_IS_CALLED.match(text):
        return []
    return [f"{nameless[0]}/{name}" for name in _called_each(text)]


def _name(piece: str) -> str:
    """The name in a piece of a list, empty if it holds none."""
    name = _LEAD.sub("", piece.strip()).strip(" \"')(:")
    fits = 0 < len(name.split()) <= _LONGEST and not _NO_NAME.search(name) and not mentions(name)
    return name if fits else ""


def accounts_meant(text: str, known: Sequence[str]) -> list[str]:
    """The known channels that `text` speaks of by a name of their own ("the fire page") or by what they are ("the bulletin")."""
    folded = f" {plain(text)} "
    found = []
    by_kind = not mentions(text)
    for key in known:
        if by_kind and _by_what_it_is(key, folded, known):
            found.append(key)
        name = plain(key.partition("/")[2])
        if name and (
            f" {name} " in folded or _by_its_own_word(key, name, folded, known) or _by_capital(key, text, known)
        ):
            found.append(key)
    return found


def _by_what_it_is(key: str, folded: str, known: Sequence[str]) -> bool:
    """Whether `folded` calls the only channel of its kind by another word for it: "the bulletin" for a newsletter."""
    platform = key.partition("/")[0]
    words = "|".join(plain(word) for word in vocabulary().platforms[platform].also_called)
    alone = sum(other.partition("/")[0] == platform for other in known) == 1
    return (
        bool(words)
        and alone
        and bool(re.search(rf"(?:^| (?:the|our|that|this|on|in|with))(?: \w+)? (?:{words}) ", folded))
    )


def _by_capital(key: str, text: str, known: Sequence[str]) -> bool:
    """Whether `text` names the account by a capitalised word that no other has: "Athletics lets anybody comment"."""
    others = {word for other in known if other != key for word in plain(other.partition("/")[2]).split()}
    own = [word for word in key.partition("/")[2].split() if word[0].isupper() and plain(word) not in others]
    words = "|".join(map(re.escape, own))
    return bool(own and others and re.search(rf"(?:^|[,;:.!?]\s+|\b(?:on|for|at|and|but|the)\s+)(?:{words})\b", text))


def _by_its_own_word(key: str, name: str, folded: str, known: Sequence[str]) -> bool:
    """Whether `folded` names the account by a word that no other account has: "the fire page", "the one for parks"."""
    others = {word for other in known if other != key for word in plain(other.partition("/")[2]).split()}
    mine = [re.escape(word) for word in name.split() if word not in others and len(word) > 2]
    own = "|".join(mine)
    if not own or not others:
        return False
    return bool(
        re.search(
            rf"(?:^ ?| (?:and|but|no|wait|oh|also|now) )(?:the )?{' '.join(mine)}(?: s)? (?:is|are|has|gets|posts|stays|about|once|daily|weekly|monthly) ",
            folded,
        )
        or re.search(
            rf" (?:{own})(?: department| dept| team| service)? (?:one|page|account|channel|feed|profile|group) "
            rf"| (?:one|page|account|channel|feed|profile|group) (?:for|of|called|named|from) (?:the )?(?:{own}) ",
            folded,
        )
    )
