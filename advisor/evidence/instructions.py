"""How a user gets an export out of a platform."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.evidence import wording
from advisor.evidence.data import table
from advisor.evidence.error import EvidenceError
from advisor.facts import vocabulary


@dataclass(frozen=True)
class Way:
    """One way to an export: its steps, the file that comes out, what can be measured with it, what the steps rest on."""

    name: str
    steps: tuple[str, ...]
    file: str
    holds: str
    basis: str


@dataclass(frozen=True)
class How:
    """How to get the exports of a platform or tool; `as_of` is the month (YYYY-MM) of the text."""

    id: str
    as_of: str
    ways: tuple[Way, ...]

    def as_text(self) -> str:
        """The instructions as plain text."""
        lines = []
        for way in self.ways:
            lines.append(way.name)
            lines += [f"  {number}. {step}" for number, step in enumerate(way.steps, 1)]
            lines += [
                f"  {wording.phrase('how.file', file=way.file)}",
                f"  {wording.phrase('how.holds', holds=way.holds)}",
                f"  {wording.phrase(f'how.{way.basis}', month=self.as_of)}",
                "",
            ]
        return "\n".join([*lines, wording.phrase("how.changes")])


def how(name: str) -> How:
    """The instructions for a platform or tool; EvidenceError with what is there if there are none."""
    asked = name.strip().casefold()
    found = next((p.id for p in vocabulary().platforms.values() if asked in {p.id, *p.aliases}), asked)
    entry = table("how").get(found)
    if entry is None:
        raise EvidenceError(f"no instructions for {name!r}; there are some for {', '.join(table('how'))}.")
    ways = tuple(
        Way(way["name"], tuple(way["steps"]), way["file"], way["holds"], way["basis"]) for way in entry["ways"]
    )
    return How(found, str(entry["as_of"]), ways)


def platforms_with_exports() -> tuple[str, ...]:
    """The platforms and tools there are instructions for."""
    return tuple(table("how"))
