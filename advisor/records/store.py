"""The records themselves: load a conversation, save what changed, look back, export, forget."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any

from advisor.facts import Case, Channel
from advisor.records.engines import Execute, Row, engine_for
from advisor.records.measured import Measured
from advisor.records.schema import ABOUT
from advisor.understanding.situation import Situation

DEFAULT_FILE = "state/advisor.db"
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
    """The records in one place. Every method is one transaction; a method that returns has stored.

    `place` is a file's path or a PostgreSQL URL. A method raises `Unavailable` if the database cannot do its work.
    """

    def __init__(self, place: Path | str) -> None:
        self._engine = engine_for(place)

    def load(self, conversation: str) -> Kept:
        """What is known of `conversation`; an empty `Kept` if nothing is."""
        row = self._one("SELECT state, turns, last_turn FROM conversations WHERE id = ?", conversation)
        measured = self._measured(conversation)
        if row is None:
            return Kept(measured=measured)
        facts = self._all("SELECT channel, fact, value, words FROM facts WHERE conversation = ?", conversation)
        channels = self._all(
            "SELECT channel, platform, name FROM channels WHERE conversation = ? ORDER BY position", conversation
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
        row = self._one("SELECT state FROM conversations WHERE id = ?", conversation)
        state = json.loads(row[0]) if row else {}
        return Situation.from_json(state.get("situation", {}))

    def save(self, conversation: str, kept: Kept, at: datetime | None = None) -> None:
        """Stores the conversation as it now stands, and each change of a fact."""
        now = (at or datetime.now(timezone.utc)).isoformat(timespec="seconds")
        with self._engine.transaction() as execute:
            execute(
                "INSERT INTO conversations (id, started, last_turn, turns, state) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET last_turn = excluded.last_turn, turns = excluded.turns, state = excluded.state",
                (conversation, now, now, kept.turns, json.dumps(kept.state)),
            )
            told = execute("SELECT channel, fact, value FROM facts WHERE conversation = ?", (conversation,)).fetchall()
            before, after = {(c, f): v for c, f, v in told}, _flat(kept.case)
            execute("DELETE FROM channels WHERE conversation = ?", (conversation,))
            for position, channel in enumerate(kept.case.channels):
                execute(
                    "INSERT INTO channels (conversation, channel, platform, name, position) VALUES (?, ?, ?, ?, ?)",
                    (conversation, channel.key, channel.platform, channel.name, position),
                )
            for key in sorted(before.keys() | after.keys()):
                old, new = before.get(key), after.get(key)
                if old != new:
                    words = kept.words.get((key[0] or None, key[1]), "")
                    _change(execute, (conversation, *key), old, new, words, now)

    def keep_assessment(self, conversation: str, assessment: Mapping[str, Any]) -> None:
        """Stores a result that is about to be shown."""
        with self._engine.transaction() as execute:
            execute(
                "INSERT INTO assessments (conversation, at, assessment) VALUES (?, ?, ?)",
                (
                    conversation,
                    datetime.now(timezone.utc).isoformat(timespec="seconds"),
                    json.dumps(assessment),
                ),
            )

    def assessments(self, conversation: str) -> list[tuple[datetime, dict[str, Any]]]:
        """The results shown so far, oldest first."""
        rows = self._all("SELECT at, assessment FROM assessments WHERE conversation = ? ORDER BY id", conversation)
        return [(datetime.fromisoformat(at), json.loads(assessment)) for at, assessment in rows]

    def keep_measured(self, conversation: str, measured: Iterable[Measured]) -> None:
        """Stores what exports say; what was measured of the same facts before is replaced."""
        now = datetime.now(timezone.utc).isoformat(timespec="seconds")
        with self._engine.transaction() as execute:
            for one in measured:
                place = (conversation, one.platform, one.name or "", one.fact)
                execute("DELETE FROM measured WHERE conversation = ? AND platform = ? AND name = ? AND fact = ?", place)
                execute(
                    "INSERT INTO measured (conversation, platform, name, fact, measured, at) VALUES (?, ?, ?, ?, ?, ?)",
                    (*place, json.dumps(one.as_json()), now),
                )

    def _measured(self, conversation: str) -> tuple[Measured, ...]:
        rows = self._all("SELECT measured FROM measured WHERE conversation = ? ORDER BY id", conversation)
        return tuple(Measured.from_json(json.loads(measured)) for (measured,) in rows)

    def keep_feedback(self, conversation: str, about: str, words: str) -> None:
        """Stores what a user said about the adviser."""
        with self._engine.transaction() as execute:
            execute(
                "INSERT INTO feedback (conversation, at, about, words) VALUES (?, ?, ?, ?)",
                (conversation, datetime.now(timezone.utc).isoformat(timespec="seconds"), about, words),
            )

    def conversations(self) -> list[str]:
        """Ids of all conversations, the last used first."""
        return [row[0] for row in self._all("SELECT id FROM conversations ORDER BY last_turn DESC")]

    def unused_since(self, day: datetime) -> list[str]:
        """Ids of the conversations in which nothing was said since `day`."""
        rows = self._all("SELECT id FROM conversations WHERE last_turn < ?", day.isoformat(timespec="seconds"))
        return [row[0] for row in rows]

    def export(self, conversation: str) -> dict[str, list[dict[str, Any]]]:
        """Everything stored of `conversation`, table by table."""
        found = {"conversations": self._engine.dicts("SELECT * FROM conversations WHERE id = ?", conversation)}
        for table in _TABLES:
            found[table] = self._engine.dicts(f"SELECT * FROM {table} WHERE conversation = ?", conversation)
        return found

    def take_in(self, exported: Mapping[str, list[dict[str, Any]]]) -> None:
        """Stores a conversation as `export` gave it, in place of one of the same id; for moving between places."""
        (head,) = exported["conversations"]
        with self._engine.transaction() as execute:
            _delete(execute, head["id"])
            for table in ABOUT:
                for row in exported.get(table, []):
                    cells = {name: value for name, value in row.items() if name != "id" or table == "conversations"}
                    marks = ", ".join("?" * len(cells))
                    execute(f"INSERT INTO {table} ({', '.join(cells)}) VALUES ({marks})", tuple(cells.values()))

    def forget(self, conversation: str) -> None:
        """Deletes everything stored of `conversation`, from the write-ahead log too."""
        with self._engine.transaction() as execute:
            _delete(execute, conversation)
        self._engine.wipe()

    def age(self, conversation: str, by: timedelta) -> None:
        """Moves the times of `conversation` back, as if `by` had passed since (for rehearsals)."""
        kept = self.load(conversation)
        if kept.last_turn is not None:
            earlier = (kept.last_turn - by).isoformat(timespec="seconds")
            with self._engine.transaction() as execute:
                execute("UPDATE conversations SET last_turn = ? WHERE id = ?", (earlier, conversation))

    def _one(self, sql: str, *values: Any) -> Any:
        return next(iter(self._all(sql, *values)), None)

    def _all(self, sql: str, *values: Any) -> list[Row]:
        return self._engine.all(sql, *values)


def _change(
    execute: Execute, place: tuple[str, str, str], old: str | None, new: str | None, words: str, now: str
) -> None:
    if new is None:
        execute("DELETE FROM facts WHERE conversation = ? AND channel = ? AND fact = ?", place)
    else:
        execute(
            "INSERT INTO facts (conversation, channel, fact, value, words, told) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (conversation, channel, fact) DO UPDATE SET value = excluded.value, words = excluded.words, "
            "told = excluded.told",
            (*place, new, words, now),
        )
    execute(
        "INSERT INTO fact_changes (conversation, channel, fact, old, new, words, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*place, old, new, words, now),
    )


def _delete(execute: Execute, conversation: str) -> None:
    for table in _TABLES:
        execute(f"DELETE FROM {table} WHERE conversation = ?", (conversation,))
    execute("DELETE FROM conversations WHERE id = ?", (conversation,))


def _flat(case: Case) -> dict[tuple[str, str], str]:
    """(channel key or "", fact) → value as JSON."""
    flat = {("", fact): json.dumps(value) for fact, value in case.agency.items()}
    for channel in case.channels:
        flat |= {(channel.key, fact): json.dumps(value) for fact, value in channel.facts.items()}
    return flat


@lru_cache(maxsize=8)
def _open(place: str) -> Records:
    return Records(place)


def records() -> Records:
    """The records of this process: the file or the PostgreSQL URL that `ADVISOR_DB` names."""
    place = os.environ.get("ADVISOR_DB", DEFAULT_FILE)
    return _open(place if "://" in place else str(Path(place).absolute()))
