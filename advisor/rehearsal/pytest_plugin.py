"""A pytest collector: scenario files in a folder become tests.

Name the folder with `--rehearse FOLDER`, or call files `*.scenario.yml`.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rehearse", action="append", default=[], metavar="FOLDER", help="folder of scenario files to play"
    )
    parser.addoption(
        "--rehearse-model",
        default=None,
        metavar="FILE",
        help="trained model; by default the newest in models/",
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    folders = [Path(folder).resolve() for folder in parent.config.getoption("--rehearse")]
    wanted = file_path.suffix in {".yml", ".yaml"} and (
        file_path.name.endswith((".scenario.yml", ".scenario.yaml"))
        or any(folder in file_path.resolve().parents for folder in folders)
    )
    return ScenarioFile.from_parent(parent, path=file_path) if wanted else None


class ScenarioFile(pytest.File):
    """A file of scenarios."""

    def collect(self) -> Iterator[pytest.Item]:
        from advisor.rehearsal.scenario import read_scenarios

        for scenario in read_scenarios([self.path]):
            yield ScenarioItem.from_parent(self, name=scenario.name, scenario=scenario)


class ScenarioItem(pytest.Item):
    """One scenario as a test."""

    def __init__(self, *, scenario: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.scenario = scenario

    def runtest(self) -> None:
        from advisor.records import records
        from advisor.rehearsal.player import play

        bot = _assistant(self.config)
        played = (
            asyncio.get_event_loop_policy().get_event_loop().run_until_complete(play(self.scenario, bot, records()))
        )
        if not played.passed:
            raise ScenarioFailed(played)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        if isinstance(excinfo.value, ScenarioFailed):
            played = excinfo.value.played
            lines = [f"{speaker:>4} | {text}" for speaker, text in played.transcript]
            return "\n".join([*lines, *(f"-> {failure}" for failure in played.failures)])
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, f"scenario: {self.name}"


class ScenarioFailed(Exception):
    """A scenario whose expectations do not hold."""

    def __init__(self, played: Any) -> None:
        super().__init__("; ".join(played.failures))
        self.played = played


_loaded: dict[str, Any] = {}
_loop = asyncio.new_event_loop()


def _assistant(config: pytest.Config) -> Any:
    """The assistant, loaded once a test run."""
    from advisor.rasa_parts.assistant import Assistant
    from advisor.understanding.model_file import newest_model

    model = Path(config.getoption("--rehearse-model") or newest_model())
    if str(model) not in _loaded:
        folder = Path(tempfile.mkdtemp(prefix="rehearsal-"))
        _loaded[str(model)] = _loop.run_until_complete(Assistant.load(model, folder))
    return _loaded[str(model)]
