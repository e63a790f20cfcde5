"""Channels that somebody names without having them, and channels that are only compared with."""

from __future__ import annotations

import pytest

from advisor.understanding import Situation
from advisor.understanding.clauses import clauses
from advisor.understanding.not_ours import not_ours
from advisor.understanding.platforms import mentions
from advisor.understanding.spread import scopes


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("we're not on X at all, it's Bluesky we use", ("x",)),
        ("our director dreams of a podcast, but we have none", ("podcast",)),
        ("nothing is decided yet, so please don't count TikTok", ("tiktok",)),
        ("we don't have a LinkedIn page any more", ("linkedin",)),
        ("there is no newsletter", ("newsletter",)),
        ("we only use Viber, no facebook", ("facebook",)),
        ("earlier we were having Twitter also but that account is deleted", ("x",)),
        ("we used to have a Flickr page", ("flickr",)),
        ("Pinterest isn't ours, it belongs to the ministry", ("pinterest",)),
        ("we have no comments on Facebook", ()),
        ("we don't use Facebook for complaints", ()),
        ("we're on Facebook and X", ()),
        ("nobody answers on Facebook", ()),
    ],
)
def test_only_channels_that_the_agency_does_not_have_are_found(text: str, keys: tuple[str, ...]) -> None:
    assert not_ours([clause.text for clause in clauses(text)], ()) == keys


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("people can comment on all of them except X, nobody can reply to that", ("x",)),
        ("Facebook is the opposite of X, comments are closed there", ("facebook",)),
        ("on the first one every post has a link; on the second one hardly any post does", ("x",)),
        ("comments are off under all our videos on X", ("x",)),
    ],
)
def test_the_last_clause_is_about(text: str, last: tuple[str, ...]) -> None:
    known = ("facebook", "x")
    assert scopes(clauses(text), Situation(channel="facebook", channels=known))[-1].channels == last


@pytest.mark.parametrize(
    "text",
    [
        "we use facebook, twitter, threads and bluesky",
        "we've woken Threads up",
        "threads and bluesky",
        "instagram and threads",
    ],
)
def test_threads_is_a_platform_among_platforms(text: str) -> None:
    assert "threads" in [mention.platform for mention in mentions(text)]


@pytest.mark.parametrize("text", ["long threads under our posts", "the threads get nasty", "chatty in the threads"])
def test_threads_are_not_always_a_platform(text: str) -> None:
    assert not mentions(text)
