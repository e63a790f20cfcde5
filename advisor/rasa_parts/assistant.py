"""The whole assistant in one process: trained model, real policies, real actions, real stores."""

from __future__ import annotations

import importlib
import logging
import os
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent, load_agent
from rasa.core.channels import CollectingOutputChannel, UserMessage
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog
from rasa_sdk.executor import ActionExecutor


class InProcessActions(EndpointConfig):
    """Stands in for the action server: runs the same actions without a network between."""

    def __init__(self) -> None:
        super().__init__(url="http://in-process", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(importlib.import_module("actions"))

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """Runs the action that Rasa asks for."""
        return await self._executor.run(kwargs["json"])


class Assistant:
    """Talks with the trained assistant; its records and trackers lie in `folder`."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent

    @classmethod
    async def load(cls, model: Path, folder: Path) -> Assistant:
        """The assistant of `model`, with fresh stores in `folder` (an existing folder)."""
        configure_structlog(logging.ERROR)
        os.environ["ADVISOR_DB"] = str(folder / "advisor.db")
        os.environ["ADVISOR_REPORTS"] = str(folder / "reports")
        endpoints = AvailableEndpoints(
            action=InProcessActions(),
            nlg=EndpointConfig(type="advisor.rasa_parts.wordings.VariedWordings"),
            tracker_store=EndpointConfig(
                type="advisor.rasa_parts.tracker_store.BoundedTrackerStore",
                dialect="sqlite",
                db=str(folder / "rasa.db"),
            ),
        )
        return cls(await load_agent(model_path=str(model), endpoints=endpoints))

    async def say(self, text: str, conversation: str) -> list[dict[str, Any]]:
        """The bot's messages in answer to `text`: dicts with `text` and `buttons`."""
        channel = CollectingOutputChannel()
        await self._agent.handle_message(UserMessage(text, channel, conversation))
        messages: list[dict[str, Any]] = channel.messages
        return messages

    async def events(self, conversation: str) -> list[dict[str, Any]]:
        """Every event that Rasa stored of a conversation."""
        tracker = await self._agent.tracker_store.retrieve_full_tracker(conversation)
        return [event.as_dict() for event in tracker.events] if tracker else []
