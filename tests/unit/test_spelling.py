"""Slips of typing in the words that matter most."""

from __future__ import annotations

import pytest

from advisor.understanding.spelling import corrected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("on instgram coments are swiched of", "on instgram comments are switched off"),
        ("peopel can commment and we anwser", "people can comment and we answer"),
        ("Evryone may reply, nobdy does", "Everyone may reply, nobody does"),
        ("shwo me the reslut", "shwo me the result"),
        ("recruting citzens", "recruiting citizens"),
    ],
)
def test_a_slip_is_put_right(typed: str, meant: str) -> None:
    assert corrected(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "we post quarterly for the conservation department",
        "in consultation with the communes and their commanders",
        "reposted by Follwers United of Peopel",  # names stay as they were typed
        "see https://www.anwser.gov/coments or @coments",
        "it was stitched together by the archivist, really approved and responsive",
    ],
)
def test_other_words_and_names_stay_as_they_are(text: str) -> None:
    assert corrected(text) == text
