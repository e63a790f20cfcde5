"""Half sentences that lean on another: one channel like this, the next like that."""

from __future__ import annotations

import pytest

from advisor.cli.understanding import as_contract
from advisor.understanding import Reader

ALL = "We run Facebook, X and YouTube. "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Citizens can reply to us on X but not on YouTube.", {"x": "comments", "youtube": "nobody"}),
        ("Commenting is possible on Facebook, impossible on X.", {"facebook": "comments", "x": "nobody"}),
        ("Comments: Facebook yes, YouTube no.", {"facebook": "comments", "youtube": "nobody"}),
        ("YouTube has commenting switched off, Facebook doesn't.", {"youtube": "nobody", "facebook": "comments"}),
        ("Nobody can comment on X. Nor on YouTube.", {"x": "nobody", "youtube": "nobody"}),
        (ALL + "Comments are open, except on YouTube.", {"facebook": "comments", "x": "comments", "youtube": "nobody"}),
        (ALL + "Comments are off on X and open on the others.", {"x": "nobody", "facebook": "comments", "youtube": "comments"}),
        (ALL + "The public may comment on the first two, not on the last.", {"facebook": "comments", "x": "comments", "youtube": "nobody"}),
        (ALL + "Only X allows comments.", {"x": "comments", "facebook": "nobody", "youtube": "nobody"}),
        ("We used to have comments open on Facebook, but since 2022 they are off.", {"facebook": "nobody"}),
        ("Can people comment on X? No.", {"x": "nobody"}),
    ],
)  # fmt: skip
def test_who_can_speak_where(reader: Reader, text: str, told: dict[str, str]) -> None:
    found = {fact.channel: fact.value for fact in reader.read(text).facts if fact.fact == "who_can_speak"}
    assert found == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Posts go out daily on Facebook, weekly on LinkedIn and once a month on YouTube.", ("daily", "weekly", "monthly")),
        ("Facebook gets two posts a week, LinkedIn five a day, YouTube one a month.", ("weekly", "several_daily", "monthly")),
        ("Facebook: daily. LinkedIn: weekly. YouTube: monthly.", ("daily", "weekly", "monthly")),
    ],
)  # fmt: skip
def test_how_often_where(reader: Reader, text: str, told: tuple[str, ...]) -> None:
    found = {fact.channel: fact.value for fact in reader.read(text).facts if fact.fact == "posting_frequency"}
    assert found == dict(zip(("facebook", "linkedin", "youtube"), told))


@pytest.mark.parametrize("text", ["And on X?", "What about X?", "Do you know Facebook? No.", "Facebook, not X."])
def test_nothing_is_told_where_nothing_was_said_before(reader: Reader, text: str) -> None:
    assert not reader.read(text).facts


def test_a_channel_is_named_by_its_platform_unless_two_share_it(reader: Reader) -> None:
    def channels(text: str) -> set[str]:
        return {fact["channel"] for fact in as_contract(text, reader.read(text))["facts"]}

    assert channels("nobody can comment on our WeChat account") == {"other"}
    assert channels("comments are off on WeChat and on Weibo") == {"other/WeChat", "other/Weibo"}
