"""What the bot says next: a pure core over the records. Knows nothing of Rasa."""

from advisor.dialogue.service import take_turn
from advisor.dialogue.turn import Say

__all__ = ["Say", "take_turn"]
