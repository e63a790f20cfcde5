"""Choosing between wordings of a response, so that the bot does not say the same sentence twice running."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from advisor.settings import settings


class VariedWordings(TemplatedNaturalLanguageGenerator):
    """Takes a response's variations in turn, and adds the sources of an answer below it."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        super().__init__((domain or Domain.empty()).responses)

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The next variation of `utter_action`, filled in."""
        variations = self.responses.get(utter_action)
        if not variations:
            raise ValueError(f"No response is called {utter_action}: add it to domain.yml or data/responses/.")
        number = _times_said(utter_action, tracker)
        chosen = dict(variations[number % len(variations)])
        draft: dict[str, Any] | None = self._fill_response(chosen, kwargs)
        if draft is not None:
            sources = (draft.get("metadata") or {}).get("sources")
            if sources and "text" in draft:
                draft["text"] = f"{draft['text'].rstrip()}\n(Source: {'; '.join(sources)})"
            draft["variation"] = number
        return draft

    def _fill_response(self, response: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
        """Gaps `{name}` take their values as they are: braces that a user typed are not gaps."""
        text = response.get("text", "").replace("{contact}", settings().contact)
        for name in sorted(values, key=len, reverse=True):
            text = text.replace("{" + name + "}", f"\0{name}\0")
        for name, value in values.items():
            text = text.replace(f"\0{name}\0", str(value))
        return {**response, "text": text.rstrip()}


def _times_said(utter_action: str, tracker: DialogueStateTracker) -> int:
    """Which number comes next, by the last time this response was said."""
    for one in reversed(tracker.events):
        if isinstance(one, BotUttered) and one.metadata.get("utter_action") == utter_action:
            return int(one.metadata.get("variation", 0)) + 1
    return 0
