"""Small exports in the layouts that platforms hand out, written for the tests; all people and places are invented."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, BinaryIO

import libipld

from advisor.evidence import ChannelEvidence, Evidence, EvidenceError, Measure, measure

TODAY = date(2025, 7, 1)
START = datetime(2025, 1, 1, 9, 30)
Table = Sequence[Mapping[str, Any]]

OLD_X = (
    "tweet_id,in_reply_to_status_id,in_reply_to_user_id,timestamp,source,text,retweeted_status_id,"
    "retweeted_status_user_id,retweeted_status_timestamp,expanded_urls"
)
X_2026 = (
    "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts,"
    "Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks"
)
X_2025 = (
    "Post id,Date,Post text,Link,Impressions,Likes,Engagements,Bookmarks,Share,New follows,Replies,Reposts,"
    "Profile visits,Detail expands,Url clicks,Hashtag clicks,Permalink clicks"
)
X_2023 = (
    "Tweet id,Tweet permalink,Tweet text,time,impressions,engagements,engagement rate,retweets,replies,likes,"
    "user profile clicks,url clicks,hashtag clicks,detail expands,permalink clicks"
)
X_DAYS = (
    "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,"
    "Create Post,Video views,Media views"
)
FACEBOOK = (
    "Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Caption type,Permalink,Is crosspost,Is share,"
    "Post type,Languages,Custom labels,Funded content status,Data comment,Date,Views,Reach,"
    '"Reactions, Comments and Shares",Reactions,Comments,Shares,Total clicks,Other Clicks,Link Clicks'
)
INSTAGRAM = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,"
    "Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves"
)
YOUTUBE = (
    "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,Impressions,"
    "Impressions click-through rate (%)"
)
HOOTSUITE_2018 = "Date (GMT),Facebook Page,Post ID,Post Permalink,Post Type,Post Message,Tags,Campaign,Reactions,Comments,Shares,Ow.ly Clicks"
HOOTSUITE_INBOUND = (
    "Date (GMT),Facebook Page,Message Author,Type,Message ID,Message Permalink,Message,Tags,Language,Gender,Sentiment"
)
HOOTSUITE = (
    "Date (GMT),Post ID,Post Message,Post Permalink,Post Type,Social Network,Impressions,Reach,Engagement,Likes,Comments,"
    "Shares,Post Link Clicks,Video Views"
)
SPROUT = (
    "Date,Post ID,Network,Post Type,Content Type,Profile,Sent by,Link,Post,Impressions,Organic Impressions,Reach,"
    "Engagement Rate (per Impression),Engagements,Reactions,Comments,Shares,Saves,Post Link Clicks,Video Views"
)
SPROUT_PROFILES = (
    "Date,Profile,Network,Audience,Net Audience Growth,Published Posts (Total),Sent Messages (Total),"
    "Received Messages (Total),Impressions,Engagements,Engagement Rate (per Impression)"
)
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ME = "https://social.example.gov/users/springfield"


def when(number: int, form: str = "%Y-%m-%d %H:%M:%S +0000") -> str:
    """The time of post `number`: one a day from 1 January 2025."""
    return (START + timedelta(days=number)).strftime(form)


def table(header: str, rows: Table, separator: str = ",") -> bytes:
    """A CSV with this header; cells that a row does not name are empty."""
    names = next(csv.reader([header]))
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(names)
    for row in rows:
        assert set(row) <= set(names), set(row) - set(names)
        writer.writerow([row.get(name, "") for name in names])
    return text.getvalue().encode()


def old_x(posts: int = 0, *more: Mapping[str, Any], **every: Any) -> bytes:
    """An old X archive of `posts` plain posts and the given rows; `every` sets cells of the plain ones."""
    plain = [
        {"tweet_id": 10**17 + 1 + n * 1001, "timestamp": when(n % 150), "text": "Roadworks today.", **every}
        for n in range(posts)
    ]
    extra = [
        {"tweet_id": 2 * 10**17 + n * 1001, "timestamp": when(n % 150), "text": "", **row} for n, row in enumerate(more)
    ]
    return table(OLD_X, [*plain, *extra])


def tweet(number: int, text: str = "Roadworks today.", **more: Any) -> dict[str, Any]:
    """An entry of tweets.js."""
    return {
        "tweet": {
            "id_str": str(10**18 + number * 1001),
            "created_at": when(number % 150, "%a %b %d %H:%M:%S +0000 %Y"),
            "full_text": text,
            "entities": {"urls": [], "user_mentions": [], "hashtags": []},
            "source": '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>',
            "favorite_count": "3",
            "retweet_count": "1",
            "lang": "en",
            **more,
        }
    }


def script(name: str, items: Any) -> bytes:
    """A file of an X archive: a JavaScript statement."""
    return f"window.YTD.{name}.part0 = {json.dumps(items, indent=2)}".encode()


def tweets_js(*tweets: Mapping[str, Any], posts: int = 0) -> bytes:
    """A tweets.js of `posts` plain posts and the given ones."""
    return script("tweets", [*(tweet(n) for n in range(posts)), *tweets])


def outbox(*items: Mapping[str, Any]) -> bytes:
    """An outbox.json, with the key orderedItems twice as Mastodon writes it."""
    body = json.dumps(list(items))
    return (
        '{"@context": "https://www.w3.org/ns/activitystreams", "id": "outbox.json", "type": "OrderedCollection", '
        f'"totalItems": {len(items)}, "orderedItems": [], "orderedItems": {body}}}'
    ).encode()


def toot(number: int, content: str = "<p>Roadworks today.</p>", to: str = PUBLIC, **more: Any) -> dict[str, Any]:
    """A Create activity."""
    url = f"{ME}/statuses/{10**17 + number * 1001}"
    note = {"id": url, "type": "Note", "inReplyTo": None, "content": content, "url": url, **more}
    return {
        "id": f"{url}/activity", "type": "Create", "actor": ME, "published": when(number % 150, "%Y-%m-%dT%H:%M:%SZ"),
        "to": [to], "cc": [f"{ME}/followers"], "object": note,
    }  # fmt: skip


def boost(number: int, of: str) -> dict[str, Any]:
    """An Announce activity; its object is only an address."""
    return {
        "id": f"{ME}/statuses/{5 * 10**17 + number}/activity", "type": "Announce", "actor": ME,
        "published": when(number % 150, "%Y-%m-%dT%H:%M:%SZ"), "to": [PUBLIC], "cc": [], "object": of,
    }  # fmt: skip


def car(records: Iterable[Mapping[str, Any]], did: str = "did:plc:springfield") -> bytes:
    """A Bluesky repository: a header, the commit and a block for each record, each with its length before it."""

    def framed(block: bytes) -> bytes:
        length, out = len(block), b""
        while length > 0x7F:
            out, length = out + bytes([length & 0x7F | 0x80]), length >> 7
        return out + bytes([length]) + block

    def block(record: Mapping[str, Any], number: int) -> bytes:
        return framed(b"\x01\x71\x12\x20" + number.to_bytes(32, "big") + libipld.encode_dag_cbor(record))

    header = libipld.encode_dag_cbor({"roots": [], "version": 1})
    commit = {"did": did, "rev": "3k", "version": 3, "sig": b"", "data": None, "prev": None}
    nodes = [{"e": [], "l": None}]
    return framed(header) + b"".join(block(one, n) for n, one in enumerate([*nodes, *records, commit]))


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def upload(content: bytes, name: str = "export") -> tuple[str, BinaryIO]:
    """A file as a web upload hands it over."""
    return name, io.BytesIO(content)


def measured(*contents: bytes, **options: Any) -> Evidence:
    """The evidence in these files, with 1 July 2025 as today."""
    files = [upload(content, f"export{number or ''}") for number, content in enumerate(contents)]
    return measure(files, **{"today": TODAY, **options})


def figure(content: bytes, name: str, **options: Any) -> Measure:
    """One measure of a file with one channel."""
    (channel,) = measured(content, **options).channels
    return channel.measure(name)


def counts(content: bytes, name: str, **options: Any) -> tuple[int, int]:
    """Cases counted, and among how many."""
    found = figure(content, name, **options)
    return found.count, found.of


def values(content: bytes, fact: str, **options: Any) -> tuple[str, ...]:
    """The values that a file with one channel leaves for a fact; () if it holds nothing of it."""
    (channel,) = measured(content, **options).channels
    found = channel.finding(fact)
    return found.values if found else ()


def notes(content: bytes, **options: Any) -> str:
    """What is told about the file."""
    return " ".join(measured(content, **options).files[0].notes)


def complaint(content: bytes, **options: Any) -> str:
    """The error for a file that cannot be used."""
    try:
        measured(content, **options)
    except EvidenceError as error:
        return str(error)
    raise AssertionError("the file was read")


def figure_names() -> list[str]:
    """The names of all measures."""
    (channel,) = measured(old_x(1)).channels
    return [one.name for one in channel.measures]


# -- archives with so many posts of each kind --

OWN = "https://springfield.gov/permits"
ANSWER = {"text": "@ann Yes.", "in_reply_to_user_id": "77", "in_reply_to_status_id": "5"}
REPOST = {"text": "RT @bob: Hi", "retweeted_status_id": "6", "retweeted_status_user_id": "88"}
LINKING = {"text": "Permits", "expanded_urls": OWN}
SHORT = {"text": "Permits", "expanded_urls": "https://bit.ly/abc"}
SITE: dict[str, Any] = {"own_sites": ["springfield.gov"]}


def archive(plain: int = 0, answers: int = 0, reposts: int = 0, linking: int = 0, short: int = 0, **more: Any) -> bytes:
    """An old X archive with so many of each, spread evenly over the window."""
    rows = (
        [{"text": "Roadworks", **more}] * plain
        + [ANSWER] * answers
        + [REPOST] * reposts
        + [LINKING] * linking
        + [SHORT] * short
    )
    step = 7919  # a prime, so that kinds mix
    order = sorted(range(len(rows)), key=lambda n: n * step % len(rows)) if len(rows) % step else range(len(rows))
    return old_x(0, *[rows[n] for n in order])


def channel(content: bytes, **options: Any) -> ChannelEvidence:
    (found,) = measured(content, **options).channels
    return found
