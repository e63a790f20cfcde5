"""What is kept, how it changes, and that it can be forgotten."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

from advisor.facts import Case, Channel
from advisor.records import Kept, Records

CASE = Case(
    {"name": "City of Larkfield", "goals": ["website"]},
    (Channel("facebook", None, {"who_can_speak": "nobody"}), Channel("x", "Fire", {})),
)


def test_what_was_saved_is_loaded_again(store: Records) -> None:
    store.save("a", Kept(CASE, {("facebook", "who_can_speak"): "comments are off"}, {"memory": {}}, 3))
    kept = store.load("a")
    assert kept.case == CASE
    assert kept.words[("facebook", "who_can_speak")] == "comments are off"
    assert kept.turns == 3


def test_an_unknown_conversation_is_empty(store: Records) -> None:
    assert store.load("nobody").case == Case()


def test_every_change_of_a_fact_is_remembered(store: Records) -> None:
    store.save("a", Kept(CASE))
    store.save("a", Kept(CASE.with_fact("facebook", "who_can_speak", "comments")))
    store.save("a", Kept(CASE.with_fact("facebook", "who_can_speak", None)))
    changes = [(row["old"], row["new"]) for row in store.export("a")["fact_changes"] if row["fact"] == "who_can_speak"]
    assert changes == [(None, '"nobody"'), ('"nobody"', '"comments"'), ('"comments"', None)]


def test_forgetting_leaves_no_word_in_the_file(store: Records, tmp_path: Path) -> None:
    store.save("a", Kept(CASE, {("facebook", "who_can_speak"): "a very private remark"}))
    store.keep_feedback("a", "conversation", "another private remark")
    store.keep_assessment("a", {"agency": "private assessment"})
    store.forget("a")
    assert store.load("a").case == Case()
    assert not any(store.export("a").values())
    left = b"".join(path.read_bytes() for path in tmp_path.glob("advisor.db*"))
    assert b"private" not in left
    assert b"Larkfield" not in left


def test_forgetting_one_leaves_the_others(store: Records) -> None:
    store.save("a", Kept(CASE))
    store.save("b", Kept(CASE))
    store.forget("a")
    assert store.load("b").case == CASE


def test_the_tables_explain_themselves(store: Records, tmp_path: Path) -> None:
    store.save("a", Kept(CASE))
    tables = {
        row[0] for row in sqlite3.connect(tmp_path / "advisor.db").execute("SELECT [table] FROM about_these_tables")
    }
    assert {"conversations", "channels", "facts", "fact_changes", "assessments", "feedback"} <= tables


def test_opening_an_existing_file_keeps_its_content(store: Records, tmp_path: Path) -> None:
    store.save("a", Kept(CASE))
    assert Records(tmp_path / "advisor.db").load("a").case == CASE


def test_time_can_be_moved_back(store: Records) -> None:
    store.save("a", Kept(CASE))
    before = store.load("a").last_turn
    store.age("a", timedelta(days=3))
    after = store.load("a").last_turn
    assert before is not None
    assert after is not None
    assert before - after == timedelta(days=3)
