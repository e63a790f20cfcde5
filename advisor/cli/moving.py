"""`advisor move`: from SQLite to PostgreSQL (or back), records and Rasa's events, losing nothing."""

from __future__ import annotations

import typer

from advisor.rasa_parts.moving import move_events
from advisor.records import Records, records


def move(target: str, events_from: str, events_to: str) -> int:
    """Copies everything and compares; what lies at the old place stays there. Returns the exit status."""
    old, new = records(), Records(target)
    ids = old.conversations()
    for conversation in reversed(ids):
        new.take_in(old.export(conversation))
    different = [one for one in ids if _content(old, one) != _content(new, one)]
    copied, total = move_events(events_from, events_to)
    typer.echo(f"{len(ids)} conversations and {copied} events copied; {total} events are there now.")
    if different:
        typer.echo(f"advisor: these conversations differ: {', '.join(different[:10])}.", err=True)
        return 1
    typer.echo("Everything is the same at both places. The old place was left as it was.")
    return 0


def _content(store: Records, conversation: str) -> dict[str, list[dict[str, object]]]:
    """A conversation as exported, without the numbers that each database gives its rows."""
    exported = store.export(conversation)
    return {
        table: sorted(
            ({name: cell for name, cell in row.items() if name != "id" or table == "conversations"} for row in rows),
            key=str,
        )
        for table, rows in exported.items()
    }
