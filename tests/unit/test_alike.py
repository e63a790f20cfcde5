"""One channel said to be like another."""

from __future__ import annotations

import pytest

from advisor.understanding import Reader, Situation
from advisor.understanding.alike import alike

KNOWN = ("facebook", "nextdoor", "instagram", "x")


@pytest.mark.parametrize(
    ("text", "pairs", "left"),
    [
        ("instagram: same as fb", (("instagram", "facebook", ""),), "instagram"),
        ("Instagram is exactly the same as Facebook", (("instagram", "facebook", ""),), "Instagram"),
        ("nextdoor same as fb, except there we only give a number", (("nextdoor", "facebook", ""),), "nextdoor, there we only give a number"),
        ("our x works like the facebook page, but nobody asks there", (("x", "facebook", ""),), "our x, but nobody asks there"),
        ("IG is same as FB when it comes to how many questions we answer", (("instagram", "facebook", "how many questions we answer"),), "IG"),
        ("same for Instagram as for Facebook", (("instagram", "facebook", ""),), "same for Instagram"),
        ("On X we answer. Instagram is just like X.", (("instagram", "x", ""),), "On X we answer. Instagram."),
    ],
)  # fmt: skip
def test_all_of_one_channel_holds_for_another(text: str, pairs: tuple[tuple[str, str, str], ...], left: str) -> None:
    found = alike(text, KNOWN)
    assert (found.pairs, found.text) == (pairs, left)


@pytest.mark.parametrize(
    "text",
    [
        "is Instagram the same as Facebook?",
        "Instagram is not the same as Facebook",
        "comments on Instagram are the same as on Facebook",
        "we post the same on facebook as on x",
        "unlike Facebook, X is closed",
        "Instagram is the same as TikTok",  # of which nothing is known
    ],
)
def test_not_all_that_compares_makes_channels_alike(text: str) -> None:
    assert alike(text, KNOWN).pairs == ()


def test_what_the_same_message_tells_of_the_one_is_told_of_the_other(reader: Reader) -> None:
    text = "On Facebook people can comment and we never answer. Instagram is the same as Facebook"
    found = {(fact.channel, fact.fact): fact.value for fact in reader.read(text, Situation(channels=KNOWN)).facts}
    assert found["instagram", "who_can_speak"] == "comments"
    assert found["instagram", "answers_given"] == "never"
