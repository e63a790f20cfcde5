"""The one parser of facts: fact files, batches, imports and conversations all pass through here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from advisor.facts.case import Case, Channel
from advisor.facts.loading import Unreadable, load
from advisor.facts.vocabulary import UNKNOWN, FactType, vocabulary


class FactError(ValueError):
    """A fact file that cannot be used: one line that says where, what was wrong and what is allowed."""


def read_fact_file(path: Path) -> Case:
    """The case in a YAML or JSON file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FactError(f"{path}: cannot be read: {error}.") from error
    return parse_fact_text(text, str(path))


def parse_fact_text(text: str, where: str) -> Case:
    """The case in `text`, YAML or JSON; `where` names its origin in errors."""
    try:
        data = load(text)
    except Unreadable as error:
        raise FactError(f"{where}: {error}") from error
    return read_case(data, where)


def read_case(data: Any, where: str = "") -> Case:
    """The case in `data` (mappings and lists as from YAML or JSON).

    Raises FactError for anything that is not in the vocabulary; nothing is guessed.
    """
    start = f"{where}: " if where else ""
    _check_mapping(data, ("agency", "channels"), start + "fact file")
    agency = _facts(data.get("agency"), vocabulary().agency_facts, start + "agency")
    listed = data.get("channels")
    listed = [] if listed is None else listed
    if not isinstance(listed, list):
        raise FactError(f"{start}channels: must be a list of channels.")
    channels: dict[str, Channel] = {}
    for number, entry in enumerate(listed, 1):
        channel = _channel(entry, f"{start}channel {number}")
        folded = channel.key.casefold()
        if folded in channels:
            raise FactError(
                f"{start}channel {number}: {channel.key} stands there twice; give the second one a name of its own."
            )
        channels[folded] = channel
    return Case(agency, tuple(channels.values()))


def _channel(data: Any, where: str) -> Channel:
    _check_mapping(data, ("platform", "name", "facts"), where)
    platform, name = data.get("platform"), data.get("name")
    if not isinstance(platform, str) or platform not in vocabulary().platforms:
        raise FactError(f"{where}: unknown platform {platform!r}; allowed are {', '.join(vocabulary().platforms)}.")
    if name is not None and not _is_text(name):
        raise FactError(f"{where}: name must be text, not {name!r}.")
    if platform == "other" and name is None:
        raise FactError(f"{where}: platform other needs a name.")
    facts = _facts(data.get("facts"), vocabulary().channel_facts, f"{where} ({platform})")
    return Channel(platform, name.strip() if name else None, facts)


def _facts(data: Any, types: Mapping[str, FactType], where: str) -> dict[str, Any]:
    if data is None:
        return {}
    _check_mapping(data, types, where)
    return {name: parse_value(types[name], value, where) for name, value in data.items()}


def _check_mapping(data: Any, allowed: Collection[str], where: str) -> None:
    if not isinstance(data, Mapping):
        raise FactError(
            f"{where}: must hold {', '.join(list(allowed)[:3])}{' ...' if len(allowed) > 3 else ''} as keys, not {type(data).__name__}."
        )
    for key in data:
        if key not in allowed:
            raise FactError(f"{where}: unknown key {key!r}; allowed are {', '.join(allowed)}.")


def _is_text(raw: Any) -> bool:
    """Whether `raw` is text with something in it that can be written out again, as half a character pair cannot."""
    return isinstance(raw, str) and bool(raw.strip()) and not any("\ud800" <= sign <= "\udfff" for sign in raw)


def parse_value(fact: FactType, raw: Any, where: str = "") -> Any:
    """`raw` as a value of `fact`.

    A bare yes or no, which YAML reads as true or false, is "yes" or "no" where the fact has these values.
    """
    if isinstance(raw, bool) and fact.type == "choice":
        raw = "yes" if raw else "no"
    if isinstance(raw, str) and (raw == UNKNOWN or (raw in fact.values and fact.type == "choice")):
        return raw
    place = f"{where}, {fact.name}" if where else fact.name
    if fact.type == "number":
        return _number(fact, raw, place)
    if fact.type == "text":
        if not _is_text(raw):
            raise FactError(f"{place}: must be text, not {raw!r}.")
        return raw.strip()
    if fact.type == "list":
        return _list(fact, raw, place)
    raise FactError(f"{place}: unknown value {raw!r}; allowed are {', '.join((*fact.values, UNKNOWN))}.")


def _number(fact: FactType, raw: Any, place: str) -> int | float:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)) or not fact.lowest <= raw <= fact.highest:
        raise FactError(
            f"{place}: {raw!r} is not allowed; give a number from {fact.lowest} to {fact.highest}, or {UNKNOWN}."
        )
    return int(raw) if raw == int(raw) else raw


def _list(fact: FactType, raw: Any, place: str) -> list[str]:
    if not isinstance(raw, list):
        raise FactError(
            f"{place}: must be a list, the most important first; allowed are {', '.join(fact.values)}, or {UNKNOWN}."
        )
    for item in raw:
        if not isinstance(item, str) or item not in fact.values:
            raise FactError(f"{place}: unknown value {item!r}; allowed are {', '.join(fact.values)}.")
    if len(set(raw)) < len(raw):
        raise FactError(f"{place}: a value stands there twice.")
    return list(raw)
