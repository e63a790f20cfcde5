"""Zip archives as downloaded: the posts in them are found, nothing else is opened, nothing is unpacked."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import exports as ex
import pytest

ACCOUNT = ex.script("account", [{"account": {"accountId": "42", "username": "springfield"}}])
MANIFEST = b'window.__THAR_CONFIG = {"userInfo": {"accountId": "42"}, "archiveInfo": {"generationDate": "2025-06-20T10:00:00.000Z"}}'


def test_the_posts_in_an_x_archive_are_found() -> None:
    content = ex.zipped(
        {
            "Your archive.html": b"<html>",
            "data/account.js": ACCOUNT,
            "data/tweets.js": ex.tweets_js(posts=5),
            "data/tweets-part1.js": ex.script("tweets", [ex.tweet(n) for n in range(5, 9)]).replace(b"part0", b"part1"),
        }
    )
    (channel,) = ex.measured(content).channels
    assert channel.posts == 9
    assert channel.files == ("tweets.js in export", "tweets-part1.js in export")


def test_account_js_tells_answers_to_oneself() -> None:
    tweets = ex.tweets_js(
        ex.tweet(9, in_reply_to_user_id_str="42", in_reply_to_status_id_str="1"),
        ex.tweet(10, "RT @Springfield: x"),
        posts=3,
    )
    alone, archive = tweets, ex.zipped({"data/account.js": ACCOUNT, "data/tweets.js": tweets})
    assert ex.counts(alone, "replies_to_self") == (0, 4)
    assert ex.counts(archive, "replies_to_self") == (1, 4)
    assert ex.counts(archive, "reposts") == (0, 5)


def test_the_manifest_tells_when_the_archive_was_made() -> None:
    members = {"data/tweets.js": ex.tweets_js(posts=150)}
    assert "inactive" in ex.values(ex.zipped(members), "posting_frequency", today=ex.date(2026, 7, 1))
    made = ex.zipped({**members, "data/manifest.js": MANIFEST})
    assert ex.values(made, "posting_frequency", today=ex.date(2026, 7, 1)) == ("daily",)


def test_deleted_posts_and_private_messages_are_not_read() -> None:
    deleted = ex.script("deleted_tweets", [ex.tweet(n) for n in range(50, 60)])
    private = ex.script("direct_messages", [{"dmConversation": {"messages": [{"text": "secret"}]}}])
    content = ex.zipped(
        {"data/tweets.js": ex.tweets_js(posts=2), "data/deleted-tweets.js": deleted, "data/direct-messages.js": private}
    )
    assert ex.measured(content).channels[0].posts == 2
    assert (
        ex.complaint(private)
        == "export: holds private messages; they are never read. Give tweets.js, or the whole archive as a .zip."
    )
    assert ex.complaint(deleted).startswith("export: is a part of an X archive without posts.")


def test_youtubes_table_is_found_among_its_other_files() -> None:
    table = ex.table(ex.YOUTUBE, [{"Content": "a", "Video title": "t", "Video publish time": "Jan 6, 2024"}])
    content = ex.zipped(
        {"Chart data.csv": ex.table("Date," + ex.YOUTUBE, []), "Table data.csv": table, "Totals.csv": b"Date,Views\r\n"}
    )
    assert ex.measured(content).channels[0].files == ("Table data.csv in export",)


def test_an_archive_without_posts_says_so() -> None:
    assert ex.complaint(ex.zipped({"a.txt": b"hello", "b.jpg": b"x"})).startswith(
        "export: no file in this archive holds posts. Allowed are: "
    )
    assert ex.complaint(ex.zipped({"data/account.js": ACCOUNT})).startswith(
        "export: no file in this archive holds posts."
    )


def test_messages_of_others_beside_the_posts_are_left_alone() -> None:
    inbound = ex.table(ex.HOOTSUITE_INBOUND, [{"Message Author": "Zebedee", "Message": "umbrella"}])
    content = ex.zipped({"inbound.csv": inbound, "posts.csv": ex.old_x(3), "notes.json": b"[1, 2]"})
    (found,) = ex.measured(content).channels
    assert found.files == ("posts.csv in export",)


def test_a_bomb_is_refused_before_it_is_read() -> None:
    content = ex.zipped({"tweets.js": b"window.YTD.tweets.part0 = [" + b" " * (40 << 20)})
    assert "which no export does" in ex.complaint(content)


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_declares() -> None:
    content = bytearray(ex.zipped({"tweets.js": ex.tweets_js(posts=200)}))
    place = content.rindex(b"PK\x01\x02")
    content[place + 24 : place + 28] = (2000).to_bytes(4, "little")
    assert (
        ex.complaint(bytes(content)) == "tweets.js in export: cannot be read to its end; the file is damaged or locked."
    )


def test_names_in_an_archive_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    evil = {"../../etc/tweets.js": ex.tweets_js(posts=2), "/abs\\tweets2.js": ex.script("tweets", [ex.tweet(7)])}
    (channel,) = ex.measured(ex.zipped(evil)).channels
    assert channel.files == ("tweets.js in export", "tweets2.js in export")
    assert list(tmp_path.iterdir()) == []


def test_a_locked_or_damaged_archive_is_one_line() -> None:
    content = bytearray(ex.zipped({"tweets.js": ex.tweets_js(posts=20)}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    assert ex.complaint(bytes(content)).startswith("export: is locked with a password;")
    whole = ex.zipped({"tweets.js": ex.tweets_js(posts=2000)})
    assert ex.complaint(whole[: len(whole) // 2]) == "export: is a damaged .zip; download it again."


def test_a_worksheet_of_today_is_a_zip_and_no_archive() -> None:
    content = (Path(__file__).parent / "files/linkedin.xlsx").read_bytes()
    assert ex.counts(content, "questions") == (3, 3)
    assert ex.counts(
        ex.zipped({"linkedin.xls": (Path(__file__).parent / "files/linkedin.xls").read_bytes()}), "questions"
    ) == (0, 120)


def test_an_upload_stays_open_and_is_read_from_its_start() -> None:
    stream = io.BytesIO(ex.zipped({"tweets.js": ex.tweets_js(posts=3)}))
    stream.seek(100)
    assert ex.measure([stream], today=ex.TODAY).channels[0].posts == 3
    assert not stream.closed
    assert zipfile.is_zipfile(stream)
