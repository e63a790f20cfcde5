"""Whatever bytes come in, nothing but the package's own error comes out, and figures stay within their bounds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import exports as ex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.evidence import Evidence, EvidenceError
from advisor.evidence.findings import bands_touched
from advisor.evidence.uncertainty import poisson, wilson

GOOD = [
    ex.old_x(20),
    ex.tweets_js(posts=20),
    ex.outbox(*(ex.toot(n) for n in range(20))),
    ex.car([{"$type": "app.bsky.feed.post", "text": "x", "createdAt": ex.when(n)} for n in range(20)]),
    ex.zipped({"data/tweets.js": ex.tweets_js(posts=20)}),
    ex.table(ex.FACEBOOK, [{"Post ID": n, "Publish time": "01/31/2025 09:15"} for n in range(20)]),
    (Path(__file__).parent / "files/linkedin.xls").read_bytes(),
    (Path(__file__).parent / "files/linkedin.xlsx").read_bytes(),
]
often = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def tried(content: bytes) -> Evidence | None:
    """The evidence, or None where the file was refused in one line."""
    try:
        return ex.measured(content)
    except EvidenceError as error:
        if "\n" in str(error):
            raise
        return None


@often
@given(st.binary(max_size=4000))
def test_random_bytes_are_refused_in_one_line(content: bytes) -> None:
    assert tried(content) is None


@often
@given(st.text(max_size=2000), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_random_text_is_refused_in_one_line(text: str, encoding: str) -> None:
    tried(text.encode(encoding, "replace"))


@often
@given(st.sampled_from(GOOD), st.floats(0, 1))
def test_a_file_cut_anywhere_is_read_as_far_as_it_goes_or_refused(content: bytes, share: float) -> None:
    tried(content[: int(len(content) * share)])


@often
@given(st.sampled_from(GOOD), st.data())
def test_damaged_bytes_are_read_as_far_as_they_go_or_refused(content: bytes, data: st.DataObject) -> None:
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 12))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    tried(bytes(damaged))


@often
@given(
    st.binary(max_size=600),
    st.sampled_from(
        [
            b"window.YTD.tweets.part0 = [",
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            GOOD[0][:200],
            GOOD[3][:40],
            b'{"orderedItems": [',
        ]
    ),
)
def test_a_good_start_and_random_bytes_are_refused_or_read(content: bytes, start: bytes) -> None:
    tried(start + content)


CELLS = st.one_of(
    st.text(st.characters(blacklist_characters="\x00", blacklist_categories=["Cs"]), max_size=20),
    st.sampled_from(["", "1", "1.22E+17", "2025-01-01", "2025-01-01 10:00:00 +0000", "@ann", "RT @ann: x", "nan"]),
)
NAMES = ex.OLD_X.split(",")


@often
@given(st.lists(st.dictionaries(st.sampled_from(NAMES), CELLS), max_size=12))
def test_any_cells_are_counted_or_told(rows: list[dict[str, Any]]) -> None:
    evidence = tried(
        ex.table(
            ex.OLD_X, [{name: cell.encode("utf-8", "replace").decode() for name, cell in row.items()} for row in rows]
        )
    )
    for channel in evidence.channels if evidence else ():
        for one in channel.measures:
            assert 0 <= one.count <= max(one.of, one.count if one.name == "frequency" else one.of)
            assert one.low <= one.high


VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=6)  # fmt: skip


@often
@given(
    st.dictionaries(
        st.sampled_from(["id_str", "created_at", "full_text", "entities", "source", "in_reply_to_user_id_str"]), VALUES
    )
)
def test_values_of_any_kind_in_json_lose_one_post_at_most(odd: dict[str, Any]) -> None:
    evidence = tried(ex.tweets_js({"tweet": {**ex.tweet(5)["tweet"], **odd}}, posts=3))
    assert evidence is not None
    assert evidence.channels[0].posts in (3, 4)


@often
@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_the_interval_holds_the_share_and_narrows_with_more_posts(count: int, of: int) -> None:
    count = min(count, of)
    low, high = wilson(count, of)
    assert 0 <= low <= count / of <= high <= 1
    wide = wilson(count, of)
    narrow = wilson(count * 4, of * 4)
    assert narrow[1] - narrow[0] <= wide[1] - wide[0] + 1e-12
    assert poisson(count)[0] <= count <= poisson(count)[1]


BANDS = [{"below": 0.2, "values": ["few"]}, {"up_to": 0.5, "values": ["some"]}, {"up_to": 1, "values": ["most"]}]


@often
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_the_band_of_every_share_within_the_range_is_touched(a: float, b: float, c: float) -> None:
    low, inner, high = sorted((a, b, c))
    (true,) = bands_touched(BANDS, inner, inner)
    assert true in bands_touched(BANDS, low, high)


@often
@given(st.integers(0, 120), st.integers(0, 120), st.integers(0, 120), st.integers(0, 120))
def test_every_post_is_counted_once_in_whatever_order(plain: int, answers: int, reposts: int, linking: int) -> None:
    rows: list[dict[str, Any]] = [{"text": "x"}] * plain + [
        {"in_reply_to_user_id": "7", "in_reply_to_status_id": "5"}
    ] * answers
    rows += [{"retweeted_status_id": "6"}] * reposts + [{"expanded_urls": "https://springfield.gov"}] * linking
    numbered = [
        {"tweet_id": f"{10**17 + n * 1001}1", "timestamp": ex.when(n % 90), **row} for n, row in enumerate(rows)
    ]
    if not numbered:
        return
    (one,) = ex.measured(ex.table(ex.OLD_X, numbered), own_sites=["springfield.gov"]).channels
    (other,) = ex.measured(ex.table(ex.OLD_X, numbered[::-1]), own_sites=["springfield.gov"]).channels
    assert one == other
    assert one.posts == len(rows)
    assert (one.measure("replies_to_others").count, one.measure("replies_to_others").of) == (
        answers,
        len(rows) - reposts,
    )
    assert one.measure("reposts").count == reposts
    assert one.measure("own_site_links").count == linking
