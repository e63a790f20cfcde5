"""Many agencies on one page: a national audit that can be sorted and filtered, and printed."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from advisor.dialogue.wording import strategy_label
from advisor.report.judged import label_of, shares, strategy_of
from advisor.report.phrasing import one_line, phrase, words
from advisor.report.sheet import sheet
from advisor.strategy import Assessment, ChannelAssessment

_FOLDER = Path(__file__).parent
_ORDER = ("push", "pull", "networking", "mixed", "undetermined")
_COLUMNS = ("agency", "channel", "strategy", "settled", "push", "pull", "networking", "target")


@dataclass(frozen=True)
class Line:
    """A channel of an agency, in words; shares in whole percent."""

    agency: str
    channel: str
    strategy: str
    settled: str
    push: int
    pull: int
    networking: int
    target: str

    @property
    def cells(self) -> tuple[str | int, ...]:
        """The cells in the order of the columns."""
        return tuple(getattr(self, name) for name in _COLUMNS)


class Registry:
    """Collects assessments and the lines that could not be read."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.errors: list[tuple[int, str]] = []
        self._agencies = 0
        self._strategies: Counter[str] = Counter()

    def add(self, number: int, found: Assessment | str) -> None:
        """Adds what line `number` of the batch gave: an assessment, or what is wrong with it."""
        if isinstance(found, str):
            self.errors.append((number, one_line(found)))
            return
        self._agencies += 1
        agency = one_line(found.agency.name or "") or phrase("nameless")
        for channel in found.channels:
            self._strategies[channel.strategy] += 1
            self.lines.append(_line(agency, channel))

    def as_html(self) -> str:
        """The page: one file, complete without JavaScript, sortable and filterable with it."""
        template = _environment().get_template("registry.html")
        return template.render(
            w=words(),
            title=phrase("registry.title", count=f"{self._agencies:,}"),
            columns=[words()["registry"]["columns"][name] for name in _COLUMNS],
            lines=self.lines,
            bars=self._bars(),
            errors=self.errors,
            script=_script(),
            script_hash=base64.b64encode(hashlib.sha256(_script().encode()).digest()).decode(),
        )

    def as_csv(self) -> str:
        """One row a channel; bad lines stand at the end with what is wrong."""
        head = (*(words()["registry"]["columns"][name] for name in _COLUMNS), words()["registry"]["error"])
        rows = [(*line.cells, "") for line in self.lines]
        bad = [(f"{words()['registry']['line']} {number}", *[""] * 7, error) for number, error in self.errors]
        return sheet(head, [*rows, *bad])

    def _bars(self) -> list[tuple[str, str, int, float]]:
        """(strategy, its word, channels, percent of all) for the distribution."""
        total = sum(self._strategies.values()) or 1
        return [
            (
                name,
                phrase("registry.mixed") if name == "mixed" else strategy_label(name),
                self._strategies[name],
                100 * self._strategies[name] / total,
            )
            for name in _ORDER
        ]


def _line(agency: str, channel: ChannelAssessment) -> Line:
    percent = {share.strategy: share.percent for share in shares(channel)}
    fits = channel.target == channel.strategy
    return Line(
        agency=agency,
        channel=label_of(channel),
        strategy=strategy_of(channel),
        settled=phrase(f"registry.{'yes' if channel.settled else 'no'}"),
        push=percent["push"],
        pull=percent["pull"],
        networking=percent["networking"],
        target=phrase(f"registry.{'yes' if fits else 'no'}") if channel.target else phrase("registry.no_goal"),
    )


@lru_cache(maxsize=1)
def _script() -> str:
    return (_FOLDER / "registry.js").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
