"""Every layout is recognised by its content and gives what it holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import exports as ex
import pytest

from advisor.evidence import measure
from advisor.evidence.layouts import layouts
from advisor.facts import vocabulary

FILES = Path(__file__).with_name("files")
SITE: dict[str, Any] = {"own_sites": ["springfield.gov"]}
LINK = "https://springfield.gov/permits"


def absent(content: bytes) -> set[str]:
    (channel,) = ex.measured(content).channels
    return {one.name for one in channel.measures if one.state == "absent"}


def test_old_x_archives_hold_replies_reposts_links_and_programs() -> None:
    content = ex.old_x(
        3,
        {"text": "@ann Yes.", "in_reply_to_user_id": "77", "in_reply_to_status_id": "5"},
        {"text": "RT @bob: Hi", "retweeted_status_id": "6", "retweeted_status_user_id": "88"},
        {"text": "Permits https://t.co/a", "expanded_urls": f"{LINK},{LINK}"},
    )
    assert ex.counts(content, "replies_to_others") == (1, 5)
    assert ex.counts(content, "reposts") == (1, 6)
    assert ex.counts(content, "own_site_links", **SITE) == (1, 4)
    assert absent(content) == set()


def test_tweets_js_holds_the_same() -> None:
    url = {"urls": [{"url": "https://t.co/a", "expanded_url": LINK}]}
    content = ex.tweets_js(
        ex.tweet(900, "@ann Yes.", in_reply_to_user_id_str="77", in_reply_to_status_id_str="5"),
        ex.tweet(901, "RT @bob: Hi"),
        ex.tweet(902, "Permits https://t.co/a", entities=url),
        posts=3,
    )
    assert ex.counts(content, "replies_to_others") == (1, 5)
    assert ex.counts(content, "reposts") == (1, 6)
    assert ex.counts(content, "own_site_links", **SITE) == (1, 4)
    assert absent(content) == set()


def test_tweet_js_of_2019_has_no_wrapper_around_a_post() -> None:
    assert ex.counts(ex.script("tweet", [ex.tweet(n)["tweet"] for n in range(4)]), "questions") == (0, 4)


@pytest.mark.parametrize(
    ("header", "link", "clicks", "day"),
    [(ex.X_2026, "Post Link", "URL Clicks", "Tue, Jul 14, 2024"), (ex.X_2025, "Link", "Url clicks", "Mon Feb 03 2025")],
)
def test_x_analytics_of_both_years_know_answers_by_the_first_word(
    header: str, link: str, clicks: str, day: str
) -> None:
    def row(number: int, text: str, **more: Any) -> dict[str, Any]:
        return {
            "Post id": 10**18 + number * 1001,
            "Date": day,
            "Post text": text,
            link: f"https://x.com/springfield/status/{number}",
            clicks: "0",
            **more,
        }

    content = ex.table(
        header,
        [
            row(1, "@ann Yes."),
            row(2, "@springfield More"),
            row(3, ".@ann said"),
            row(4, "Permits https://t.co/a", **{clicks: "1,204"}),
        ],
    )
    assert ex.counts(content, "replies_to_others") == (1, 4)
    assert ex.counts(content, "replies_to_self") == (1, 4)
    assert ex.counts(content, "outside_links") == (1, 3)
    assert absent(content) == {"reposts", "reposts_own_government", "reposts_beyond_government", "automatic"}


def test_twitter_analytics_until_2024_are_read_alike() -> None:
    rows = [
        {"Tweet id": 10**18 + 1, "Tweet text": "@ann Yes.", "time": "2023-06-30 14:05 +0000"},
        {"Tweet id": 10**18 + 2, "Tweet text": "Roadworks", "time": "2023-06-29 14:05 +0000"},
    ]
    assert ex.counts(ex.table(ex.X_2023, rows), "replies_to_others") == (1, 2)


def test_the_overview_of_x_analytics_holds_days_and_says_so() -> None:
    rows = [{"Date": ex.when(n, "%a, %b %d, %Y"), "Create Post": "3", "Unfollows": "0"} for n in range(120)]
    content = ex.table(ex.X_DAYS, rows)
    assert ex.figure(content, "frequency").value == pytest.approx(21)
    assert "holds days, not posts" in ex.notes(content)
    assert absent(content) == {one for one in ex.figure_names() if one != "frequency"}


def test_facebook_exports_hold_shares_and_links_but_no_answers() -> None:
    row = {"Page name": "Springfield", "Publish time": "01/31/2025 09:15", "Date": "Lifetime", "Is share": "0"}
    content = ex.table(
        ex.FACEBOOK,
        [
            {**row, "Post ID": "1", "Title": f"Permits: {LINK}"},
            {
                **row,
                "Post ID": "2",
                "Description": "Permits at springfield.gov/permits, or write to desk@springfield.gov",
            },
            {
                **row,
                "Post ID": "3",
                "Title": "Photo",
                "Description": "A long text about the new roof of the town hall.",
            },
            {**row, "Post ID": "4", "Is share": "1"},
            {**row, "Post ID": "5", "Title": "Mail desk@springfield.gov"},
        ],
    )
    assert ex.counts(content, "own_site_links", **SITE) == (2, 4)
    assert ex.counts(content, "reposts") == (1, 5)
    assert absent(content) >= {"replies_to_others", "replies_to_self", "answers_with_own_link"}
    assert ex.values(content, "answers_given") == ()


def test_a_link_attached_to_a_facebook_post_is_seen_but_not_where_it_leads() -> None:
    row = {"Publish time": "01/31/2025 09:15"}
    rows = [
        {**row, "Post ID": "1", "Post type": "Links"},
        {**row, "Post ID": "2", "Link Clicks": "1,204"},
        {**row, "Post ID": "3"},
    ]
    content = ex.table(ex.FACEBOOK, rows)
    assert ex.counts(content, "outside_links") == (2, 3)
    assert ex.figure(content, "own_site_links", **SITE).state == "hidden"


def test_several_pages_in_one_file_become_channels_of_their_own() -> None:
    rows = [
        {"Post ID": n, "Page name": name, "Publish time": "01/31/2025 09:15"}
        for n, name in enumerate(["Springfield Fire", "Springfield Parks"])
    ]
    found = ex.measured(ex.table(ex.FACEBOOK, rows))
    assert [one.channel.key for one in found.channels] == ["facebook/Springfield Fire", "facebook/Springfield Parks"]


def test_instagram_exports_hold_pace_and_texts_only() -> None:
    rows = [
        {"Post ID": n, "Publish time": "01/31/2025 09:15", "Likes": "1,204", "Description": "Where is this?"}
        for n in range(3)
    ]
    content = ex.table(ex.INSTAGRAM, rows)
    assert ex.measured(content).channels[0].platform == "instagram"
    assert ex.counts(content, "questions") == (3, 3)
    assert {"own_site_links", "reposts", "replies_to_others"} <= absent(content)


def test_youtube_exports_skip_the_total_and_the_chart_is_refused() -> None:
    rows: list[dict[str, Any]] = [{"Content": "Total", "Views": "9,999"}]
    rows += [{"Content": f" -{n}abc", "Video title": "Snow?", "Video publish time": "Jan 6, 2024"} for n in range(3)]
    assert ex.counts(ex.table(ex.YOUTUBE, rows), "questions") == (3, 3)
    assert "Table data.csv" in ex.complaint(ex.table("Date," + ex.YOUTUBE, []))


def test_linkedins_worksheet_is_found_behind_the_other_one() -> None:
    (channel,) = measure([FILES / "linkedin.xls"], own_sites=["springfield.gov"], today=ex.TODAY).channels
    assert (channel.platform, channel.posts) == ("linkedin", 120)
    assert (channel.measure("own_site_links").count, channel.measure("own_site_links").of) == (90, 120)


def test_mastodon_outboxes_hold_answers_boosts_and_links() -> None:
    tag = '<a href="https://social.example.gov/tags/snow" class="mention hashtag">#snow</a>'
    content = ex.outbox(
        ex.toot(1),
        ex.toot(2, inReplyTo="https://elsewhere.example/users/ann/statuses/1"),
        ex.toot(3, inReplyTo=f"{ex.ME}/statuses/1"),
        ex.toot(4, f'<p>Snow &amp; ice {tag} <a href="{LINK}">springfield.gov/pe…</a></p>'),
        ex.boost(5, "https://elsewhere.example/users/ann/statuses/9"),
        ex.boost(6, f"{ex.ME}/statuses/1"),
    )
    assert ex.counts(content, "replies_to_others") == (1, 4)
    assert ex.counts(content, "replies_to_self") == (1, 4)
    assert ex.counts(content, "reposts") == (1, 6)
    assert ex.counts(content, "own_site_links", **SITE) == (1, 3)
    assert ex.counts(content, "outside_links") == (1, 3)


def test_mastodon_statuses_of_the_api_are_read() -> None:
    base = {
        "created_at": "2025-02-03T10:00:00.000Z",
        "visibility": "public",
        "content": "<p>Hi</p>",
        "account": {"id": "1"},
        "in_reply_to_id": None,
        "in_reply_to_account_id": None,
        "reblog": None,
    }
    rows = [
        {**base, "id": "1"},
        {**base, "id": "2", "in_reply_to_id": "99", "in_reply_to_account_id": "5"},
        {**base, "id": "3", "in_reply_to_id": "1", "in_reply_to_account_id": "1"},
        {**base, "id": "4", "reblog": {"id": "7", "account": {"id": "5"}}},
        {**base, "id": "5", "visibility": "direct"},
    ]
    first = {**rows[0], "in_reply_to_account_id": "1", "in_reply_to_id": "0"}
    content = json.dumps([first, *rows[1:]]).encode()
    assert ex.counts(content, "replies_to_others") == (1, 3)
    assert ex.counts(content, "reposts") == (1, 4)


def bluesky(number: int, text: str = "Roadworks", **more: Any) -> dict[str, Any]:
    return {"$type": "app.bsky.feed.post", "text": text, "createdAt": ex.when(number, "%Y-%m-%dT%H:%M:%S.000Z"), **more}


REPLY = {"parent": {"uri": "at://did:plc:ann/app.bsky.feed.post/3k", "cid": "b"}}
THREAD = {"parent": {"uri": "at://did:plc:springfield/app.bsky.feed.post/3k", "cid": "b"}}
FACET = [{"index": {}, "features": [{"$type": "app.bsky.richtext.facet#link", "uri": LINK}]}]


def test_bluesky_repositories_are_read_block_by_block() -> None:
    content = ex.car([
        bluesky(1), bluesky(2, reply=REPLY), bluesky(3, reply=THREAD), bluesky(4, facets=FACET),
        {"$type": "app.bsky.feed.repost", "createdAt": ex.when(5, "%Y-%m-%dT%H:%M:%SZ"), "subject": {"uri": "at://did:plc:ann/app.bsky.feed.post/1"}},
        {"$type": "app.bsky.feed.like", "createdAt": ex.when(6, "%Y-%m-%dT%H:%M:%SZ"), "subject": {}},
    ])  # fmt: skip
    assert ex.counts(content, "replies_to_others") == (1, 4)
    assert ex.counts(content, "replies_to_self") == (1, 4)
    assert ex.counts(content, "reposts") == (1, 5)
    assert ex.counts(content, "own_site_links", **SITE) == (1, 3)


def test_bluesky_author_feeds_are_read() -> None:
    def entry(
        number: int, did: str = "did:plc:springfield", handle: str = "springfield.gov", **more: Any
    ) -> dict[str, Any]:
        record = {**bluesky(number), **more}
        return {
            "post": {
                "uri": f"at://{did}/app.bsky.feed.post/{number}",
                "author": {"did": did, "handle": handle},
                "record": record,
            }
        }

    boosted = {
        **entry(5, "did:plc:ann", "ann.example"),
        "reason": {
            "$type": "app.bsky.feed.defs#reasonRepost",
            "uri": "at://x/y/z",
            "indexedAt": "2025-03-01T00:00:00Z",
        },
    }
    feed = {
        "feed": [entry(1), entry(2, reply=REPLY), entry(3, reply=THREAD), entry(4, facets=FACET), boosted],
        "cursor": "x",
    }
    content = json.dumps(feed).encode()
    assert ex.counts(content, "replies_to_others") == (1, 4)
    assert ex.counts(content, "reposts") == (1, 5)
    assert ex.counts(content, "own_site_links", **SITE) == (1, 3)


def test_hootsuite_and_sprout_tell_links_and_sort_networks() -> None:
    old = ex.table(
        ex.HOOTSUITE_2018, [{"Date (GMT)": "2018-06-30 14:05:00", "Post ID": "1", "Post Message": f"Permits {LINK}"}]
    )
    assert ex.counts(old, "own_site_links", **SITE) == (1, 1)
    rows = [
        {"Date (GMT)": "2024-06-30 14:05:00", "Post ID": n, "Post Message": "Hi", "Social Network": name}
        for n, name in enumerate(["Facebook", "Twitter", "Google Business"])
    ]
    new = b"Post report\r\nJanuary to June\r\n" + ex.table(ex.HOOTSUITE, rows)
    assert [one.platform for one in ex.measured(new).channels] == ["facebook", "x"]
    assert "Rows of other platforms that were left out: 1." in ex.notes(new)
    posts = [
        {
            "Date": "07/31/2024 9:15 am",
            "Post ID": "1",
            "Network": "LinkedIn",
            "Profile": "Springfield",
            "Post": f"Permits {LINK}",
        }
    ]
    assert ex.counts(ex.table(ex.SPROUT, posts), "own_site_links", **SITE) == (1, 1)
    days = [{"Date": "07-31-2024", "Profile": "Springfield", "Network": "X", "Published Posts (Total)": "1,002"}]
    assert ex.counts(ex.table(ex.SPROUT_PROFILES, days), "frequency") == (1002, 1002)


def test_the_layout_table_is_complete() -> None:
    platforms = vocabulary().platforms
    for layout in layouts():
        assert not isinstance(layout.platform, str) or layout.platform in platforms
        assert layout.kind == "identity" or "when" in layout.fields
        assert layout.kind == "identity" or isinstance(layout.example, str)
