"""The fields of a row, read by the names in `formats.yml`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from advisor.evidence.layouts import FieldSpec, Getter, Layout
from advisor.evidence.values import text_of

Find = Callable[[str], "Getter | None"]
"""Gives the getter of a column or path, None where the file has no such column."""
One = Callable[[Any], str]
Several = Callable[[Any], "list[str]"]


class Fields:
    """The fields that a file has. A field it lacks reads as empty text, or as no text at all."""

    def __init__(self, layout: Layout, find: Find) -> None:
        found = {name: (spec, _getters(spec, find)) for name, spec in layout.fields.items()}
        self._one = {name: one(spec, getters) for name, (spec, getters) in found.items() if getters}
        self._all = {name: several(spec, getters) for name, (spec, getters) in found.items() if getters}

    def __contains__(self, name: str) -> bool:
        return name in self._one

    def one(self, name: str) -> One:
        """Reads the field as one text."""
        return self._one.get(name, _empty)

    def all(self, name: str) -> Several:
        """Reads the field as several texts."""
        return self._all.get(name, _none)


def _empty(row: Any) -> str:
    return ""


def _none(row: Any) -> list[str]:
    return []


def _getters(spec: FieldSpec, find: Find) -> list[Getter]:
    return [getter for getter in map(find, spec.names) if getter is not None]


def bound(spec: FieldSpec, find: Find) -> One:
    """Reads a field by its spec as one text."""
    getters = _getters(spec, find)
    return one(spec, getters) if getters else _empty


def several(spec: FieldSpec, getters: Sequence[Getter]) -> Several:
    """All texts of a field."""

    def get(row: Any) -> list[str]:
        found: list[str] = []
        for getter in getters:
            raw = getter(row)
            found += [text for text in map(text_of, raw if isinstance(raw, list) else (raw,)) if text]
            if found and spec.take == "first":
                break
        if spec.take == "longest" and found:
            found = [max(found, key=len)]
        if spec.split:
            found = [piece for text in found for piece in text.split(spec.split) if piece]
        if spec.match:
            found = [match[1] for match in map(spec.match.search, found) if match]
        return found

    return get


def one(spec: FieldSpec, getters: Sequence[Getter]) -> One:
    """The first text of a field, "" where there is none."""
    if spec.take != "first" or spec.split:
        every = several(spec, getters)
        return lambda row: next(iter(every(row)), "")
    search = spec.match.search if spec.match else None

    def get(row: Any) -> str:
        for getter in getters:
            raw = getter(row)
            if text := raw if isinstance(raw, str) else text_of(raw):
                if search is None:
                    return text
                match = search(text)
                return match[1] if match else ""
        return ""

    return get
