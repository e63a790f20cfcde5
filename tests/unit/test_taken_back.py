"""What a message only sets aside or takes back."""

from __future__ import annotations

import pytest

from advisor.understanding.taken_back import is_taken_back, says_swapped, without_alternative


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("we post weekly, not daily", "we post weekly"),
        ("weekly not daily", "weekly"),
        ("not daily, weekly", "weekly"),
        ("it's 12 hours, not 20 hours a week", "it's 12 hours"),
        ("Insta is daily these days, scrap the once a week thing", "Insta is daily these days"),
        ("we answer not half of them", "we answer not half of them"),
        ("not everyone gets an answer", "not everyone gets an answer"),
    ],
)
def test_an_amount_that_is_set_aside_is_left_out(text: str, left: str) -> None:
    assert without_alternative(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "not 40",
        "and not daily",
        "scrap that",
        "forget what I said",
        "the 30 hours a week is wrong",
        "I said weekly",
        "it isn't weekly actually",
    ],
)
def test_words_that_only_take_back_are_known(text: str) -> None:
    assert is_taken_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "we put up one video a week",
        "not everyone gets an answer",
        "people can comment",
        "nobody forgets the bins",
        "no",
    ],
)
def test_words_that_tell_something_are_not_taken_back(text: str) -> None:
    assert not is_taken_back(text)


@pytest.mark.parametrize(
    ("text", "swapped"),
    [
        ("sorry, I had those two swapped", True),
        ("no, the other way round", True),
        ("oh, I mixed them up", True),
        ("please swap the two", True),
        ("that's vice versa", True),
        ("we swapped our photographer", False),
        ("people ask us the other way round too, by phone", False),
    ],
)
def test_two_channels_told_the_wrong_way_round(text: str, swapped: bool) -> None:
    assert says_swapped(text) is swapped
