"""What a fact file may hold, and what a person reads when it holds something else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.facts import Case, Channel, FactError, parse_fact_text, parse_value, read_case, read_fact_file, vocabulary

PLATFORMS = ", ".join(vocabulary().platforms)
CHANNEL_FACTS = ", ".join(vocabulary().channel_facts)
AGENCY_FACTS = ", ".join(vocabulary().agency_facts)
GOALS = ", ".join(vocabulary().agency_facts["goals"].values)
EVERY_FACT = [*vocabulary().channel_facts.values(), *vocabulary().agency_facts.values()]

SPRINGFIELD = """
agency:
  name: City of Springfield
  goals: [website, service]
  staff_hours: 7.5
  comment_policy: yes
channels:
  - platform: facebook
    name: Springfield Fire
    facts: {who_can_speak: comments, answers_criticism: no, own_site_links: unknown}
  - platform: x
"""


def facebook(**facts: Any) -> dict[str, Any]:
    return {"channels": [{"platform": "facebook", "facts": facts}]}


def agency(**facts: Any) -> dict[str, Any]:
    return {"agency": facts}


def error_of(data: Any, where: str = "") -> str:
    with pytest.raises(FactError) as caught:
        read_case(data, where)
    return str(caught.value)


def test_a_fact_file_becomes_a_case() -> None:
    case = parse_fact_text(SPRINGFIELD, "springfield.yml")
    assert case.agency == {
        "name": "City of Springfield", "goals": ["website", "service"], "staff_hours": 7.5, "comment_policy": "yes",
    }  # fmt: skip
    fire, x = case.channels
    assert (fire.key, x.key) == ("facebook/Springfield Fire", "x")
    assert fire.facts == {"who_can_speak": "comments", "answers_criticism": "no", "own_site_links": "unknown"}
    assert x.facts == {}


def test_json_and_yaml_give_the_same_case() -> None:
    as_json = json.dumps(yaml.safe_load(SPRINGFIELD))
    assert parse_fact_text(as_json, "springfield.json") == parse_fact_text(SPRINGFIELD, "springfield.yml")


def test_json_may_begin_with_white_space_or_hold_what_only_yaml_allows(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text("\n  {agency: {name: Larkfield}}  # in YAML's manner", encoding="utf-8")
    assert read_fact_file(path).agency == {"name": "Larkfield"}


@pytest.mark.parametrize("data", [{}, {"agency": None, "channels": None}, {"agency": {}, "channels": []}])
def test_nothing_needs_to_be_known(data: dict[str, Any]) -> None:
    assert read_case(data) == Case()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"chanels": []}, "fact file: unknown key 'chanels'; allowed are agency, channels."),
        ({"channels": [{"platform": "x", "fact": {}}]},
         "channel 1: unknown key 'fact'; allowed are platform, name, facts."),
        (facebook(who_speaks="nobody"),
         f"channel 1 (facebook): unknown key 'who_speaks'; allowed are {CHANNEL_FACTS}."),
        (facebook(followers=1200), f"channel 1 (facebook): unknown key 'followers'; allowed are {CHANNEL_FACTS}."),
        ({"channels": [{"platform": "x", "followers": 1200}]},
         "channel 1: unknown key 'followers'; allowed are platform, name, facts."),
        (agency(followers=1200), f"agency: unknown key 'followers'; allowed are {AGENCY_FACTS}."),
        (facebook(who_posts="frontline"),
         f"channel 1 (facebook): unknown key 'who_posts'; allowed are {CHANNEL_FACTS}."),
        (agency(who_can_speak="nobody"), f"agency: unknown key 'who_can_speak'; allowed are {AGENCY_FACTS}."),
    ],
)  # fmt: skip
def test_an_unknown_key_is_named(data: dict[str, Any], message: str) -> None:
    assert error_of(data) == message


@pytest.mark.parametrize("platform", ["myspace", "Facebook", "twitter", None, 3, ["x"]])
def test_an_unknown_platform_is_named(platform: Any) -> None:
    message = f"channel 1: unknown platform {platform!r}; allowed are {PLATFORMS}."
    assert error_of({"channels": [{"platform": platform}]}) == message


@pytest.mark.parametrize("value", ["everybody", "Nobody", "", None, 4, True, ["nobody"]])
def test_an_unknown_value_is_named(value: Any) -> None:
    shown = {True: "yes"}.get(value, value) if isinstance(value, bool) else value
    assert error_of(facebook(who_can_speak=value)) == (
        f"channel 1 (facebook), who_can_speak: unknown value {shown!r}; "
        "allowed are nobody, reactions_only, comments, own_posts, unknown."
    )


def test_the_second_channel_is_counted_and_the_file_named() -> None:
    data = {"channels": [{"platform": "x"}, {"platform": "blog", "facts": {"purpose": "fun"}}]}
    assert error_of(data, "harbour.yml") == (
        "harbour.yml: channel 2 (blog), purpose: unknown value 'fun'; "
        "allowed are announce, bring_to_site, answer, discuss, mixed, unknown."
    )


@pytest.mark.parametrize(
    ("fact", "bare", "value"),
    [
        ("answers_criticism", True, "yes"), ("answers_criticism", False, "no"), ("people_talk_together", False, "no"),
        ("listening", False, "no"), ("exclusive_content", True, "yes"), ("comment_policy", False, "no"),
        ("archiving", True, "yes"),
    ],
)  # fmt: skip
def test_a_bare_yes_or_no_is_read_where_the_fact_has_it(fact: str, bare: bool, value: str) -> None:
    assert parse_value(vocabulary().fact(fact), bare) == value


@pytest.mark.parametrize("word", ["yes", "Yes", "true", "on"])
def test_a_bare_yes_in_yaml_is_no_value_of_other_facts(word: str) -> None:
    with pytest.raises(FactError) as caught:
        parse_fact_text(f"channels: [{{platform: x, facts: {{listening: {word}}}}}]", "case.yml")
    assert str(caught.value) == (
        "case.yml: channel 1 (x), listening: unknown value 'yes'; allowed are no, own_mentions, wider_topics, unknown."
    )


@pytest.mark.parametrize("hours", [0, 2000, 37.5, 12])
def test_hours_may_be_whole_or_not(hours: float) -> None:
    assert read_case(agency(staff_hours=hours)).agency["staff_hours"] == hours


@pytest.mark.parametrize("hours", [-1, 2000.5, 10**400, float("nan"), float("inf"), "12", "many", True, None, [3]])
def test_hours_out_of_range_are_refused(hours: Any) -> None:
    message = f"agency, staff_hours: {hours!r} is not allowed; give a number from 0 to 2000, or unknown."
    assert error_of(agency(staff_hours=hours)) == message


@pytest.mark.parametrize("goals", ["website", None, {"website": 1}, True, 2])
def test_goals_are_a_list(goals: Any) -> None:
    message = f"agency, goals: must be a list, the most important first; allowed are {GOALS}, or unknown."
    assert error_of(agency(goals=goals)) == message


@pytest.mark.parametrize("goal", ["fame", "unknown", True, None, ["website"]])
def test_an_unknown_goal_is_named(goal: Any) -> None:
    assert error_of(agency(goals=["website", goal])) == f"agency, goals: unknown value {goal!r}; allowed are {GOALS}."


def test_a_goal_stands_there_once() -> None:
    assert error_of(agency(goals=["website", "website"])) == "agency, goals: a value stands there twice."


@pytest.mark.parametrize("name", ["", "  ", 12, None, True, ["City"]])
def test_the_agency_has_a_name_in_words(name: Any) -> None:
    assert error_of(agency(name=name)) == f"agency, name: must be text, not {name!r}."


@pytest.mark.parametrize("name", ["", "  ", 12, True, ["City"]])
def test_a_channel_has_a_name_in_words_or_none(name: Any) -> None:
    data = {"channels": [{"platform": "x", "name": name}]}
    assert error_of(data) == f"channel 1: name must be text, not {name!r}."


@pytest.mark.parametrize("fact", sorted(vocabulary().channel_facts))
def test_unknown_is_a_value_of_every_channel_fact(fact: str) -> None:
    assert read_case(facebook(**{fact: "unknown"})).channels[0].facts == {fact: "unknown"}


@pytest.mark.parametrize("fact", sorted(vocabulary().agency_facts))
def test_unknown_is_a_value_of_every_agency_fact(fact: str) -> None:
    assert read_case(agency(**{fact: "unknown"})).agency == {fact: "unknown"}


@pytest.mark.parametrize("fact", EVERY_FACT, ids=[fact.name for fact in EVERY_FACT])
def test_every_value_of_the_vocabulary_is_read(fact: Any) -> None:
    for value in fact.values:
        raw = [value] if fact.type == "list" else value
        assert parse_value(fact, raw) == raw


@pytest.mark.parametrize(
    ("first", "second", "key"),
    [
        ({"platform": "x"}, {"platform": "x"}, "x"),
        ({"platform": "x", "name": "Police"}, {"platform": "x", "name": " police "}, "x/police"),
    ],
)
def test_a_channel_stands_there_once(first: dict[str, str], second: dict[str, str], key: str) -> None:
    message = f"channel 2: {key} stands there twice; give the second one a name of its own."
    assert error_of({"channels": [first, second]}) == message


def test_a_name_tells_two_channels_on_one_platform_apart() -> None:
    case = read_case({"channels": [{"platform": "x"}, {"platform": "x", "name": "Police"}]})
    assert [channel.key for channel in case.channels] == ["x", "x/Police"]


def test_an_unlisted_platform_needs_a_name() -> None:
    assert error_of({"channels": [{"platform": "other"}]}) == "channel 1: platform other needs a name."
    assert read_case({"channels": [{"platform": "other", "name": "VK"}]}).channels[0].key == "other/VK"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, "fact file: must hold agency, channels as keys, not NoneType."),
        ([], "fact file: must hold agency, channels as keys, not list."),
        ({"agency": "City"}, "agency: must hold name, legal_frame, goals ... as keys, not str."),
        ({"channels": "x"}, "channels: must be a list of channels."),
        ({"channels": {}}, "channels: must be a list of channels."),
        ({"channels": ["x"]}, "channel 1: must hold platform, name, facts as keys, not str."),
        ({"channels": [{"platform": "x", "facts": []}]},
         "channel 1 (x): must hold who_can_speak, answers_given, answer_style ... as keys, not list."),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_named(data: Any, message: str) -> None:
    assert error_of(data) == message


@pytest.mark.parametrize("text", ["agency: [", "{agency: {", "a: b: c", "\t- x"])
def test_text_that_is_neither_yaml_nor_json_gives_one_line(text: str) -> None:
    with pytest.raises(FactError, match=r"^broken\.yml: neither YAML nor JSON: ") as caught:
        parse_fact_text(text, "broken.yml")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(FactError, match=r"nowhere\.yml: cannot be read: "):
        read_fact_file(tmp_path / "nowhere.yml")
    (tmp_path / "picture.yml").write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(FactError, match=r"picture\.yml: cannot be read: "):
        read_fact_file(tmp_path / "picture.yml")


def test_changing_a_case_leaves_the_old_one_as_it_was() -> None:
    case = read_case(facebook(purpose="announce"))
    changed = case.with_fact("facebook", "purpose", "discuss").with_fact(None, "name", "Larkfield")
    assert case == read_case(facebook(purpose="announce"))
    assert changed.channel("facebook") == Channel("facebook", None, {"purpose": "discuss"})
    assert changed.agency == {"name": "Larkfield"}


def test_a_fact_and_a_channel_can_be_taken_back() -> None:
    case = read_case({**facebook(purpose="announce"), **agency(name="Larkfield")})
    assert case.with_fact("facebook", "purpose", None) == read_case({**facebook(), **agency(name="Larkfield")})
    assert case.with_fact(None, "name", None).agency == {}
    assert case.without_channel("facebook").channels == ()
    assert case.without_channel("x") == case


def test_a_channel_is_added_once_and_replaced_afterwards() -> None:
    case = Case().with_channel(Channel("x")).with_channel(Channel("blog"))
    replaced = case.with_channel(Channel("x", None, {"purpose": "answer"}))
    assert [channel.key for channel in replaced.channels] == ["x", "blog"]
    assert replaced.channels[0].facts == {"purpose": "answer"}


@pytest.mark.parametrize(
    "text",
    [
        "channels: [{platform: x, facts: {purpose: answer, purpose: discuss}}]",
        '{"channels": [{"platform": "x", "facts": {"purpose": "answer", "purpose": "discuss"}}]}',
    ],
)
def test_a_fact_said_twice_is_not_guessed(text: str) -> None:
    with pytest.raises(FactError) as caught:
        parse_fact_text(text, "case.yml")
    assert str(caught.value) == "case.yml: 'purpose' stands there twice in one place; keep one of them."


def test_a_shared_block_of_facts_may_be_overridden() -> None:
    text = """
    channels:
    - {platform: x, facts: &shared {purpose: answer, listening: no}}
    - {platform: blog, facts: {<<: *shared, purpose: discuss}}
    """
    assert parse_fact_text(text, "case.yml").channels[1].facts == {"listening": "no", "purpose": "discuss"}


@pytest.mark.parametrize(
    "text", ["agency: {name: 2020-13-45}", f'{{"agency": {{"staff_hours": {"1" * 5000}}}}}', "[" * 3000, '{"a":' * 3000]
)
def test_text_that_no_reader_can_take_in_gives_one_line(text: str) -> None:
    with pytest.raises(FactError, match=r"^case\.yml: cannot be read: ") as caught:
        parse_fact_text(text, "case.yml")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "where", ['{"agency": {"name": "a\\ud800"}}', '{"channels": [{"platform": "x", "name": "\\udfff"}]}']
)
def test_a_name_that_could_not_be_written_out_is_refused(where: str) -> None:
    with pytest.raises(FactError, match=r"name:? must be text"):
        parse_fact_text(where, "case.json")
