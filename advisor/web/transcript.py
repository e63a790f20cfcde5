"""What was said, as a page shows it: built from a message under way, or from the events that Rasa stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

LATEST = 200  # messages of a transcript


def bot_message(message: Mapping[str, Any]) -> dict[str, Any]:
    """A message of the bot for the page: text (Markdown), button titles, table, chart, sources, what it offers.

    `message` is as Rasa hands it to a channel: text, buttons and what the wording added.
    """
    shown: dict[str, Any] = {"text": message.get("web_text") or message.get("text") or ""}
    if buttons := message.get("buttons"):
        shown["buttons"] = [str(button["title"]) for button in buttons]
    if message.get("rows"):
        shown["table"] = message["rows"]
    if message.get("chart"):
        shown["chart"] = message["chart"]
    if sources := (message.get("metadata") or {}).get("sources"):
        shown["sources"] = list(sources)
    if message.get("utter_action") == "utter_report":
        shown["report"] = True
    return shown


def transcript(events: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The latest messages: `{"from": "user", "id", "text", "at"}` or `{"from": "bot", …, "at"}`.

    A message that got no answer and was sent again is shown once.
    """
    shown: list[dict[str, Any]] = []
    for event in events:
        if event["event"] == "user" and event.get("text"):
            if shown and shown[-1]["from"] == "user":
                shown.pop()
            shown.append(
                {"from": "user", "id": event.get("message_id"), "text": event["text"], "at": event.get("timestamp")}
            )
        elif event["event"] == "bot":
            flat = {**(event.get("metadata") or {}), **(event.get("data") or {}), "text": event.get("text")}
            shown.append({"from": "bot", **bot_message(flat), "at": event.get("timestamp")})
    return shown[-LATEST:]
