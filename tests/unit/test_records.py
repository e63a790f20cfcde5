"""What is kept, how it changes, and that it can be forgotten."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from advisor.facts import Case, Channel
from advisor.records import Kept, Records, Unavailable

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


def test_forgetting_leaves_no_word_in_the_file(sqlite_store: Records, tmp_path: Path) -> None:
    sqlite_store.save("a", Kept(CASE, {("facebook", "who_can_speak"): "a very private remark"}))
    sqlite_store.keep_feedback("a", "conversation", "another private remark")
    sqlite_store.keep_assessment("a", {"agency": "private assessment"})
    sqlite_store.forget("a")
    assert sqlite_store.load("a").case == Case()
    assert not any(sqlite_store.export("a").values())
    left = b"".join(path.read_bytes() for path in tmp_path.glob("advisor.db*"))
    assert b"private" not in left
    assert b"Larkfield" not in left


def test_forgetting_one_leaves_the_others(store: Records) -> None:
    store.save("a", Kept(CASE))
    store.save("b", Kept(CASE))
    store.forget("a")
    assert store.load("b").case == CASE


def test_the_tables_explain_themselves(sqlite_store: Records, tmp_path: Path) -> None:
    sqlite_store.save("a", Kept(CASE))
    tables = {
        row[0] for row in sqlite3.connect(tmp_path / "advisor.db").execute("SELECT [table] FROM about_these_tables")
    }
    assert {"conversations", "channels", "facts", "fact_changes", "assessments", "feedback"} <= tables


def test_opening_an_existing_file_keeps_its_content(sqlite_store: Records, tmp_path: Path) -> None:
    sqlite_store.save("a", Kept(CASE))
    assert Records(tmp_path / "advisor.db").load("a").case == CASE


def test_time_can_be_moved_back(store: Records) -> None:
    store.save("a", Kept(CASE))
    before = store.load("a").last_turn
    store.age("a", timedelta(days=3))
    after = store.load("a").last_turn
    assert before is not None
    assert after is not None
    assert before - after == timedelta(days=3)


def test_a_conversation_moves_from_one_engine_to_the_other_without_a_difference(
    sqlite_store: Records, empty_postgresql: str
) -> None:
    sqlite_store.save("a", Kept(CASE, {("facebook", "who_can_speak"): "comments are off"}, {"memory": {}}, 3))
    sqlite_store.keep_assessment("a", {"agency": {}})
    sqlite_store.keep_feedback("a", "conversation", "good: 100 % useful?")
    there = Records(empty_postgresql)
    there.take_in(sqlite_store.export("a"))
    assert there.load("a") == sqlite_store.load("a")
    assert there.assessments("a") == sqlite_store.assessments("a")
    there.take_in(sqlite_store.export("a"))  # once more changes nothing
    assert len(there.export("a")["feedback"]) == 1


def test_conversations_unused_since_a_day_are_found(store: Records) -> None:
    store.save("old", Kept(CASE))
    store.age("old", timedelta(days=40))
    store.save("new", Kept(CASE))
    assert store.unused_since(datetime.now(timezone.utc) - timedelta(days=30)) == ["old"]


def test_a_database_that_cannot_be_reached_is_told_in_one_line() -> None:
    with pytest.raises(Unavailable, match="refused"):
        Records("postgresql://adviser@127.0.0.1:9/nothing")


def test_a_server_that_was_restarted_is_used_again(empty_postgresql: str) -> None:
    import psycopg2

    records = Records(empty_postgresql)
    records.save("a", Kept(CASE))
    killer = psycopg2.connect(empty_postgresql)
    killer.cursor().execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    killer.close()
    assert records.load("a").case == CASE


def test_two_processes_that_save_at_once_lose_nothing(empty_postgresql: str) -> None:
    one, other = Records(empty_postgresql), Records(empty_postgresql)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: (one if n % 2 else other).keep_feedback(f"c{n % 5}", "x", str(n)), range(100)))
        list(pool.map(lambda n: (one if n % 2 else other).save(f"c{n % 5}", Kept(CASE)), range(50)))
    assert sorted(int(row["words"]) for n in range(5) for row in one.export(f"c{n}")["feedback"]) == list(range(100))
    assert all(one.load(f"c{n}").case == CASE for n in range(5))
