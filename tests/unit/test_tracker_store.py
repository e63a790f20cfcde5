"""Rasa's tracker store: bounded for Rasa, complete on disk, able to forget."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from advisor.rasa_parts.tracker_store import BoundedTrackerStore


@pytest.fixture
def store(tmp_path: Path) -> BoundedTrackerStore:
    domain = Domain.from_yaml("version: '3.1'\nslots: {forget: {type: bool, mappings: [{type: custom}]}}")
    return BoundedTrackerStore(domain, latest=10, dialect="sqlite", db=str(tmp_path / "rasa.db"))


def talk(store: BoundedTrackerStore, turns: int, sender: str = "a") -> None:
    """Stores `turns` turns of three events each."""
    for number in range(turns):
        tracker = asyncio.run(store.get_or_create_tracker(sender))
        tracker.update(UserUttered(f"message {number}"))
        tracker.update(ActionExecuted("action_note_facts"))
        tracker.update(ActionExecuted("action_listen"))
        asyncio.run(store.save(tracker))


def texts(tracker: DialogueStateTracker | None) -> list[str]:
    """The user's messages in a tracker."""
    return [event.text for event in tracker.events if isinstance(event, UserUttered)] if tracker else []


def test_rasa_gets_only_the_latest_turns(store: BoundedTrackerStore) -> None:
    talk(store, 20)
    tracker = asyncio.run(store.retrieve("a"))
    assert tracker is not None
    assert len(tracker.events) <= 10
    assert texts(tracker)[-1] == "message 19"


def test_every_message_is_stored_once(store: BoundedTrackerStore) -> None:
    talk(store, 20)
    assert texts(asyncio.run(store.retrieve_full_tracker("a"))) == [f"message {n}" for n in range(20)]


def test_saving_twice_in_a_turn_stores_nothing_twice(store: BoundedTrackerStore) -> None:
    tracker = asyncio.run(store.get_or_create_tracker("a"))
    tracker.update(UserUttered("once"))
    asyncio.run(store.save(tracker))
    asyncio.run(store.save(tracker))
    assert texts(asyncio.run(store.retrieve_full_tracker("a"))) == ["once"]


def test_a_forgotten_conversation_leaves_nothing(store: BoundedTrackerStore, tmp_path: Path) -> None:
    talk(store, 3)
    talk(store, 1, "b")
    tracker = asyncio.run(store.get_or_create_tracker("a"))
    tracker.update(UserUttered("delete my very private data"))
    tracker.update(SlotSet("forget", True))
    asyncio.run(store.save(tracker))
    assert asyncio.run(store.retrieve("a")) is None
    assert texts(asyncio.run(store.retrieve("b"))) == ["message 0"]
    assert b"private" not in b"".join(path.read_bytes() for path in tmp_path.glob("rasa.db*"))
