"""Choosing between wordings of a response, so that the bot does not say the same sentence twice running."""

from __future__ import annotations

import re
from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from advisor.settings import settings

_MARKDOWN = re.compile(r"([\\`*_\[\]<>~|#])")


class VariedWordings(TemplatedNaturalLanguageGenerator):
    """Takes a response's variations in turn, those for the user's channel before the others.

    Beside the plain text a message gets `web_text`: Markdown, in which a user's words are only words, without the table
    that a page draws itself from the value `rows`.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        super().__init__((domain or Domain.empty()).responses)

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The next variation of `utter_action`, filled in."""
        variations = _for_channel(self.responses.get(utter_action) or [], output_channel)
        if not variations:
            raise ValueError(f"No response is called {utter_action}: add it to domain.yml or data/responses/.")
        number = _times_said(utter_action, tracker)
        draft = dict(variations[number % len(variations)])
        wording = draft.get("text", "").replace("{contact}", settings().contact)
        draft["text"] = _filled(wording, kwargs).rstrip()
        escaped = {
            name: "" if "rows" in kwargs and name == "table" else _as_words(str(value))
            for name, value in kwargs.items()
        }
        web_text = _filled(wording, escaped).rstrip()
        if web_text != draft["text"]:
            draft["web_text"] = web_text
        if sources := (draft.get("metadata") or {}).get("sources"):
            draft.setdefault("web_text", draft["text"])
            draft["text"] += f"\n(Source: {'; '.join(sources)})"
        draft["variation"] = number
        return draft


def _filled(wording: str, values: dict[str, Any]) -> str:
    """Gaps `{name}` take their values as they are: braces that a user typed are not gaps."""
    for name in sorted(values, key=len, reverse=True):
        wording = wording.replace("{" + name + "}", f"\0{name}\0")
    for name, value in values.items():
        wording = wording.replace(f"\0{name}\0", str(value))
    return wording


def _as_words(text: str) -> str:
    """`text` with everything escaped that Markdown would take for mark-up, lists apart."""
    return _MARKDOWN.sub(r"\\\1", text)


def _for_channel(variations: list[dict[str, Any]], channel: str) -> list[dict[str, Any]]:
    own = [one for one in variations if one.get("channel") == channel]
    return own or [one for one in variations if "channel" not in one]


def _times_said(utter_action: str, tracker: DialogueStateTracker) -> int:
    """Which number comes next, by the last time this response was said."""
    for one in reversed(tracker.events):
        if isinstance(one, BotUttered) and one.metadata.get("utter_action") == utter_action:
            return int(one.metadata.get("variation", 0)) + 1
    return 0
