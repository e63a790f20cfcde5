"""The roadmap of changes, in words."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.dialogue.wording import choice_label, listed, strategy_label
from advisor.facts import Case, vocabulary
from advisor.knowledge import knowledge
from advisor.report.judged import label_of_key
from advisor.report.phrasing import phrase, upper_first
from advisor.strategy import Assessment, Step, roadmap


@dataclass(frozen=True)
class StepPart:
    """One step: what to change on which channels and from what (`where`), with effort and gain and what they mean, and which channels arrive with it."""

    number: int
    what: str
    channels: tuple[str, ...]
    where: tuple[str, ...]
    effort: str
    because: str
    gain: str
    gives: str
    costs: str
    arrives: str


def planned(case: Case, assessment: Assessment) -> tuple[StepPart, ...]:
    """The roadmap's steps in their order."""
    targets = {channel.key: channel.target for channel in assessment.channels}
    return tuple(_part(number, step, targets) for number, step in enumerate(roadmap(case, assessment), 1))


def _part(number: int, step: Step, targets: dict[str, str | None]) -> StepPart:
    fact = vocabulary().fact(step.fact)
    price = knowledge().change(step.fact, step.to)
    arrives = [
        phrase("roadmap.arrives", channel=label_of_key(key), strategy=strategy_label(targets[key] or ""))
        for key in step.arrived
    ]
    return StepPart(
        number=number,
        what=phrase("roadmap.what", label=upper_first(fact.label), value=choice_label(fact, step.to)),
        channels=tuple(label_of_key(key) for key in step.changes),
        where=tuple(_where(step, key) for key in step.changes),
        effort=step.effort.label,
        because=price.because if price else "",
        gain=step.gain.label,
        gives=price.gives if price else "",
        costs=price.cost if price else "",
        arrives=upper_first(listed(arrives)) + "." if arrives else "",
    )


def _where(step: Step, key: str) -> str:
    present = step.changes[key].from_
    value = knowledge().phrases["not_known"]
    if present not in (None, "unknown"):
        value = choice_label(vocabulary().fact(step.fact), present)
    return phrase("roadmap.where", channel=label_of_key(key), value=value)
