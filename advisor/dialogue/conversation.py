"""Where a conversation stands: the case so far, what was asked, and what the bot must remember."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from advisor.facts import Case
from advisor.records import Kept, Measured
from advisor.understanding.situation import Situation

Place = tuple[str | None, str]  # (channel key or None for the agency, fact)


@dataclass
class Memory:
    """What the bot remembers beside the facts."""

    misses: int = 0  # messages in a row that were not understood
    again: int = 0  # times in a row that the same question was put
    skipped: list[list[str | None]] = field(default_factory=list)
    pending: dict[str, Any] | None = None  # something that waits for a yes or no
    homeless: list[dict[str, Any]] = field(default_factory=list)  # facts whose channel is not known yet
    told_last: list[dict[str, Any]] = field(default_factory=list)  # places of the last facts, with their old values
    measured_told: list[list[str | None]] = field(default_factory=list)  # measured facts that were told of
    disputed: list[dict[str, Any]] = field(default_factory=list)  # told and measured contradict; not yet asked
    disputes_asked: list[list[str | None]] = field(default_factory=list)  # places that were asked about once
    silence_asked: list[str] = field(default_factory=list)  # silent channels of which it was asked whether they are
    export_offered: bool = False
    undo: list[dict[str, Any]] = field(default_factory=list)  # what the last answers changed, newest last
    settled_told: list[str] = field(default_factory=list)
    results: int = 0  # how often a result was shown
    shown: str | None = None  # the result as last shown, folded
    offered: bool = False  # whether the result was offered before everything is settled
    team_asked: bool = False  # whether the user wants the questions about means and rules
    only: str | None = None  # the channel that the user wants to be asked about first
    turns_aside: int = 0  # chooses wordings for messages off the subject


@dataclass
class Conversation:
    """A conversation during one turn; `to_kept` gives what is stored."""

    id: str
    case: Case
    words: dict[Place, str]
    situation: Situation
    memory: Memory
    turns: int
    last_turn: datetime | None
    measured: tuple[Measured, ...] = ()

    @classmethod
    def of(cls, conversation_id: str, kept: Kept) -> Conversation:
        """The conversation as it was stored."""
        return cls(
            id=conversation_id,
            case=kept.case,
            words=dict(kept.words),
            situation=Situation.from_json(dict(kept.state.get("situation", {}))),
            memory=Memory(**kept.state.get("memory", {})),
            turns=kept.turns,
            last_turn=kept.last_turn,
            measured=kept.measured,
        )

    def to_kept(self) -> Kept:
        """What is to be stored of the conversation."""
        situation = replace(self.situation, channels=tuple(channel.key for channel in self.case.channels))
        state = {"situation": situation.as_json(), "memory": asdict(self.memory)}
        return Kept(self.case, self.words, state, self.turns + 1, self.last_turn, self.measured)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of all channels."""
        return tuple(channel.key for channel in self.case.channels)

    def words_of(self, key: str) -> dict[str, str]:
        """What was said of each fact of the channel `key`."""
        return {fact: words for (channel, fact), words in self.words.items() if channel == key}

    def value(self, place: Place) -> Any:
        """The value at `place`, None if there is none."""
        key, fact = place
        if key is None:
            return self.case.agency.get(fact)
        channel = self.case.channel(key)
        return channel.facts.get(fact) if channel else None
