"""What was measured, beside what was told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from advisor.dialogue.wording import choice_label, listed
from advisor.facts import Case, Channel, vocabulary
from advisor.records.store import Kept
from advisor.report.phrasing import day, one_line, phrase, upper_first


@dataclass(frozen=True)
class Measured:
    """One figure counted from files of a channel.

    channel: the channel's key in its case, as "facebook" or "facebook/Springfield Fire".
    fact: the fact of the vocabulary that the figure speaks to; any other name for a figure beside the vocabulary.
    label: what was measured, in a few words.
    values: the values of `fact` that the figure leaves possible, in the order of the vocabulary. One where it is
        clear, several where its uncertainty spans a border, none for a figure that speaks to no value.
    sentence: the figure in words with its uncertainty: "12 of 87 questions were answered (8 to 23 %)."
    file: the name of the file that it was counted from.
    window: first and last day counted, both included; None where the file has no dates.
    count: how many items were counted.
    """

    channel: str
    fact: str
    label: str
    values: tuple[str, ...]
    sentence: str
    file: str
    window: tuple[date, date] | None
    count: int


@dataclass(frozen=True)
class Beside:
    """A measured fact beside the told one. `differs` only where the two contradict each other."""

    label: str
    told: str
    measured: str
    sentence: str
    basis: str
    note: str
    differs: bool


def measured_of(kept: Kept) -> tuple[Measured, ...]:
    """What exports say of the channels of a conversation; of an unnamed export, the only channel of its platform is meant."""
    found = []
    for one in kept.measured:
        key = f"{one.platform}/{one.name}" if one.name else one.platform
        same = [channel.key for channel in kept.case.channels if channel.platform == one.platform]
        key = key if key in same or len(same) != 1 else same[0]
        if key in same:
            first, last = (date.fromisoformat(day) for day in one.window)
            label = vocabulary().fact(one.fact).label
            files = listed(one.files)
            found.append(Measured(key, one.fact, label, one.values, one.figure, files, (first, last), one.posts))
    return tuple(found)


def check_channels(case: Case, measured: Iterable[Measured]) -> None:
    """Raises ValueError for a figure on a channel that the case does not have; it would be lost."""
    for one in measured:
        if case.channel(one.channel) is None:
            known = ", ".join(channel.key for channel in case.channels) or "none"
            raise ValueError(f"measured: there is no channel {one.channel!r}; there are: {known}.")


def beside(told: Channel, measured: Iterable[Measured]) -> tuple[Beside, ...]:
    """What was measured of the channel, each figure beside what was told."""
    return tuple(_beside(told, one) for one in measured if one.channel == told.key)


def _beside(told: Channel, one: Measured) -> Beside:
    said = told.facts.get(one.fact)
    verdict = _verdict(said, one)
    return Beside(
        label=upper_first(one_line(one.label)),
        told=_in_words(one.fact, [said]) if said not in (None, "unknown") else phrase("measured.not_told"),
        measured=_in_words(one.fact, one.values) if one.values else phrase("measured.figure_only"),
        sentence=one_line(one.sentence),
        basis=_basis(one),
        note=phrase(f"measured.{verdict}"),
        differs=verdict == "differs",
    )


def _verdict(said: str | None, one: Measured) -> str:
    if not one.values:
        return "only_a_figure"
    if one.fact in vocabulary().channel_facts and len(one.values) == len(vocabulary().fact(one.fact).values):
        return "cannot_tell"
    if said in (None, "unknown"):
        return "fills"
    return "agrees" if said in one.values else "differs"


def _in_words(fact: str, values: Iterable[str | None]) -> str:
    known = vocabulary().channel_facts.get(fact)
    labels = [choice_label(known, value) if known else str(value) for value in values]
    return upper_first(one_line(listed(labels, phrase("measured.or"))))


def _basis(one: Measured) -> str:
    kind = "basis" if one.window else "basis_undated"
    first, last = one.window or (None, None)
    days = {"first": day(first), "last": day(last)} if first and last else {}
    return phrase(f"measured.{kind}", file=one_line(one.file), count=f"{one.count:,}", **days)
