"""The layouts of exports, loaded from `formats.yml`, and how a file is recognised as one of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from advisor.evidence.data import table

Getter = Callable[[Any], Any]
"""Gives the raw value of one column or path of a row; None where it is missing."""


@dataclass(frozen=True)
class FieldSpec:
    """Where a field stands: the first of `names` that is there, or the longest, or all of them."""

    names: tuple[str, ...]
    take: str = "first"
    match: re.Pattern[str] | None = None
    split: str | None = None
    html: bool = False


@dataclass(frozen=True)
class Layout:
    """One layout. `platform` is a canonical id, or the field that names it. See the head of `formats.yml`."""

    name: str
    label: str
    kind: str
    platform: str | FieldSpec
    has: tuple[tuple[str, ...], ...]
    lacks: frozenset[str]
    starts: re.Pattern[bytes] | None
    items: str
    days: tuple[str, ...]
    example: str
    tells: frozenset[str]
    notes: tuple[str, ...]
    fields: Mapping[str, FieldSpec]
    rules: Mapping[str, tuple[str, frozenset[str]]]
    """ "skip", "only" and "public": the field they look at, and its values in lower case."""

    def fits(self, has: Callable[[str], bool]) -> bool:
        """Whether the names this layout needs are there, and those it must lack are not."""
        return all(any(has(name) for name in names) for names in self.has) and not any(has(name) for name in self.lacks)


@lru_cache(maxsize=1)
def layouts() -> tuple[Layout, ...]:
    """All layouts, those that need most names first, so that the most particular one is recognised."""
    read = [_layout(name, entry) for name, entry in table("formats").items()]
    return tuple(sorted(read, key=lambda layout: -len(layout.has)))


def _layout(name: str, entry: Mapping[str, Any]) -> Layout:
    platform = entry["platform"]
    return Layout(
        name=name,
        label=entry["label"],
        kind=entry["kind"],
        platform=platform if isinstance(platform, str) else _spec(platform),
        has=tuple(tuple(one) if isinstance(one, list) else (one,) for one in entry["has"]),
        lacks=frozenset(entry.get("lacks", ())),
        starts=re.compile(rb"\s*" + entry["starts"].encode()) if "starts" in entry else None,
        items=entry.get("items", ""),
        days=tuple(entry.get("days", ())),
        example=entry.get("example", ""),
        tells=frozenset(entry.get("tells", ())),
        notes=tuple(entry.get("notes", ())),
        fields={field: _spec(spec) for field, spec in entry["fields"].items()},
        rules={
            rule: (entry[rule]["field"], frozenset(str(value).lower() for value in entry[rule]["values"]))
            for rule in ("skip", "only", "public")
            if rule in entry
        },
    )


def _spec(raw: Any) -> FieldSpec:
    entry = raw if isinstance(raw, dict) else {"from": raw}
    names = entry["from"]
    return FieldSpec(
        tuple(names) if isinstance(names, list) else (names,),
        entry.get("take", "first"),
        re.compile(entry["match"], re.IGNORECASE) if "match" in entry else None,
        entry.get("split"),
        entry.get("html", False),
    )


def column_name(cell: str) -> str:
    """A column name as it is compared: lower case, blanks made single, without marks that spreadsheets add."""
    return " ".join(cell.replace("\ufeff", "").replace("\u00a0", " ").strip().strip('"').split()).lower()


def table_layout(cells: Sequence[str]) -> Layout | None:
    """The layout whose columns `cells` are, if any."""
    names = {column_name(cell) for cell in cells}
    return next((one for one in layouts() if one.kind == "table" and one.fits(names.__contains__)), None)


def json_layouts(head: bytes) -> list[tuple[Layout, int]]:
    """The JSON layouts that a file with this head may have, each with the byte at which its JSON starts."""
    bare = head.removeprefix(b"\xef\xbb\xbf")
    skipped = len(head) - len(bare)
    found = []
    for layout in layouts():
        if layout.kind not in {"json", "identity"}:
            continue
        if layout.starts is None:
            if bare.lstrip()[:1] in {b"{", b"["}:
                found.append((layout, skipped))
        elif match := layout.starts.match(bare):
            found.append((layout, skipped + match.end()))
    return found


def cells_getter(header: Iterable[str], name: str) -> Getter | None:
    """Reads the column `name` of a table with this header; None if there is no such column."""
    names = [column_name(cell) for cell in header]
    if name not in names:
        return None
    index = names.index(name)
    return lambda row: row[index] if index < len(row) else None


@lru_cache(maxsize=512)
def path_getter(path: str) -> Getter:
    """Reads a path such as `object.tag[].href` of a mapping; a path with [] gives a list."""
    steps = path.split(".")
    if "[]" in path:
        groups = [group.split(".") for group in path.split("[].")]
        return lambda item: _spread(item, groups)
    if len(steps) > 2:
        return lambda item: _walk(item, steps)
    first, last = steps[0], steps[-1]
    return (lambda item: item.get(first)) if len(steps) == 1 else lambda item: _inner(item.get(first), last)


def _inner(item: Any, step: str) -> Any:
    return item.get(step) if isinstance(item, dict) else None


def _walk(item: Any, steps: Sequence[str]) -> Any:
    for step in steps:
        if not isinstance(item, dict):
            return None
        item = item.get(step)
    return item


def _spread(item: Any, groups: Sequence[Sequence[str]]) -> list[Any]:
    """The values at the last group of steps, within each item of the lists at the groups before."""
    found = [item]
    for steps in groups[:-1]:
        lists = [_walk(one, steps) for one in found]
        found = [inner for one in lists if isinstance(one, list) for inner in one]
    values = [_walk(one, groups[-1]) for one in found]
    return [value for value in values if value is not None]
