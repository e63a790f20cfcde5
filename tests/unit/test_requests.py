"""What is asked for in other words: the result, and taking a channel off the list."""

from __future__ import annotations

import pytest

from advisor.understanding.acts import asks_for_result, asks_to_remove, names_only_channels


@pytest.mark.parametrize(
    "text",
    [
        "just the result",
        "result pls",
        "so what's the verdict?",
        "put us out of our misery, what's the bottom line?",
        "the whole result for both please",
        "which of the two is push?",
        "can I see our final assessment now",
    ],
)
def test_the_result_is_asked_for(text: str) -> None:
    assert asks_for_result(text)


@pytest.mark.parametrize(
    "text",
    [
        "what was the verdict of the poll on our page?",
        "we publish the results of every survey on the website",
        "the court publishes its verdicts on X",
        "as a result people stopped commenting",
    ],
)
def test_results_of_something_else_are_not(text: str) -> None:
    assert not asks_for_result(text)


@pytest.mark.parametrize(
    "text", ["take out Threads, we only reserved the name", "actually no, forget TikTok, it isn't ours", "please remove Flickr"]
)  # fmt: skip
def test_a_channel_is_taken_off_the_list(text: str) -> None:
    assert asks_to_remove(text)


@pytest.mark.parametrize("text", ["we took out an advert on Facebook", "forget what I said about the comments"])
def test_other_things_are_not(text: str) -> None:
    assert not asks_to_remove(text)


def test_a_list_of_channels_in_shorthand_is_a_list() -> None:
    assert names_only_channels("FB, IG, Threads n YouTube")
