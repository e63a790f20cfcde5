"""Where records lie: one SQLite file, or PostgreSQL once one machine is not enough. Both take the same SQL."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlite_utils import Database

from advisor.records.schema import POSTGRES_MIGRATIONS, bring_up_to_date

BUSY_SECONDS = 20
MOST_CONNECTIONS = 8  # of one process to PostgreSQL
Execute = Callable[..., Any]
Row = tuple[Any, ...]


class Unavailable(Exception):
    """The records cannot be read or written just now; nothing was changed."""


class Engine(Protocol):
    """What the records need of a database. `?` stands for a value."""

    def all(self, sql: str, *values: Any) -> list[Row]:
        """The rows of a query."""

    def dicts(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        """The rows of a query, by column."""

    def transaction(self) -> Any:
        """A transaction that gives `execute(sql, values)`; everything in it happens, or nothing."""

    def wipe(self) -> None:
        """Makes sure that deleted rows cannot be read from the disk any more, as far as the engine can."""


class SqliteEngine:
    """One file in WAL mode, synced at each transaction, with deleted space overwritten."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")
        self._connection = connection
        self._lock = threading.RLock()
        bring_up_to_date(Database(connection))

    def all(self, sql: str, *values: Any) -> list[Row]:
        with self._lock, _told():
            return list(self._connection.execute(sql, values).fetchall())

    def dicts(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        with self._lock, _told():
            cursor = self._connection.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row)) for row in cursor.fetchall()]

    @contextmanager
    def transaction(self) -> Iterator[Execute]:
        with self._lock, _told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection.execute
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def wipe(self) -> None:
        with self._lock, _told():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise Unavailable(str(error)) from error


class PostgresEngine:
    """A PostgreSQL database, named by its URL (`postgresql://user:password@host/database`)."""

    def __init__(self, url: str) -> None:
        from psycopg2.pool import ThreadedConnectionPool

        self._free = threading.BoundedSemaphore(MOST_CONNECTIONS)
        with _told_of_postgres():
            self._pool = ThreadedConnectionPool(0, MOST_CONNECTIONS, url)
        self._migrate()

    def all(self, sql: str, *values: Any) -> list[Row]:
        with self._cursor() as cursor:
            cursor.execute(_percent(sql), values)
            return list(cursor.fetchall())

    def dicts(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        with self._cursor() as cursor:
            cursor.execute(_percent(sql), values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row)) for row in cursor.fetchall()]

    @contextmanager
    def transaction(self) -> Iterator[Execute]:
        with self._cursor() as cursor:

            def execute(sql: str, values: Sequence[Any] = ()) -> Any:
                cursor.execute(_percent(sql), values)
                return cursor

            yield execute

    def wipe(self) -> None:
        """Left to PostgreSQL: autovacuum frees the rows, and backups follow the agency's own rules."""

    @contextmanager
    def _cursor(self) -> Iterator[Any]:
        """A cursor in a transaction of its own; a connection that broke is replaced."""
        with self._free, _told_of_postgres():
            connection = self._connection()
            try:
                with connection, connection.cursor() as cursor:
                    yield cursor
            finally:
                self._pool.putconn(connection, close=bool(connection.closed))

    def _connection(self) -> Any:
        """A connection that answers: those that died with the server are thrown away."""
        import psycopg2

        for _ in range(MOST_CONNECTIONS + 1):
            connection = self._pool.getconn()
            try:
                with connection, connection.cursor() as cursor:
                    cursor.execute("SELECT 1")
            except psycopg2.OperationalError:
                self._pool.putconn(connection, close=True)
                continue
            return connection
        raise psycopg2.OperationalError("no connection to the server")

    def _migrate(self) -> None:
        with self.transaction() as execute:
            execute("SELECT pg_advisory_xact_lock(5063)")  # several processes may start at once
            execute("CREATE TABLE IF NOT EXISTS records_version (version INTEGER NOT NULL)")
            found = execute("SELECT version FROM records_version").fetchone()
            version = found[0] if found else 0
            for statement in [one for step in POSTGRES_MIGRATIONS[version:] for one in step]:
                execute(statement)
            execute("DELETE FROM records_version")
            execute("INSERT INTO records_version (version) VALUES (?)", (len(POSTGRES_MIGRATIONS),))


def _percent(sql: str) -> str:
    return sql.replace("?", "%s")


@contextmanager
def _told_of_postgres() -> Iterator[None]:
    import psycopg2

    try:
        yield
    except psycopg2.Error as error:
        raise Unavailable(str(error).strip()) from error


def engine_for(place: Path | str) -> Engine:
    """The engine of `place`: a PostgreSQL URL, or a file's path."""
    if str(place).startswith(("postgresql://", "postgres://")):
        return PostgresEngine(str(place))
    return SqliteEngine(Path(place))
