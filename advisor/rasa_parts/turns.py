"""The turns of the web chat that are under way: each message is handled once, whoever sends it again and to whichever process."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

from rasa.core.channels import UserMessage

from advisor.rasa_parts.locks import RedisLocks
from advisor.rasa_parts.running_turn import RunningTurn
from advisor.rasa_parts.tracker_store import BoundedTrackerStore
from advisor.records import records
from advisor.web.requests import Message
from advisor.web.understood import understood

logger = logging.getLogger(__name__)
OVER = "Something went wrong on our side. What you told before is safe; please send that again."
# Rasa keeps what it cannot store in memory and says nothing; we look, and tell.
_NOT_SAVED = "That answer could not be saved, so it may be missing when you come back. What I noted is safe."
Handler = Callable[[UserMessage], Awaitable[Any]]


class Turns:
    """Begins turns and knows those that have not ended."""

    def __init__(self) -> None:
        self._under_way: dict[tuple[str, str], RunningTurn] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._alone: Callable[[str, str], AbstractAsyncContextManager[None]] = lambda *_: nullcontext()

    def share(self, locks: RedisLocks) -> None:
        """From now on a message is handled by one of all the processes that use these locks."""
        self._alone = locks.message

    def begin(
        self, store: BoundedTrackerStore, on_new_message: Handler, conversation: str, message: Message
    ) -> RunningTurn:
        """The turn of `message`: the one under way, or a new one, which tells at once that the message has arrived."""
        running = self._under_way.get((conversation, message.id))
        if running is not None:
            return running
        turn = RunningTurn()
        self._under_way[(conversation, message.id)] = turn
        turn.add({"type": "ack", "id": message.id})
        task = asyncio.create_task(self._run(turn, store, on_new_message, conversation, message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return turn

    async def _run(
        self,
        turn: RunningTurn,
        store: BoundedTrackerStore,
        on_new_message: Handler,
        conversation: str,
        message: Message,
    ) -> None:
        """Runs a turn to its end whether or not a browser still follows it."""
        try:
            async with self._alone(conversation, message.id):
                if await asyncio.to_thread(store.has_answer, conversation, message.id):
                    turn.answered = True
                    turn.add({"type": "dup"})
                else:
                    await on_new_message(
                        UserMessage(message.text, turn, conversation, None, "web", message.id, message.metadata())
                    )
            kept = await asyncio.to_thread(records().load, conversation)
            if not turn.answered:
                turn.add({"type": "error", "message": OVER})
            elif kept.turns and not await asyncio.to_thread(store.has_message, conversation, message.id):
                turn.add({"type": "error", "message": _NOT_SAVED})
            else:
                turn.add({"type": "done", "understood": understood(kept), "forgotten": kept.turns == 0})
        except Exception:
            logger.exception("A turn of the web chat failed")
            turn.add({"type": "error", "message": OVER})
        finally:
            turn.finish()
            self._under_way.pop((conversation, message.id), None)
