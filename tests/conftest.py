"""What the tests share: the trained model and fresh records."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.records import Records
from advisor.understanding import Reader
from advisor.understanding.model_file import load_reader, newest_model


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model; `make train` makes it."""
    return newest_model()


@pytest.fixture(scope="session")
def reader(model: Path) -> Reader:
    """The trained reader."""
    return load_reader(model)


@pytest.fixture
def store(tmp_path: Path) -> Records:
    """Empty records."""
    return Records(tmp_path / "advisor.db")
