"""Reading what people write: from a message and its situation to an act and facts. Knows nothing of Rasa."""

from advisor.understanding.reader import Reader
from advisor.understanding.reading import ReadFact, Reading
from advisor.understanding.situation import Asked, Choice, Situation

__all__ = ["Asked", "Choice", "ReadFact", "Reader", "Reading", "Situation"]
