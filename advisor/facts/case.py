"""A case: what is known of one agency and its channels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Channel:
    """A channel and what is known of it. A fact never asked is absent; one asked in vain is "unknown"."""

    platform: str
    name: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """ "facebook", or "facebook/Springfield Fire" for a named channel."""
        return f"{self.platform}/{self.name}" if self.name else self.platform


@dataclass(frozen=True)
class Case:
    """An agency's facts (with its name and goals) and its channels. Nothing changes in place."""

    agency: Mapping[str, Any] = field(default_factory=dict)
    channels: tuple[Channel, ...] = ()

    def channel(self, key: str) -> Channel | None:
        """The channel with `key`, if there is one."""
        return next((channel for channel in self.channels if channel.key == key), None)

    def with_fact(self, key: str | None, fact: str, value: Any) -> Case:
        """The case with `fact` of channel `key` (None: of the agency) set to `value`; None removes it."""
        if key is None:
            return replace(self, agency=_with(self.agency, fact, value))
        channels = tuple(replace(c, facts=_with(c.facts, fact, value)) if c.key == key else c for c in self.channels)
        return replace(self, channels=channels)

    def with_channel(self, channel: Channel) -> Case:
        """The case with `channel` added, or put in the place of the one with its key."""
        if self.channel(channel.key) is None:
            return replace(self, channels=(*self.channels, channel))
        return replace(self, channels=tuple(channel if c.key == channel.key else c for c in self.channels))

    def without_channel(self, key: str) -> Case:
        """The case without the channel `key`."""
        return replace(self, channels=tuple(c for c in self.channels if c.key != key))


def _with(facts: Mapping[str, Any], fact: str, value: Any) -> dict[str, Any]:
    kept = {name: old for name, old in facts.items() if name != fact} if value is None else {**facts, fact: value}
    return kept
