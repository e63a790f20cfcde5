"""The tables of the records, and how older files are brought up to date."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

ABOUT = {
    "conversations": "One row a conversation: when it began, when it was last used, and where it stands (JSON).",
    "channels": "The channels of each conversation's agency, in the order they were added.",
    "facts": "What is known: one row a fact of a channel (or of the agency, where channel is empty), with the user's words.",
    "fact_changes": "Every fact as it was told, changed or withdrawn, in order of time.",
    "assessments": "Each result that was shown, as JSON, so that it can be compared with later ones.",
    "measured": "What exports say of each fact: the values they leave possible, with file, window and count (JSON).",
    "feedback": "What users said about the adviser, and what it was about.",
}


def bring_up_to_date(db: Database) -> None:
    """Runs the migrations that this file has not seen yet."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    for number, migrate in enumerate(_MIGRATIONS[version:], version + 1):
        with db.conn:
            migrate(db)
            db.execute(f"PRAGMA user_version = {number}")


def _first_tables(db: Database) -> None:
    db.table("conversations").create(
        {"id": str, "started": str, "last_turn": str, "turns": int, "state": str}, pk="id", if_not_exists=True
    )
    db.table("channels").create(
        {"conversation": str, "channel": str, "platform": str, "name": str, "position": int},
        pk=("conversation", "channel"),
        foreign_keys=[("conversation", "conversations", "id")],
        if_not_exists=True,
    )
    db.table("facts").create(
        {"conversation": str, "channel": str, "fact": str, "value": str, "words": str, "told": str},
        pk=("conversation", "channel", "fact"),
        foreign_keys=[("conversation", "conversations", "id")],
        if_not_exists=True,
    )
    db.table("fact_changes").create(
        {
            "id": int,
            "conversation": str,
            "channel": str,
            "fact": str,
            "old": str,
            "new": str,
            "words": str,
            "at": str,
        },
        pk="id",
        if_not_exists=True,
    )
    db.table("assessments").create(
        {"id": int, "conversation": str, "at": str, "assessment": str}, pk="id", if_not_exists=True
    )
    db.table("feedback").create(
        {"id": int, "conversation": str, "at": str, "about": str, "words": str}, pk="id", if_not_exists=True
    )
    for table in ("fact_changes", "assessments", "feedback"):
        db.table(table).create_index(["conversation", "id"], if_not_exists=True)
    db.table("about_these_tables").insert_all(
        ({"table": table, "holds": text} for table, text in ABOUT.items() if table != "measured"),
        pk="table",
        replace=True,
    )


def _measured(db: Database) -> None:
    db.table("measured").create(
        {"id": int, "conversation": str, "platform": str, "name": str, "fact": str, "measured": str, "at": str},
        pk="id",
        if_not_exists=True,
    )
    db.table("measured").create_index(["conversation", "id"], if_not_exists=True)
    db.table("about_these_tables").insert({"table": "measured", "holds": ABOUT["measured"]}, pk="table", replace=True)


_MIGRATIONS: tuple[Callable[[Database], None], ...] = (_first_tables, _measured)

_PLACE = "conversation TEXT NOT NULL REFERENCES conversations (id)"
POSTGRES_MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE conversations (id TEXT PRIMARY KEY, started TEXT, last_turn TEXT, turns INTEGER, state TEXT)",
        f"CREATE TABLE channels ({_PLACE}, channel TEXT, platform TEXT, name TEXT, position INTEGER, "
        "PRIMARY KEY (conversation, channel))",
        f"CREATE TABLE facts ({_PLACE}, channel TEXT, fact TEXT, value TEXT, words TEXT, told TEXT, "
        "PRIMARY KEY (conversation, channel, fact))",
        "CREATE TABLE fact_changes (id SERIAL PRIMARY KEY, conversation TEXT, channel TEXT, fact TEXT, old TEXT, "
        "new TEXT, words TEXT, at TEXT)",
        "CREATE TABLE assessments (id SERIAL PRIMARY KEY, conversation TEXT, at TEXT, assessment TEXT)",
        "CREATE TABLE feedback (id SERIAL PRIMARY KEY, conversation TEXT, at TEXT, about TEXT, words TEXT)",
        "CREATE TABLE measured (id SERIAL PRIMARY KEY, conversation TEXT, platform TEXT, name TEXT, fact TEXT, "
        "measured TEXT, at TEXT)",
        *(
            f"CREATE INDEX {table}_by_conversation ON {table} (conversation, id)"
            for table in ("fact_changes", "assessments", "feedback", "measured")
        ),
        *("COMMENT ON TABLE {} IS '{}'".format(table, text.replace("'", "''")) for table, text in ABOUT.items()),
    ),
)
"""The same tables for PostgreSQL, statement by statement; a new step is added at the end."""
