"""A turn under way: what the bot says is written down line by line, and any number of browsers may follow it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from rasa.core.channels import OutputChannel

from advisor.web.transcript import bot_message

QUIET = 15.0  # seconds after which a ping keeps the line open through proxies


class RunningTurn(OutputChannel):
    """Collects the lines of one turn; `follow` gives them from the first on, also to who comes late."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._news = asyncio.Event()
        self._finished = False
        self.answered = False

    @classmethod
    def name(cls) -> str:
        """The channel's name in events and responses."""
        return "web"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Passes a message on whole, with its buttons, table and chart."""
        self.answered = True
        self.add({"type": "bot", **bot_message(message)})

    def add(self, line: dict[str, Any]) -> None:
        """Adds a line and wakes everybody who follows."""
        self._lines.append(json.dumps(line, ensure_ascii=False) + "\n")
        self._news.set()

    def finish(self) -> None:
        """No more lines will come."""
        self._finished = True
        self._news.set()

    async def follow(self) -> AsyncIterator[str]:
        """Every line, until the turn is finished; a ping when it has been quiet."""
        seen = 0
        while True:
            while seen < len(self._lines):
                yield self._lines[seen]
                seen += 1
            if self._finished:
                return
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), QUIET)
            except asyncio.TimeoutError:
                yield '{"type": "ping"}\n'
