"""The channels of an agency beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.dialogue.wording import choice_label, listed
from advisor.facts import Case, vocabulary
from advisor.report.judged import label_of, strategy_of
from advisor.report.phrasing import phrase, upper_first
from advisor.strategy import Assessment

ABREAST = 4
"""Channels in one table, so that it fits the width of a page."""


@dataclass(frozen=True)
class Abreast:
    """One table: the labels of its channels, and a row for each subject with a cell for each channel."""

    channels: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Comparison:
    """All channels in tables of at most `ABREAST`, and one sentence on what tells them apart."""

    tables: tuple[Abreast, ...]
    sentence: str


def comparison(case: Case, assessment: Assessment) -> Comparison | None:
    """The channels beside each other; None for fewer than two."""
    if len(case.channels) < 2:
        return None
    tables = [_table(case, assessment, first) for first in range(0, len(case.channels), ABREAST)]
    return Comparison(tuple(tables), _sentence(case))


def _table(case: Case, assessment: Assessment, first: int) -> Abreast:
    channels, judged = case.channels[first : first + ABREAST], assessment.channels[first : first + ABREAST]
    rows = [(phrase("columns.strategy"), tuple(upper_first(strategy_of(one)) for one in judged))]
    for name, fact in vocabulary().channel_facts.items():
        values = [channel.facts.get(name, "unknown") for channel in channels]
        if any(value != "unknown" for value in values):
            cells = [phrase("comparing.open") if v == "unknown" else upper_first(choice_label(fact, v)) for v in values]
            rows.append((upper_first(fact.label), tuple(cells)))
    return Abreast(tuple(label_of(one) for one in judged), tuple(rows))


def _sentence(case: Case) -> str:
    different, same = [], []
    for name, fact in vocabulary().channel_facts.items():
        values = [channel.facts.get(name, "unknown") for channel in case.channels]
        told = {value for value in values if value != "unknown"}
        if len(told) > 1:
            different.append(fact.label)
        elif told and "unknown" not in values:
            same.append(fact.label)
    parts = [
        *([phrase("comparing.different", labels=listed(different))] if different else []),
        *([phrase("comparing.same", labels=listed(same))] if same else []),
    ]
    return " ".join(parts) or phrase("comparing.nothing")
