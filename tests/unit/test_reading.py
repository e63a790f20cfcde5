"""Whole messages with the trained model: what is kept of them and what is not."""

from __future__ import annotations

import pytest

from advisor.understanding import Asked, Reader, Situation

BOTH = Situation(channels=("facebook", "instagram"))


def told(reader: Reader, text: str, situation: Situation = Situation()) -> dict[tuple[str | None, str], object]:
    """What `text` tells: value by channel and fact."""
    return {(fact.channel, fact.fact): fact.value for fact in reader.read(text, situation).facts}


@pytest.mark.parametrize("text", ["That's gone.", "It's over now", "Those days are history."])
def test_the_first_clause_may_say_that_something_is_over(reader: Reader, text: str) -> None:
    assert told(reader, text, BOTH) == {}


def test_may_comment_means_that_people_can(reader: Reader) -> None:
    found = told(reader, "The channel in question is LinkedIn, where the public may comment.")
    assert found["linkedin", "who_can_speak"] == "comments"


def test_how_many_of_them_are_questions_and_not_channels(reader: Reader) -> None:
    found = told(reader, "Questions on Facebook we answer, all of them", BOTH)
    assert found == {("facebook", "answers_given"): "usually"}


def test_nowhere_to_reply_is_about_the_channel_just_named(reader: Reader) -> None:
    situation = Situation(Asked("who_can_speak", ("instagram", "podcast")), channels=("instagram", "podcast"))
    found = told(reader, "listeners can't respond to the podcast in any way, there's nowhere to", situation)
    assert found == {("podcast", "who_can_speak"): "nobody"}


def test_a_share_of_posts_is_no_share_of_answers(reader: Reader) -> None:
    situation = Situation(Asked("answers_given", ("instagram",)), channel="instagram", channels=BOTH.channels)
    found = told(reader, "fb posts almost never link to our site, 1 in 20 tops", situation)
    assert found == {("facebook", "own_site_links"): "few"}


def test_a_goal_that_is_denied_is_none(reader: Reader) -> None:
    found = told(reader, "The website is not our goal any more, our goal is recruiting new staff.")
    assert found == {(None, "goals"): ["recruit"]}


def test_theirs_is_not_ours(reader: Reader) -> None:
    situation = Situation(channel="x", channels=("x",))
    assert told(reader, "the minister's office answers nothing on theirs, zero", situation) == {}


def test_others_are_the_answer_where_others_are_asked_for(reader: Reader) -> None:
    situation = Situation(Asked("shares_others", ("facebook",)), channel="facebook", channels=("facebook",))
    found = told(reader, "the mayor's office and other departments, only them", situation)
    assert found == {("facebook", "shares_others"): "own_government"}


def test_told_of_the_wrong_channel(reader: Reader) -> None:
    situation = Situation(
        Asked("who_can_speak", ("facebook",)), channel="facebook", channels=BOTH.channels, told=(("instagram", "who_can_speak"),)
    )  # fmt: skip
    reading = reader.read("no wait thats fb. insta is open, ppl comment all day", situation)
    assert reading.moved == ("instagram", "facebook")
    assert [(fact.channel, fact.value) for fact in reading.facts] == [("instagram", "comments")]
