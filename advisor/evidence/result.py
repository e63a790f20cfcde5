"""What measuring gives: evidence about channels, in shapes for people, programs and fact files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from advisor.evidence.data import table
from advisor.evidence.findings import Finding
from advisor.evidence.measures import Measure
from advisor.facts import Case, Channel, vocabulary


@dataclass(frozen=True)
class FileRead:
    """A file that was read: its name as shown, its layout, the posts in it, and what is to be known about them."""

    name: str
    layout: str
    posts: int
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The file as mappings and lists."""
        return {"file": self.name, "layout": self.layout, "posts": self.posts, "notes": list(self.notes)}


@dataclass(frozen=True)
class ChannelEvidence:
    """One channel: `posts` counts everything it sent, reposts included, from `first` to `last`."""

    platform: str
    name: str | None
    files: tuple[str, ...]
    posts: int
    first: date
    last: date
    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...]

    @property
    def label(self) -> str:
        """What people call it: "X", or "Springfield Fire (X)"."""
        label = vocabulary().platforms[self.platform].label
        return f"{self.name} ({label})" if self.name else label

    @property
    def channel(self) -> Channel:
        """The channel with the facts that have a single value."""
        return Channel(self.platform, self.name, {one.fact: one.value for one in self.findings if one.value})

    def measure(self, name: str) -> Measure:
        """The measure called `name`; KeyError if there is none."""
        return {one.name: one for one in self.measures}[name]

    def finding(self, fact: str) -> Finding | None:
        """What was found on `fact`; None if these exports hold nothing of it."""
        return next((one for one in self.findings if one.fact == fact), None)

    def as_json(self) -> dict[str, Any]:
        """The channel as mappings and lists."""
        return {
            "platform": self.platform, "name": self.name, "files": list(self.files), "posts": self.posts,
            "window": [self.first.isoformat(), self.last.isoformat()],
            "measures": [one.as_json() for one in self.measures],
            "facts": [one.as_json() for one in self.findings],
        }  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    """All channels that were measured, and the files they were measured in."""

    channels: tuple[ChannelEvidence, ...]
    files: tuple[FileRead, ...]

    @property
    def case(self) -> Case:
        """The channels with the facts that have a single value, as a case without an agency."""
        return Case(channels=tuple(one.channel for one in self.channels))

    @property
    def cannot(self) -> Mapping[str, str]:
        """The facts that no export can decide, and why."""
        reasons: dict[str, str] = table("measures")["cannot"]
        return reasons

    def as_json(self) -> dict[str, Any]:
        """Everything as mappings and lists."""
        return {
            "evidence": 1,
            "files": [one.as_json() for one in self.files],
            "channels": [one.as_json() for one in self.channels],
            "cannot_be_measured": dict(self.cannot),
        }

    def as_fact_file(self) -> str:
        """A fact file (YAML) with the facts that have a single value; the others stand beside them as remarks."""
        lines = ["channels:"]
        for one in self.channels:
            lines.append(f"  - platform: {one.platform}")
            if one.name:
                lines.append(f"    name: {json.dumps(one.name, ensure_ascii=False)}")
            settled = [found for found in one.findings if found.value]
            lines.append("    facts:" if settled else "    facts: {}")
            for found in settled:
                lines.append(f"      {found.fact}: {json.dumps(found.value)}  # {_because(one, found)}")
            for found in one.findings:
                if not found.value and found.tells:
                    lines.append(f"      # {found.fact}: {' or '.join(found.values)}. {_because(one, found)}")
        return "\n".join(lines) + "\n"


def _because(channel: ChannelEvidence, found: Finding) -> str:
    """The sentences of the measures that spoke, on one line."""
    return " ".join(channel.measure(name).says for name in found.measures)
