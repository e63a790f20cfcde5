"""Clauses that tell nothing, whatever their neighbours tell: a bare name, "ok", "not us", "right the way I said it"."""

from __future__ import annotations

import re

from advisor.understanding.forms import bare_of_platforms
from advisor.understanding.platforms import mentions

_BARE = re.compile(
    r"\W*(?:(?:same|ditto|likewise|there|here|for|in|at|by|except|apart from|(?:just )?the (?:reverse|opposite)|(?:the )?other way a?round|vice versa|my (?:mistake|bad|fault)|seriously|goals?,? in (?:this |the following )?order:? a|"
    r"(?:lucky|good for|bless|fair play to|poor) (?:them|him|her|you)|(?:that's |that is |it's |which is )?(?:none of (?:our|my) (?:business|concern)|not (?:our|my) (?:business|concern|problem)|nothing to do with (?:us|me))|imagine that|just imagine|i (?:mean|meant|was meaning|am meaning)|i(?:'m| am|'ve| was)? ?confus(?:ed?|ing)|i mixed (?:it|them|that) up|fancy that|go figure|must be nice|what a shame|more'?s the pity|an?|accounts?|we're|we've|i've|i|there's|there are|that's|all|mainly|mostly|main|group|profile|feed|as well|two|three|four|no|nope|yes|yeah|yep|sorry|ok|okay|well|actually|wait|hi|hello|hey|thanks|please|only|just|and|or|our|the|we|were|n|have|has|got|use|run|also|are|is|on|channels?|accounts?|pages?|page|it's|its|it|about|this|then|both|too|nothing else|not ours|theirs|that is|that's|thats|change|correct|fix|note|update|put|down|that|this|sure|know|think|guess|suppose|believe|see|hope|so|as far as|believe me|me|honestly|really|anyway|though|of course|right|eh|um+|uh|oh|ah|lah|po|hang|hold|called|named|the other|first|second|third|another|one's|other's|a second|a moment|oops|pardon|apologies|one|publish|produce|maintain|operate|keep|issue|send out|put out|only|besides|mate|lol)\b\W*)*",
    re.I,
)
_CONFIRMED = re.compile(
    r"\W*(?:(?:and|but) )?(?:it |that |there )?(?:'s|is|was|are|stays?|remains?)?\s*(?:(?:all |still )?(?:right|correct|true|fine|unchanged|ok|okay)|(?:just |still )?(?=(?:as|the way|like|how) (?:i|we) \w))"
    r"(?:,? ?(?:the way|as|like|just as|how) (?:i|we) (?:said|had|put|told|wrote)(?: you)?(?: it)?(?: before| earlier)?| as (?:it was|before|it is))?\W*",
    re.I,
)  # "TikTok's right the way I said it"
_ONLY_A_PLAN = re.compile(
    r"\W*(?:and |but |so )?(?:that|this|it)(?:'s| is) (?:only |just |still |merely )*an? (?:\w+ )?(?:plan|idea|dream|wish|thought|project|item on the \w+|roadmap item)\W*(?:so far|for now|yet|though)?\W*",
    re.I,
)
_NOT_US = re.compile(
    r"\W*(?:(?:and|but|so|well),? )*(?:(?:(?:this|that|it)(?:'?s| is| was) (?:(?:the|our) \w+(?: \w+)?,? )?)?(?:not|unlike) (?:us|ours)|(?:this|that|those|these|it)(?:'?s| is| are| was)(?: all| just| only)? "
    r"(?:them|theirs|him|his|hers)(?:,? (?:and |but )?not (?:us|ours|me|mine))?)\b(?:,? (?:obviously|obvs|of course|sadly|though|alas|mind|mind you|sorry|lol))*\W*",
    re.I,
)  # "Visit Northshore reposts its fans all day. Not us, obviously.", "But that is theirs."
_NOT_US_AT_END = re.compile(
    r"\w[,;:(–-]* (?:but )?(?:this|that|those|these|it)(?:'?s| is| are) (?:them|theirs|him|his|hers)(?:,? (?:and |but )?not (?:us|ours|me|mine))?\W*$",
    re.I,
)


def says_nothing(text: str) -> bool:
    """Whether a clause is but a name of a channel or a bare yes or no: whatever its neighbours tell, it tells nothing."""
    bare = bare_of_platforms(text) if mentions(text) else text
    return any(one.fullmatch(bare) for one in (_BARE, _ONLY_A_PLAN, _NOT_US, _CONFIRMED))


_REMARK = re.compile(
    r"\W*(?:and |well,? )?(?:just )?(?:imagine|fancy) that\W*|\W*(?:go figure|lucky (?:them|him|her)|bless (?:them|him|her))\W*",
    re.I,
)


def is_remark(text: str) -> bool:
    """Whether a clause is but a remark on what was said, and supposes nothing: "imagine that"."""
    return bool(_REMARK.fullmatch(text))


def says_not_us(text: str) -> bool:
    """Whether a clause only says that what was told is not so with the writer's agency: "not us, obviously"."""
    return bool(_NOT_US.fullmatch(text))


def ends_with_not_us(text: str) -> bool:
    """Whether a clause tells something and takes it back as somebody else's: "the sheriff's page shares all, thats them not us"."""
    return bool(_NOT_US_AT_END.search(text))
