"""Custom actions: read the reading from the tracker, let the advisor answer, hand its words to Rasa.

Each action has a name of its own so that stories, logs and tests can tell them apart; what they do is
decided in `advisor.dialogue`, in a thread of its own because it reads and writes the records.
"""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from advisor.dialogue import take_turn
from advisor.records import Unavailable
from advisor.understanding import Reading

logger = logging.getLogger(__name__)


class AdviserAction(Action, ABC):
    """Answers one message."""

    @abstractmethod
    def name(self) -> str:
        """The action's name in domain.yml."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Says what the advisor answers; asks Rasa to forget the conversation if the user did."""
        reading = Reading.from_json({k: v for k, v in tracker.latest_message["reading"].items() if k != "seconds"})
        try:
            says, forgotten = await asyncio.to_thread(
                take_turn, tracker.sender_id, reading, message_id=tracker.latest_message.get("message_id")
            )
        except (Unavailable, OSError) as error:
            logger.error("The records could not be written: %s", error)
            dispatcher.utter_message(response="utter_not_stored")
            return []
        for say in says:
            buttons = [{"title": title, "payload": title} for title in say.buttons]
            dispatcher.utter_message(response=say.response, buttons=buttons, **say.values)
        return [SlotSet("forget", True)] if forgotten else []


class ActionGreet(AdviserAction):
    def name(self) -> str:
        return "action_greet"


class ActionNoteFacts(AdviserAction):
    def name(self) -> str:
        return "action_note_facts"


class ActionInterview(AdviserAction):
    def name(self) -> str:
        return "action_interview"


class ActionAnswerQuestion(AdviserAction):
    def name(self) -> str:
        return "action_answer_question"


class ActionShowResult(AdviserAction):
    def name(self) -> str:
        return "action_show_result"


class ActionExplainResult(AdviserAction):
    def name(self) -> str:
        return "action_explain_result"


class ActionSuppose(AdviserAction):
    def name(self) -> str:
        return "action_suppose"


class ActionChangeChannels(AdviserAction):
    def name(self) -> str:
        return "action_change_channels"


class ActionManageConversation(AdviserAction):
    """Pause, restart, delete; also stands in for Rasa's own restart, so that nothing is lost unasked."""

    def name(self) -> str:
        return "action_manage_conversation"


class ActionRestart(AdviserAction):
    def name(self) -> str:
        return "action_restart"


class ActionSmallTalk(AdviserAction):
    def name(self) -> str:
        return "action_small_talk"


class ActionOutOfScope(AdviserAction):
    def name(self) -> str:
        return "action_out_of_scope"
