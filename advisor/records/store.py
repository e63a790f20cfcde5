"""The records themselves: load a conversation, save what changed, look back, export, forget."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from advisor.facts import Case, Channel
from advisor.records.measured import Measured
from advisor.records.schema import ABOUT, bring_up_to_date
from advisor.understanding.situation import Situation

DEFAULT_FILE = "state/advisor.db"
BUSY_SECONDS = 20
_TABLES = [table for table in ABOUT if table != "conversations"]


@dataclass(frozen=True)
class Kept:
    """A conversation as stored. `words` maps (channel key or None, fact) to what the user said."""

    case: Case = field(default_factory=lambda: Case({}, ()))
    words: Mapping[tuple[str | None, str], str] = field(default_factory=dict)
    state: Mapping[str, Any] = field(default_factory=dict)
    turns: int = 0
    last_turn: datetime | None = None
    measured: tuple[Measured, ...] = ()


class Records:
    """One SQLite file in WAL mode. Every method is one transaction; a method that returns has stored."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        self._db = Database(connection)
        self._lock = threading.RLock()
        bring_up_to_date(self._db)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            connection: sqlite3.Connection = self._db.conn
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def load(self, conversation: str) -> Kept:
        """What is known of `conversation`; an empty `Kept` if nothing is."""
        with self._lock:
            row = self._one("SELECT state, turns, last_turn FROM conversations WHERE id = ?", conversation)
            measured = self._measured(conversation)
            if row is None:
                return Kept(measured=measured)
            facts = self._all("SELECT channel, fact, value, words FROM facts WHERE conversation = ?", conversation)
            channels = self._all(
                "SELECT channel, platform, name FROM channels WHERE conversation = ? ORDER BY position",
                conversation,
            )
        told: dict[str, dict[str, Any]] = {}
        for channel, fact, value, _ in facts:
            told.setdefault(channel, {})[fact] = json.loads(value)
        case = Case(
            told.get("", {}),
            tuple(Channel(platform, name, told.get(key, {})) for key, platform, name in channels),
        )
        words = {(channel or None, fact): said for channel, fact, _, said in facts}
        return Kept(case, words, json.loads(row[0]), row[1], datetime.fromisoformat(row[2]), measured)

    def situation(self, conversation: str) -> Situation:
        """The situation in which the next message of `conversation` is read."""
        with self._lock:
            row = self._one("SELECT state FROM conversations WHERE id = ?", conversation)
        state = json.loads(row[0]) if row else {}
        return Situation.from_json(state.get("situation", {}))

    def save(self, conversation: str, kept: Kept, at: datetime | None = None) -> None:
        """Stores the conversation as it now stands, and each change of a fact."""
        now = (at or datetime.now(timezone.utc)).isoformat(timespec="seconds")
        with self._transaction() as db:
            before = {
                (c, f): v
                for c, f, v in self._all("SELECT channel, fact, value FROM facts WHERE conversation = ?", conversation)
            }
            after = _flat(kept.case)
            db.execute(
                "INSERT INTO conversations (id, started, last_turn, turns, state) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET last_turn = excluded.last_turn, turns = excluded.turns, state = excluded.state",
                (conversation, now, now, kept.turns, json.dumps(kept.state)),
            )
            db.execute("DELETE FROM channels WHERE conversation = ?", (conversation,))
            db.executemany(
                "INSERT INTO channels (conversation, channel, platform, name, position) VALUES (?, ?, ?, ?, ?)",
                [(conversation, c.key, c.platform, c.name, i) for i, c in enumerate(kept.case.channels)],
            )
            for key in sorted(before.keys() | after.keys()):
                old, new = before.get(key), after.get(key)
                if old != new:
                    self._change(db, conversation, key, old, new, kept.words.get((key[0] or None, key[1]), ""), now)

    def _change(
        self,
        db: sqlite3.Connection,
        conversation: str,
        key: tuple[str, str],
        old: str | None,
        new: str | None,
        words: str,
        now: str,
    ) -> None:
        if new is None:
            db.execute("DELETE FROM facts WHERE conversation = ? AND channel = ? AND fact = ?", (conversation, *key))
        else:
            db.execute(
                "INSERT OR REPLACE INTO facts (conversation, channel, fact, value, words, told) VALUES (?, ?, ?, ?, ?, ?)",
                (conversation, *key, new, words, now),
            )
        db.execute(
            "INSERT INTO fact_changes (conversation, channel, fact, old, new, words, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (conversation, *key, old, new, words, now),
        )

    def keep_assessment(self, conversation: str, assessment: Mapping[str, Any]) -> None:
        """Stores a result that is about to be shown."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO assessments (conversation, at, assessment) VALUES (?, ?, ?)",
                (
                    conversation,
                    datetime.now(timezone.utc).isoformat(timespec="seconds"),
                    json.dumps(assessment),
                ),
            )

    def assessments(self, conversation: str) -> list[tuple[datetime, dict[str, Any]]]:
        """The results shown so far, oldest first."""
        with self._lock:
            rows = self._all("SELECT at, assessment FROM assessments WHERE conversation = ? ORDER BY id", conversation)
        return [(datetime.fromisoformat(at), json.loads(assessment)) for at, assessment in rows]

    def keep_measured(self, conversation: str, measured: Iterable[Measured]) -> None:
        """Stores what exports say; what was measured of the same facts before is replaced."""
        now = datetime.now(timezone.utc).isoformat(timespec="seconds")
        with self._transaction() as db:
            for one in measured:
                place = (conversation, one.platform, one.name or "", one.fact)
                db.execute(
                    "DELETE FROM measured WHERE conversation = ? AND platform = ? AND name = ? AND fact = ?", place
                )
                db.execute(
                    "INSERT INTO measured (conversation, platform, name, fact, measured, at) VALUES (?, ?, ?, ?, ?, ?)",
                    (*place, json.dumps(one.as_json()), now),
                )

    def _measured(self, conversation: str) -> tuple[Measured, ...]:
        rows = self._all("SELECT measured FROM measured WHERE conversation = ? ORDER BY id", conversation)
        return tuple(Measured.from_json(json.loads(measured)) for (measured,) in rows)

    def keep_feedback(self, conversation: str, about: str, words: str) -> None:
        """Stores what a user said about the adviser."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO feedback (conversation, at, about, words) VALUES (?, ?, ?, ?)",
                (conversation, datetime.now(timezone.utc).isoformat(timespec="seconds"), about, words),
            )

    def conversations(self) -> list[str]:
        """Ids of all conversations, the last used first."""
        with self._lock:
            return [row[0] for row in self._db.execute("SELECT id FROM conversations ORDER BY last_turn DESC")]

    def export(self, conversation: str) -> dict[str, list[dict[str, Any]]]:
        """Everything stored of `conversation`, table by table."""
        with self._lock:
            found = {"conversations": list(self._db["conversations"].rows_where("id = ?", [conversation]))}
            return found | {t: list(self._db[t].rows_where("conversation = ?", [conversation])) for t in _TABLES}

    def forget(self, conversation: str) -> None:
        """Deletes everything stored of `conversation`, from the write-ahead log too."""
        with self._transaction() as db:
            for table in _TABLES:
                db.execute(f"DELETE FROM {table} WHERE conversation = ?", (conversation,))
            db.execute("DELETE FROM conversations WHERE id = ?", (conversation,))
        with self._lock:
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def age(self, conversation: str, by: timedelta) -> None:
        """Moves the times of `conversation` back, as if `by` had passed since (for rehearsals)."""
        kept = self.load(conversation)
        if kept.last_turn is not None:
            earlier = (kept.last_turn - by).isoformat(timespec="seconds")
            with self._transaction() as db:
                db.execute("UPDATE conversations SET last_turn = ? WHERE id = ?", (earlier, conversation))

    def _one(self, sql: str, *values: Any) -> Any:
        return self._db.execute(sql, values).fetchone()

    def _all(self, sql: str, *values: Any) -> list[Any]:
        return list(self._db.execute(sql, values).fetchall())


def _flat(case: Case) -> dict[tuple[str, str], str]:
    """(channel key or "", fact) → value as JSON."""
    flat = {("", fact): json.dumps(value) for fact, value in case.agency.items()}
    for channel in case.channels:
        flat |= {(channel.key, fact): json.dumps(value) for fact, value in channel.facts.items()}
    return flat


@lru_cache(maxsize=8)
def _open(path: Path) -> Records:
    return Records(path)


def records() -> Records:
    """The records of this process, in the file that `ADVISOR_DB` names."""
    return _open(Path(os.environ.get("ADVISOR_DB", DEFAULT_FILE)).absolute())
