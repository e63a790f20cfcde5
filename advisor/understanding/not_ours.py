"""Channels that a message names but says the agency does not have: "we're not on X at all", "we have no podcast"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.understanding.platforms import Mention, mentions
from advisor.understanding.spread import key_of

_IT = "PLATFORM"  # stands for the name
_KIND = r"(?: (?:account|page|channel|profile|presence|handle|group|feed))?"
_END = rf"{_KIND}(?: (?:at all|any ?more|ourselves|either|yet|though|these days|right now|of (?:our|my) own|now|sorry|i'm afraid|and .*))*\W*$"
_SOME = r"(?:(?:an?|any|the|our|own|official|really|actually|even) )*"
_NOT_OURS = re.compile(
    rf"\b(?:we|i|we're|i'm|our \w+)(?: (?:are|am|were|is|have|actually|really|certainly|just|all))*(?: not| aren't|n't| never been| no longer| weren't) (?:really |actually |even )?"
    rf"(?:on|using|active on|present on) {_SOME}{_IT}{_END}"
    rf"|\b(?:we|i) (?:don't|do not|doesn't|haven't|never|no longer) (?:actually |even |really )?(?:have|use|do|run|got|had|operate|own) {_SOME}{_IT}{_END}"
    rf"|\b(?:have|has|had|'ve got|there's|there is|got|with) no {_SOME}{_IT}{_END}"
    rf"|\b(?:don't|do not|please don't|shouldn't) (?:count|include|consider|assess|look at|list|note|add) {_SOME}{_IT}"
    rf"|\b(?:dreams?|dreaming|talks?|talking|thinks?|thinking) (?:of|about) (?:starting |opening |having |launching )?{_SOME}{_IT}"
    rf"|{_IT}{_KIND}(?: [\w' ]{{1,25}})? (?:isn't|is not|was never|wasn't) (?:really |actually )?(?:ours|us|mine|one of ours)\b"
    rf"|\bused to (?:have|run|be on|use|do) {_SOME}{_IT}{_KIND}(?: (?:as well|too|once|also|before|until .*|but .*|years ago))*\W*$"
    rf"|\b(?:earlier|before|previously|formerly|once),? (?:we|i) (?:were having|had) {_SOME}{_IT}{_END}"
    rf"|\bhad {_SOME}{_IT}{_KIND} (?:until|till|before|once|years ago|in (?:19|20)\d\d)\b"
    rf"|\bour (?:old|former|dead|previous) {_IT}{_KIND}(?:,|\b.*\b(?:closed|shut|deleted|gone)\b|\W*$)"
    rf"|{_IT}{_KIND}(?: called [\w ]+?)? (?:is|was) (?:an? |just an? )?(?:fake|hoax|impostor|parody|scam|impersonat\w+|unofficial)\b"
    rf"|{_IT}{_KIND} (?:is|'s) (?:out|gone|deleted|off the list)\b(?! to)|{_IT}{_KIND} (?:stays|stay|remains|can stay|should stay) (?:out|off)\b|\bleave {_SOME}{_IT}{_KIND} (?:out|off|aside)\b"
    rf"|{_IT}{_KIND}\b.{{0,50}}\b(?:does not|doesn't|is not|isn't) (?:even )?exist(?:ing)?\b"
    rf"|\b(?:we|i)(?:'ve| have)? (?:left|quit|deleted|pulled out of|got rid of|closed down|shut down) {_SOME}{_IT}(?!{_KIND} (?:open|as|alone|on|comments|replies|where|for (?:now|later|the end)|to (?:the|my|our|him|her|them)))"
    rf"|\b(?:take|remove|drop|strike|cross|delete) {_SOME}{_IT}{_KIND} (?:off|from|out of) (?:the|my|our|your|this) list\b"
    rf"|\bnot {_SOME}{_IT}, (?:it's|it is|i meant|but)\b",
    re.I,
)
_NOT_IT = re.compile(rf"(?:(?:no|sorry|wait|oh|oops|er|um)\W+)*not (?:on )?{_SOME}{_IT}", re.I)
_I_MEAN = re.compile(r"^\W*(?:i mean|i meant|it's|it is|but|rather|sorry|make that)\b", re.I)
_AND_NONE = re.compile(rf"(?:and |but |so )?(?:no|never) {_SOME}{_IT}{_END}", re.I)  # "only Viber, no Facebook"
_THEY_ARE_ON = re.compile(r"^(?!.*\b(?:we|i|our)\b).*\b(?:is|are|has|have|uses?|runs?)\b", re.I)
_WE_ARE_NOT = re.compile(
    r"^\W*(?:and |but )?(?:we (?:are not|aren't|'re not|don't|do not|haven't|have not)|we're not|not us)\W*$", re.I
)
_NONE = re.compile(
    r"\b(?:that|this|which|the) (?:one|account|page|channel|profile)(?:'s| was| got| is| has been) (?:\w+ )?(?:deleted|closed down|shut down|taken down|wound up|removed)\b|\b(?:we|i) (?:have none|don't have (?:one|it|any)|haven't got (?:one|any)|haven't one|don't (?:use|run|do) (?:it|one)|never had one)\b"
    r"|\b(?:that|this|it)(?: one)? belongs to (?!us\b|me\b)|\bnot to us\b"
    r"|\bnothing to do with (?:it|that|them|those|this)\b|\b(?:it|that|this) (?:does not|doesn't) (?:even )?exist\b|(?<!i )(?<!we )(?<!to )\b(?:ignore|disregard) (?:it|that|this)\b"
    r"|\b(?:have|got|with) no (?:account|page|channel|profile|presence)s? there\b"
    r"|\b(?:we're|i'm|we are|i am) (?:just |simply |really )?not (?:on it|there|on there|using it)\b|\bwe aren't (?:on it|there|on there)\b"
    r"|\bthere (?:is|isn't) (?:none|one|any)\b|^(?:and |but |so |it |that )*(?:isn't|is not) ours\b",
    re.I,
)


def _accounts(text: str, known: Sequence[str]) -> list[Mention]:
    """Where `text` calls known accounts by their own names."""
    found = []
    for key in known:
        platform, _, name = key.partition("/")
        at = re.search(rf"\b{re.escape(name)}\b", text, re.I) if name else None
        if at:
            found.append(Mention(platform, at.start(), at.end(), name))
    return found


def not_ours(clauses: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Keys of the channels that these clauses of one message say are not the agency's."""
    found: list[str] = []
    before: list[str] = []
    they = False
    for number, text in enumerate(clauses):
        named = [(mention, key_of(mention, text, known)) for mention in [*mentions(text), *_accounts(text, known)]]
        if not named and (_NONE.search(text) or (they and _WE_ARE_NOT.match(text))):
            found += before
        they = bool(named and _THEY_ARE_ON.search(text))
        for mention, key in named:
            if before and _AND_NONE.fullmatch(text[: mention.start] + _IT + text[mention.end :]):
                found.append(key)
            stated = text[: mention.start] + _IT + text[mention.end :]
            after = clauses[number + 1] if number + 1 < len(clauses) else ""
            instead = key not in known and _NOT_IT.fullmatch(stated) and _I_MEAN.match(after) and mentions(after)
            if instead or _NOT_OURS.search(stated):
                found.append(key)
        before = [key for _, key in named] or before
    return tuple(dict.fromkeys(found))
