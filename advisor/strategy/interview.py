"""Which question to ask next: the one whose answer is expected to tell most about a channel's strategy."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from advisor.facts import Case, Channel
from advisor.strategy.judge import LEAD, STRONG_NEEDED, add_up, is_settled, judge, verdict
from advisor.strategy.prior import Codes, Numbers, prior
from advisor.strategy.table import ANSWERS, DECISIVE, WHO, Points, table

DRAWS = 160  # completions looked at for one channel
_SEED = 20141202  # the same draws for the same facts, so that the same file gives the same bytes
Place = tuple[str | None, str]


@dataclass(frozen=True)
class Question:
    """A fact to ask for. `channels`: keys; several for a shared question, none for an agency fact."""

    fact: str
    channels: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Outlook:
    """`stability`: weighted share of completions that keep the strategy; `gains`: bits that each open fact tells."""

    stability: float
    gains: Mapping[str, float]


def told_of(channel: Channel, case: Case) -> dict[str, str]:
    """The told facts that are scored for `channel`."""
    told = {fact: value for fact, value in channel.facts.items() if value != "unknown" and fact in table().rows}
    who_posts = case.agency.get("who_posts", "unknown")
    return told if who_posts == "unknown" else {**told, "who_posts": who_posts}


def is_inactive(channel: Channel) -> bool:
    """Whether nothing has been posted for three months."""
    return channel.facts.get("posting_frequency") == "inactive"


def outlook(told: Mapping[str, str]) -> Outlook:
    """What could still happen to a channel with these told facts."""
    return _outlook(tuple(sorted(told.items())))


@lru_cache(maxsize=50_000)
def _outlook(items: tuple[tuple[str, str], ...]) -> Outlook:
    told = dict(items)
    if judge(told).settled:
        return Outlook(1.0, {})
    chance = np.random.default_rng(_SEED)
    drawn = prior().completions(told, DRAWS, chance)
    totals = _totals(drawn)
    now = _code(*verdict(add_up(told)))
    outcomes = _outcomes(totals)
    stability = min(float((outcomes == now).mean()), 0.999)
    gains = {fact: _gain(fact, drawn, outcomes) for fact in table().rows if fact not in told}
    return Outlook(stability, gains)


@lru_cache(maxsize=64)
def _worth(fact: str) -> tuple[Codes, Codes]:
    rows = table().rows[fact].values()
    return np.array([row.points for row in rows]), np.array([row.rarely for row in rows])


def _totals(drawn: Mapping[str, Codes]) -> Codes:
    """Points (push, pull, networking, strong signs) of each completion."""
    rarely = drawn[ANSWERS] == prior().values[ANSWERS].index("rarely")
    total = np.zeros((len(rarely), 4), dtype=np.int64)
    for fact, codes in drawn.items():
        usual, special = _worth(fact)
        total += np.where(rarely[:, None], special[codes], usual[codes])
    return total


def _outcomes(totals: Codes) -> Codes:
    """A number for the strategy (and pair) of each row: 0-2 unmixed, 3-5 mixed without the strategy `number - 3`."""
    scores = totals[:, :3]
    order = np.argsort(-scores, axis=1, kind="stable")
    rows = np.arange(len(scores))
    lead = scores[rows, order[:, 0]] - scores[rows, order[:, 1]]
    mixed = (lead <= LEAD) | ((order[:, 0] == 2) & (totals[:, 3] < STRONG_NEEDED))
    outcomes: Codes = np.where(mixed, order[:, 2] + 3, order[:, 0])
    return outcomes


def _code(strategy: str, pair: frozenset[str]) -> int:
    names = ("push", "pull", "networking")
    return names.index(strategy) if strategy in names else next(i for i, name in enumerate(names) if name not in pair) + 3


def _gain(fact: str, drawn: Mapping[str, Codes], outcomes: Codes) -> float:
    """How many bits the answer to `fact` is expected to tell about the strategy."""
    codes = drawn[fact]
    left = sum(
        float((codes == code).mean()) * _entropy(outcomes[codes == code]) for code in np.unique(codes)
    )
    return max(0.0, _entropy(outcomes) - left)


def _entropy(outcomes: Codes) -> float:
    counts: Numbers = np.bincount(outcomes, minlength=6) / len(outcomes)
    counts = counts[counts > 0]
    return float(-(counts * np.log2(counts)).sum())


def decides_next(told: Mapping[str, str], asked: Collection[str] = ()) -> str | None:
    """The open fact that would tell most, among those that can still change the strategy; None when settled.

    Facts in `asked` (answered "unknown") come last.
    """
    return _decides_next(tuple(sorted(told.items())), frozenset(asked) - set(told))


@lru_cache(maxsize=50_000)
def _decides_next(items: tuple[tuple[str, str], ...], asked: frozenset[str]) -> str | None:
    told = dict(items)
    if judge(told).settled:
        return None
    for fact in (WHO, ANSWERS):  # an answer to these can settle any channel that is not settled
        if fact not in told and fact not in asked:
            return fact
    gains = outlook(told).gains
    ranked = sorted(gains, key=lambda fact: (fact in asked, -gains[fact], tuple(table().rows).index(fact)))
    return next((fact for fact in ranked if can_decide(fact, told)), ranked[0])


def can_decide(fact: str, told: Mapping[str, str]) -> bool:
    """Whether two values of `fact`, with one and the same completion of the rest, lead to different strategies."""
    if fact in {WHO, ANSWERS}:
        return not is_settled(told, add_up(told))
    if _swings_in_draws(fact, told):
        return True
    for state in [told[ANSWERS]] if ANSWERS in told else [v for v in table().rows[ANSWERS] if v != "never"]:
        if _swings(fact, {**told, ANSWERS: state}):
            return True
    return False


def _swings_in_draws(fact: str, told: Mapping[str, str]) -> bool:
    """Whether the values of `fact` make a difference in one of the drawn completions."""
    drawn = prior().completions(told, DRAWS // 4, np.random.default_rng(_SEED))
    drawn[WHO] = np.where(drawn[WHO] == prior().values[WHO].index("nobody"), prior().values[WHO].index("comments"), drawn[WHO])
    outcomes = [_outcomes(_totals({**drawn, fact: np.full_like(drawn[fact], code)})) for code in range(len(prior().values[fact]))]
    return any(bool((outcomes[0] != other).any()) for other in outcomes[1:])


def _swings(fact: str, told: Mapping[str, str]) -> bool:
    """Looks for a completion of the rest under which the values of `fact` lead to different strategies.

    The sums that the rest can reach are built up fact by fact, so nothing is missed.
    """
    worth = table().points(told[ANSWERS] == "rarely")
    reached = {_short(add_up(told))}
    for other in table().rows:
        if other not in told and other != fact:
            steps = {_short(points) for points in worth[other].values() if points.push < DECISIVE}
            reached = {_plus(a, b) for a in reached for b in steps}
    values = {_short(points) for points in worth[fact].values()}
    return any(len({_verdict_of(_plus(rest, value)) for value in values}) > 1 for rest in reached)


Short = tuple[int, int, int]  # push - networking, pull - networking, strong signs up to those needed


def _short(points: tuple[int, int, int, int]) -> Short:
    push, pull, networking, strong = points
    return push - networking, pull - networking, min(strong, STRONG_NEEDED)


def _plus(a: Short, b: Short) -> Short:
    return a[0] + b[0], a[1] + b[1], min(a[2] + b[2], STRONG_NEEDED)


@lru_cache(maxsize=20_000)
def _verdict_of(short: Short) -> tuple[str, frozenset[str]]:
    return verdict(Points(short[0], short[1], 0, short[2]))


def next_question(case: Case, skipped: Collection[Place] = ()) -> Question | None:
    """The most telling open question over all channels; None when nothing is left that could change a result.

    A fact that several unsettled channels need is asked for all of them at once. `skipped` holds
    (channel key or None, fact) that must not be asked.
    """
    gains: dict[str, dict[str, float]] = {}
    for channel in case.channels:
        told = told_of(channel, case)
        if is_inactive(channel) or judge(told).settled:
            continue
        for fact, gain in _worth_asking(channel, case, told, skipped).items():
            gains.setdefault(fact, {})[channel.key] = gain
    if not gains:
        return None
    best = max(gains, key=lambda fact: (_urgency(fact, gains[fact]), -tuple(table().rows).index(fact)))
    if best == "who_posts":
        return Question(best, (), "weak evidence for every channel")
    return Question(best, tuple(gains[best]), "the most telling open fact")


def _urgency(fact: str, gains: Mapping[str, float]) -> float:
    """Bits told by one question; who may speak comes first, since it can make all others needless."""
    return sum(gains.values()) + (10.0 if fact == WHO else 5.0 if fact == ANSWERS else 0.0)


def _worth_asking(
    channel: Channel, case: Case, told: Mapping[str, str], skipped: Collection[Place]
) -> dict[str, float]:
    """Open facts of a channel that were never asked and can still change its strategy, with the bits they tell."""
    gains = outlook(told).gains
    found = {}
    for fact, gain in gains.items():
        place: Place = (None, fact) if fact == "who_posts" else (channel.key, fact)
        known = case.agency if fact == "who_posts" else channel.facts
        if fact not in known and place not in skipped and can_decide(fact, told):
            found[fact] = gain + 1e-6
    return found
