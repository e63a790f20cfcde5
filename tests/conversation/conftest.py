"""What the tests over real servers share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversation.servers import Servers


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Iterator[Servers]:
    """Rasa and the action server, started once for a file of tests."""
    running = Servers(tmp_path_factory.mktemp("servers"), model)
    try:
        running.start("actions")
        running.start("rasa")
        yield running
    finally:
        running.stop()
