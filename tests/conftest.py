"""What the tests share: the trained model and fresh records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.records import Records
from advisor.understanding import Reader
from advisor.understanding.model_file import load_reader, newest_model
from tests.engines import postgresql


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model; `make train` makes it."""
    return newest_model()


@pytest.fixture(scope="session")
def reader(model: Path) -> Reader:
    """The trained reader."""
    return load_reader(model)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL server for the whole run."""
    with postgresql() as url:
        yield url


@pytest.fixture
def empty_postgresql(postgresql_url: str) -> str:
    """The same server without any table."""
    import psycopg2

    connection = psycopg2.connect(postgresql_url)
    connection.autocommit = True
    connection.cursor().execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    connection.close()
    return postgresql_url


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Records:
    """Empty records in a file."""
    return Records(tmp_path / "advisor.db")


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Records:
    """Empty records, on each engine in turn."""
    if request.param == "sqlite":
        return Records(tmp_path / "advisor.db")
    return Records(request.getfixturevalue("empty_postgresql"))
