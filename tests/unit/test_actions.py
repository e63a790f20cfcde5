"""The actions: thin over the advisor, loud when something cannot be stored."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import actions
from advisor.records import Unavailable
from advisor.understanding import Reading


def run(reading: Reading) -> tuple[list[dict[str, Any]], list[Any]]:
    """Messages and events of the action for `reading`."""
    latest = {"reading": {**reading.as_json(), "seconds": 0.01}}
    tracker = Tracker("a", {}, latest, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    events = asyncio.run(actions.ActionNoteFacts().run(dispatcher, tracker, {}))
    return dispatcher.messages, events


def test_a_locked_database_is_told_and_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: Any, **__: Any) -> Any:
        raise Unavailable("database is locked")

    monkeypatch.setattr(actions, "take_turn", locked)
    messages, events = run(Reading("comments are off", "inform", 1.0))
    assert [message["response"] for message in messages] == ["utter_not_stored"]
    assert events == []


def test_buttons_send_their_own_title(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setenv("ADVISOR_DB", str(tmp_path / "advisor.db"))
    messages, _ = run(Reading("hello", "greet", 1.0))
    buttons = [button for message in messages for button in message["buttons"]]
    assert buttons
    assert all(button["title"] == button["payload"] for button in buttons)


def test_every_action_has_the_name_that_the_rules_use() -> None:
    domain = yaml.safe_load(Path("domain.yml").read_text(encoding="utf-8"))
    named = {kind().name() for kind in actions.AdviserAction.__subclasses__()}
    assert named == set(domain["actions"])
