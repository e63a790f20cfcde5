"""What exports say of a channel, beside what was told."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.dialogue.wording import choice_label, is_measured, listed
from advisor.facts import Channel, vocabulary
from advisor.records.store import Kept
from advisor.report.phrasing import one_line, phrase, upper_first


@dataclass(frozen=True)
class MeasuredFact:
    """A fact: what was told, what an export leaves possible, the figure behind it, and whether they agree."""

    label: str
    told: str
    measured: str
    figure: str
    agrees: str


def measured_facts(kept: Kept, channel: Channel) -> tuple[MeasuredFact, ...]:
    """What was measured of `channel`; of an unnamed export, the only channel of its platform is taken."""
    same = [one for one in kept.case.channels if one.platform == channel.platform]
    found = []
    for one in kept.measured:
        if one.platform != channel.platform or (one.name != channel.name and (one.name or len(same) > 1)):
            continue
        fact = vocabulary().fact(one.fact)
        told = channel.facts.get(one.fact)
        taken = is_measured(kept.words.get((channel.key, one.fact), ""))
        state = "none" if taken or told in (None, "unknown") else "yes" if told in one.values else "no"
        found.append(
            MeasuredFact(
                label=upper_first(fact.label),
                told=phrase("sentences.no_words") if state == "none" else choice_label(fact, told),
                measured=listed(choice_label(fact, value) for value in one.values).replace(" and ", " or "),
                figure=one_line(one.figure),
                agrees=phrase(f"measured.{state}"),
            )
        )
    return tuple(found)
