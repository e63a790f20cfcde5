"""Quantities as people write them."""

from __future__ import annotations

import pytest

from advisor.facts import vocabulary
from advisor.understanding.hours import heads_of, hours_a_week
from advisor.understanding.pace import says_silent, times_a_week
from advisor.understanding.quantities import share
from advisor.understanding.replies import band, measured


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one in five", 0.2),
        ("30 of 212", 30 / 212),
        ("3 out of 10 posts", 0.3),
        ("about a quarter", 0.25),
        ("two thirds of them", 2 / 3),
        ("half of it", 0.5),
        ("roughly 15%", 0.15),
        ("ninety percent", 0.9),
        ("10 to 20 percent", 0.15),
        ("31 of the last 50 questions", 0.62),
        ("of our last 50 posts, 31 had a link", 0.62),
        ("for every ten questions we answer six", 0.6),
        ("out of every ten who ask, two or three hear from us", 0.25),
        ("from hundred questions we answer perhaps five", 0.05),
        ("I went through the last 50. 19 had our link in", 0.38),
        ("40 questions a week come in and I'd say 30 get dealt with", 0.75),
        ("questions come about 30 in one week, answered is about 12", 0.4),
        ("we had 912 last month and dealt with 870", 870 / 912),
        ("it is one question of four", 0.25),
        ("we get back to three out of ten people", 0.3),
        ("we answer next to nothing", 0.04),
        ("we post every day", None),
        ("half an hour", None),
        ("7 of 3", None),
    ],
)
def test_a_share_is_read_from_words(text: str, expected: float | None) -> None:
    assert share(text) == (pytest.approx(expected) if expected is not None else None)


@pytest.mark.parametrize(
    ("fact", "part", "value"),
    [
        ("own_site_links", 0.19, "few"),
        ("own_site_links", 0.2, "some"),
        ("own_site_links", 0.5, "some"),
        ("own_site_links", 0.51, "most"),
        ("answers_given", 0.0, "never"),
        ("answers_given", 0.09, "rarely"),
        ("answers_given", 0.1, "sometimes"),
        ("answers_given", 0.5, "sometimes"),
        ("answers_given", 0.6, "usually"),
    ],
)
def test_the_edges_fall_into_the_middle_band(fact: str, part: float, value: str) -> None:
    assert band(fact, part) == value


def test_more_than_half_is_most_and_less_than_a_fifth_is_few() -> None:
    fact = vocabulary().fact("own_site_links")
    assert measured(fact, "more than half of our posts") == "most"
    assert measured(fact, "less than 20 percent") == "few"


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("twice a week", 2),
        ("3 times a day", 21),
        ("once a month", 0.23),
        ("every other day", 3.5),
        ("every monday", 1),
        ("now and then", None),
    ],
)
def test_posts_a_week(text: str, rate: float | None) -> None:
    assert times_a_week(text) == (pytest.approx(rate) if rate is not None else None)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("8 hours a week", 8),
        ("an hour a day", 5),
        ("half a day a week", 4),
        ("two people, five hours each", 10),
        ("2.5 hrs", 2.5),
        ("one full-time person", 40),
        ("two days a week", 16),
        ("0.4 FTE out of a 40-hour week", 16),
        ("weekly hours of the team are 14", 14),
        ("a constable has 10 hours a week and the clerk 20", 30),
        ("three of us: me 6 hours, Paula 4, Sven 2", 12),
        ("two colleagues at 3 hours a week each plus me at 7", 13),
        ("hours, well, me 10 a week, Ruth 5", 15),
        ("eight hours per fortnight", 4),
        ("45 minutes a week", 0.75),
        ("10 hours a week, and five posts", 10),
        ("a lot", None),
    ],
)
def test_hours_a_week(text: str, hours: float | None) -> None:
    assert hours_a_week(text) == (pytest.approx(hours) if hours is not None else None)


def test_a_bare_number_counts_as_hours_only_in_a_reply() -> None:
    assert hours_a_week("12") is None
    assert hours_a_week("12", bare=True) == 12


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a post a day", 7), ("one picture every Sunday", 1), ("an article each Wednesday", 1), ("once a wk", 1), ("a colleague a day", None)],
)  # fmt: skip
def test_a_pace_is_read_from_what_is_posted(text: str, expected: float | None) -> None:
    assert times_a_week(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("hours: 25", 25), ("30-odd hours a week", 30), ("37.5 hrs/week", 37.5)]
)
def test_hours_are_read_from_notes(text: str, expected: float) -> None:
    assert hours_a_week(text) == expected


def test_hours_of_each_count_for_all() -> None:
    assert heads_of("seven hours apiece each week", "three of us on social, seven hours apiece each week") == 3
    assert heads_of("seven hours a week", "three of us on social, seven hours a week") == 1


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("no vid there for 6 months", True),
        ("not a single new post in over half a year", True),
        ("we haven't uploaded a video for about two years", True),
        ("no posts for two weeks, we were on holiday", False),
        ("no comments for six months", False),
    ],
)
def test_a_channel_is_silent_after_three_months_without_a_post(text: str, silent: bool) -> None:
    assert says_silent(text) is silent
