"""Who may speak on a channel, where a clause says it in so many words: one way only, not even likes, no posts of their own."""

from __future__ import annotations

import re

_NO_REACTIONS = re.compile(
    r"\b(?:likes|reactions)(?: too| as well)? (?:are|is|have been|were)? ?(?:also |all |both )?(?:off|disabled|switched off|turned off|closed|blocked)\b|\bso are (?:the )?(?:likes|reactions)\b"
    r"|\b(?:comments and (?:likes|reactions)|(?:likes|reactions) and comments)\b.*\b(?:off|disabled|closed|blocked|locked)\b"
    r"|\b(?:off|disabled|closed|blocked|locked)\b(?: the| all| both)* (?:comments|likes|reactions)(?:,? (?:and|as well as|plus))+(?: the)? (?:comments|likes|reactions)\b"
    r"|\bcomments\b.*\b(?:off|disabled|closed|blocked|locked)\b[^.;]{0,30}?\W(?:and )?(?:the )?(?:likes|reactions) (?:as well|too|also)\b"
    r"|\b(?:likes|reactions|hearts) (?:are|is) (?:also |too )?(?:not (?:possible|allowed|permitted|enabled)|impossible|forbidden|removed)\b|\bnobody can react\b"
    r"|\bno (?:likes|reactions|hearts|emojis?|thumbs)(?:,? (?:either|too|as well|at all|neither))\b"
    r"|\b(?:like|heart|reaction)s? (?:buttons?|function)\b(?: too| as well)? (?:is|are|has been|was)? ?(?:also )?(?:hidden|off|disabled|switched off|turned off|gone|removed)\b"
    r"|\b(?:nobody|no[ -]?one|neither|cannot|can not|can't|cant|couldn't|cannot)\b[^,.;]*\b(?:or|nor)\b(?![^,.;]*\bonly\b)[^,.;]*\b(?:hearts?|likes?|thumbs?|emojis?|react\w*)\b"
    r"|\b(?:no|neither) (?:comments|likes|reactions),? (?:no|nor|or|and) (?:comments|likes|reactions)\b|\b(?:not even|nor) (?:likes|reactions)\b",
    re.I,
)
_LIKES_TOO = re.compile(
    r"\b(?:off|closed|disabled|blocked|locked)\b,? (?:and )?(?:the )?(?:likes|reactions|hearts) (?:too|as well|also)\b",
    re.I,
)
_REACT = r"\b(?:likes?|liking|react\w*|emojis?|hearts?|thumbs?|smileys?)\b"
_REACTIONS_OFF = re.compile(
    rf"(?:\b(?:can'?t|don'?t|couldn'?t|cannot|not|never|nor|no|neither|nobody|no[- ]?one|(?:switched|turned|shut)(?: \w+)? off|disabled|closed|blocked|removed|hid\w*)\b|n't\b)[^,.;]{{0,20}}{_REACT}"
    rf"|{_REACT}[^,.;]{{0,20}}\b(?:off|disabled|closed|blocked|removed|gone|hidden|impossible)\b",
    re.I,
)
_ALL_THE_SAME = re.compile(r"\b(?:only|just|still|at most|at least|except|but|though|allowed|on)\b", re.I)
_NO_OWN_POSTS = re.compile(
    r"\b(?:can'?t|cannot|can not|couldn'?t|may not|(?:aren'?t|not) (?:allowed|able) to|don'?t get to|(?:but|just|only) not)\b[^,.;]{0,30}\b(?:own posts?|posts? (?:of their own|themselves)|(?:start|open|create)\b[^,.;]{0,15}(?:threads?|topics?|posts?|discussions?)|(?:anything|something|stuff|things) of their own)\b",
    re.I,
)
_ONE_WAY = re.compile(
    r"(?<!not )(?<!not just )(?<!n't )\b(?:is|it's|its|strictly|purely|all|only|just|pure|a)(?: a| just| only| purely| strictly)* one[- ]way\b(?! (?:of|to|or|ticket))|\bone[- ]way (?:only|street|traffic|broadcast\w*|communication)\b",
    re.I,
)


_COMMENTS = re.compile(
    r"\b(?:people|ppl|folks?|residents|citizens|users|followers|visitors|fans|readers|viewers|parents|neighbou?rs|everyone|everybody|anyone|anybody|the public)"
    r"(?: (?:can|may|do|could|also|often|always|still|freely|all|are|is|daily|really))* (?:comments?|commenting|reply|replies|replying|(?:ask(?:s|ing)?|writ(?:e|es|ing)|leav(?:e|es|ing)|put(?:s|ting)?)(?: \w+){0,3} in (?:the |our )?(?:replies|comments?))\b",
    re.I,
)
# "a lady asked under our post", "below the videos they chat": whoever can do that can comment.
_UNDER_POSTS = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|complain(?:s|ed|ing)?|comment(?:s|ed|ing)?|wr(?:ite|ites|iting|ote)|repl(?:y|ies|ied|ying)|argu(?:e|es|ed|ing)|discuss\w*|chat\w*|moan(?:s|ed|ing)?|question(?:s|ed)?|complaints?|talk(?:s|ed|ing)?)(?: [\w']+){0,4} "
    r"(?:under|underneath|below|beneath) (?:an?|the|our|one of our|every|each|my|his|her|any) (?:[\w-]+ )?(?:posts?|videos?|pictures?|photos?|pins?|reels?|articles?|stories|story|tweets?|clips?)\b",
    re.I,
)
_NO_WAY = re.compile(
    r"\b(?:no|without an?y?|not any|n't any|zero) (?:real |other )?(?:way|chance|possibility|option|opportunity|means|place|box|button|field)s? (?:(?:for|of) (?:them|people|anyone|anybody|citizens|residents|users|readers|listeners|viewers|followers|the public|visitors|subscribers)(?: there)? )?"
    r"(?:to|of|for) (?:comment|react|repl(?:y|ies)|answer|respond|writ(?:e|ing)|speak|say anything|leave a comment|commenting|replying|reacting|responding|comments?)\b",
    re.I,
)
_NOBODY_CAN = re.compile(
    r"\b(?:stopped|prevented|barred|blocked|banned|kept) (?:people|folks?|users|everyone|everybody|residents|citizens|the public|anyone|followers|them)(?: from)? (?:replying|commenting|answering|writing|responding)\b|\b(?:nobody|no[ -]?one|none of them) (?:can|could|may|is able to|is allowed to) (?:answer|reply|respond|comment|write(?: back| there)?|say (?:a word|anything|something))\b",
    re.I,
)
_ONLY_SO = re.compile(r"\b(?:except|other than|but|only|besides|apart)\b", re.I)
_OPEN_TOPICS = re.compile(
    r"\b(?:people|ppl|folks?|residents|citizens|users|followers|visitors|fans|members|parents|neighbou?rs|everyone|everybody|anyone|anybody|the public|they)"
    r"(?: (?:can|may|do|also|often|always|freely|all|are|is|daily|really|allowed|to|free))* (?:open|opens|start|starts|begin|create|creates|put up|set up|launch)(?: [\w']+){0,2} (?:topics?|threads?|discussions?|posts?)\b",
    re.I,
)
_STILL_OFF = re.compile(
    r"\b(?:never|not|nor|n't)(?: (?:been|ever|be))* (?:switched|turned|put|opened|re-?opened|enabled|re-?enabled)(?: (?:them|it|that|(?:the )?(?:comments?|replies|commenting)))?(?: (?:back )?on| back| up)?(?: again)?\b"
    r"|\b(?:not going|never going|not about|no intention|no plans?|not planning|refus\w*) (?:to |of )(?:ever )?(?:switch\w*|turn\w*|open\w*|re-?open\w*|enabl\w*|allow\w*) (?:the |up )*(?:comments?|replies|commenting)\b"
    r"|\boff (?:they|it)(?:'ve| have|'s| has)? (?:stayed|stay|remains?|remained)\b",
    re.I,
)
_DOUBTED = re.compile(
    r"\b(?:stopped|banned|blocked|prevented|not|never|nobody|no one|none|hardly|if|whether|could|can't|cannot|only)\b|n't\b|\?",
    re.I,
)


_ONLY_LIKES = re.compile(
    r"\b(?:can|may|could|allowed to|possible to)(?: still)? (?:only|just)(?: still)? (?:[\w']+ ){0,3}?(?:like|likes|react|heart|hearts|thumbs?|emojis?|reactions?)\b"
    r"|\b(?:only|just) (?:can|may|could)(?: still)? (?:[\w']+ ){0,3}?(?:like|likes|react|heart|hearts|thumbs?|emojis?|reactions?)\b",
    re.I,
)


def says_only_likes(text: str) -> bool:
    """Whether `text` says that people can like and nothing more ("they can only give a thumb up")."""
    return bool(_ONLY_LIKES.search(text))


def says_one_way(text: str) -> bool:
    """Whether `text` says that a channel goes one way only."""
    return bool(_ONE_WAY.search(text))


def says_people_comment(text: str) -> bool:
    """Whether `text` says plainly that the public comments or replies ("people comment all day long")."""
    return bool((_COMMENTS.search(text) or _UNDER_POSTS.search(text)) and not _DOUBTED.search(text))


def says_no_way_in(text: str) -> bool:
    """Whether `text` says that there is no way to comment or reply."""
    return bool((_NO_WAY.search(text) or _NOBODY_CAN.search(text)) and not _ONLY_SO.search(text))


def says_people_open_topics(text: str) -> bool:
    """Whether `text` says plainly that the public begins threads or posts of its own."""
    return bool(_OPEN_TOPICS.search(text) and not _DOUBTED.search(text))


def says_still_off(text: str) -> bool:
    """Whether `text` says that comments stay switched off ("never been switched on again", "not going to open comments")."""
    return bool(_STILL_OFF.search(text))


def no_reactions(text: str) -> bool:
    """Whether `text` says that not even likes are possible."""
    return bool(
        _NO_REACTIONS.search(text)
        or _LIKES_TOO.search(text)
        or (_REACTIONS_OFF.search(text) and not _ALL_THE_SAME.search(text))
    )


def no_own_posts(text: str) -> bool:
    """Whether `text` says that people may not start posts of their own."""
    return bool(_NO_OWN_POSTS.search(text))
