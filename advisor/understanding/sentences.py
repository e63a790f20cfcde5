"""Clauses weighed again in their sentence: what stands beside a clause changes what it tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from advisor.understanding.encoder import Vector
from advisor.understanding.examples import NONE
from advisor.understanding.heads import Head
from advisor.understanding.moods import STATEMENT
from advisor.understanding.parts import Part, core, mask
from advisor.understanding.passing import is_hedged

IN_SENTENCE = 0.03  # share of a clause and its neighbour from which a fact of the clause is kept, ...
CLEAR = 0.9  # ... unless the clause by itself is as sure as this
CERTAIN = 0.95  # from here on one reading outweighs the other
PLAIN = 0.99  # from here on a clause needs no other
ANSWER = 8  # words up to which a sentence after a question may answer it
ABOUT = 0.5  # how sure it must be what such a question is about
Values = Mapping[str, float]
Encode = Callable[[str], Vector]


def in_sentences(words: str, parts: Sequence[Part], heads: Mapping[str, Head], encode: Encode) -> list[Part]:
    """The parts, each weighed together with the one before and the one after it in its sentence."""
    beside: list[list[Vector]] = [[] for _ in parts]
    for i, (part, following) in enumerate(pairwise(parts)):
        if _belong(part, following) and (part.likely or following.likely):
            end = following.clause.start + len(following.text)
            both = encode(core(words[part.clause.start : end]))
            beside[i].append(both)
            beside[i + 1].append(both)
    weighed = [_weighed(part, vectors, heads) for part, vectors in zip(parts, beside)]
    return _self_answered(weighed, heads, encode)


def _belong(part: Part, following: Part) -> bool:
    return (
        part.mood == following.mood == STATEMENT
        and part.clause.sentence == following.clause.sentence
        and part.scope.channels == following.scope.channels
        and not is_hedged(following.text)
    )


def _weighed(part: Part, beside: Sequence[Vector], heads: Mapping[str, Head]) -> Part:
    if not beside or not part.likely:
        return part
    shares = [heads["which"].probabilities(vector) for vector in beside]
    kept: dict[str, Values] = {}
    for fact, values in part.likely.items():
        in_play = any(share.get(fact, 0.0) >= IN_SENTENCE for share in shares)
        if fact == "legal_frame" or f"fact:{fact}" not in heads:
            kept[fact] = values
        elif in_play or _best(values) > CLEAR:
            kept[fact] = _together(values, [heads[f"fact:{fact}"].probabilities(vector) for vector in beside])
    return replace(part, likely=kept)


def _together(alone: Values, beside: Sequence[Values]) -> Values:
    """The clause's own reading if that is plain, else a certain one of the longer stretch, else the mean of both."""
    if _best(alone) > PLAIN:
        return alone
    certain = next((values for values in beside if _best(values) > CERTAIN), None)
    if certain is not None:
        return certain
    return {v: (alone.get(v, 0.0) + sum(values[v] for values in beside) / len(beside)) / 2 for v in beside[0]}


def _self_answered(parts: Sequence[Part], heads: Mapping[str, Head], encode: Encode) -> list[Part]:
    """The parts with what answers the writer's own question ("Comment rules? Never written any.")."""
    answered = list(parts)
    for i, (question, answer) in enumerate(pairwise(parts), start=1):
        if question.mood != "question" or answer.mood == "question" or len(answer.text.split()) > ANSWER:
            continue
        topic = max(question.likely, key=lambda fact: _told(question.likely[fact]), default="")
        reply = heads.get(f"reply:{topic}")
        if reply is None or _told(question.likely[topic]) < ABOUT:
            continue
        likely = reply.probabilities(encode(mask(answer.text)))
        if _told(likely) >= ABOUT and all(_told(values) < CERTAIN for values in answer.likely.values()):
            answered[i] = replace(answer, mood=STATEMENT, likely={topic: likely})
    return answered


def _told(values: Values) -> float:
    return 1 - values.get(NONE, 0.0)


def _best(values: Values) -> float:
    return max((share for value, share in values.items() if value != NONE), default=0.0)
