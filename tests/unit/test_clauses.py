"""Where a message is cut: one clause for each thing it says."""

from __future__ import annotations

import pytest

from advisor.understanding.clauses import clauses
from advisor.understanding.text import clean


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("no comment policy, no archive", ["no comment policy", "no archive"]),
        ("office hours, comment policy yes, archive no", ["office hours", "comment policy yes", "archive no"]),
        ("it's closed on LinkedIn people can comment on X", ["it's closed on LinkedIn", "people can comment on X"]),
        ("every so often we run a poll", ["every so often we run a poll"]),
        ("the site has not changed since the last election", ["the site has not changed since the last election"]),
        ("we write out the opening times and all", ["we write out the opening times and all"]),
        ("we put the comments off and the likes also", ["we put the comments off and the likes also"]),
        ("they can comment and honestly we hardly reply", ["they can comment", "and honestly we hardly reply"]),
        ("Health Dept. We answer everybody", ["Health Dept", "We answer everybody"]),
        ("YouTube 1x a month 🙂 the clips are nowhere else", ["YouTube 1x a month", "the clips are nowhere else"]),
        ("1) one person approves replies, 2) somebody watches in office hours", ["one person approves replies", "somebody watches in office hours"]),
        ("yes,.", ["yes"]),
    ],
)  # fmt: skip
def test_a_message_is_cut_where_it_says_something_else(text: str, pieces: list[str]) -> None:
    assert [clause.text for clause in clauses(clean(text))] == pieces
