"""What kind of message this is, once its facts are known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from advisor.understanding.platforms import mentions
from advisor.understanding.reading import ReadFact
from advisor.understanding.replies import means_no, means_yes
from advisor.understanding.situation import Situation
from advisor.understanding.text import is_latin

ACTS = """
    greet goodbye thank affirm deny inform start dont_know skip why_asked explain_options question result
    why_result what_if compare report add_channel remove_channel pause restart delete_data help human
    bot_challenge feedback out_of_scope
    """.split()

_EFFECTS = {"report", "restart", "delete_data", "pause", "goodbye", "compare"}  # acts that do something, ...
SURE_EFFECT = 0.4  # ... and how sure they must be
REJECT = 0.5  # probability of out_of_scope from which a message without facts is turned away

# Acts that stay what they are although facts were read out of the words around them.
_FIRM = {
    "what_if",
    "question",
    "remove_channel",
    "delete_data",
    "why_result",
    "compare",
    "why_asked",
    "explain_options",
    "restart",
    "report",
    "result",
}

# What a message with nothing but a channel of ours in it is easily mistaken for.
_NO_FACTS_NEEDED = {"question", "greet", "start"}
_OURS = re.compile(r"\b(?:we|we're|we've|i|i'm|our)\b", re.I)


def act_of(
    words: str,
    likely: Mapping[str, float],
    facts: Sequence[ReadFact],
    moods: Sequence[str],
    moved: tuple[str, str] | None,
    situation: Situation,
    owns: bool = False,
) -> tuple[str, float]:
    """The act of a message and its confidence; `owns`: one of its clauses says what channels the agency has."""
    if moved:
        return "inform", 0.9
    if not is_latin(words):
        return "out_of_scope", 1.0
    if not facts and names_only_channels(words):
        return "add_channel", 0.95
    if means_yes(words):
        return "affirm", 0.95
    if means_no(words):
        return "deny", 0.95
    if (
        mentions(words)
        and (_takes_off_a_channel(words) or _ASKED_IN_PASSING.search(words))
        and not asks_for_result(words)
    ):
        return "remove_channel", max(likely.get("remove_channel", 0.0), 0.9)
    if _RESULT.match(words) or (not facts and asks_for_result(words)):
        return "result", max(likely.get("result", 0.0), 0.9)
    if (
        not _REMOVAL.search(words)
        or _LEFT_AS_IT_IS.search(words)
        or (_OF_A_CHANNEL.search(words) and not asks_to_remove(words))
    ):
        # what takes something away is not guessed, and comments are not channels
        likely = {act: share for act, share in likely.items() if act != "remove_channel"}
    likely = {act: share for act, share in likely.items() if act not in _EFFECTS or share >= SURE_EFFECT}
    best = _why(max(likely, key=lambda act: likely[act]), words, situation)
    if best == "pause" and _BACK_AGAIN.search(words):
        best = "affirm"
    unknown = [fact for fact in facts if fact.value == "unknown"]
    if facts and len(unknown) == len(facts) and best == "dont_know":
        return best, likely[best]
    if facts and not (best in _FIRM and likely[best] > 0.6 and "statement" not in moods):
        told = max(fact.confidence for fact in facts)
        return "inform", max(told, likely.get("inform", 0.0))
    off = best == "out_of_scope" and likely[best] < REJECT
    if (off or best in _NO_FACTS_NEEDED) and (_owns_a_channel(words, moods) or (owns and "question" not in moods)):
        return "add_channel", 0.6
    if best == "what_if" and _STRATEGY.search(words) and not _SUPPOSES.search(words):
        return "question", likely.get("question", 0.5)
    if best == "what_if" and moods and all(mood == "plan" for mood in moods):
        return "inform", likely.get("inform", 0.5)
    if best == "what_if" and "others" in moods and not {"hypothesis", "question", "plan"} & {*moods}:
        return "inform", likely.get("inform", 0.5)
    if best == "inform" and moods and all(mood == "hypothesis" for mood in moods):
        return "what_if", likely.get("what_if", 0.5)
    if best != "out_of_scope" and likely.get("out_of_scope", 0.0) >= REJECT:
        return "out_of_scope", likely["out_of_scope"]
    return best, likely.get(best, 0.5)


_REMOVAL = re.compile(
    r"\b(?:remov\w+|delet\w+|drop\w*|tak(?:e|en|ing)|leav(?:e|ing)|without|scrap|strik\w+|cancel\w*|forget|exclud\w+|ignor\w+|cross|rid|count|never ?mind|need\w*|mistake\w*|"
    r"wrong\w*|off|out|no longer|any ?more|not|n't|dont|none|clos(?:e|ed|ing)|gone|dead|gave up|quit|shut|abandon\w*|stopp?ed|kill\w*|lose|minus|except|only)\b|n't\b",
    re.I,
)
_OF_A_CHANNEL = re.compile(r"\b(?:comments?|commenting|replies|likes|reactions)\b", re.I)
_ASKED_IN_PASSING = re.compile(
    r"[,.;!-] ?(?:(?:so|and|please|pls|plz|just|kindly|could you|can you) )*(?:take|remove|strike|cross|drop|delete) (?!(?:that|this|it|what)\b)(?:[\w-]+ ){1,4}?(?:off|from|out of) (?:the|our|my|your) list\b",
    re.I,
)
_LEFT_AS_IT_IS = re.compile(
    r"\b(?:leave|keep|leaving|keeping|left|kept|stays?) (?:[\w-]+ ){1,4}?(?:as (?:it|they|things|that)(?:'s| is| are|'re)|as is|the way (?:it|they)|like (?:that|this)|alone|unchanged)\b",
    re.I,
)
_BACK_AGAIN = re.compile(
    r"\b(?:go on|carry on|continue|(?:i'm|i am|am) back|back (?:now|again)|let's go on|where were we)\W*$", re.I
)
SHORT_WISH = 14  # words
_VERDICT = re.compile(
    r"\b(?:what(?:'s| is|s| are)?|give|gimme|show|tell|hear|see|have|time for|ready for|kindly|please|and|so|present|now)\b.{0,30}?"
    r"\b(?:the|your|my|our|final|a)\W+(?:\w+ ){0,2}?(?:verdict|bottom line|diagnosis|outcome|judge?ment (?:about|of|on) us|final (?:result|word|score)|upshot|conclusion)\b",
    re.I,
)
_A_POLL = re.compile(r"\b(?:poll|survey|vote|election|consultation|audit|court|trial)\b", re.I)
_ASKS_RESULT = re.compile(
    r"^(?:(?:ok|okay|so|now|then|and|well|please|right|fine|alright|thanks|good|kindly|cool|great|yes|yep|enough|just|only|simply)\W+)*"
    r"(?:(?:the|my|our|your)\W+)?(?:(?:whole|full|final|overall|end|complete|entire) )?(?:results?|verdict|assessment|findings|diagnosis)(?: (?:now|then|please|pls|plz|already|for (?:all|both|each|everything)\b.*))*\W*$"
    r"|^(?:(?:and|so|but|ok)\W+)*which (?:one|ones|channels?|of (?:the|them|these|those|our)\b[^?]*?) (?:is|are|follows?|counts? as|would be) (?:a |the )?(?:push|pull|networking)\b(?: one| ones)?\W*$"
    r"|^(?:[\w']+\W+){0,5}?(?:can|could|may|shall|show|give|print|drop|hit me with|spill|share|let|tell|what's|whats|what is|time for|ready for|i'd like|i want|i need|want|see)\b(?:\W+(?!(?:if|when|poll|survey|vote|election)\b)[\w']+){0,6}?\W+(?:the|my|our|your) (?:(?:whole|full|final|overall|end) )?(?:results?|verdict|assessment|findings)\b(?! of (?:the )?(?:poll|survey|vote|election))(?:\W+[\w']+){0,8}\W*$",
    re.I,
)
_RESULT = re.compile(
    r"^(?:(?:ok|okay|so|now|then|and|well|please|right|fine)\W+)*(?:(?:can|could|may) (?:you|i|we) (?:please )?)?(?:show|give|tell|see|get)(?: me| us)? (?:please )?(?:the|my|our) results?\b(?! of (?:the )?(?:poll|survey|vote))",
    re.I,
)
_REMOVES = re.compile(
    r"^(?:(?:and|so|ok|okay|oh|well|actually|sorry|no|please|could you|can you|would you|kindly|you can|you may|let's|just)\W+)*"
    r"(?:(?:remove|delete|scrap|discard) (?!(?:what|that|this|the (?:last|thing)|all (?:of )?(?:that|this))\b)(?!(?:all|every|my|our|the) (?:data|facts?|conversation|everything))|(?:drop|leave out|take out|take off|strike|cross out|get rid of|forget(?: about)?) (?=\S+(?: \S+)?\W*(?:$|,|from|it|please))"
    r"|(?:take|leave|strike|cross) (?:[\w-]+ ){1,4}(?:off|out)\b)",
    re.I,
)


def asks_for_result(words: str) -> bool:
    """Whether a short message asks for the result in other words: "put us out of our misery, what's the verdict?"."""
    return bool(
        _ASKS_RESULT.match(words)
        or (len(words.split()) <= SHORT_WISH and _VERDICT.search(words) and not _A_POLL.search(words))
    )


def asks_to_remove(words: str) -> bool:
    """Whether a message begins by asking to take something off the list."""
    return bool(_REMOVES.match(words))


_THE_CHANNEL = re.compile(r"\W*(?:(?:the|our|my|that|this|whole|old|about)\s+)*", re.I)


_VERB = re.compile(
    r"\b(?:remove|delete|scrap|discard|drop|take out|take off|take|leave out|leave|strike out|strike|cross out|cross|get rid of|forget)\s+",
    re.I,
)


def _takes_off_a_channel(words: str) -> bool:
    """Whether what a message asks to take off is a channel: "scrap Insta", but not "scrap the complaints thing for Insta"."""
    verb = _VERB.search(words) if asks_to_remove(words) else None
    return verb is not None and any(_THE_CHANNEL.fullmatch(words[verb.end() : one.start]) for one in mentions(words))


def _owns_a_channel(words: str, moods: Sequence[str]) -> bool:
    """Whether the message says that the agency is on some channel: "we are operating one account on LinkedIn"."""
    return bool(mentions(words) and _OURS.search(words)) and all(mood == "statement" for mood in moods)


_SUPPOSES = re.compile(
    r"\b(?:if|suppos\w+|imagin\w+|assum\w+|say we|let's say|hypothetic\w*|were we|would happen|would change|opened?|clos(?:e|ed)|start(?:ed)?|stopp?(?:ed)?|switch(?:ed)?|turn(?:ed)?)\b",
    re.I,
)
_STRATEGY = re.compile(r"\b(?:push|pull|networking)\b", re.I)


def _why(act: str, words: str, situation: Situation) -> str:
    """A bare "why?" asks about the question if one is open, else about the result."""
    if act not in {"why_asked", "why_result"} or len(words.split()) > 3:
        return act
    if _STRATEGY.search(words):
        return "why_result"
    on_offer = {choice.means for choice in situation.choices}
    if "act:why_result" in on_offer:
        return "why_result"
    return "why_asked" if situation.asked else act


_AROUND_A_LIST = frozenset(
    """a an the and n or plus also as well we us our is are have has use got just only on there page pages account accounts
    channel channels group profile feed it's its it that's that mainly mostly then too both with now formerly
    let's lets let talk speak about first next start begin as for regarding to move go please ok okay what discuss do
    look at back again turn come""".split()
)


def names_only_channels(words: str) -> bool:
    """Whether a message is nothing but a list of channels: "Facebook, X and a newsletter"."""
    found = mentions(words)
    rest = words
    for mention in reversed(found):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    return bool(found) and all(word in _AROUND_A_LIST for word in re.findall(r"[\w']+", rest.lower()))
