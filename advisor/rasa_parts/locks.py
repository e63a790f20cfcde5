"""One turn at a time in each conversation, over any number of Rasa processes: locks in Redis that are atomic.

Rasa's own RedisLockStore reads, changes and writes its list of tickets in three steps, so two processes can hand out the
same ticket. Here one SET NX with an expiry takes the lock, and a script gives it back only to its owner (redis-py's Lock).
A lock lasts for seconds and is renewed for as long as its turn runs, so that what a process held when it died is soon free.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore
from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import LockError as NotOwned
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
PATIENCE = 90.0  # seconds a message waits for the one before it; longer than a turn may take
LASTS = 15.0  # seconds until a lock that nobody renews is free


class RedisLocks(LockStore):
    """Locks in Redis, named by `url` (`redis://host:6379/1`) in endpoints.yml."""

    def __init__(self, endpoint_config: Any) -> None:
        self.redis = Redis.from_url(endpoint_config.url, socket_timeout=5, socket_connect_timeout=5)
        super().__init__()

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = 0.05,
    ) -> AsyncGenerator[TicketLock, None]:
        """Waits for the conversation to be free, and keeps it for a turn.

        Raises LockError if that takes too long or Redis cannot be reached: the message is then not handled, and whoever
        sent it is told so.
        """
        async with self._held(f"lock:{conversation_id}", min(lock_lifetime, LASTS)):
            yield TicketLock(conversation_id)

    @asynccontextmanager
    async def message(self, conversation_id: str, message_id: str) -> AsyncGenerator[None, None]:
        """Waits until no process handles this message, and keeps it: whoever comes second finds it answered.

        Raises LockError like `lock`.
        """
        async with self._held(f"message:{conversation_id}:{message_id}", LASTS):
            yield

    @asynccontextmanager
    async def _held(self, what: str, lasts: float) -> AsyncGenerator[None, None]:
        lock = self.redis.lock(f"adviser:{what}", timeout=lasts, sleep=0.05, blocking_timeout=PATIENCE)
        try:
            taken = await lock.acquire()
        except RedisError as error:
            raise LockError(f"Redis cannot be reached: {error}") from error
        if not taken:
            raise LockError(f"What holds {what} takes too long.")
        renewing = asyncio.create_task(_renew(lock, lasts / 3))
        try:
            yield
        finally:
            renewing.cancel()
            try:
                await lock.release()
            except NotOwned:
                logger.warning("A turn went on after its lock was lost.")
            except RedisError as error:
                logger.warning("A lock was left to expire by itself: %s", error)


async def _renew(lock: Lock, every: float) -> None:
    while True:
        await asyncio.sleep(every)
        try:
            await lock.reacquire()
        except RedisError as error:
            logger.warning("A lock could not be renewed: %s", error)
