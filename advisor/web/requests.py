"""What a browser may ask for: each request checked and turned into plain values."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advisor.dialogue.wording import channel_label, choice_label
from advisor.facts import Case, FactError, parse_value, vocabulary
from advisor.knowledge import knowledge

LARGEST = 16 * 1024  # bytes of a request
LONGEST = 2000  # characters of a message
_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class Refused(ValueError):
    """A request that cannot be served: one line for the person, and the HTTP status."""

    def __init__(self, status: int, message: str, wait: int = 0) -> None:
        super().__init__(message)
        self.status = status
        self.wait = wait  # seconds after which it may be tried again, 0 if that would not help


@dataclass(frozen=True)
class Message:
    """A turn of the user: words, or a fact set in the panel, or a button that is always there (`undo`).

    `told` is (channel key or None, fact, value); its value None withdraws the fact.
    """

    id: str
    text: str
    told: tuple[str | None, str, Any] | None = None
    press: str | None = None
    measured: bool = False

    def metadata(self) -> dict[str, Any]:
        """What goes to the reader beside the text; only this module writes it."""
        if self.told:
            return {"told": list(self.told)}
        if self.measured:
            return {"measured": True}
        return {"press": self.press} if self.press else {}


def read_body(body: bytes) -> dict[str, Any]:
    """The JSON object in a request's body."""
    if len(body) > LARGEST:
        raise Refused(413, f"That is too long: a request may have {LARGEST // 1024} KB.")
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "The request is not readable: JSON is expected.") from error
    if not isinstance(content, dict):
        raise Refused(400, "The request must be a JSON object.")
    return content


def read_message(content: Mapping[str, Any], case: Case) -> Message:
    """The turn that `content` asks for. `case` is what is known so far: only its channels can be changed."""
    id_ = content.get("id")
    if not isinstance(id_, str) or not _ID.fullmatch(id_):
        raise Refused(400, "id must be 8 to 64 letters, digits or hyphens.")
    if "told" in content:
        return _told(id_, content["told"], case)
    if "press" in content:
        if content["press"] != "undo":
            raise Refused(400, "press may only be undo.")
        return Message(id_, knowledge().phrases["undo"], press="do:undo")
    text = content.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Refused(400, "text must not be empty.")
    if len(text) > LONGEST:
        raise Refused(413, f"That is too long: a message may have {LONGEST:,} characters, this one has {len(text):,}.")
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise Refused(400, "text holds half a character.")
    return Message(id_, text)


def read_export(id_: Any, file: str) -> Message:
    """The turn in which an export was given."""
    if not isinstance(id_, str) or not _ID.fullmatch(id_):
        raise Refused(400, "id must be 8 to 64 letters, digits or hyphens.")
    return Message(id_, knowledge().phrases["gave_export"].replace("{file}", file), measured=True)


def read_feedback(content: Mapping[str, Any]) -> tuple[str, str]:
    """What a thumb is about (the bot's words) and what it says (`good` or `bad`, and the person's reason)."""
    good, about, reason = content.get("good"), content.get("about"), content.get("reason", "")
    if not isinstance(good, bool) or not isinstance(about, str) or not isinstance(reason, str):
        raise Refused(400, "feedback needs good (true or false), about and, if you like, reason.")
    if len(about) > LONGEST or len(reason) > LONGEST:
        raise Refused(413, f"That is too long: a message may have {LONGEST:,} characters.")
    return about, f"{'good' if good else 'bad'}: {reason}".rstrip(": ")


def _told(id_: str, told: Any, case: Case) -> Message:
    if not isinstance(told, Mapping) or set(told) != {"channel", "fact", "value"}:
        raise Refused(400, "told must have channel, fact and value.")
    key, name, value = told["channel"], told["fact"], told["value"]
    known = vocabulary().agency_facts if key is None else vocabulary().channel_facts
    if not isinstance(name, str) or name not in known:
        raise Refused(400, f"fact must be one of {', '.join(known)}.")
    if key is not None and (not isinstance(key, str) or case.channel(key) is None):
        raise Refused(409, "That channel is not on the list any more.")
    fact = vocabulary().fact(name)
    try:
        value = None if value is None else parse_value(fact, value)
    except FactError as error:
        raise Refused(400, str(error)) from error
    where = channel_label(key) if key else knowledge().phrases["agency"]
    said = knowledge().phrases["not_known"] if value is None else choice_label(fact, value)
    return Message(id_, f"{where}, {fact.label}: {said}", told=(key, name, value))
