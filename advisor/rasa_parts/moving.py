"""Moving Rasa's events from one database to another."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore

BATCH = 1000  # events written at once
_COLUMNS = ("sender_id", "type_name", "timestamp", "intent_name", "action_name", "data")


def move_events(source: str, target: str) -> tuple[int, int]:
    """Copies every event, oldest first, from one SQLAlchemy URL to another; how many were copied, and how many are there.

    Conversations that are already at the target are left as they are there.
    """
    old, new = sa.create_engine(source), sa.create_engine(target)
    SQLTrackerStore.Base.metadata.create_all(new)
    events = SQLTrackerStore.SQLEvent.__table__
    copied = 0
    with old.connect() as reading, new.begin() as writing:
        there = {row[0] for row in writing.execute(sa.select(events.c.sender_id).distinct())}
        for batch in _batches(reading, events):
            rows = [row for row in batch if row["sender_id"] not in there]
            if rows:
                writing.execute(events.insert(), rows)
            copied += len(rows)
        (total,) = writing.execute(sa.select(sa.func.count()).select_from(events)).one()
    return copied, total


def _batches(reading: sa.engine.Connection, events: sa.Table) -> Iterator[list[dict[str, object]]]:
    found = reading.execution_options(stream_results=True).execute(events.select().order_by(events.c.id))
    while rows := found.fetchmany(BATCH):
        yield [{name: row[name] for name in _COLUMNS} for row in rows]
