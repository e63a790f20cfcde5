"""The agency's name in what people write about themselves."""

from __future__ import annotations


def agency_name(text: str, expected: bool = False) -> str | None:
    """The name of the writer's agency, as written; `expected` when it was just asked for."""
    return None
