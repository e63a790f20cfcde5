"""What the web chat needs and Rasa does not: session tokens, limits, requests, transcripts, the panel, pages.

Knows nothing of Rasa; `advisor.rasa_parts.web_channel` puts it on Rasa's port.
"""
