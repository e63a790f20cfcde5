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
from advisor.understanding.idle import is_remark, says_nothing
from advisor.understanding.moods import (
    STATEMENT,
    has_predicate,
    is_hedged,
    is_usual,
    mood_of,
    says_not_known,
)
from advisor.understanding.plain_words import SURE, plain_words
from advisor.understanding.reading import ReadClause
from advisor.understanding.situation import Situation
from advisor.understanding.spread import Scope, channels_named, scopes
from advisor.understanding.taken_back import is_taken_back

IN_PLAY = 0.05  # share of a clause, among all facts, from which a fact is considered at all, ...
BESIDE = 0.5  # ... if that is so much of the largest share, ...
LONG, BESIDE_IN_LONG = 12, 0.1  # ... or so much in a clause of so many words, which often tells two
PLAIN, PLAIN_SHARE = 0.97, 0.85  # how sure a value and a fact must be by themselves to stand against the context
BY_ITSELF = (
    0.3  # share that a clause's fact must have without its neighbours, where they tell the same of another channel
)
PLAINLY_OTHERWISE = (
    0.6  # how sure a clause must be of another value by itself than it seems to tell beside its neighbour
)
WHOLE = 3  # words from which a clause may be plain
AN_ITEM = 0.4  # how sure a goal in a list must be

LIST = re.compile(
    r"\s*(?:[,;/+&.]|(?<!\S)\d[.):]?(?=\s)|\band\b|\bplus\b|\bthen\b|\balso\b|\bas well as\b|\bafter that\b|\bfollowed by\b|\bsecondly\b)+\s*",
    re.I,
)  # between its items


@dataclass(frozen=True)
class Part:
    """A clause with its mood, its scope and the probability of each value of each fact it may tell; `plain` are those that it
    tells in so many words."""

    clause: Clause
    mood: str
    scope: Scope
    likely: Mapping[str, Mapping[str, float]]
    plain: Collection[str] = ()

    @property
    def text(self) -> str:
        """The clause's words."""
        return self.clause.text


def parts_of(words: str, situation: Situation, heads: Mapping[str, Head], encode: Encoder) -> list[Part]:
    """The parts of a cleaned message, in order."""
    placed = clauses(words)
    found = [replace(clause, text=without_account_names(clause.text, words, situation)) for clause in placed]
    vectors = vectors_of(spoken(found), encode)
    moods = carried_on(
        found,
        [
            STATEMENT if is_remark(clause.text) else mood_of(clause, vector, heads["mood"])
            for clause, vector in zip(found, vectors)
        ],
    )
    moods = [
        STATEMENT if mood == "others" and _is_a_colleague(clause.text, situation) else mood
        for clause, mood in zip(found, moods)
    ]
    supposed = frozenset(i for i, mood in enumerate(moods) if mood in SUPPOSED)
    as_if = vectors_of(spoken(found, supposed), encode) if supposed else vectors
    aside = {i for i, mood in enumerate(moods) if mood == "others"} | _only_wished_for(placed, moods, situation)
    likely: list[Mapping[str, Mapping[str, float]]] = []
    plain: list[Collection[str]] = []
    for i, clause in enumerate(found):
        vector = as_if[i] if i in supposed else vectors[i]
        if is_usual(clause.text) and any(is_hedged(other.text) for other in found if other is not clause):
            vector = encode(core(clause.text))  # what is usual, without what happens now and then
        facts: dict[str, Mapping[str, float]] = {}
        in_so_many_words: dict[str, str] = {}
        if not (says_nothing(clause.text) or (len(found) > 1 and is_taken_back(clause.text))):
            said = as_if_so(clause.text) if i in supposed else clause.text
            # A message of one clause is its own context: its vector is known already.
            read = _facts_in(vector, len(clause.text.split()), heads)
            in_so_many_words = plain_words(clause.text, read)
            read |= {fact: {value: SURE, NONE: 1 - SURE} for fact, value in in_so_many_words.items()}
            facts = _plainly(said, read, heads, encode, vector if len(found) == 1 else None)
        plain.append(in_so_many_words)
        likely.append(_goals_in_order(clause.text, facts, heads, encode))
    said_of = scopes(placed, situation, aside)
    likely = _without_spill(found, said_of, likely, heads, encode)
    return [Part(*part) for part in zip(placed, moods, said_of, likely, plain)]


_SHE = re.compile(r"^\W*(?:and |but |so )*(?:she|he)(?:'s| is| does| do| has| still| also| usually)*\b", re.I)


def _is_a_colleague(text: str, situation: Situation) -> bool:
    """Whether "she" or "he" does something on a channel of ours: "she does still answer on Instagram"."""
    return bool(_SHE.match(text)) and bool(set(channels_named(text, situation.channels)) & set(situation.channels))


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
    return [_of_its_own(i, found, said_of, kept, heads, encode) for i in range(len(kept))]


def _of_its_own(
    i: int,
    found: Sequence[Clause],
    said_of: Sequence[Scope],
    likely: Sequence[Mapping[str, Mapping[str, float]]],
    heads: Mapping[str, Head],
    encode: Encoder,
) -> Mapping[str, Mapping[str, float]]:
    """What clause `i` may tell, with the value that it tells by itself where the one that it seems to tell is its neighbour's, of
    another channel: "criticism we never answer on X, on Facebook sometimes"."""
    beside = [
        j for j in (i - 1, i + 1) if 0 <= j < len(found) and not set(said_of[j].channels) & set(said_of[i].channels)
    ]
    shared = [
        fact
        for fact, values in likely[i].items()
        if any(_best(values) == _best(likely[j].get(fact, {})) for j in beside)
    ]
    if not said_of[i].named or not shared:
        return likely[i]
    own = dict(likely[i])
    for fact in shared:
        alone = heads[f"fact:{fact}"].probabilities(encode(core(found[i].text)))
        best = _best(alone)
        if best and best != _best(own[fact]) and alone[best] >= PLAINLY_OTHERWISE:
            own[fact] = alone
    return own


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


def _facts_in(vector: Vector, words: int, heads: Mapping[str, Head]) -> dict[str, Mapping[str, float]]:
    """What the heads read in a clause of so many words."""
    shares = {fact: share for fact, share in heads["which"].probabilities(vector).items() if fact != NONE}
    least = max(IN_PLAY, (BESIDE if words < LONG else BESIDE_IN_LONG) * max(shares.values()))
    return {fact: heads[f"fact:{fact}"].probabilities(vector) for fact, share in shares.items() if share >= least}


def _plainly(
    text: str, likely: dict[str, Mapping[str, float]], heads: Mapping[str, Head], encode: Encoder, alone: Vector | None
) -> dict[str, Mapping[str, float]]:
    """What a clause may tell, where it says something plainly by itself ("everyone can reply"), whatever its neighbours say."""
    if len(text.split()) < WHOLE or says_not_known(text) or not has_predicate(text):
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
    for (begin, end), vector in zip(items, encode.spans(text, items)):
        readings = [heads["fact:goals"].probabilities(one) for one in (vector, encode(core(text[begin:end])))]
        each = max(readings, key=lambda likely: max(likely.values()))  # what the list says elsewhere may drown an item
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
