"""The mix of all channels: how the evidence on each is shared out, as rows of a table and points of a plot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from advisor.report.judged import Share, label_of, shares, strategy_of
from advisor.report.phrasing import phrase, upper_first
from advisor.strategy import Assessment


@dataclass(frozen=True)
class MixRow:
    """One channel. `exact` holds its shares (adding up to 1), empty where nothing speaks of the channel yet."""

    number: int
    label: str
    strategy: str
    shares: tuple[Share, ...]
    exact: Mapping[str, float] = field(default_factory=dict)

    @property
    def in_words(self) -> str:
        """ "push 60 %, pull 30 %, networking 10 %"."""
        return ", ".join(f"{share.label} {share.percent} %" for share in self.shares)


@dataclass(frozen=True)
class Mix:
    """All channels, numbered as in the plot. `left_out` says which are not in it, "" if all are."""

    rows: tuple[MixRow, ...]
    left_out: str

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return any(row.exact for row in self.rows)


def mix_of(assessment: Assessment) -> Mix:
    """The mix of an assessment."""
    rows = tuple(
        MixRow(
            number,
            label_of(channel),
            upper_first(strategy_of(channel)),
            shares(channel) if channel.evidence else (),
            dict(channel.shares) if channel.evidence else {},
        )
        for number, channel in enumerate(assessment.channels, 1)
    )
    missing = [row.label for row in rows if not row.exact]
    return Mix(rows, phrase("mix.left_out", channels=", ".join(missing)) if missing else "")
