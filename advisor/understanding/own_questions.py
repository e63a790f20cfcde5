"""Writers who answer their own question, as in: Comment rules? Never written any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from advisor.understanding.encoder import Encoder
from advisor.understanding.examples import NONE
from advisor.understanding.forms import mask
from advisor.understanding.heads import Head
from advisor.understanding.moods import STATEMENT
from advisor.understanding.parts import Part

CERTAIN = 0.95  # from here on an answer tells something of its own
ANSWER = 8  # words up to which a sentence after a question may answer it
ABOUT = 0.5  # how sure it must be what such a question is about
Values = Mapping[str, float]


def self_answered(parts: Sequence[Part], heads: Mapping[str, Head], encode: Encoder) -> list[Part]:
    """The parts with what answers the writer's own question ("Comment rules? Never written any.")."""
    answered = list(parts)
    for i, (question, answer) in enumerate(pairwise(parts), start=1):
        if question.mood != "question" or answer.mood in {"question", "others"} or len(answer.text.split()) > ANSWER:
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
