"""One turn at a time in each conversation, over several processes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from rasa.core.lock_store import LockError
from rasa.utils.endpoints import EndpointConfig

from advisor.rasa_parts.locks import RedisLocks
from tests.engines import redis_server


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with redis_server() as url:
        yield url


def locks(url: str) -> RedisLocks:
    return RedisLocks(EndpointConfig(url=url))


def test_turns_of_one_conversation_never_overlap(url: str) -> None:
    async def run() -> list[int]:
        stores, inside, seen = [locks(url) for _ in range(4)], 0, []

        async def turn(n: int) -> None:
            nonlocal inside
            async with stores[n % 4].lock("web-1"):
                inside += 1
                seen.append(inside)
                await asyncio.sleep(0.005)
                inside -= 1

        await asyncio.gather(*(turn(n) for n in range(40)))
        return seen

    assert asyncio.run(run()) == [1] * 40


def test_conversations_do_not_wait_for_each_other(url: str) -> None:
    async def run() -> int:
        store, inside, most = locks(url), 0, 0

        async def turn(n: int) -> None:
            nonlocal inside, most
            async with store.lock(f"web-{n}"):
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0.05)
                inside -= 1

        await asyncio.gather(*(turn(n) for n in range(10)))
        return most

    assert asyncio.run(run()) > 5


def test_the_lock_of_a_process_that_died_expires(url: str) -> None:
    async def die() -> None:
        await locks(url).lock("web-9", lock_lifetime=0.3).__aenter__()

    async def go_on() -> None:
        async with locks(url).lock("web-9"):
            pass

    asyncio.run(die())
    asyncio.run(asyncio.wait_for(go_on(), 10))


def test_a_turn_that_takes_longer_than_a_lock_lasts_keeps_it(url: str) -> None:
    async def run() -> list[str]:
        seen = []

        async def turn(name: str, seconds: float) -> None:
            async with locks(url).lock("web-8", lock_lifetime=0.3):
                seen.append(f"{name} begins")
                await asyncio.sleep(seconds)
                seen.append(f"{name} ends")

        slow = asyncio.create_task(turn("slow", 1.0))
        await asyncio.sleep(0.1)
        await turn("next", 0.0)
        await slow
        return seen

    assert asyncio.run(run()) == ["slow begins", "slow ends", "next begins", "next ends"]


def test_a_message_is_handled_by_one_process_at_a_time(url: str) -> None:
    async def run() -> list[int]:
        inside, seen = 0, []

        async def handle() -> None:
            nonlocal inside
            async with locks(url).message("web-7", "12345678"):
                inside += 1
                seen.append(inside)
                await asyncio.sleep(0.02)
                inside -= 1

        await asyncio.gather(*(handle() for _ in range(5)))
        return seen

    assert asyncio.run(run()) == [1] * 5


def test_without_redis_the_turn_is_refused_and_not_run_unlocked() -> None:
    async def run() -> None:
        async with locks("redis://127.0.0.1:9/0").lock("web-1"):
            raise AssertionError("the turn ran without a lock")

    with pytest.raises(LockError, match="Redis cannot be reached"):
        asyncio.run(run())
