"""Who may do what: origins, tokens and rates, the same for every address of the chat."""

from __future__ import annotations

from urllib.parse import urlsplit

from redis.asyncio import Redis

from advisor.web.limits import Buckets, Limit, SharedBuckets
from advisor.web.requests import Refused
from advisor.web.settings import ChatSettings
from advisor.web.tokens import BadToken


class Guard:
    """Lets requests through or raises `Refused` with a line for the person."""

    def __init__(self, settings: ChatSettings) -> None:
        self._settings = settings
        self._visitors: Limit = Buckets(settings.visitor_rate)
        self._addresses: Limit = Buckets(settings.address_rate)

    def share(self, redis: Redis) -> None:
        """From now on counts together with all processes that use this Redis."""
        self._visitors = SharedBuckets(self._settings.visitor_rate, redis, "visitor")
        self._addresses = SharedBuckets(self._settings.address_rate, redis, "address")

    def check_origin(self, origin: str | None, host: str) -> dict[str, str]:
        """Headers that let the page at `origin` read the answer; Refused if that page may not ask.

        No origin means that no page asks, or that the page is our own.
        """
        if not origin:
            return {}
        if urlsplit(origin).netloc == host:
            return {}
        if origin.lower() in self._settings.origins:
            return {
                "Access-Control-Allow-Origin": origin,
                "Access-Control-Expose-Headers": "Retry-After",
                "Vary": "Origin",
            }
        raise Refused(403, "This site may not use the chat; its owner can add it to origins in credentials.yml.")

    def session(self, token: object, user_token: object) -> str:
        """A token for this browser: for the signed-in person, for the session at hand, or a new one."""
        tokens = self._settings.tokens
        if user_token is not None:
            try:
                return tokens.issue(tokens.conversation_of_user(user_token))
            except BadToken as error:
                raise Refused(401, f"Sign-in: {error}") from error
        if token:
            try:
                return tokens.issue(tokens.conversation(token))
            except BadToken:
                return tokens.issue()
        return tokens.issue()

    def conversation(self, token: object) -> str:
        """The conversation of a request."""
        try:
            return self._settings.tokens.conversation(token)
        except BadToken as error:
            raise Refused(401, "Your session has ended; please load the page again.") from error

    async def check_rate(self, conversation: str | None, address: str) -> None:
        """Refused if somebody writes too fast; says how long to wait."""
        wait = await self._addresses.wait(address)
        if not wait and conversation:
            wait = await self._visitors.wait(conversation)
        if wait:
            raise Refused(429, f"That was fast. Please wait {wait} seconds.", wait)
