"""What was understood of one message, as plain values."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class ReadFact:
    """A fact read out of a message. `channel` is a channel's key, or None for the agency (or when nobody said)."""

    scope: str
    channel: str | None
    fact: str
    value: Any
    confidence: float
    words: str
    rival: Any = None  # the second best value, where the best one is in doubt


@dataclass(frozen=True)
class ReadClause:
    """A clause with its mood and the channels it speaks of; for showing how a message was read."""

    text: str
    mood: str
    channels: tuple[str, ...]
    facts: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True)
class Reading:
    """The whole reading of a message."""

    text: str
    act: str
    confidence: float
    facts: tuple[ReadFact, ...] = ()
    doubtful: tuple[ReadFact, ...] = ()  # too uncertain to keep without asking back
    supposed: tuple[ReadFact, ...] = ()  # said as a hypothesis ("if we opened comments")
    platforms: tuple[str, ...] = ()
    topic: str | None = None
    alternatives: tuple[tuple[str, float], ...] = ()
    clauses: tuple[ReadClause, ...] = ()
    choice: str | None = None  # what the pressed button means
    language: str | None = None  # ISO 639-1 code of a message that is surely not in English
    absent: tuple[tuple[str, str], ...] = ()  # channels named that are not theirs: key, kind ("others", "gone", ...)
    moved: tuple[str, str] | None = None  # (from, to): "I meant Facebook, not LinkedIn"
    swapped: bool = False  # what was told last of two channels holds the other way round
    alike: tuple[tuple[str, str, str], ...] = ()  # of the first holds what the second's fact (third, empty for all) is

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the model's output and for `advisor understand`."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Reading:
        """The reading that `as_json` gave."""
        fields = dict(data)
        for name in ("facts", "doubtful", "supposed"):
            fields[name] = tuple(ReadFact(**fact) for fact in data.get(name, ()))
        fields["clauses"] = tuple(
            ReadClause(c["text"], c["mood"], tuple(c["channels"]), tuple(tuple(f) for f in c["facts"]))
            for c in data.get("clauses", ())
        )
        fields["platforms"] = tuple(data.get("platforms", ()))
        fields["alternatives"] = tuple((act, p) for act, p in data.get("alternatives", ()))
        fields["absent"] = tuple((key, kind) for key, kind in data.get("absent", ()))
        fields["alike"] = tuple((key, other, fact) for key, other, fact in data.get("alike", ()))
        fields["moved"] = tuple(data["moved"]) if data.get("moved") else None
        return cls(**fields)
