"""A message on its way to its reading: clauses with their mood, their channels and the facts they may tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from advisor.understanding.carried import SUPPOSED, carried_on
from advisor.understanding.clauses import Clause, clauses
from advisor.understanding.context import Spoken, vectors_of
from advisor.understanding.encoder import Encoder, Vector
from advisor.understanding.examples import NONE
from advisor.understanding.forms import as_if_so, core
from advisor.understanding.heads import Head
from advisor.understanding.idle import says_nothing
from advisor.understanding.moods import (
    STATEMENT,
    is_hedged,
    is_usual,
    mood_of,
    says_not_known,
)
from advisor.understanding.places import legal_frame
from advisor.understanding.quantities import says_hours_a_week, says_nine_to_five
from advisor.understanding.reading import ReadClause
from advisor.understanding.situation import Situation
from advisor.understanding.speaking import says_one_way, says_people_comment
from advisor.understanding.spread import Scope, channels_named, scopes
from advisor.understanding.taken_back import is_taken_back

IN_PLAY = 0.05  # share of a clause, among all facts, from which a fact is considered at all, ...
BESIDE = 0.5  # ... if that is so much of the largest share, ...
LONG, BESIDE_IN_LONG = 12, 0.1  # ... or so much in a clause of so many words, which often tells two
PLAIN, PLAIN_SHARE = 0.97, 0.85  # how sure a value and a fact must be by themselves to stand against the context
BY_ITSELF = (
    0.3  # share that a clause's fact must have without its neighbours, where they tell the same of another channel
)
WHOLE = 3  # words from which a clause may be plain
AN_ITEM = 0.4  # how sure a goal in a list must be
PLACED = 0.9  # how sure a legal frame is that a place tells ("a council in England")

_TEASES = re.compile(r"\b(?:is|are|just|only|merely|mostly|always|as)(?: an?| short| little)* teasers?\b", re.I)
_HEDGED_TEASE = re.compile(r"\b(?:not|never|no|some|sometimes|half|neither|nor|or)\b|n't\b", re.I)
_PREDICATE = re.compile(
    r"\b(?:is|are|am|was|were|be|been|can|cannot|may|might|must|do|does|did|has|have|had|will|would|gets?|got|goes|go|\w+n't|we|i|they|you|it|he|she|nobody|"
    r"everyone|everybody|anyone|anybody|people|who|off|open|closed|locked|disabled|dead|dormant|inactive|abandoned)\b|'(?:s|re|ve|ll|m)\b|\w+(?:ed|ing)\b",
    re.I,
)
LIST = re.compile(
    r"\s*(?:[,;/+&.]|(?<!\S)\d[.):]?(?=\s)|\band\b|\bplus\b|\bthen\b|\balso\b|\bas well as\b)+\s*", re.I
)  # between its items


@dataclass(frozen=True)
class Part:
    """A clause with its mood, its scope and the probability of each value of each fact it may tell."""

    clause: Clause
    mood: str
    scope: Scope
    likely: Mapping[str, Mapping[str, float]]

    @property
    def text(self) -> str:
        """The clause's words."""
        return self.clause.text


def parts_of(words: str, situation: Situation, heads: Mapping[str, Head], encode: Encoder) -> list[Part]:
    """The parts of a cleaned message, in order."""
    placed = clauses(words)
    found = [replace(clause, text=without_account_names(clause.text, words, situation)) for clause in placed]
    vectors = vectors_of(spoken(found), encode)
    moods = carried_on(found, [mood_of(clause, vector, heads["mood"]) for clause, vector in zip(found, vectors)])
    supposed = frozenset(i for i, mood in enumerate(moods) if mood in SUPPOSED)
    as_if = vectors_of(spoken(found, supposed), encode) if supposed else vectors
    aside = {i for i, mood in enumerate(moods) if mood == "others"} | _only_wished_for(placed, moods, situation)
    likely: list[Mapping[str, Mapping[str, float]]] = []
    for i, clause in enumerate(found):
        vector = as_if[i] if i in supposed else vectors[i]
        if is_usual(clause.text) and any(is_hedged(other.text) for other in found if other is not clause):
            vector = encode(core(clause.text))  # what is usual, without what happens now and then
        facts: dict[str, Mapping[str, float]] = {}
        if not (says_nothing(clause.text) or (len(found) > 1 and is_taken_back(clause.text))):
            said = as_if_so(clause.text) if i in supposed else clause.text
            # A message of one clause is its own context: its vector is known already.
            facts = _plainly(
                said, _facts_in(clause.text, vector, heads), heads, encode, vector if len(found) == 1 else None
            )
        likely.append(_goals_in_order(clause.text, facts, heads, encode))
    said_of = scopes(placed, situation, aside)
    likely = _without_spill(found, said_of, likely, heads, encode)
    return [Part(*part) for part in zip(placed, moods, said_of, likely)]


def _without_spill(
    found: Sequence[Clause],
    said_of: Sequence[Scope],
    likely: Sequence[Mapping[str, Mapping[str, float]]],
    heads: Mapping[str, Head],
    encode: Encoder,
) -> list[Mapping[str, Mapping[str, float]]]:
    """What each clause may tell, without what it seems to tell of one channel only because its neighbour tells the same of
    another by name: "I've just asked my colleague, replies on X are open" tells nothing of the newsletter spoken of before."""
    kept = list(likely)
    for i, scope in enumerate(said_of):
        if scope.named or scope.repeats:
            continue
        beside = [j for j in (i - 1, i + 1) if 0 <= j < len(found) and said_of[j].named]
        beside = [j for j in beside if not set(said_of[j].channels) & set(scope.channels)]
        spilt = {
            fact: j
            for fact, values in likely[i].items()
            for j in beside
            if _best(values) == _best(likely[j].get(fact, {}))
        }
        if not spilt:
            continue
        alone = {j: heads["which"].probabilities(encode(core(found[j].text))) for j in {i, *spilt.values()}}
        only_there = {
            fact for fact, j in spilt.items() if alone[i].get(fact, 1.0) < BY_ITSELF <= alone[j].get(fact, 0.0)
        }
        kept[i] = {fact: values for fact, values in likely[i].items() if fact not in only_there}
    return kept


def _best(values: Mapping[str, float]) -> str | None:
    told = [value for value in values if value != NONE]
    return max(told, key=lambda value: values[value]) if told else None


def _only_wished_for(found: Sequence[Clause], moods: Sequence[str], situation: Situation) -> set[int]:
    """The clauses that name a channel which nobody says there is: "some day I'd love to have a TikTok"."""
    named = [set(channels_named(clause.text, situation.channels)) for clause in found]
    real = set(situation.channels).union(*(keys for keys, mood in zip(named, moods) if mood == STATEMENT))
    return {i for i, mood in enumerate(moods) if mood in {"plan", "hypothesis"} and named[i] and not named[i] & real}


def without_account_names(text: str, message: str, situation: Situation) -> str:
    """`text` with the names of accounts replaced by "facebook": "Daily Forecast" tells nothing of how often it posts."""
    for key in (*situation.channels, *channels_named(message, situation.channels)):
        name = key.partition("/")[2]
        if name and name in text and not key.startswith("other/"):
            text = text.replace(name, "facebook")
    return text


def spoken(found: Sequence[Clause], supposed: Collection[int] = ()) -> Spoken:
    """The clauses in the wording that is encoded; those numbered in `supposed` as if they were so."""
    return Spoken(
        tuple(core(as_if_so(clause.text) if i in supposed else clause.text) for i, clause in enumerate(found)),
        tuple(clause.sentence for clause in found),
    )


def _facts_in(text: str, vector: Vector, heads: Mapping[str, Head]) -> dict[str, Mapping[str, float]]:
    shares = {fact: share for fact, share in heads["which"].probabilities(vector).items() if fact != NONE}
    least = max(IN_PLAY, (BESIDE if len(text.split()) < LONG else BESIDE_IN_LONG) * max(shares.values()))
    likely: dict[str, Mapping[str, float]] = {
        fact: heads[f"fact:{fact}"].probabilities(vector) for fact, share in shares.items() if share >= least
    }
    if frame := legal_frame(text):
        likely["legal_frame"] = {frame: PLACED, NONE: 1 - PLACED}
    if "staff_hours" not in likely and says_hours_a_week(text):
        likely["staff_hours"] = {"number": PLACED, NONE: 1 - PLACED}
    if says_one_way(text) and max(likely.get("who_can_speak", {NONE: 1.0}).values()) < PLACED:
        likely["who_can_speak"] = {"nobody": PLACED, NONE: 1 - PLACED}
    speaking = likely.get("who_can_speak", {NONE: 1.0})
    if max(speaking, key=lambda value: speaking[value]) == "comments" and says_people_comment(text):
        likely["who_can_speak"] = {"comments": PLACED, NONE: 1 - PLACED}
    if _TEASES.search(text) and not _HEDGED_TEASE.search(text):
        likely["post_completeness"] = {"teaser": PLACED, NONE: 1 - PLACED}
    if "cover" not in likely and says_nine_to_five(text):
        likely["cover"] = {"office": PLACED, NONE: 1 - PLACED}
    return likely


def _plainly(
    text: str, likely: dict[str, Mapping[str, float]], heads: Mapping[str, Head], encode: Encoder, alone: Vector | None
) -> dict[str, Mapping[str, float]]:
    """What a clause may tell, where it says something plainly by itself ("everyone can reply"), whatever its neighbours say."""
    if len(text.split()) < WHOLE or says_not_known(text) or not _PREDICATE.search(text):
        return likely
    vector = encode(core(text)) if alone is None else alone
    shares = heads["which"].probabilities(vector)
    for fact, share in shares.items():
        if fact == NONE or share < PLAIN_SHARE:
            continue
        values = heads[f"fact:{fact}"].probabilities(vector)
        if max(values, key=lambda value: values[value]) != NONE and max(values.values()) >= PLAIN:
            likely[fact] = values
    return likely


def _goals_in_order(
    text: str, likely: dict[str, Mapping[str, float]], heads: Mapping[str, Head], encode: Encoder
) -> dict[str, Mapping[str, float]]:
    """What a clause may tell, where a list of goals ("inform people, counter rumours and look good") is read item by item."""
    goals = likely.get("goals")
    items = _items(text)
    if not goals or len(items) < 2 or goals.get(NONE, 0.0) > 0.5:
        return likely
    found: dict[str, float] = {}
    for vector in encode.spans(text, items):
        each = heads["fact:goals"].probabilities(vector)
        best = max(each, key=lambda value: each[value])
        if best not in {NONE, "unknown"} and each[best] >= AN_ITEM:
            found.setdefault(best, 1.0 - goals.get(NONE, 0.0))
    return (
        {**likely, "goals": {**found, **{goal: 0.0 for goal in goals if goal not in found}, NONE: goals.get(NONE, 0.0)}}
        if len(found) > 1
        else likely
    )


def _items(text: str) -> list[tuple[int, int]]:
    """Where the items of a list stand in `text`."""
    cuts = [0, *(at for match in LIST.finditer(text) for at in match.span()), len(text)]
    return [(begin, end) for begin, end in zip(cuts[::2], cuts[1::2]) if begin < end]


def shown(part: Part) -> ReadClause:
    """The part as it is shown in the reading, with each fact's likeliest value."""
    facts = [
        (name, value, round(likely[value], 3))
        for name, likely in part.likely.items()
        for value in [max((v for v in likely if v != NONE), key=lambda v: likely[v])]
        if likely[value] >= 0.2
    ]
    return ReadClause(part.text, part.mood, part.scope.channels, tuple(facts))
