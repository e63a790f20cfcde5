"""Which channels each clause of a message is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from advisor.facts import vocabulary
from advisor.understanding.accounts import accounts_at, accounts_meant, accounts_of_known
from advisor.understanding.clauses import Clause
from advisor.understanding.groups import (
    counted_together,
    exception_at,
    ordinals,
    says_only,
    says_same,
    speaks_of_all,
    speaks_of_others,
)
from advisor.understanding.platforms import Mention, mentions
from advisor.understanding.quantities import NUMBER, number
from advisor.understanding.situation import Situation
from advisor.understanding.text import plain

_AFTERTHOUGHT = re.compile(
    r"^(?:at least|on|that's|that is|this is|i mean|meaning|for|only on|just on|namely|both on|mainly on)\b",
    re.I,
)
AFTERTHOUGHT = 5  # words at most
_NOT_ON_ANY = re.compile(r"^\W*(?:and )?(?:not|neither|nor) (?:on|in|at|for) (?:either|any|both|all)\b", re.I)
_LEADING_NOT = re.compile(r"^\W*(?:but )?not\b", re.I)
_CALLED = re.compile(
    r"^\s*(?:page|account|channel|profile|group)?,?\s*(?:(?:and |which |that one |it |that )(?:is |'s )?|it's |that's )?(?:called|named)\s+[\"']?([A-Z][\w'&. -]{1,50}?)[\"']?(?=[,.;]|$| (?:and|but|is|are|was|has|isn't|which|that|we|for|where) )"
)


@dataclass(frozen=True)
class Scope:
    """The channels a clause is about. `named`: said in this very clause; `repeats`: takes over the facts before it;
    `excepted`: channels it says are otherwise."""

    channels: tuple[str, ...]
    named: bool
    repeats: bool = False
    excepted: tuple[str, ...] = ()


def key_of(mention: Mention, text: str, known: Sequence[str]) -> str:
    """The key of the channel that `mention` names: a known one if it fits, else a new one."""
    label = vocabulary().platforms[mention.platform].label
    if mention.platform == "other":
        return next(
            (key for key in known if plain(key.partition("/")[2]) == plain(mention.words)),
            f"other/{mention.words}",
        )
    same = [key for key in known if key.partition("/")[0] == mention.platform]
    folded = f" {plain(text)} "
    for key in same:
        if "/" in key and f" {plain(key.partition('/')[2])} " in folded:
            return key
    if match := _CALLED.match(text[mention.end :]):
        name = match[1].strip()
        if plain(name) not in {plain(label), ""}:
            return f"{mention.platform}/{name}"
    if mention.platform in same or not same:
        return mention.platform
    return same[0] if len(same) == 1 else mention.platform


def channels_named(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """Keys of all channels that `text` names, each once, in order."""
    meant = accounts_meant(text, known)
    found = accounts_of_known(text, known)
    for mention in mentions(text):
        listed = [f"{mention.platform}/{name}" for name in accounts_at(mention, text)]
        if listed or any(key.partition("/")[0] == mention.platform for key in meant):
            found.extend(listed)
        else:
            found.extend(_accounts_of(mention, text, known))
    return tuple(dict.fromkeys([*found, *meant]))


def _accounts_of(mention: Mention, text: str, known: Sequence[str]) -> list[str]:
    """The channel that a mention means; all of a platform where each has a name and none is said."""
    same = [key for key in known if key.partition("/")[0] == mention.platform]
    key = key_of(mention, text, known)
    if mention.platform != "other" and len(same) > 1 and key == mention.platform and key not in same:
        return same
    return [key]


def scopes(parts: Sequence[Clause], situation: Situation, aside: Collection[int] = ()) -> list[Scope]:
    """The scope of each clause of one message; clauses whose numbers are in `aside` set no scope for the next ones."""
    whole = "".join(
        ("" if not i else ", " if part.sentence == parts[i - 1].sentence else ". ") + part.text
        for i, part in enumerate(parts)
    )
    known = tuple(dict.fromkeys([*situation.channels, *channels_named(whole, situation.channels)]))
    current = _initial(situation) or _only_one(whole, situation)
    spoken_of: list[str] = []
    theirs: tuple[str, ...] = ()  # where the others just spoken of do what they do
    found: list[Scope] = []
    for at, part in enumerate(parts):
        scope = _scope(_without_compared(part.text), known, current, spoken_of, situation)
        if at and not scope.named and _WHERE.match(part.text) and (held := _compared_at_end(parts[at - 1].text, known)):
            scope = Scope((held,), True)
        if found and found[-1].excepted and not scope.named and _OF_THE_EXCEPTION.search(part.text):
            scope = Scope(found[-1].excepted, True)
        same_sentence = at > 0 and parts[at - 1].sentence == part.sentence
        leads = same_sentence and _THEY_CAN.fullmatch(parts[at - 1].text)
        if (
            scope.named
            and same_sentence
            and not found[-1].named
            and (leads or _is_afterthought(part.text) or _NOT_ON_ANY.match(part.text))
        ) or (scope.named and at and not same_sentence and not found[-1].named and _looks_back(part.text, parts, at)):
            _say_of(found, scope, parts, at - 1)
        if same_sentence and _HOW_MANY.fullmatch(part.text):
            scope = Scope(found[-1].channels, False)
        if same_sentence and _is_rest_of_count(parts[at - 1].text, part.text):
            scope = Scope(found[-1].channels, False)
        if not scope.channels and theirs and _OURS.search(part.text):
            scope = Scope(theirs, True)
        found.append(scope)
        if at in aside:
            theirs = scope.channels
            continue
        current = scope.channels
        spoken_of.extend(scope.channels if scope.named else ())
    return found


def _say_of(found: list[Scope], scope: Scope, parts: Sequence[Clause], number: int) -> None:
    """Makes what the sentence of clause `number` said up to it be about the channels of `scope`: "…, on X that is"."""
    before = found[-1].channels
    for i in range(number, -1, -1):
        if found[i].named or found[i].channels != before or parts[i].sentence != parts[number].sentence:
            break
        found[i] = Scope(scope.channels, True)


_OF_THE_EXCEPTION = re.compile(
    r"\b(?:to|on|at|in|with) (?:that|this|it)(?: one)?\b|\b(?:that one|which|there)\b|^\W*(?:and )?where\b", re.I
)
# Another channel is only held against the one that the clause is about.
_COMPARED = re.compile(
    r"\b(?:the (?:exact |very )?opposite (?:of|to)|unlike|(?:very |quite |totally )?different (?:from|to|than)|nothing like|not like|in contrast (?:to|with)|compared (?:to|with)|as opposed to|(?:just |exactly )?(?<!look )(?<!looks )(?<!something )like(?= (?:on|in|for|at) ))\s+(?:on |in |for |at |the |our )*$",
    re.I,
)


_OURS = re.compile(r"\bours\b", re.I)
# "They can't, nobody can comment on the podcast": what it is about comes next.
_THEY_CAN = re.compile(
    r"\W*(?:no|yes)?\W*(?:they|you|people|we) (?:can|can't|cannot|can not|do|don't|could|couldn't)\W*", re.I
)
# The rest of what was just counted: "of a hundred posts thirty have a link, the others have none".
_THE_REST = re.compile(r"^\W*(?:and |but |while )?the (?:others|rest)\b", re.I)
_OF_SO_MANY = re.compile(r"^\W*(?:out )?of (?:\w+ ){1,6}", re.I)
_PART_OF = re.compile(rf"\b({NUMBER}) (?:out )?of (?:every )?({NUMBER})\b", re.I)
_OTHER_SO_MANY = re.compile(rf"^\W*(?:and |but |while )?the other ({NUMBER})\b", re.I)


def _is_rest_of_count(before: str, text: str) -> bool:
    """Whether `text` speaks of the rest of what was counted `before`: "eight out of ten, the other two ..."."""
    if _OF_SO_MANY.match(before) and _THE_REST.match(text):
        return True
    counted, other = _PART_OF.search(before), _OTHER_SO_MANY.match(text)
    return bool(counted and other) and number(counted[2]) - number(counted[1]) == number(other[1])  # type: ignore[index]


# How many of what was just spoken of: "questions on Facebook we answer, all of them".
_HOW_MANY = re.compile(
    r"(?:and |almost |nearly |literally |pretty much )*(?:all|each|every (?:single )?one|none|any|most) of (?:them|those|these)\W*",
    re.I,
)


def _is_afterthought(text: str) -> bool:
    """Whether a clause only says where what was said before holds: "on Facebook that is"."""
    named = mentions(text)
    bare = (
        len(named) == 1
        and text[: named[0].start].strip().lower() in {"our", "the"}
        and not text[named[0].end :].strip(" !.")
    )
    return bare or (bool(_AFTERTHOUGHT.match(text)) and len(text.split()) <= AFTERTHOUGHT)


# A sentence that only says where the one before it holds: "This is on X.", "Both on X and FB."
_THIS_IS_ON = re.compile(
    r"^\W*(?:and )?(?:(?:all )?(?:of )?(?:this|that|these|it)(?:'s| is| are| was| goes| holds| applies)?(?: (?:true|so|said|meant|only|just|all))*|both)(?: of)? (?:on|for|in|at|about)\b",
    re.I,
)
_ONLY_ON = re.compile(
    r"(?:\b(?:and|both|all|this|that|these|it|is|are|was|'s|goes|holds|applies|true|so|said|meant|on|in|at|for|about|the|our|just|only|PLATFORM)\b|[\W_])*",
    re.I,
)


def _looks_back(text: str, parts: Sequence[Clause], at: int) -> bool:
    """Whether a sentence says nothing but where the one before it holds; without "this" or "both" only at the message's end."""
    named = mentions(text)
    bare = text
    for mention in reversed(named):
        bare = bare[: mention.start] + "PLATFORM" + bare[mention.end :]
    alone = at + 1 == len(parts) or parts[at + 1].sentence != parts[at].sentence
    if not named or not alone or not _ONLY_ON.fullmatch(bare):
        return False
    return bool(_THIS_IS_ON.match(text)) or (
        at + 1 == len(parts) and bool(re.match(r"\W*(?:and )?(?:on|in|at|for)\b", text, re.I))
    )


_WHERE = re.compile(r"^\W*(?:where|which|whose|on which)\b", re.I)


def _compared_at_end(text: str, known: Sequence[str]) -> str | None:
    """The channel that a clause ends with and only compares with: "unlike the podcast"."""
    last = mentions(text)[-1:]
    if last and not text[last[0].end :].strip(" ,;") and _COMPARED.search(text[: last[0].start]):
        return key_of(last[0], text, known)
    return None


def _without_compared(text: str) -> str:
    """`text` without channels that are only compared with ("Facebook is the opposite of Twitter")."""
    for mention in reversed(mentions(text)):
        if _COMPARED.search(text[: mention.start]) and not _WHERE.match(text[mention.end :].lstrip(" ,")):
            text = text[: mention.start] + "that" + text[mention.end :]
    return text


def _only_one(whole: str, situation: Situation) -> tuple[str, ...]:
    """The one channel that a message names: what it says before naming it is said of it too."""
    named = channels_named(whole, situation.channels)
    return named if len(named) == 1 else ()


def _initial(situation: Situation) -> tuple[str, ...]:
    if situation.asked and situation.asked.channels:
        return situation.asked.channels
    if situation.channel:
        return (situation.channel,)
    return situation.channels if len(situation.channels) == 1 else ()


def _scope(
    text: str,
    known: tuple[str, ...],
    current: tuple[str, ...],
    spoken_of: Sequence[str],
    situation: Situation,
) -> Scope:
    cut = None if _LEADING_NOT.match(text) else exception_at(text)
    excepted = channels_named(text[cut:], known) or ordinals(text[cut:], spoken_of) if cut is not None else ()
    kept = text[:cut] if excepted else text
    named = channels_named(kept, known)
    group = situation.group if len(situation.group) > 1 else known
    if excepted and not named:
        return Scope(tuple(key for key in known if key not in excepted), True, excepted=excepted)
    if named:
        excepted = excepted or (tuple(key for key in known if key not in named) if says_only(text) else ())
        return Scope(named, True, repeats=says_same(text), excepted=excepted)
    if placed := ordinals(text, spoken_of if len(set(spoken_of)) > 1 else situation.channels):
        return Scope(placed, True, repeats=says_same(text))
    if speaks_of_others(text):
        before = spoken_of or [key for key, _ in situation.told if key] or current
        rest = tuple(key for key in known if key not in before)
        rest = rest or tuple(key for key in known if key not in current)
        return Scope(rest or known, True, repeats=says_same(text))
    if speaks_of_all(text) and len(known) > 1:
        return Scope(_together(text, known, (tuple(dict.fromkeys(spoken_of)), current, group)), True)
    return Scope(current, False)


_THEM = re.compile(r"\b(?:of (?:them|those|these))\b", re.I)


def _together(text: str, known: tuple[str, ...], groups: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The channels that "both", "all three" or "all of them" mean: the latest of `groups` of that number, else all."""
    count = counted_together(text)
    if count is None:
        named = groups[0]
        return named if len(named) > 2 and _THEM.search(text) else known
    fitting = [keys for keys in groups if len(keys) == count]
    return fitting[0] if fitting else (known[-count:] if count == 2 else known)
