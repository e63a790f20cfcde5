"""Which social media strategy does a public agency follow, channel by channel: push, pull or networking?

Everything here is ours and knows nothing of Rasa, but for the room `rasa_parts`.
"""

__version__ = "0.1.0"
