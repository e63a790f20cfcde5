"""Channels that a message names although the agency does not have them: somebody else's, closed for good, only planned, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.understanding.encoder import Encoder
from advisor.understanding.forms import mask
from advisor.understanding.heads import Head
from advisor.understanding.parts import Part
from advisor.understanding.passing import SURE
from advisor.understanding.platforms import mentions
from advisor.understanding.reading import ReadFact
from advisor.understanding.spread import channels_named

OURS = "ours"
SURELY_NOT = 0.12  # share of "ours" below which a channel is not the agency's, ...
NOT_BY_MOOD = 0.3  # ... or this, where the clause speaks of others, the past, plans, or asks, ...
NOT_IN_WORDS = 0.5  # ... or this, where it is about others or says so in so many words, ...
NOT_BY_FACTS = 0.03  # ... or only this, where the message tells what happens there
_ASIDE = frozenset(["others", "past", "plan", "hypothesis", "question"])
_SAYS_SO = re.compile(
    r"\b(?:not (?:ours|us|mine|from us|of (?:the|our) \w+)|isn'?t (?:ours|us)|theirs|(?:his|her|their) (?:own|private|personal)|private (?:thing|account|page)|"
    r"(?:leave|take|keep) (?:that|it|this|them|him) (?:one )?out|(?:do not|don'?t|please don'?t) (?:count|put|include|list|note|mention)|nothing to do with|(?:only|still|just) (?:in planning|a plan|planned|an idea)|"
    r"(?:that|it|this)(?:'s| is| was| has)?(?: been)?(?: long| now| all| since)* (?:gone|over|history|shut down|wound up)\b|"
    r"fake|unofficial|internal|(?:just|only) for (?:us|staff|colleagues|the team)|among ourselves|(?:we|i) (?:are|am) not\b|we're not\b)",
    re.I,
)
_WE_HAVE = re.compile(r"\b(?:we|i)(?:'ve|'re| have| are| run| use| got| operate| maintain| manage|ve|re)\b", re.I)
_VERB = re.compile(
    r"\b(?:has|have|had|is|are|was|were|does|do|did|runs?|uses?|will|would|used|closed|deleted|isn't|wasn't)\b|'(?:s|re|ve|d)\b|n't\b",
    re.I,
)
_OWN = re.compile(r"\b(?:our|my) (?:\w+ ){0,2}$", re.I)
# "the police here have a great Instagram where everybody ..."
_THEY_HAVE = re.compile(
    r"^\W*(?:and |but |so |now )*(?:the|their|a|another) (?:[\w-]+ ){0,2}?(?:police|sheriff\w*|ministry|county|council|city|fire (?:service|brigade|department)|hospital|university|school|library|museum|mayor|governor|port|utility|company|agency|department|district|office|force|brigade)"
    r"(?: here| there| next door| in [\w-]+)? (?:have|has|run|runs|keep|keeps|use|uses|got|do|does|is having|are having)\b",
    re.I,
)
_TELLS_LITTLE = frozenset(["shares_others", "listening"])  # facts that a word on other people's channels looks like


def not_theirs(
    whole: str,
    parts: Sequence[Part],
    facts: Sequence[ReadFact],
    known: Sequence[str],
    head: Head | None,
    encode: Encoder,
) -> dict[str, str]:
    """The channels named in the message `whole` that are not in `known` and not the agency's today, each with the kind:
    `others`, `none`, `gone` or `planned`.

    The head `presence` is trained on `data/presence.yml`. How sure it must be was set by cross-validation on it: of 546
    channels that are not the agency's 303 were found, of 800 clauses on own channels 8 were not taken for such.
    """
    if head is None:
        return {}
    found: dict[str, str] = {}
    for key, stretch in _stretches(parts, known):
        likely = head.probabilities(encode(mask(whole if len(stretch) == len(parts) else _words_of(stretch))))
        kind = max(likely.keys() - {OURS}, key=lambda kind: likely[kind])
        if kind in {"others", "planned"} and calls_ours(stretch[0].text) and not _says_so(stretch):
            continue
        tells = any(
            fact.channel == key
            and fact.confidence >= SURE
            and fact.value != "inactive"
            and fact.fact not in _TELLS_LITTLE
            for fact in facts
        )
        if likely[OURS] < _needed(stretch, tells):
            found[key] = kind
    return found


def _words_of(stretch: Sequence[Part]) -> str:
    return ", ".join(part.text for part in stretch)


def _goes_on_a_list(parts: Sequence[Part], number: int) -> bool:
    """Whether a clause without a verb goes on with what "we have" began: "we've got a page, a group called Neighbours"."""
    part = parts[number]
    begun = [p for p in parts[:number] if p.clause.sentence == part.clause.sentence and _WE_HAVE.search(p.text)]
    return bool(begun) and not _VERB.search(part.text)


def _says_so(stretch: Sequence[Part]) -> bool:
    return any(_SAYS_SO.search(part.text) for part in stretch)


def _needed(stretch: Sequence[Part], tells: bool) -> float:
    if _says_so(stretch):
        return NOT_IN_WORDS
    if tells:
        return NOT_BY_MOOD if _THEY_HAVE.match(stretch[0].text) and not calls_ours(stretch[0].text) else NOT_BY_FACTS
    if stretch[0].mood == "others":
        return NOT_IN_WORDS
    return NOT_BY_MOOD if stretch[0].mood in _ASIDE else SURELY_NOT


def _stretches(parts: Sequence[Part], known: Sequence[str]) -> list[tuple[str, list[Part]]]:
    """Each new channel that a clause of its own names, with what is said from there until the next channel."""
    named = [channels_named(part.text, known) for part in parts]
    found = []
    for i, keys in enumerate(named):
        if len(keys) != 1 or keys[0] in known or any(keys[0] in before for before in named[:i]):
            continue
        if _goes_on_a_list(parts, i):
            continue
        end = next((j for j in range(i + 1, len(parts)) if set(named[j]) - set(keys)), len(parts))
        found.append((keys[0], list(parts[i:end])))
    return found


def calls_ours(text: str) -> bool:
    """Whether `text` says "our" of a channel that it names."""
    return any(_OWN.search(text[: mention.start]) for mention in mentions(text))
