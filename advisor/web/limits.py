"""How often somebody may write: token buckets, one a visitor and one an address.

In one process they lie in memory; where several processes share a Redis, they lie there, so that nobody gets more by being
answered by another process.
"""

from __future__ import annotations

import hashlib
import logging
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from redis.asyncio import Redis
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
MOST_REMEMBERED = 20_000  # buckets; the one unused for longest goes first, and a new one is full

# One bucket, read and written in one step by Redis and by its clock. Gives what a message would lack to be let through.
_TAKE_ONE = """
local rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6
local kept = redis.call('HMGET', KEYS[1], 'left', 'at')
local left = math.min(burst, (tonumber(kept[1]) or burst) + math.max(0, now - (tonumber(kept[2]) or now)) * rate)
local lacks = math.max(0, 1 - left)
if lacks == 0 then left = left - 1 end
redis.call('HSET', KEYS[1], 'left', tostring(left), 'at', string.format('%.6f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil(1000 * burst / rate) + 1000)
return tostring(lacks)
"""


@dataclass(frozen=True)
class Rate:
    """`per_second` messages in the long run, up to `burst` at once."""

    per_second: float
    burst: int

    def wait_for(self, lacks: float) -> int:
        """Whole seconds until `lacks` of a message have come together; 0 if nothing is lacking."""
        return max(1, math.ceil(lacks / self.per_second)) if lacks else 0


class Limit(Protocol):
    """Says how long somebody has to wait before the next message."""

    async def wait(self, name: str) -> int:
        """0 if `name` may go on now (and then counts it); else the seconds to wait."""


class Buckets:
    """A token bucket for each name, in this process."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def wait(self, name: str) -> int:
        """0 if `name` may go on now (and then counts it); else the seconds to wait."""
        now = self._clock()
        left, at = self._buckets.pop(name, (float(self._rate.burst), now))
        left = min(self._rate.burst, left + (now - at) * self._rate.per_second)
        lacks = max(0.0, 1 - left)
        self._buckets[name] = (left if lacks else left - 1, now)
        if len(self._buckets) > MOST_REMEMBERED:
            self._buckets.popitem(last=False)
        return self._rate.wait_for(lacks)


class SharedBuckets:
    """The same for all processes that share a Redis; while it cannot be reached, each counts for itself."""

    def __init__(self, rate: Rate, redis: Redis, kind: str) -> None:
        self._rate = rate
        self._kind = kind
        self._take_one = redis.register_script(_TAKE_ONE)
        self._alone = Buckets(rate)

    async def wait(self, name: str) -> int:
        """0 if `name` may go on now (and then counts it); else the seconds to wait."""
        key = f"adviser:rate:{self._kind}:{hashlib.sha256(name.encode()).hexdigest()[:32]}"
        try:
            lacks = await self._take_one(keys=[key], args=[self._rate.per_second, self._rate.burst])
        except RedisError as error:
            logger.warning("Rates are counted in this process alone: Redis cannot be reached (%s).", error)
            return await self._alone.wait(name)
        return self._rate.wait_for(float(lacks))
