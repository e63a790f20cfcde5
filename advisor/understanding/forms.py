"""The wording of a message or a clause in which it is read: platforms masked, without what holds it, as if it were so."""

from __future__ import annotations

import re

from advisor.understanding.groups import groups_in
from advisor.understanding.platforms import mentions
from advisor.understanding.taken_back import without_alternative
from advisor.understanding.text import spelt_out

_ON = re.compile(r"(?:\b(?:and|but)\s+)?(?:\b(?:on|for|at|in)\s+)?(?:\b(?:the|our)\s+)?$", re.I)
_AT = re.compile(r"\b(?:(?:only|just|solely) )?(?:on|via|over)\s+(?:the\s+|our\s+)?$", re.I)
_LEAD = re.compile(
    r"^(?:[\s,;:-]*\b(?:and|but|while|whereas|although|though|however|so|also|plus|then|well|because|oh|um+|uh|hm+|"
    r"actually|basically|honestly|frankly|to be honest|tbh|right now|currently|at the moment|i think|i guess|i'd say|you see)\b"
    r"[\s,:-]*)+",
    re.I,
)
_ON_THE_FIRST = re.compile(
    r",? ?\b(?:on|in|at|for|with) the (?:first|second|third|last|former|latter)\b(?: one| two| three)?,?(?! \w+day\b)",
    re.I,
)
_SUPPOSE = re.compile(
    r"^(?:and |but |so |or |well |ok |then )*(?:what (?:about )?if|what would (?:happen|change)(?: (?:to|with|on|for)(?: [\w']+){1,5}?)? if|would it (?:help|be better|make a difference|change anything) if|"
    r"how about if|suppose|supposing|imagine|assuming|let's say|say|if|in case|were we to|hypothetically)[, ]+(?:that )?\b",
    re.I,
)
_ONLY_ONE = re.compile(
    r"\s+(?:is|was|being) the only (?:one|channel|platform|page|account|place)\s+(?:with|that has|which has|having)\s+",
    re.I,
)
_THAT_ONE = re.compile(r"^(?:an? |the |our )?facebook,? (?:where|on which|in which) (?=\w+ \w+)", re.I)
_ONLY_THIS = re.compile(
    r"\bonly facebook (?=(?:allows|permits|has|lets|offers|takes)\b)", re.I
)  # the others are told by scope
_ADDRESS = re.compile(
    r"(?<![\w@.])(?!(?:\w+\.)*(?:facebook|twitter|instagram|youtube|linkedin|x|tiktok|reddit|nextdoor|pinterest|t|bsky|whatsapp|threads)\.)"
    r"(?:https?://)?(?:[a-z0-9-]+\.)+(?:gov|mil|org|edu|com|net|eu|int|uk|ie|au|nz|ca|in|de|fr|nl|ch|at)(?:\.[a-z]{2})?\b(?:/\S*)?",
    re.I,
)
_WHO = r"(?:i|we|you|they|people|citizens|residents|users|visitors|followers|(?:our|the) [\w-]+)"
_DO = re.compile(rf"^(?:(?:and|but|so|or) )*(?:do|does|did) (?={_WHO}\b)", re.I)
_INVERTED = re.compile(rf"^(?:(?:and|but|so|or) )*(can|may|are|is|have|has|will) ({_WHO})\b", re.I)


_FULL_STOP = re.compile(r"(?<=\w),? (?:and that'?s (?:that|it)|full[ -]stop|period|end of (?:the )?story)\W*$", re.I)


def mask(text: str) -> str:
    """`text` with every platform's name replaced by one and the same, since facts do not depend on it."""
    for mention in reversed(mentions(text)):
        text = text[: mention.start] + "facebook" + text[mention.end :]
    return spelt_out(text)


def core(text: str) -> str:
    """What a clause says, without "but" or "on Facebook" around it; what the heads for facts and moods read."""
    text = without_alternative(_ADDRESS.sub("our website", _ONLY_ONE.sub(" has ", _FULL_STOP.sub("", text))))
    for mention in reversed(mentions(text)):
        before, after = text[: mention.start], text[mention.end :]
        on = _AT.search(before)
        text = before[: on.start()] + after.lstrip(" :,-") if on else before + "facebook" + after
    text = _ONLY_THIS.sub("facebook ", _ON_THE_FIRST.sub("", spelt_out(text)))
    bare = _THAT_ONE.sub("", _LEAD.sub("", text).strip(" ,;:-"))
    return bare if len(bare.split()) > 1 else text.strip()


def as_if_so(text: str) -> str:
    """A supposition or question as if it were so: "what if we opened comments" says "we opened comments"."""
    plain = _DO.sub("", _SUPPOSE.sub("", text))
    return _INVERTED.sub(r"\2 \1", plain).strip(" ,?") or text


def bare_of_platforms(text: str) -> str:
    """`text` without platforms and groups of them, and without the "on", "and", "but" that held them."""
    for start, end in sorted([*((m.start, m.end) for m in mentions(text)), *groups_in(text)], reverse=True):
        before = _AT.sub("", text[:start])
        text = f"{before.rstrip()} {text[end:].lstrip(' :,-')}"
    text = _LEAD.sub("", text.strip(" ,;:-")).strip(" ,;:-")
    return re.sub(r"\s+(?:for|at|in|via|of)$", "", text)


def without_platforms(text: str) -> str:
    """`text` without "on Facebook:" and the like."""
    text = _ONLY_ONE.sub(" has ", text)
    for mention in reversed(mentions(text)):
        before = _ON.sub("", text[: mention.start])
        text = before + text[mention.end :].lstrip(" :,-")
    return text.strip(" ,;:-")
