"""What a message is read against: the question just asked, its choices, and the channels in play."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Choice:
    """A button on offer: its title, and what pressing it means (`value:nobody`, `act:skip`, `channel:x`)."""

    title: str
    means: str


@dataclass(frozen=True)
class Asked:
    """The question just asked: a fact, and the channels it was asked for (none for an agency fact)."""

    fact: str
    channels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Situation:
    """Where a conversation stands when a message comes in."""

    asked: Asked | None = None
    choices: tuple[Choice, ...] = ()
    channel: str | None = None  # key of the channel under discussion
    channels: tuple[str, ...] = ()  # keys of all channels, in the order they were added
    group: tuple[str, ...] = field(default=())  # keys of the channels last named together
    told: tuple[tuple[str | None, str], ...] = ()  # (channel key or None, fact) of what was told last

    def as_json(self) -> dict[str, Any]:
        """Plain values for storing; `from_json` reads them back."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Situation:
        """The situation that `as_json` stored."""
        asked = data.get("asked")
        return cls(
            asked=Asked(asked["fact"], tuple(asked["channels"])) if asked else None,
            choices=tuple(Choice(**choice) for choice in data.get("choices", ())),
            channel=data.get("channel"),
            channels=tuple(data.get("channels", ())),
            group=tuple(data.get("group", ())),
            told=tuple((key, fact) for key, fact in data.get("told", ())),
        )
