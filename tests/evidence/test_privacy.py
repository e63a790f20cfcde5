"""Nothing that anybody wrote and nobody's name can come out again, whatever is asked for."""

from __future__ import annotations

import json
import logging
from typing import Any

import exports as ex
import pytest

from advisor.evidence import EvidenceError
from advisor.evidence.links import own_sites
from advisor.evidence.measuring import read_all
from advisor.evidence.posts import Settings

SECRETS = ("ann_private", "Zebedee", "umbrella", "did:plc:ann", "909090909")
NAMES = "@ann_private Zebedee has an umbrella"


def everything(content: bytes, capture: pytest.LogCaptureFixture) -> str:
    """All that can be had of a file: evidence in every form, the inner state, and the log."""
    settings = Settings(own_sites(["springfield.gov"]), frozenset({"stategov"}), None, ex.TODAY.toordinal())
    with capture.at_level(logging.DEBUG):
        reading = read_all([ex.upload(content)], settings)
        evidence = ex.measured(content, own_sites=["springfield.gov"], own_accounts=["stategov"])
    inner = [repr(vars(counted.tally)) for counted in reading.counted.values()]
    return "\n".join(
        [repr(evidence), json.dumps(evidence.as_json()), evidence.as_fact_file(), repr(reading), *inner, capture.text]
    )


X = [
    ex.tweet(
        1,
        NAMES,
        in_reply_to_user_id_str="909090909",
        in_reply_to_status_id_str="5",
        in_reply_to_screen_name="ann_private",
    ),
    ex.tweet(2, f"RT {NAMES}"),
    ex.tweet(
        3,
        NAMES,
        entities={
            "urls": [{"expanded_url": "https://ann_private.example/Zebedee"}],
            "user_mentions": [{"name": "Zebedee"}],
        },
    ),
]
MASTODON = [
    ex.toot(1, f"<p>{NAMES}</p>", inReplyTo="https://elsewhere.example/users/ann_private/statuses/1"),
    ex.boost(2, "https://elsewhere.example/users/ann_private/statuses/9"),
]
BLUESKY = [
    {
        "$type": "app.bsky.feed.post",
        "text": NAMES,
        "createdAt": ex.when(1),
        "reply": {"parent": {"uri": "at://did:plc:ann/app.bsky.feed.post/3"}},
    },
    {
        "$type": "app.bsky.feed.repost",
        "createdAt": ex.when(2),
        "subject": {"uri": "at://did:plc:ann/app.bsky.feed.post/3"},
    },
]
OLD = {"text": NAMES, "in_reply_to_user_id": "909090909", "in_reply_to_status_id": "5"}


@pytest.mark.parametrize(
    "content",
    [
        ex.tweets_js(*X),
        ex.outbox(*MASTODON),
        ex.car(BLUESKY),
        ex.old_x(1, OLD),
        ex.zipped({"tweets.js": ex.tweets_js(*X)}),
    ],
    ids=["tweets.js", "outbox", "car", "old", "zip"],
)
def test_texts_and_names_never_come_out(content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    assert not [secret for secret in SECRETS if secret in everything(content, caplog)]


@pytest.mark.parametrize("to", [[], ["https://elsewhere.example/users/ann_private"], [f"{ex.ME}/followers"]])
def test_private_messages_in_an_outbox_are_dropped_unread_and_not_counted_as_posts(
    to: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    private = {**ex.toot(7, f"<p>{NAMES}?</p>"), "to": to, "cc": []}
    content = ex.outbox(ex.toot(1), private)
    assert ex.counts(content, "questions") == (0, 1)
    assert "Entries that are not public and were dropped unread: 1." in ex.notes(content)
    assert not [secret for secret in SECRETS if secret in everything(content, caplog)]


def test_an_outbox_of_private_messages_only_holds_no_posts() -> None:
    private = {**ex.toot(7, f"<p>{NAMES}</p>"), "to": [], "cc": []}
    assert (
        ex.complaint(ex.outbox(private))
        == "export: recognised as Mastodon archive (outbox.json), but holds no public posts."
    )


def test_messages_that_others_wrote_are_refused_whole() -> None:
    rows = [
        {
            "Date (GMT)": "2018-06-30 14:05:00",
            "Message Author": "Zebedee",
            "Type": "Received Private Message",
            "Message": NAMES,
        }
    ]
    said = ex.complaint(ex.table(ex.HOOTSUITE_INBOUND, rows))
    assert (
        said
        == "export: holds messages that other people wrote to you; they are never read. Give the export of your own posts."
    )


@pytest.mark.parametrize(
    "content",
    [
        b"2018-06-30 14:05,Springfield,Zebedee,umbrella\r\n2018-06-30 14:06,Springfield,Zebedee,umbrella\r\n",
        b"Zebedee,ann_private@mail.example,umbrella!\r\n",
        b"Dear Zebedee,\r\nthe umbrella is here.\r\n",
        json.dumps({"Zebedee": NAMES}).encode(),
        json.dumps([{"text": NAMES}]).encode(),
    ],
)
def test_an_error_never_quotes_what_may_be_a_message(content: bytes) -> None:
    assert not [secret for secret in SECRETS if secret in ex.complaint(content)]


def test_bad_rows_are_told_without_their_content(caplog: pytest.LogCaptureFixture) -> None:
    content = ex.old_x(2, {"timestamp": "Zebedee", "text": NAMES}) + b'"umbrella, Zebedee\r\n'
    assert not [secret for secret in SECRETS if secret in everything(content, caplog)]


def test_an_error_carries_no_row_in_its_causes() -> None:
    rows: list[dict[str, Any]] = [{"Post ID": 1, "Publish time": "Zebedee", "Title": NAMES}]
    with pytest.raises(EvidenceError) as caught:
        ex.measured(ex.table(ex.FACEBOOK, rows))
    assert caught.value.__cause__ is None
    assert not [secret for secret in SECRETS if secret in str(caught.value)]


def test_who_posted_for_the_agency_is_not_kept(caplog: pytest.LogCaptureFixture) -> None:
    posts = [
        {
            "Date": "07/31/2024",
            "Post ID": "1",
            "Network": "X",
            "Profile": "Springfield",
            "Sent by": "Zebedee",
            "Post": NAMES,
        }
    ]
    assert not [secret for secret in SECRETS if secret in everything(ex.table(ex.SPROUT, posts), caplog)]


def test_a_host_with_letters_that_cannot_be_written_is_no_host() -> None:
    url = {"urls": [{"expanded_url": "https://a\ud800.example/x"}]}
    found = ex.measured(ex.tweets_js(*(ex.tweet(n, entities=url) for n in range(9))))
    assert json.dumps(found.as_json(), ensure_ascii=False).encode()
    assert found.as_fact_file().encode()
