"""Several accounts on one platform, and which of them is meant later."""

from __future__ import annotations

import pytest

from advisor.understanding.spread import channels_named

PAGES = ("facebook/Springvale Fire", "facebook/Springvale Parks")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("we run two Facebook pages, one called Ardle Police and one called Ardle Transit", ("facebook/Ardle Police", "facebook/Ardle Transit")),
        ("three twitter accounts: City of Ardle, Ardle Police and Ardle Transit", ("x/City of Ardle", "x/Ardle Police", "x/Ardle Transit")),
        ("there is a second Instagram account for the zoo", ("instagram/zoo",)),
        ("two accounts on Twitter, Storm Desk and Daily Forecast", ("x/Storm Desk", "x/Daily Forecast")),
        ("the instagrams are Athletics and Counselors", ("instagram/Athletics", "instagram/Counselors")),
        ("two facebook pages, one's called Ardle Hall and the other one's called Ardle Zoo", ("facebook/Ardle Hall", "facebook/Ardle Zoo")),
        ("three Facebook pages. They're called Ardle Zoo, Ardle Hall and Ardle Meals.", ("facebook/Ardle Zoo", "facebook/Ardle Hall", "facebook/Ardle Meals")),
        ("on LinkedIn twice over: a page called Ardle Jobs and a page called Ardle Trade. Plus one blog.", ("linkedin/Ardle Jobs", "linkedin/Ardle Trade", "blog")),
        ("our blog is called Dry Feet and the newsletter is called Wet Post", ("blog", "newsletter")),
        ("two youtube channels, one for the museum and one for the archive", ("youtube/museum", "youtube/archive")),
    ],
)  # fmt: skip
def test_accounts_that_are_listed_become_channels_of_their_own(text: str, keys: tuple[str, ...]) -> None:
    assert channels_named(text, ()) == keys


@pytest.mark.parametrize(
    "text",
    [
        "two facebook pages, we post daily and nobody can comment",
        "we're on Facebook, two of us do the posts",
        "both pages on facebook are quiet",
    ],
)
def test_what_follows_a_count_of_pages_is_not_always_a_name(text: str) -> None:
    assert channels_named(text, ()) == ("facebook",)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("on the Springvale Fire page nobody can comment", PAGES[:1]),
        ("the parks page is lively", PAGES[1:]),
        ("the page for fire is closed", PAGES[:1]),
        ("oh and fire is more like once a month", PAGES[:1]),
        ("parks has comments off", PAGES[1:]),
        ("nobody answers on facebook", PAGES),
        ("nobody answers on X", ("x",)),
    ],
)
def test_a_known_account_is_recognised_by_its_name_or_by_a_word_of_its_own(text: str, keys: tuple[str, ...]) -> None:
    assert channels_named(text, PAGES) == keys


def test_names_may_follow_the_platform_in_a_message_of_their_own() -> None:
    text = "One's called Ardle Fire and the other's called Ardle Safety. On Ardle Fire people can comment"
    assert channels_named(text, ("facebook",)) == ("facebook/Ardle Fire", "facebook/Ardle Safety")
    assert channels_named("The chief is called Ardle Jones and the dog is called Rex", ("facebook",)) == ()
