"""What was told beside what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from advisor.evidence import wording
from advisor.evidence.findings import Finding
from advisor.evidence.result import ChannelEvidence, Evidence
from advisor.facts import Case, Channel, vocabulary


@dataclass(frozen=True)
class Disagreement:
    """A fact on which what was told lies outside what was measured."""

    channel: str
    fact: str
    told: str
    measured: tuple[str, ...]
    says: str

    def as_json(self) -> dict[str, Any]:
        """The disagreement as mappings and lists."""
        return {
            "channel": self.channel, "fact": self.fact, "told": self.told, "measured": list(self.measured),
            "says": self.says,
        }  # fmt: skip


def compare(evidence: Evidence, told: Case) -> tuple[Disagreement, ...]:
    """The disagreements on all channels. A measured channel without a name is the only told one of its platform."""
    found: list[Disagreement] = []
    for measured in evidence.channels:
        same = [channel for channel in told.channels if channel.platform == measured.platform]
        named = [channel for channel in same if (channel.name or "").casefold() == (measured.name or "").casefold()]
        for channel in named or (same if len(same) == 1 else []):
            found += disagreements(measured, channel)
    return tuple(found)


def disagreements(measured: ChannelEvidence, told: Channel) -> tuple[Disagreement, ...]:
    """The facts of `told` that the export rules out; what nobody told, or told as unknown, is no disagreement."""
    found = []
    for one in measured.findings:
        value = told.facts.get(one.fact)
        if value in vocabulary().fact(one.fact).values and value not in one.values:
            said = vocabulary().fact(one.fact).says[str(value)]
            found.append(Disagreement(told.key, one.fact, str(value), one.values, _contradiction(measured, one, said)))
    return tuple(found)


def _contradiction(channel: ChannelEvidence, found: Finding, told: str) -> str:
    measures = [channel.measure(name) for name in found.measures]
    chosen = next((one for one in measures if one.finding), measures[0])
    files = wording.listed(chosen.files)
    if found.values == ("inactive",):
        return wording.phrase("said_inactive", told=told, files=files, last=wording.day(channel.last))
    window = wording.window(chosen.first, chosen.last)
    return wording.phrase("disagreement", told=told, files=files, finding=chosen.finding, window=window)
