"""What is told in so many words, whatever the examples say."""

from __future__ import annotations

import pytest

from advisor.understanding.plain_words import plain_words

NOTHING: dict[str, dict[str, float]] = {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("there is no way for them to reply", "nobody"),
        ("nobody can write back", "nobody"),
        ("the harbour master starts new threads", None),
        ("I'm not going to open comments again", "nobody"),
        ("it has never been switched back on", "nobody"),
        ("they can only give a heart", "reactions_only"),
        ("members start threads of their own as they please", "own_posts"),
        ("residents start new threads all the time", "own_posts"),
        ("readers comment all day long", "comments"),
        ("a farmer complained under our last post", "comments"),
        ("people ask things in the comments", "comments"),
        ("would people comment under our posts?", None),
        ("no way for them to comment, only to like", None),
    ],
)
def test_who_can_speak_in_so_many_words(text: str, value: str | None) -> None:
    assert plain_words(text, NOTHING).get("who_can_speak") == value


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("somebody watches it from six in the morning till midnight", "cover", "extended"),
        ("the library is open from nine till 8 pm", "cover", None),
        ("nine to five, not a minute more", "cover", "office"),
        ("police force in northern England", "legal_frame", "uk"),
        ("not a single video for two years", "posting_frequency", "inactive"),
        ("our posts are just teasers", "post_completeness", "teaser"),
    ],
)
def test_other_facts_in_so_many_words(text: str, fact: str, value: str | None) -> None:
    assert plain_words(text, NOTHING).get(fact) == value
