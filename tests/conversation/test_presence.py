"""Channels that a message names although the agency does not have them; read with the trained model."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from advisor.understanding import Reader, Situation
from advisor.understanding.examples import labelled
from advisor.understanding.text import plain

DATA = Path(__file__).parents[2] / "data"
KINDS = {"ours", "others", "none", "gone", "planned"}


def test_no_text_says_two_things_of_a_channel() -> None:
    kinds = defaultdict(set)
    for example in labelled(DATA / "presence.yml"):
        kinds[plain(example.text)].add(example.label)
        assert example.label in KINDS
    assert {text: found for text, found in kinds.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("facebook? lol no we deletd that yrs ago", "facebook"),
        ("we left X last fall, deleted the account, good riddance", "x"),
        ("our LinkedIn is only in planning, leave that out", "linkedin"),
        ("We're on Facebook. The governor's office has a TikTok but that's theirs, not ours", "tiktok"),
        ("we are in facebook. also the dog of the mayor has a TikTok, but this is his private thing", "tiktok"),
        ("The WhatsApp group is just for us in the office, that's got nothing to do with the public", "whatsapp"),
    ],
)
def test_what_is_not_theirs_is_left_out(reader: Reader, text: str, channel: str) -> None:
    reading = reader.read(text, Situation())
    assert channel in dict(reading.absent)
    assert not [fact for fact in reading.facts if fact.channel == channel]


@pytest.mark.parametrize(
    "text",
    [
        "we'd like our Facebook page looked at",
        "Keen to get our Insta and our newsletter looked at",
        "from January on we plan to let citizens post on our Facebook page",
        "nobody can comment on X and we never answer there",
        "we've got a Facebook page called Ardle Police, a Facebook group called Ardle Neighbors, and X",
        "our Flickr has not seen a picture since 2021",
    ],
)
def test_what_is_theirs_stays(reader: Reader, text: str) -> None:
    assert reader.read(text, Situation()).absent == ()


def test_a_channel_on_the_list_stays_whatever_is_said_of_another_time(reader: Reader) -> None:
    reading = reader.read("we used to run polls on Instagram", Situation(channel="instagram", channels=("instagram",)))
    assert reading.absent == ()
