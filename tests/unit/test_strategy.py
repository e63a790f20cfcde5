"""The judgement seen from outside: stories, what suits, what if, and what to ask next."""

from __future__ import annotations

import json
import random
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.facts import Case, read_case, vocabulary
from advisor.strategy import ChannelAssessment, assess, next_question, what_if

STORIES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "stories.yml").read_text(encoding="utf-8"))
SCORED = (*vocabulary().diagnosis, "who_posts")
MAGNET = {
    "who_can_speak": "comments", "answers_given": "sometimes", "answer_style": "sends_to_website",
    "own_site_links": "most", "post_completeness": "teaser", "success_measure": "site_visits",
}  # fmt: skip


def case_of(*channels: dict[str, str], **agency: Any) -> Case:
    """A case with Facebook, X and YouTube channels, as many as facts are given."""
    platforms = ("facebook", "x", "youtube")
    listed = [{"platform": platform, "facts": facts} for platform, facts in zip(platforms, channels)]
    return read_case({"agency": agency, "channels": listed})


def judged(facts: dict[str, str], **agency: Any) -> ChannelAssessment:
    """The only channel."""
    return assess(case_of(facts, **agency)).channels[0]


def result(case: Case) -> tuple[str, frozenset[str]]:
    """The strategy of the first channel, with its pair if it is mixed."""
    channel = assess(case).channels[0]
    return channel.strategy, frozenset(channel.mixed_of or ())


@pytest.mark.parametrize("story", STORIES, ids=[story["name"] for story in STORIES])
def test_story(story: dict[str, Any]) -> None:
    agency = {"who_posts": story["who_posts"]} if "who_posts" in story else {}
    channel = judged(story["facts"], **agency)
    assert channel.strategy == story["strategy"]
    assert channel.variant == story.get("variant")
    assert list(channel.mixed_of or []) == story.get("mixed_of", list(channel.mixed_of or []))
    assert channel.settled == story.get("settled", channel.settled)


def test_settled_looks_at_every_completion() -> None:
    chance = random.Random(7)
    both = set()
    for _ in range(150):
        missing = chance.sample(SCORED, chance.randint(1, 4))
        facts = {fact: chance.choice(vocabulary().fact(fact).values) for fact in SCORED if fact not in missing}
        case = completed(Case(), facts)
        settled = assess(case).channels[0].settled
        outcomes = {result(case)}
        for values in product(*(vocabulary().fact(fact).values for fact in missing)):
            outcomes.add(result(completed(case, dict(zip(missing, values)))))
            if len(outcomes) > 1:
                break
        assert settled == (len(outcomes) == 1), facts
        both.add(settled)
    assert both == {True, False}


def completed(case: Case, facts: dict[str, str]) -> Case:
    """The case with more facts of its Facebook channel; who_posts is the agency's."""
    present = dict(case.channels[0].facts) if case.channels else {}
    agency = {**case.agency, **{fact: value for fact, value in facts.items() if fact == "who_posts"}}
    return case_of({**present, **{f: v for f, v in facts.items() if f != "who_posts"}}, **agency)


def test_stability_is_one_exactly_when_settled() -> None:
    assert judged({"who_can_speak": "nobody"}).stability == 1
    assert judged({"who_can_speak": "nobody", "posting_frequency": "inactive"}).stability == 1
    assert judged({}).stability == 0
    assert 0 < judged(MAGNET).stability < 1


def test_more_told_makes_a_result_more_stable() -> None:
    little = {**MAGNET, "success_measure": "reach", "answer_style": "unknown"}
    assert 0.5 < judged(little).stability < judged(MAGNET).stability


def test_a_reason_carries_its_points_its_why_and_its_source() -> None:
    evidence = {reason.fact: reason for reason in judged(MAGNET).evidence}
    links = evidence["own_site_links"]
    assert (links.value, links.push, links.pull, links.networking) == ("most", 0, 3, 0)
    assert links.why == "Posts that lead to the own website are the magnet."
    assert links.source == "article, paragraph 4"


def test_links_without_answers_count_less_for_pull() -> None:
    links = next(r for r in judged({**MAGNET, "answers_given": "rarely"}).evidence if r.fact == "own_site_links")
    assert (links.push, links.pull) == (1, 1)


def test_without_goals_nothing_is_recommended() -> None:
    for agency in ({}, {"goals": "unknown"}, {"goals": []}):
        assessment = assess(case_of({"who_can_speak": "nobody"}, **agency))
        assert assessment.channels[0].target is None
        assert assessment.channels[0].changes == ()
        assert assessment.recommendation.goals == ()


def test_the_most_important_goal_decides() -> None:
    website_first = judged({"who_can_speak": "nobody"}, goals=["website", "image"])
    image_first = judged({"who_can_speak": "nobody"}, goals=["image", "website"])
    assert website_first.target == "pull"
    assert (image_first.target, image_first.changes) == ("push", ())


def test_what_serves_the_goal_need_not_change() -> None:
    channel = judged(MAGNET, goals=["inform"])
    assert (channel.strategy, channel.target, channel.changes) == ("pull", "pull", ())


def test_changes_name_what_is_what_would_be_and_the_price() -> None:
    channel = judged({"who_can_speak": "nobody", "own_site_links": "most"}, goals=["website"])
    opening = next(change for change in channel.changes if change.fact == "who_can_speak")
    assert (opening.from_, opening.to) == ("nobody", "comments")
    assert opening.cost
    assert opening.gives
    assert "own_site_links" not in {change.fact for change in channel.changes}


def test_no_change_is_named_that_is_not_needed() -> None:
    facts = {"who_can_speak": "nobody", "content_origin": "press_releases"}
    changes = judged(facts, goals=["website"]).changes
    for left_out in changes:
        others = {change.fact: change.to for change in changes if change is not left_out}
        assert judged({**facts, **others}).strategy != "pull"


def test_an_inactive_channel_gets_no_target() -> None:
    assert judged({"posting_frequency": "inactive"}, goals=["website"]).target is None


def test_warnings_speak_of_what_this_agency_lacks() -> None:
    told = {"goals": ["website"], "website_state": "none", "comment_policy": "no"}
    warnings = assess(case_of({"who_can_speak": "nobody"}, **told)).recommendation.warnings
    assert any("needs a website" in warning for warning in warnings)
    assert any("rules for comments" in warning for warning in warnings)
    assert assess(case_of({"who_can_speak": "nobody"}, goals=["website"])).recommendation.warnings == ()


def test_tradeoffs_speak_of_the_strategies_that_occur() -> None:
    case = case_of({"who_can_speak": "nobody"}, goals=["consult"])
    assert {one.strategy for one in assess(case).tradeoffs} == {"push", "networking"}


def test_what_if_shows_both_sides_and_keeps_the_case() -> None:
    case = case_of(MAGNET, {"who_can_speak": "nobody"})
    seen = what_if(case, [("facebook", "who_can_speak", "nobody")])
    assert [channel.strategy for channel in seen.before.channels] == ["pull", "push"]
    assert [channel.strategy for channel in seen.after.channels] == ["push", "push"]
    assert seen.differences == ("facebook",)
    assert case == case_of(MAGNET, {"who_can_speak": "nobody"})


def test_what_if_takes_several_changes_and_agency_facts() -> None:
    changes = [
        ("facebook", "answers_given", "usually"),
        ("facebook", "own_site_links", "few"),
        (None, "goals", ["consult"]),
    ]
    seen = what_if(case_of(MAGNET), changes)
    assert seen.after.channels[0].target == "networking"
    assert seen.before.channels[0].target is None


def test_what_if_nothing_changes_nothing_differs() -> None:
    assert what_if(case_of(MAGNET), [("facebook", "purpose", "bring_to_site")]).differences == ()


def test_the_first_question_is_who_may_speak_and_it_is_asked_for_all_channels_at_once() -> None:
    question = next_question(case_of({}, {}, {}))
    assert question
    assert (question.fact, question.channels) == ("who_can_speak", ("facebook", "x", "youtube"))
    assert question.reason


def test_then_comes_how_often_is_answered_where_people_may_speak() -> None:
    question = next_question(
        case_of({"who_can_speak": "nobody"}, {"who_can_speak": "comments"}, {"who_can_speak": "comments"})
    )
    assert question
    assert (question.fact, question.channels) == ("answers_given", ("x", "youtube"))


def test_a_shared_question_leaves_out_channels_that_have_the_answer_or_are_at_rest() -> None:
    question = next_question(case_of({"posting_frequency": "inactive"}, {"who_can_speak": "unknown"}, {}))
    assert question
    assert (question.fact, question.channels) == ("who_can_speak", ("youtube",))


def test_what_was_skipped_is_not_asked() -> None:
    case = case_of({})
    skipped: list[tuple[str | None, str]] = []
    while (question := next_question(case, skipped)) is not None:
        places = [(key, question.fact) for key in question.channels] or [(None, question.fact)]
        assert not set(places) & set(skipped)
        skipped += places
    assert {fact for _, fact in skipped} == set(SCORED)
    assert (None, "who_posts") in skipped


def test_a_skipped_channel_does_not_stop_the_question_for_the_others() -> None:
    question = next_question(case_of({}, {}), [("facebook", "who_can_speak")])
    assert question
    assert (question.fact, question.channels) == ("who_can_speak", ("x",))


@pytest.mark.parametrize(
    "case",
    [
        Case(),
        case_of({"who_can_speak": "nobody"}),
        case_of({"posting_frequency": "inactive"}),
        case_of({"answers_given": "never"}, {"who_can_speak": "nobody"}),
        case_of(dict.fromkeys(vocabulary().diagnosis, "unknown"), who_posts="unknown"),
    ],
    ids=["no channel", "closed", "inactive", "two settled", "asked everything in vain"],
)
def test_nothing_is_asked_when_nothing_can_change(case: Case) -> None:
    assert next_question(case) is None


def test_the_interview_ends_with_every_channel_settled() -> None:
    chance = random.Random(4)
    for _ in range(40):
        case = case_of({}, {})
        while (question := next_question(case)) is not None:
            value = chance.choice(vocabulary().fact(question.fact).values)
            for key in question.channels or (None,):
                case = case.with_fact(key, question.fact, value)
        assert all(channel.settled for channel in assess(case).channels)


def test_a_question_is_asked_only_if_an_answer_could_change_the_result() -> None:
    nearly = {"who_can_speak": "comments", "answers_given": "usually", "answer_style": "full_answer"}
    case = case_of({**MAGNET, **nearly, "people_talk_together": "no", "content_origin": "written_for_channel"})
    while (question := next_question(case)) is not None:
        assert not assess(case).channels[0].settled
        key = question.channels[0] if question.channels else None
        case = case.with_fact(key, question.fact, vocabulary().fact(question.fact).values[0])


def test_a_line_of_json_says_the_same_as_the_plain_values() -> None:
    case = case_of(
        {**MAGNET, "purpose": "unknown"}, {"who_can_speak": "nobody"}, {}, name='The "Bürgeramt"', goals=["trust"]
    )
    assessment = assess(case)
    assert assessment.as_line() == json.dumps(assessment.as_json(), ensure_ascii=False)
