"""Which platforms a stretch of text names: by name, misspelling or address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from advisor.facts import vocabulary

# Names that are everyday words too: they count only where the words around them say "channel".
_EVERYDAY = {
    "x",
    "threads",
    "snap",
    "line",
    "signal",
    "medium",
    "meta",
    "blog",
    "forum",
    "thread",
    "mixi",
    "discussion board",
}
_NEVER_ALONE = {"x", "threads", "snap", "line", "signal", "medium", "meta"}

OTHER_PLATFORMS = (
    (
        "weibo wechat vk vkontakte xing tumblr twitch discord slack viber wattpad truth social rumble gettr clubhouse "
        "quora neighbourly zalo threema rutube bereal odnoklassniki kakaotalk douyin koo sharechat peertube pixelfed lemmy vimeo dailymotion spotify "
        "substack yammer hoodline neighborly everbridge patch.com signal line medium"
    )
    .replace("truth social", "truth_social")
    .split()
)

_SITES = {
    "facebook.com": "facebook", "fb.com": "facebook", "fb.me": "facebook", "twitter.com": "x", "x.com": "x", "t.co": "x",
    "instagram.com": "instagram", "youtube.com": "youtube", "youtu.be": "youtube", "linkedin.com": "linkedin",
    "tiktok.com": "tiktok", "threads.net": "threads", "threads.com": "threads", "bsky.app": "bluesky", "nextdoor.com": "nextdoor",
    "wa.me": "whatsapp", "t.me": "telegram", "reddit.com": "reddit", "snapchat.com": "snapchat", "flickr.com": "flickr",
    "pinterest.com": "pinterest", "mastodon.social": "mastodon", "social.bund.de": "mastodon",
}  # fmt: skip
_URL = re.compile(r"(?:https?://)?(?:www\.|m\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(/[\w@./-]*)?", re.I)
_WORD = re.compile(r"[A-Za-z]{6,}")
_MISSPELT = {
    "facebook": "facebook", "twitter": "x", "instagram": "instagram", "youtube": "youtube", "linkedin": "linkedin",
    "mastodon": "mastodon", "bluesky": "bluesky", "nextdoor": "nextdoor", "whatsapp": "whatsapp", "telegram": "telegram",
    "snapchat": "snapchat", "pinterest": "pinterest", "newsletter": "newsletter", "podcast": "podcast", "tiktok": "tiktok",
    "reddit": "reddit",
}  # fmt: skip
_NOT_MISSPELT = {
    "podcasts",
    "readit",
    "telegraph",
    "interest",
    "interests",
    "twitch",
    "letter",
    "letters",
    "newsletters",
}


@dataclass(frozen=True)
class Mention:
    """A platform named in a text, from `start` to `end` (characters)."""

    platform: str
    start: int
    end: int
    words: str


@lru_cache(maxsize=1)
def _aliases() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {alias.lower(): platform.id for platform in vocabulary().platforms.values() for alias in platform.aliases}
    names |= {
        platform.label.lower(): platform.id for platform in vocabulary().platforms.values() if platform.id != "other"
    }
    names |= {
        "tweet": "x",
        "tweets": "x",
        "tweeting": "x",
        "tweeted": "x",
        "retweet": "x",
        "retweets": "x",
        "retweeting": "x",
    }
    names |= {
        "insta": "instagram",
        "instas": "instagram",
        "reels": "instagram",
        "blogs": "blog",
        "podcasts": "podcast",
        "newsletters": "newsletter",
    }
    names |= {name.replace("_", " "): "other" for name in OTHER_PLATFORMS}
    ordered = sorted(names, key=len, reverse=True)
    pattern = re.compile(
        r"(?<![\w@#.-])(" + "|".join(re.escape(name) for name in ordered) + r")(?:'s|s')?(?![\w@-])", re.I
    )
    return pattern, names


def mentions(text: str) -> list[Mention]:
    """The platforms named in `text`, in order; of overlapping names the longest."""
    return list(_mentions(text))


@lru_cache(maxsize=1024)
def _mentions(text: str) -> tuple[Mention, ...]:
    found = _by_address(text) + _by_name(text)
    found += _by_misspelling(text, found)
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def taken(text: str) -> frozenset[int]:
    """The places in `text` (characters) where a platform is named."""
    return frozenset(at for mention in mentions(text) for at in range(mention.start, mention.end))


_KNOWN_BEFORE = (
    r"(?P<before>\b(?:take|drop|remove|delete|leave|scrap|forget|add|on|for|to|about|and|same for|same on) )"
)


def in_full(text: str, known: Sequence[str] = ()) -> str:
    """`text` with short names that only their company gives away written in full: "fb daily, snap weekly" names Snapchat.
    Channels that are `known` (keys) need less company: "take threads out"."""
    for key, name, full in (("threads", "threads", "Threads"), ("x", "x", "X"), ("snapchat", "snap", "Snapchat")):
        if any(one.partition("/")[0] == key for one in known):
            text = re.sub(rf"{_KNOWN_BEFORE}{name}\b(?! of\b)", rf"\g<before>{full}", text)
    for mention in reversed(mentions(text)):
        written = {"x": "X", "snap": "Snapchat", "threads": "Threads"}.get(mention.words)
        if written:
            text = text[: mention.start] + written + text[mention.end :]
    return text


def _by_address(text: str) -> list[Mention]:
    found = []
    for match in _URL.finditer(text):
        platform = _SITES.get(match[1].lower()) or ("mastodon" if "mastodon" in match[1].lower() else None)
        if platform:
            found.append(Mention(platform, match.start(), match.end(), match[0]))
    return found


def _by_name(text: str) -> list[Mention]:
    pattern, names = _aliases()
    found = []
    for match in pattern.finditer(text):
        name = match[1].lower()
        if name in _EVERYDAY and not _means_channel(name, text, match):
            continue
        found.append(Mention(names[name], match.start(1), match.end(1), match[1]))
    return found


def _means_channel(name: str, text: str, match: re.Match[str]) -> bool:
    """Whether an everyday word is used as the name of a channel here."""
    before, after = text[: match.start()].rstrip(), text[match.end() :]
    if name not in _NEVER_ALONE:
        return name != "thread"
    if re.match(
        r"\s*(?:account|page|channel|profile|feed|handle|posts?|comments?|replies|tweets|followers|app|/\s*twitter|\(|stories)",
        after,
        re.I,
    ):
        return True
    if (
        name == "x"
        and match[1] == "X"
        and not re.search(r"[\d=+*/]\s*$", before)
        and not re.match(r"\s*(?:[=+*%]|\d+\b(?!\s*(?:%|per ?cent|times|posts|out of|in \d|of \d|x\b)))", after)
    ):
        return True
    if re.search(
        r"\b(?:on|over|via|through|for|to|about|from|our|and|n|&|has|have|use|run|of|is|it'?s|than|with|meant|not|forget|drop|add|or|in)\s*$",
        before,
        re.I,
    ):
        return (
            name != "threads"
            or not re.search(r"\b(?:comment|discussion|reply|in|long|of|or|and)\s*$", before, re.I)
            or match[1][0].isupper()
            or _in_a_list(before, after)
        )
    if name == "threads" and match[1] == "Threads" and before and before[-1] not in ".!?:":
        return True
    opens = not before or bool(re.search(r"[,:;.!?]\s*$", before))
    if (opens or _ends_with_name(before)) and _TOLD_OF.match(after) and _names_another(before, after):
        return True
    if name == "x" and opens and _PEOPLE_DO.match(after):
        return True
    closes = bool(
        re.match(
            r"\s*(?:,|\+|(?:and|is|has|gets|goes|sees|does|yes|no|not|off|open|closed|doesn't|isn't|never)\b|:|-|\.|$)",
            after,
        )
    )
    beside = (opens or bool(re.search(r"\band\s*$", before))) and closes
    return beside and (name == "x" or match[1][0].isupper() or _in_a_list(before, after))


# What follows a name at the head of its own entry: "ig daily, x several times a day", "snap noone can react".
_TOLD_OF = re.compile(
    r"\s*(?:$|[,;:.!/-]|\d|(?:several|many|once|twice|thrice|daily|weekly|monthly|hourly|never|nobody|no ?one|ppl|people|folks|everyone|anyone|we|they|comments?|likes|"
    r"closed|open|off|on|yes|no|not|same|too|also|like|about|around|maybe|only|mostly|rarely|hardly|half|most|all|some|few|dead|inactive|idem|ditto|is|has|and|"
    r"fb|ig|yt|insta|facebook|instagram|youtube|tiktok|linkedin|twitter|whatsapp|telegram|reddit|bluesky)\b)",
    re.I,
)


_PEOPLE_DO = re.compile(
    r"\s+(?:nobody|no ?one|ppl|people|folks?|everyone|everybody|anyone|anybody|we|citizens|residents|replies|comments|has replies|is open|is closed|gets)\b",
    re.I,
)


def _ends_with_name(before: str) -> bool:
    last = re.search(r"([\w/]+)$", before)
    return last is not None and last[1].lower() in _aliases()[1] and last[1].lower() not in _EVERYDAY


def _names_another(before: str, after: str) -> bool:
    """Whether the words around name a platform by a name that is no everyday word."""
    return any(match[1].lower() not in _EVERYDAY for text in (before, after) for match in _aliases()[0].finditer(text))


def _in_a_list(before: str, after: str) -> bool:
    """Whether platforms stand around the word: "facebook, twitter, threads and bluesky"."""
    last = re.search(r"([\w/]+)\s*(?:,|\b(?:and|n|or)\b|&|\+)+\s*$", before)
    following = re.match(r"\s*(?:,|and\b|&|\+)\s*([\w/]+)", after)
    names = _aliases()[1]
    return any(one is not None and one[1].lower() in names for one in (last, following))


def _by_misspelling(text: str, already: list[Mention]) -> list[Mention]:
    found = []
    for match in _WORD.finditer(text):
        word = match[0].lower()
        if word in _NOT_MISSPELT or any(m.start <= match.start() < m.end for m in already):
            continue
        name = process.extractOne(word, list(_MISSPELT), scorer=fuzz.ratio, score_cutoff=84)
        if name and abs(len(word) - len(name[0])) <= 2:
            found.append(Mention(_MISSPELT[name[0]], match.start(), match.end(), match[0]))
    return found
