"""What the property tests draw: facts of one channel, circumstances that must not matter, and published cases.

Known facts are a mapping from fact to value. It holds facts of one channel and, as one of them, the agency's `who_posts`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from advisor.facts import read_case, vocabulary
from advisor.strategy import assess

CASES = Path(__file__).resolve().parents[1] / "cases" / "published.yml"
DRAWS = 1000
"""Examples of each property, beside the published cases."""
FEWEST_TOLD = 8

STRATEGIES = ("push", "pull", "networking")
SCORED = (*vocabulary().diagnosis, "who_posts")
VALUES = {fact: vocabulary().fact(fact).values for fact in SCORED}
UNMIXED = frozenset(STRATEGIES)

Known = dict[str, str]
Property = Callable[..., None]


def told(known: Mapping[str, str]) -> Known:
    """The scored facts that are present and not unknown."""
    return {fact: value for fact, value in known.items() if value != "unknown" and fact in VALUES}


def open_facts(known: Mapping[str, str]) -> list[str]:
    """The scored facts without a value."""
    return [fact for fact in SCORED if fact not in told(known)]


def data_of(known: Mapping[str, str], **agency: Any) -> dict[str, Any]:
    """A fact file of one channel."""
    facts = {fact: value for fact, value in known.items() if fact != "who_posts"}
    who_posts = {"who_posts": known["who_posts"]} if "who_posts" in known else {}
    return {"agency": {**who_posts, **agency}, "channels": [{"platform": "facebook", "facts": facts}]}


def assessed(data: Mapping[str, Any]) -> dict[str, Any]:
    """The whole assessment of a fact file, as other programs read it."""
    return assess(read_case(data)).as_json()


def judged(known: Mapping[str, str], **agency: Any) -> dict[str, Any]:
    """The assessment of the only channel."""
    channel: dict[str, Any] = assessed(data_of(known, **agency))["channels"][0]
    return channel


def strategy(known: Mapping[str, str]) -> tuple[str, frozenset[str]]:
    """The strategy, with the pair if it is mixed: a changed pair is a changed strategy."""
    channel = judged(known)
    return channel["strategy"], frozenset(channel["mixed_of"] or ())


def along(known: Known, fact: str, *values: str) -> list[dict[str, Any]]:
    """The channel with `fact` at each of `values`, all else equal; undetermined ones are left out."""
    steps = [judged({**known, fact: value}) for value in values]
    return [channel for channel in steps if channel["strategy"] != "undetermined"]


def share(channels: list[dict[str, Any]], name: str) -> list[float]:
    """One share of each channel."""
    return [channel["shares"][name] for channel in channels]


def rises(numbers: list[float]) -> bool:
    """Whether no number is smaller than the one before, but for rounding."""
    return all(later >= earlier - 1e-9 for earlier, later in pairwise(numbers))


def completions(known: Known, limit: int, seed: int = 0) -> Iterator[Known]:
    """Every completion of the open facts if there are up to `limit`, else `limit` random ones."""
    missing = open_facts(known)
    count = 1
    for fact in missing:
        count *= len(VALUES[fact])
    if count <= limit:
        for values in product(*(VALUES[fact] for fact in missing)):
            yield {**known, **dict(zip(missing, values))}
    else:
        chance = random.Random(seed)
        for _ in range(limit):
            yield {**known, **{fact: chance.choice(VALUES[fact]) for fact in missing}}


def steepest(known: Known, name: str) -> Known:
    """The completion built fact by fact with the value that raises the share of `name` most."""
    complete = dict(known)
    for fact in open_facts(known):
        complete[fact] = max(VALUES[fact], key=lambda value: judged({**complete, fact: value})["shares"][name])
    return complete


@st.composite
def known_facts(draw: st.DrawFn, fewest: int = FEWEST_TOLD) -> Known:
    """Each fact evenly from its values, unknown and absent, with at least `fewest` told."""
    drawn = {fact: draw(st.sampled_from((*VALUES[fact], "unknown", None))) for fact in SCORED}
    missing = [fact for fact, value in drawn.items() if value in (None, "unknown")]
    while len(SCORED) - len(missing) < fewest:
        fact = missing.pop(draw(st.integers(0, len(missing) - 1)))
        drawn[fact] = draw(st.sampled_from(VALUES[fact]))
    return {fact: value for fact, value in drawn.items() if value is not None}


@st.composite
def nearly_all_known(draw: st.DrawFn, most_open: int) -> Known:
    """All facts told but one to `most_open`."""
    missing = draw(st.lists(st.sampled_from(SCORED), min_size=1, max_size=most_open, unique=True))
    return {fact: draw(st.sampled_from(VALUES[fact])) for fact in SCORED if fact not in missing}


def circumstances() -> st.SearchStrategy[dict[str, Any]]:
    """Agency facts that are not scored."""
    facts = {
        name: st.sampled_from((*fact.values, "unknown"))
        for name, fact in vocabulary().agency_facts.items()
        if fact.kind == "advice" and fact.type == "choice"
    }
    return st.fixed_dictionaries(
        {},
        optional={
            **facts,
            "name": st.sampled_from(("City of Larkfield", "Ministry of Tides", "unknown")),
            "goals": goals(),
            "staff_hours": st.one_of(st.integers(0, 2000), st.floats(0, 2000, allow_nan=False)),
        },
    )


def goals() -> st.SearchStrategy[list[str]]:
    """Up to three goals, the most important first."""
    return st.lists(st.sampled_from(vocabulary().agency_facts["goals"].values), min_size=1, max_size=3, unique=True)


def published() -> list[Known]:
    """The facts of every published case."""
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [_known_of(case) for case in cases]


def _known_of(case: Mapping[str, Any]) -> Known:
    agency, facts = case.get("agency", {}), dict(case["facts"])
    facts.pop("posting_frequency", None)
    return {**facts, "who_posts": agency["who_posts"]} if "who_posts" in agency else facts


def holds_for(draws: int = DRAWS, **drawn: st.SearchStrategy[Any]) -> Callable[[Property], Property]:
    """Runs a property on `draws` examples."""
    quiet = settings(max_examples=draws, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    return lambda test: quiet(given(**drawn)(test))


def holds_for_any_channel(test: Property) -> Property:
    """Runs a property of `known` on drawn facts and on every published case."""
    for known in published():
        test = example(known=known)(test)
    return holds_for(known=known_facts())(test)
