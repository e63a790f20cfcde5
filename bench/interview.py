"""How many questions the interview needs, and how good its early results are.

    .venv/bin/python bench/interview.py [AGENCIES]

Agencies with one to five channels are drawn from `advisor/strategy/prior.yml`; their facts are hidden, and every
question is answered truthfully. Once the most telling question is asked each time, once the questions in the order of
the vocabulary. A question asked for several channels at once counts once. Questions a channel are the questions of an
interview over its channels; the median over all interviews is shown.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from advisor.facts import Case, Channel
from advisor.strategy import Assessment, ChannelAssessment, Question, assess, next_question
from advisor.strategy.prior import prior

AGENCIES = 2_000
STABLE = 0.95
PLATFORMS = ("facebook", "x", "youtube", "instagram", "linkedin")

Ask = Callable[[Case], Question | None]
Result = tuple[str, frozenset[str]]


@dataclass(frozen=True)
class Interview:
    """Questions a channel until all channels are stable and until all are settled, and how many results were right."""

    to_stable: float
    to_settled: float
    channels: int
    right_when_stable: int
    right_when_settled: int


def drawn_agency(chance: random.Random) -> Case:
    """An agency with all facts known."""
    count = chance.randint(1, len(PLATFORMS))
    whole = [drawn_facts(chance) for _ in range(count)]
    agency = {"who_posts": chance.choice(whole)["who_posts"]}
    channels = [
        Channel(platform, None, {fact: value for fact, value in facts.items() if fact != "who_posts"})
        for platform, facts in zip(PLATFORMS, whole)
    ]
    return Case(agency, tuple(channels))


def drawn_facts(chance: random.Random) -> Mapping[str, str]:
    """The facts of a channel of one of the kinds in the prior."""
    kind = chance.choices(range(len(prior().weights)), prior().weights)[0]
    return {
        fact: chance.choices(values, [prior().chances[fact, value][kind] for value in values])[0]
        for fact, values in prior().values.items()
    }


def in_order(case: Case) -> Question | None:
    """Asks every fact for all channels, in the order of the vocabulary."""
    for fact in prior().values:
        if fact == "who_posts" and fact not in case.agency:
            return Question(fact, (), "")
        missing = tuple(channel.key for channel in case.channels if fact not in channel.facts)
        if fact != "who_posts" and missing:
            return Question(fact, missing, "")
    return None


def answered(case: Case, question: Question, truth: Case) -> Case:
    """The case with the true answer to a question."""
    if not question.channels:
        return case.with_fact(None, question.fact, truth.agency[question.fact])
    for key in question.channels:
        channel = truth.channel(key)
        assert channel is not None
        case = case.with_fact(key, question.fact, channel.facts[question.fact])
    return case


def interview(truth: Case, ask: Ask) -> Interview:
    """Asks until all channels are settled."""
    right = results(assess(truth))
    case = Case({}, tuple(Channel(channel.platform) for channel in truth.channels))
    asked, to_stable, right_when_stable = 0, None, 0
    assessment = assess(case)
    while True:
        if to_stable is None and all(one.stability >= STABLE for one in assessment.channels):
            to_stable, right_when_stable = asked, equal(results(assessment), right)
        if all(one.settled for one in assessment.channels):
            break
        question = ask(case)
        assert question is not None, "not settled, and yet nothing to ask"
        case = answered(case, question, truth)
        assessment = assess(case)
        asked += 1
    assert to_stable is not None
    count = len(truth.channels)
    settled = equal(results(assessment), right)
    return Interview(to_stable / count, asked / count, count, right_when_stable, settled)


def results(assessment: Assessment) -> list[Result]:
    """The result of each channel."""
    return [result(channel) for channel in assessment.channels]


def result(channel: ChannelAssessment) -> Result:
    """The strategy, with the pair if it is mixed."""
    return channel.strategy, frozenset(channel.mixed_of or ())


def equal(first: list[Result], second: list[Result]) -> int:
    """How many results are the same."""
    return sum(one == other for one, other in zip(first, second))


def main(agencies: int) -> None:
    """Prints the figures of both ways to ask."""
    ways: dict[str, Ask] = {"most telling first": next_question, "fixed order": in_order}
    for name, ask in ways.items():
        chance = random.Random(2)
        done = [interview(drawn_agency(chance), ask) for _ in range(agencies)]
        channels = sum(one.channels for one in done)
        print(f"{name}: {agencies} agencies, {channels} channels")
        print(
            f"  questions a channel until stability {STABLE}: median {statistics.median(o.to_stable for o in done):.2f}"
        )
        print(f"  questions a channel until settled: median {statistics.median(o.to_settled for o in done):.2f}")
        print(
            f"  same result as with everything told when stable: {sum(o.right_when_stable for o in done) / channels:.1%}"
        )
        print(
            f"  same result as with everything told when settled: {sum(o.right_when_settled for o in done) / channels:.1%}"
        )
        alone = [one for one in done if one.channels == 1]
        print(
            f"  one channel only: median {statistics.median(o.to_stable for o in alone):.0f} until stable, "
            f"{statistics.median(o.to_settled for o in alone):.0f} until settled"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else AGENCIES)
