"""What real files do to a naive reader."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import exports as ex
import pytest

SITE: dict[str, Any] = {"own_sites": ["springfield.gov"]}
EXCEL = "Excel has rounded"


def answer(user: str, post: str, text: str = "@ann Yes.", **more: str) -> dict[str, str]:
    return {"in_reply_to_user_id": user, "in_reply_to_status_id": post, "text": text, **more}


def test_a_byte_order_mark_hides_no_column() -> None:
    assert ex.counts(b"\xef\xbb\xbf" + ex.old_x(3), "questions") == (0, 3)
    assert ex.counts(b"\xef\xbb\xbf" + ex.tweets_js(posts=3), "questions") == (0, 3)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_with_a_separator_line_is_read(encoding: str) -> None:
    text = (
        "sep=;\r\n"
        + ex.table(
            ex.OLD_X, [{"tweet_id": n, "timestamp": ex.when(n), "text": "Fähre?"} for n in range(3)], ";"
        ).decode()
    )
    mark = "\ufeff" if encoding != "utf-16" else ""
    assert ex.counts((mark + text).encode(encoding), "questions") == (3, 3)


def test_semicolons_and_tabs_separate_cells_too() -> None:
    rows = [{"tweet_id": n, "timestamp": ex.when(n), "text": "a, b"} for n in range(3)]
    assert [ex.counts(ex.table(ex.OLD_X, rows, separator), "questions") for separator in ";\t"] == [(0, 3)] * 2


def test_old_windows_letters_lose_no_post() -> None:
    assert ex.counts(ex.old_x(3, text="Fähre über den Fluß").decode().encode("cp1252"), "questions") == (0, 3)


def test_texts_of_several_lines_are_one_post() -> None:
    assert ex.counts(ex.old_x(3, text='Closed:\r\n"Main Street"\n\nMonday, 9 am'), "questions") == (0, 3)


def test_lines_before_the_header_are_passed_over() -> None:
    content = b"Report of Springfield\r\n\r\n" + ex.old_x(3)
    assert ex.counts(content, "questions") == (0, 3)


def test_columns_may_come_in_any_order_and_number() -> None:
    header = "Reach,Publish time,Page ID,New in 2027,Permalink,Post ID,Title"
    rows = [{"Publish time": "01/31/2025 09:15", "Post ID": n, "Title": "Hi?"} for n in range(3)]
    assert ex.counts(ex.table(header, rows), "questions") == (3, 3)


def test_swedish_columns_are_refused_with_a_way_out() -> None:
    said = ex.complaint(b"Publicerings-id,Sid-id,Sidnamn,Titel\r\n1,2,3,4\r\n")
    assert said == (
        "export: has Swedish column names. Set the language of Meta Business Suite to English (US), export again, and give that file."
    )


def test_unknown_columns_are_named_beside_what_is_allowed() -> None:
    said = ex.complaint(b"Tag,Beitrag,Reichweite\r\n1,2,3\r\n")
    assert said.startswith(
        "export: its columns (Tag, Beitrag, Reichweite) are those of no export known here. Allowed are: "
    )
    assert "X archive (tweets.js)" in said
    assert said.endswith("Column names must be English: set the platform's language to English (US) and export again.")


def test_ids_that_excel_rounded_neither_merge_posts_nor_pass_for_answers() -> None:
    rows = [{"tweet_id": "1.22E+17", "timestamp": ex.when(n), "text": f"Roadworks {n}"} for n in range(20)]
    rows += [{"tweet_id": "1.22E+17", "timestamp": ex.when(n), **answer("9.11306E+17", "7.9E+17")} for n in range(5)]
    content = ex.table(ex.OLD_X, rows)
    found = ex.figure(content, "replies_to_others")
    assert (found.state, found.count, found.unclear, found.of) == ("hidden", 0, 5, 25)
    assert EXCEL in found.says
    assert EXCEL in ex.notes(content)


def test_ids_that_became_floats_or_lost_their_last_digits_are_told_too() -> None:
    rows = [{"tweet_id": "911306494536224768.0", "timestamp": ex.when(n), "text": str(n)} for n in range(10)]
    rows += [{"tweet_id": "911306494536224000", "timestamp": ex.when(n), "text": str(n)} for n in range(10)]
    content = ex.table(ex.OLD_X, rows)
    assert ex.counts(content, "questions") == (0, 20)
    assert EXCEL in ex.notes(content)


def test_short_user_ids_as_floats_still_tell_oneself_from_others() -> None:
    rows = [{"tweet_id": "100000000000000001", "timestamp": ex.when(0), "text": "One"}]
    rows += [
        {"tweet_id": "100000000000000002", "timestamp": ex.when(0), **answer("1536791610.0", "100000000000000001")}
    ]
    rows += [{"tweet_id": "100000000000000003", "timestamp": ex.when(0), **answer("1536791610", "99")}]
    assert ex.counts(ex.table(ex.OLD_X, rows), "replies_to_self") == (2, 3)


def test_ids_are_compared_as_text() -> None:
    rows = [
        {"tweet_id": "911306494536224768", "timestamp": ex.when(0), "text": "One"},
        {"tweet_id": "911306494536224769", "timestamp": ex.when(0), "text": "Two"},
    ]
    assert ex.counts(ex.table(ex.OLD_X, rows), "questions") == (0, 2)


def test_a_post_in_two_files_counts_once() -> None:
    (channel,) = ex.measured(ex.old_x(5), ex.old_x(8)).channels
    assert channel.posts == 8
    assert channel.files == ("export", "export1")


def test_a_dot_before_the_at_sign_makes_no_answer_in_analytics() -> None:
    rows = [
        {"Post id": n, "Date": "Mon Feb 03 2025", "Post text": text}
        for n, text in enumerate([".@ann says", "@ann yes", " @ann"], 1)
    ]
    assert ex.counts(ex.table(ex.X_2025, rows), "replies_to_others") == (1, 3)


def test_rt_is_a_repost_only_where_nothing_else_marks_one() -> None:
    assert ex.counts(
        ex.tweets_js(ex.tweet(1, "RT @ann: Hi"), ex.tweet(2, "RT if you agree"), ex.tweet(3, "So RT @ann")), "reposts"
    ) == (1, 3)
    assert ex.counts(ex.old_x(2, {"text": "RT @ann: typed by hand"}), "reposts") == (0, 3)


def test_reposts_leave_the_denominator_of_answers() -> None:
    repost = {"text": "RT @a: b", "retweeted_status_id": "6", "retweeted_status_user_id": "8"}
    assert ex.counts(ex.old_x(4, answer("7", "5"), repost, repost), "replies_to_others") == (1, 5)


def test_answers_to_oneself_are_no_answers() -> None:
    first = {"tweet_id": "300000000000000001", "text": "One"}
    second = {"tweet_id": "300000000000000002", **answer("42", "300000000000000001")}
    later = answer("42", "299999999999999999")
    content = ex.old_x(3, first, second, later, answer("7", "5"))
    assert ex.counts(content, "replies_to_self") == (2, 7)
    assert ex.counts(content, "replies_to_others") == (1, 7)


def test_html_entities_are_letters_again() -> None:
    assert ex.counts(ex.old_x(3, text="Q&amp;A &#63;"), "questions") == (3, 3)


def test_a_question_mark_inside_an_address_is_no_question() -> None:
    assert ex.counts(ex.old_x(3, text="Permits https://springfield.gov/?id=4"), "questions") == (0, 3)


def test_dates_without_a_time_are_dates() -> None:
    content = ex.table(ex.YOUTUBE, [{"Content": "a", "Video title": "t", "Video publish time": "Jan 6, 2024"}])
    (channel,) = ex.measured(content).channels
    assert channel.first.isoformat() == "2024-01-06"


def test_one_bad_row_loses_only_itself_and_is_told() -> None:
    content = (
        ex.old_x(5, {"timestamp": "yesterday"}, {"timestamp": "2099-01-01 00:00:00 +0000"})
        + b"1,2,3\r\n"
        + b"," * 30
        + b"x\r\n"
    )
    assert ex.counts(content, "questions") == (0, 5)
    said = ex.notes(content)
    assert "Rows that could not be used: 4 - " in said
    assert "no date like 2016-11-11 17:28:48 +0000 (2)" in said
    assert "a date before 2003 or in the future (1)" in said
    assert "yesterday" not in said


def test_a_file_of_bad_rows_only_is_an_error_that_shows_a_good_date() -> None:
    rows = [{"Post ID": n, "Publish time": "31.01.2025", "Title": "Hi"} for n in range(3)]
    assert ex.complaint(ex.table(ex.FACEBOOK, rows)) == (
        "export: none of its 3 rows can be used: no date like 07/31/2025 09:15 (3)."
    )


def test_a_file_that_breaks_off_gives_what_stands_before() -> None:
    content = ex.tweets_js(posts=50)
    assert ex.measured(content[: len(content) // 2]).channels[0].posts in range(20, 30)
    assert "breaks off or is damaged after" in ex.notes(content[: len(content) // 2])
    assert "breaks off" not in ex.notes(content)


def test_a_script_may_end_with_a_semicolon() -> None:
    assert "breaks off" not in ex.notes(ex.tweets_js(posts=3) + b";\n")


def test_an_empty_file_and_other_peoples_formats_are_one_line() -> None:
    assert ex.complaint(b"") == "export: is empty; give the file as the platform handed it out."
    assert ex.complaint(b"{}").startswith("export: this JSON is no export known here. Allowed are: ")
    assert ex.complaint(b"\x89PNG" + bytes(90)).startswith("export: is no export known here. Allowed are: ")
    assert (
        ex.complaint(b"\x1f\x8b" + bytes(90))
        == "export: is a .gz archive; unpack it and give the file with the posts in it."
    )
    assert "\n" not in ex.complaint(b"%PDF-1.7\nhello\nworld")


def test_a_platform_that_does_not_fit_the_file_is_an_error() -> None:
    assert ex.complaint(ex.old_x(1), platform="facebook") == (
        "export: recognised as X archive before 2019 (tweets.csv), so its platform is x, not facebook."
    )
    assert ex.complaint(ex.old_x(1), platform="myspace").startswith(
        "unknown platform 'myspace'; allowed are facebook, x, "
    )


def test_posts_of_two_accounts_are_not_mixed() -> None:
    rows = []
    for owner in ("42", "43"):
        ids = [f"{owner}0000000000000{n:02}" for n in range(1, 9)]
        rows += [{"tweet_id": one, "timestamp": ex.when(1), **answer(owner, before)} for before, one in pairwise(ids)]
    assert "more than one account" in ex.complaint(ex.table(ex.OLD_X, rows))


def test_a_worksheet_that_breaks_off_is_one_line() -> None:
    content = (Path(__file__).parent / "files/linkedin.xls").read_bytes()
    for share in (0.001, 0.2, 0.5, 0.9, 0.99):
        assert (
            ex.complaint(content[: int(len(content) * share)])
            == "export: this worksheet breaks off; download it again."
        )
