"""Channels named in a text, and which clause is about which channel."""

from __future__ import annotations

import pytest

from advisor.understanding.clauses import clauses
from advisor.understanding.platforms import mentions
from advisor.understanding.situation import Asked, Situation
from advisor.understanding.spread import channels_named, scopes


@pytest.mark.parametrize(
    ("text", "platforms"),
    [
        ("we have fb, insta and yt", ["facebook", "instagram", "youtube"]),
        ("on x we answer", ["x"]),
        ("our X account", ["x"]),
        ("twitter (now X)", ["x", "x"]),
        ("facebok and instgram", ["facebook", "instagram"]),
        ("facebook.com/cityofx", ["facebook"]),
        ("@x_police on twitter", ["x"]),
        ("we are on Threads", ["threads"]),
        ("the comment threads are long", []),
        ("x squared is 4", []),
        ("2x a week", []),
        ("our weibo page", ["other"]),
        ("we tweet daily", ["x"]),
        ("the newsletter and the podcast", ["newsletter", "podcast"]),
        ("fb ig x yt", ["facebook", "instagram", "x", "youtube"]),
        ("ig daily, x several times a day, snap never", ["instagram", "x", "snapchat"]),
        ("Facebook 15% of the questions, X 60%", ["facebook", "x"]),
        ("we post 3 x a day on fb", ["facebook"]),
    ],
)
def test_platforms_are_found_as_people_write_them(text: str, platforms: list[str]) -> None:
    assert [mention.platform for mention in mentions(text)] == platforms


def channels_of(text: str, *known: str, channel: str | None = None) -> list[tuple[str, ...]]:
    """The channels of each clause of `text`."""
    situation = Situation(channel=channel, channels=known)
    return [scope.channels for scope in scopes(clauses(text), situation)]


def test_a_platform_holds_until_another_takes_over() -> None:
    assert channels_of("on facebook comments are off and we never answer, but on x we reply to everyone") == [
        ("facebook",),
        ("facebook",),
        ("x",),
    ]


def test_both_means_the_two_channels_in_play() -> None:
    assert channels_of("comments are off on both", "facebook", "x")[-1] == ("facebook", "x")


def test_the_others_are_those_not_named() -> None:
    found = channels_of("on facebook people can comment, on the others nobody can", "facebook", "x", "youtube")
    assert found[-1] == ("x", "youtube")


def test_except_leaves_a_channel_out() -> None:
    assert channels_of("nobody can comment except on x", "facebook", "x", "youtube") == [("facebook", "youtube")]


def test_without_a_name_the_channel_under_discussion_is_meant() -> None:
    assert channels_of("comments are off", "facebook", "x", channel="x") == [("x",)]


def test_a_reply_is_about_the_channels_asked_for() -> None:
    situation = Situation(
        asked=Asked("who_can_speak", ("facebook", "x")), channel="facebook", channels=("facebook", "x")
    )
    assert scopes(clauses("nobody can"), situation)[0].channels == ("facebook", "x")


def test_a_named_page_is_a_channel_of_its_own() -> None:
    known = ("facebook", "facebook/Springfield Fire")
    assert channels_of("on the springfield fire facebook page comments are off", *known)[0] == (
        "facebook/Springfield Fire",
    )


def test_a_count_means_the_channels_named_last_in_that_number() -> None:
    situation = Situation(channels=("whatsapp", "facebook", "x", "youtube"))
    three = scopes(clauses("Facebook, X and YouTube. People can comment on all three."), situation)
    assert three[-1].channels == ("facebook", "x", "youtube")
    both = scopes(clauses("Facebook and X allow comments, and on both we answer"), situation)
    assert both[-1].channels == ("facebook", "x")


def test_who_has_the_rest_of_what_was_counted_is_no_other_channel() -> None:
    situation = Situation(channel="facebook", channels=("facebook", "youtube"))
    found = scopes(clauses("I manage eight out of ten, the other two are about the bins"), situation)
    assert found[-1].channels == ("facebook",)


def test_a_newsletter_may_be_called_a_bulletin_once_it_is_on_the_list() -> None:
    assert channels_named("the monthly bulletin has no comments", ("facebook", "newsletter")) == ("newsletter",)
    assert channels_named("the monthly bulletin has no comments", ("facebook",)) == ()
    assert channels_named("we put the bulletin on Facebook", ("facebook", "newsletter")) == ("facebook",)
