"""The custom actions: one for each kind of message, all thin over `advisor.dialogue`."""
