"""Rasa's tracker store with a bounded past and the power to forget."""

from __future__ import annotations

import json
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy import event

FORGET = "forget"  # slot that asks for the deletion of a conversation
_STORED = "_stored_events"


class BoundedTrackerStore(SQLTrackerStore):
    """Keeps every event in SQL, but hands Rasa only the latest ones.

    Facts live in the advisor's records, so Rasa needs no more of the past than its rules look at;
    a turn costs the same at turn 300 as at turn 10. A conversation in which the slot `forget` was set
    is deleted instead of saved.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        latest: int = 40,
        host: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain=domain, host=host, **kwargs)
        self._latest = latest
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _durable_and_patient)

    @classmethod
    def create_from_endpoint(cls, endpoint: EndpointConfig, domain: Domain) -> BoundedTrackerStore:
        """The store that `endpoints.yml` describes."""
        return cls(domain=domain, host=endpoint.url, **endpoint.kwargs)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation's latest events, from the beginning of a turn on."""
        with self.session_scope() as session:
            rows = (
                session.query(self.SQLEvent.data)
                .filter(self.SQLEvent.sender_id == sender_id)
                .order_by(self.SQLEvent.id.desc())
                .limit(self._latest)
                .all()
            )
        if not rows:
            return None
        events = _from_a_turn_on([json.loads(data) for (data,) in reversed(rows)])
        tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
        setattr(tracker, _STORED, len(tracker.events))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Appends the events that are new, or deletes the conversation if it asked for that."""
        new = list(tracker.events)[getattr(tracker, _STORED, 0) :]
        if any(isinstance(one, SlotSet) and one.key == FORGET and one.value for one in new):
            self.forget(tracker.sender_id)
            tracker.events.clear()
        else:
            await super().save(tracker)
        setattr(tracker, _STORED, len(tracker.events))

    def has_message(self, sender_id: str, message_id: str) -> bool:
        """Whether a user's message with this id is stored. `message_id` holds letters, digits and hyphens."""
        with self.session_scope() as session:
            return self._place_of(session, sender_id, message_id) is not None

    def has_answer(self, sender_id: str, message_id: str) -> bool:
        """Whether the bot said anything to the message with this id; not so if the actions were out of reach."""
        event = self.SQLEvent
        with self.session_scope() as session:
            place = self._place_of(session, sender_id, message_id)
            if place is None:
                return False
            later = session.query(event.type_name).filter(
                event.sender_id == sender_id, event.id > place, event.type_name.in_(("bot", "user"))
            )
            first = later.order_by(event.id).first()
            return first is not None and first[0] == "bot"

    def _place_of(self, session: Any, sender_id: str, message_id: str) -> int | None:
        """The number of the last event that holds the message."""
        event = self.SQLEvent
        query = session.query(event.id).filter(
            event.sender_id == sender_id,
            event.type_name == "user",
            event.data.like(f'%"message_id": "{message_id}"%'),
        )
        found = query.order_by(event.id.desc()).first()
        return None if found is None else int(found[0])

    def latest_messages(self, sender_id: str, most: int = 200) -> list[dict[str, Any]]:
        """The latest events of the user and the bot, oldest first."""
        with self.session_scope() as session:
            rows = (
                session.query(self.SQLEvent.data)
                .filter(self.SQLEvent.sender_id == sender_id, self.SQLEvent.type_name.in_(("user", "bot")))
                .order_by(self.SQLEvent.id.desc())
                .limit(most)
                .all()
            )
        return [json.loads(data) for (data,) in reversed(rows)]

    def forget(self, sender_id: str) -> None:
        """Deletes every event of a conversation."""
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()

    def _additional_events(self, session: Any, tracker: DialogueStateTracker) -> Any:
        return iter(list(tracker.events)[getattr(tracker, _STORED, 0) :])


def bounded(store: Any) -> BoundedTrackerStore:
    """The store itself, out of the wrappers that Rasa puts around it."""
    while not isinstance(store, BoundedTrackerStore) and hasattr(store, "_tracker_store"):
        store = store._tracker_store
    if not isinstance(store, BoundedTrackerStore):
        raise TypeError("endpoints.yml: the web chat needs advisor.rasa_parts.tracker_store.BoundedTrackerStore.")
    return store


def _from_a_turn_on(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """`events` without a turn that was cut in half at the front."""
    for i, one in enumerate(events):
        if one["event"] == "action" and one.get("name") in {"action_listen", "action_session_start"}:
            return events[i:]
    return events


def _durable_and_patient(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA busy_timeout = 20000")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()
