"""What must hold of the judgement whatever the points in the evidence table are.

Each test is one property. Those that compare shares leave undetermined channels out, because the shares of an
undetermined channel are only the evidence so far.
"""

from __future__ import annotations

import itertools
import json
import math
import random
from typing import Any

import pytest
import yaml
from draws import (
    SCORED,
    STRATEGIES,
    UNMIXED,
    VALUES,
    Known,
    along,
    assessed,
    circumstances,
    completions,
    data_of,
    goals,
    holds_for,
    holds_for_any_channel,
    judged,
    known_facts,
    nearly_all_known,
    open_facts,
    rises,
    share,
    steepest,
    strategy,
    told,
)
from hypothesis import strategies as st

from advisor.facts import FactError, parse_fact_text, read_case, vocabulary
from advisor.strategy import assess

CLOSED = {"who_can_speak": "nobody"}
NEVER = {"answers_given": "never"}
WEAK_ALONE = ("purpose", "success_measure", "listening", "who_posts")
INTERACTION = (("comments", "sometimes"), ("comments", "usually"), ("own_posts", "sometimes"), ("own_posts", "usually"))
STRONG = {
    "answer_style": "conversation", "people_talk_together": "with_us", "content_origin": "public_or_partners",
    "shares_others": "public", "asks_public": "answers_used", "success_measure": "contributions",
}  # fmt: skip
MAGNET = {"own_site_links": "most", "post_completeness": "teaser", "answer_style": "sends_to_website"}
SAMPLE = 300

several = st.lists(known_facts(), min_size=2, max_size=4)
any_number_told = known_facts(fewest=0)


def file_of(channels: list[Known], **agency: Any) -> dict[str, Any]:
    """A fact file with several channels, each with a name of its own."""
    listed = [
        {
            "platform": "facebook",
            "name": f"Page {number}",
            "facts": {f: v for f, v in known.items() if f != "who_posts"},
        }
        for number, known in enumerate(channels, 1)
    ]
    return {"agency": agency, "channels": listed}


def with_undetermined(channels: list[Known]) -> list[Known]:
    """The channels with an inactive one and an empty one among them."""
    return [{"posting_frequency": "inactive", **CLOSED}, *channels, {}]


@holds_for_any_channel
def test_01_the_form_is_sound(known: Known) -> None:
    channel = judged(known)
    shares = channel["shares"]
    assert all(0 <= one <= 1 for one in shares.values())
    assert math.fsum(shares.values()) == pytest.approx(1, abs=1e-9)
    if channel["strategy"] in UNMIXED:
        others = [one for name, one in shares.items() if name != channel["strategy"]]
        assert shares[channel["strategy"]] > max(others)
    pair = channel["mixed_of"]
    assert (pair is not None) == (channel["strategy"] == "mixed")
    if pair:
        assert len(set(pair)) == 2
        outside = next(name for name in STRATEGIES if name not in pair)
        assert shares[pair[0]] >= shares[pair[1]] >= shares[outside]
    assert channel["variant"] in ({None, "service"} if channel["strategy"] == "pull" else {None})


@holds_for(channels=several, agency=circumstances(), seed=st.integers(0, 1000))
def test_02_order_and_repetition_do_not_matter(channels: list[Known], agency: dict[str, Any], seed: int) -> None:
    chance = random.Random(seed)
    data = file_of(channels, **agency)
    shuffled = {"channels": [shuffle(c, chance) for c in data["channels"]], "agency": shuffle(agency, chance)}
    chance.shuffle(shuffled["channels"])
    first, second = assessed(data), assessed(shuffled)
    assert sorted(first["channels"], key=lambda c: c["name"]) == sorted(second["channels"], key=lambda c: c["name"])
    assert first["agency"] == second["agency"]


def shuffle(mapping: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The same mapping, and the mappings in it, with its keys in another order."""
    keys = list(mapping)
    chance.shuffle(keys)
    return {key: shuffle(mapping[key], chance) if isinstance(mapping[key], dict) else mapping[key] for key in keys}


@holds_for(channels=several, agency=circumstances())
def test_02_the_same_file_gives_the_same_bytes_as_json_and_as_yaml(
    channels: list[Known], agency: dict[str, Any]
) -> None:
    data = file_of(channels, **agency)
    as_json, as_yaml = json.dumps(data), yaml.safe_dump(data)
    written = {json.dumps(assess(parse_fact_text(text, "file")).as_json()) for text in (as_json, as_json, as_yaml)}
    assert len(written) == 1


@holds_for_any_channel
def test_03_unknown_equals_absent(known: Known) -> None:
    same = ("strategy", "mixed_of", "variant", "shares", "settled", "evidence")
    expected = judged(told(known))
    for fact in open_facts(known):
        channel = judged({**told(known), fact: "unknown"})
        assert all(channel[key] == expected[key] for key in same)
    channel = judged({**known, **dict.fromkeys(open_facts(known), "unknown")})
    assert all(channel[key] == expected[key] for key in same)


@pytest.mark.parametrize("known", [{}, *({fact: v} for fact in WEAK_ALONE for v in VALUES[fact])], ids=str)
def test_04_nothing_known_nothing_claimed(known: Known) -> None:
    channel = judged(known)
    assert channel["strategy"] == "undetermined"
    assert not channel["settled"]
    assert channel["decides_next"] is not None


@holds_for(known=any_number_told)
def test_05_a_closed_channel_is_push(known: Known) -> None:
    channel = judged({**known, **CLOSED})
    assert channel["strategy"] == "push"
    assert channel["settled"]


@holds_for(known=any_number_told, closed=st.booleans())
def test_06_an_inactive_channel_is_not_classified(known: Known, closed: bool) -> None:
    channel = judged({**known, **(CLOSED if closed else {}), "posting_frequency": "inactive"})
    assert channel["strategy"] == "undetermined"
    assert channel["decides_next"] is None


@holds_for_any_channel
def test_07_answering_never_makes_more_push(known: Known) -> None:
    ladder = ("never", "rarely", "sometimes", "usually")
    assert rises(share(along(known, "answers_given", *reversed(ladder)), "push"))
    assert rises(share(along(known, "answers_given", "never", "usually"), "networking"))
    assert rises(share(along(known, "answers_given", "nobody_asks", "never"), "push"))
    results = [judged({**known, "answers_given": value})["strategy"] for value in ladder]
    assert all(later != "push" or earlier == "push" for earlier, later in itertools.pairwise(results))


@holds_for_any_channel
def test_08_opening_the_door_never_makes_more_push(known: Known) -> None:
    assert rises(share(along(known, "who_can_speak", "own_posts", "comments", "reactions_only", "nobody"), "push"))


@holds_for_any_channel
def test_09_signs_of_a_web_never_lower_networking(known: Known) -> None:
    for fact, values in {
        "shares_others": ("never", "own_government", "partners", "public"),
        "asks_public": ("never", "polls", "real_questions", "answers_used"),
        "people_talk_together": ("no", "without_us", "with_us"),
        "listening": ("no", "own_mentions", "wider_topics"),
        "content_origin": ("press_releases", "written_for_channel", "public_or_partners"),
        "answers_criticism": ("no", "sometimes", "yes"),
        "who_posts": ("central_office", "several_teams", "frontline"),
    }.items():
        assert rises(share(along(known, fact, *values), "networking")), fact
    for fact, best in {"answer_style": "conversation", "success_measure": "contributions"}.items():
        for other in VALUES[fact]:
            assert rises(share(along(known, fact, other, best), "networking")), (fact, other)


@holds_for(known=known_facts(), doors=st.sampled_from(INTERACTION))
def test_10_signs_of_a_magnet_never_lower_pull_where_there_is_interaction(known: Known, doors: tuple[str, str]) -> None:
    known = {**known, "who_can_speak": doors[0], "answers_given": doors[1]}
    assert rises(share(along(known, "own_site_links", "few", "some", "most"), "pull"))
    assert rises(share(along(known, "post_completeness", "complete", "mixed", "teaser"), "pull"))
    for fact, best, others in (
        ("answer_style", "sends_to_website", ("none", "standard_text", "conversation")),
        ("success_measure", "site_visits", ("none", "reach", "contributions")),
        ("purpose", "bring_to_site", ("announce", "discuss")),
    ):
        for other in others:
            assert rises(share(along(known, fact, other, best), "pull")), (fact, other)


@holds_for(known=any_number_told, magnet=st.booleans())
def test_11_no_pull_and_no_networking_without_interaction(known: Known, magnet: bool) -> None:
    links = {**MAGNET, "success_measure": "site_visits", "purpose": "bring_to_site"} if magnet else {}
    channel = judged({**known, **links, **NEVER})
    assert channel["strategy"] not in {"pull", "networking"}
    assert channel["strategy"] != "mixed" or "push" in channel["mixed_of"]


@holds_for_any_channel
def test_12_answers_alone_are_not_networking(known: Known) -> None:
    signs = [fact for fact, value in STRONG.items() if known.get(fact) == value]
    weakened = {fact: value for fact, value in known.items() if fact not in signs[1:]}
    assert judged(weakened)["strategy"] != "networking"


@holds_for_any_channel
def test_13_sister_agencies_are_not_the_public(known: Known) -> None:
    without = {fact: value for fact, value in known.items() if fact != "shares_others"}
    before, after = judged(without), judged({**without, "shares_others": "own_government"})
    if "undetermined" not in (before["strategy"], after["strategy"]):
        assert after["shares"]["networking"] <= before["shares"]["networking"] + 1e-9
    assert after["strategy"] != "networking" or before["strategy"] == "networking"
    assert after["strategy"] != "networking" or judged(known)["strategy"] == "networking"


def test_13_sister_agencies_in_the_place_of_nobody() -> None:
    known = {
        "who_can_speak": "reactions_only", "answers_given": "rarely", "answer_style": "conversation",
        "answers_criticism": "yes", "own_site_links": "most", "post_completeness": "teaser",
        "content_origin": "public_or_partners", "shares_others": "never", "asks_public": "never",
        "people_talk_together": "no", "listening": "wider_topics", "success_measure": "responsiveness",
        "purpose": "mixed", "who_posts": "central_office",
    }  # fmt: skip
    assert judged(known)["strategy"] == judged({**known, "shares_others": "own_government"})["strategy"] == "mixed"


@holds_for_any_channel
def test_14_deeds_outweigh_words(known: Known) -> None:
    results = {judged({**known, "purpose": purpose})["strategy"] for purpose in VALUES["purpose"]}
    assert not {"push", "networking"} <= results
    for deed in (CLOSED, NEVER):
        results = {judged({**known, **deed, "purpose": purpose})["strategy"] for purpose in VALUES["purpose"]}
        assert not {"pull", "networking"} & results


@holds_for_any_channel
def test_15_the_service_variant_means_answers(known: Known) -> None:
    if judged(known)["variant"] == "service":
        assert known["answers_given"] in {"sometimes", "usually"}
        assert not all(known.get(fact) == value for fact, value in MAGNET.items())
    for value in ("never", "rarely"):
        assert judged({**known, "answers_given": value})["variant"] is None


@holds_for(known=st.one_of(known_facts(), nearly_all_known(4)))
def test_16_settled_is_a_guarantee(known: Known) -> None:
    if judged(known)["settled"]:
        expected = strategy(known)
        for complete in (*completions(known, SAMPLE), *(steepest(known, name) for name in STRATEGIES)):
            assert strategy(complete) == expected
            assert judged(complete)["settled"]


@holds_for(known=nearly_all_known(2))
def test_16_what_cannot_change_is_settled(known: Known) -> None:
    results = {strategy(complete) for complete in completions(known, SAMPLE)}
    channel = judged(known)
    assert channel["settled"] == (len(results) == 1)
    assert not channel["settled"] or strategy(known) in results


@holds_for(known=known_facts(fewest=len(SCORED)))
def test_16_with_everything_told_a_channel_is_settled(known: Known) -> None:
    channel = judged(known)
    assert channel["settled"]
    assert channel["decides_next"] is None


@holds_for(known=any_number_told)
def test_17_the_next_question_is_worth_asking(known: Known) -> None:
    channel = judged(known)
    assert (channel["decides_next"] is None) == channel["settled"]
    if not channel["settled"]:
        fact = channel["decides_next"]
        assert fact in open_facts(known)
        sample = list(completions(known, SAMPLE))
        if len({strategy(complete) for complete in sample}) > 1:
            assert any(decides(fact, rest) for rest in sample)


def decides(fact: str, complete: Known) -> bool:
    """Whether the values of one fact lead to different strategies, the rest being equal."""
    return len({strategy({**complete, fact: value}) for value in VALUES[fact]}) > 1


@holds_for(known=known_facts())
def test_17_a_fact_never_asked_comes_before_one_answered_unknown(known: Known) -> None:
    channel = judged(known)
    if channel["decides_next"] and known.get(channel["decides_next"]) == "unknown":
        absent = [fact for fact in SCORED if fact not in known]
        for complete in completions(known, 20):
            assert not any(decides(fact, complete) for fact in absent)


@holds_for(
    known=known_facts(),
    agency=circumstances(),
    platform=st.sampled_from(sorted(vocabulary().platforms)),
    frequency=st.sampled_from(("several_daily", "daily", "weekly", "monthly")),
    exclusive=st.sampled_from(("no", "some", "yes", "unknown")),
)
def test_18_popularity_and_circumstance_have_no_influence(
    known: Known, agency: dict[str, Any], platform: str, frequency: str, exclusive: str
) -> None:
    data = data_of({**known, "posting_frequency": frequency, "exclusive_content": exclusive}, **agency)
    data["channels"][0].update(platform=platform, name="Tidewatch")
    plain, other = judged(known), assessed(data)["channels"][0]
    for key in ("strategy", "mixed_of", "variant", "shares", "settled", "decides_next"):
        assert plain[key] == other[key]
    numbers = ("fact", "value", *STRATEGIES)
    assert [[e[n] for n in numbers] for e in plain["evidence"]] == [[e[n] for n in numbers] for e in other["evidence"]]


@pytest.mark.parametrize("key", ["followers", "likes", "views", "verified"])
def test_18_popularity_is_no_fact(key: str) -> None:
    for place in (("agency",), ("channels", 0), ("channels", 0, "facts")):
        data: Any = data_of({"who_can_speak": "comments"})
        entry = data
        for step in place:
            entry = entry[step]
        entry[key] = 100
        with pytest.raises(FactError, match=f"unknown key '{key}'"):
            read_case(data)


@holds_for(channels=several, who_posts=st.sampled_from((*VALUES["who_posts"], "unknown")))
def test_19_the_agency_is_made_of_its_channels(channels: list[Known], who_posts: str) -> None:
    whole = assessed(file_of(channels, who_posts=who_posts))
    for number, channel in enumerate(whole["channels"]):
        alone = assessed({**file_of([], who_posts=who_posts), "channels": [file_of(channels)["channels"][number]]})
        assert alone["channels"][0] == channel
        assert alone["agency"]["shares"] == channel["shares"]
        assert (alone["agency"]["strategy"], alone["agency"]["mixed_of"]) == (channel["strategy"], channel["mixed_of"])
    judged_ones = [channel for channel in whole["channels"] if channel["strategy"] != "undetermined"]
    agency = whole["agency"]
    if not judged_ones:
        assert agency["strategy"] == "undetermined"
        return
    for name in STRATEGIES:
        assert agency["shares"][name] == pytest.approx(sum(share(judged_ones, name)) / len(judged_ones), abs=1e-9)
    common = {channel["strategy"] for channel in judged_ones}
    assert agency["strategy"] == "mixed" or agency["strategy"] in common
    if len(common) == 1 and common <= UNMIXED:
        assert agency["strategy"] in common
    more = assessed(file_of(with_undetermined(channels), who_posts=who_posts))["agency"]
    assert (more["shares"], more["strategy"], more["mixed_of"]) == (
        agency["shares"], agency["strategy"], agency["mixed_of"],
    )  # fmt: skip


@holds_for(channels=st.lists(known_facts(fewest=0), max_size=3))
def test_19_without_a_judged_channel_the_agency_is_undetermined(channels: list[Known]) -> None:
    inactive = [{**known, "posting_frequency": "inactive"} for known in channels]
    agency = assessed(file_of(inactive))["agency"]
    assert agency["strategy"] == "undetermined"
    assert math.fsum(agency["shares"].values()) == pytest.approx(1, abs=1e-9)


@holds_for_any_channel
def test_20_reasons_are_complete(known: Known) -> None:
    reasons = [(entry["fact"], entry["value"]) for entry in judged(known)["evidence"]]
    expected = {(fact, value) for fact, value in told(known).items() if fact != "who_posts"}
    assert len(reasons) == len(expected)
    assert set(reasons) == expected


@holds_for(known=any_number_told, goals=goals())
def test_20_advice_arrives(known: Known, goals: list[str]) -> None:
    channel = judged(known, goals=goals)
    after = dict(known)
    for change in channel["changes"]:
        assert change["from"] == known.get(change["fact"])
        assert change["to"] in VALUES[change["fact"]]
        assert change["to"] != change["from"]
        after[change["fact"]] = change["to"]
    if channel["target"]:
        assert judged(after, goals=goals)["strategy"] == channel["target"]
    if channel["strategy"] == channel["target"]:
        assert channel["changes"] == []
