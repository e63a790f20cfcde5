"""The one parser of facts: fact files, batches, imports and conversations all pass through here."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from advisor.facts.case import Case, Channel
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
        data = json.loads(text) if text.lstrip().startswith("{") else yaml.safe_load(text)
    except json.JSONDecodeError:
        data = _as_yaml(text, where)
    except yaml.YAMLError as error:
        raise FactError(f"{where}: neither YAML nor JSON: {' '.join(str(error).split())}") from error
    return read_case(data, where)


def _as_yaml(text: str, where: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise FactError(f"{where}: neither YAML nor JSON: {' '.join(str(error).split())}") from error


def read_case(data: Any, where: str = "") -> Case:
    """The case in `data` (mappings and lists as from YAML or JSON).

    Raises FactError for anything that is not in the vocabulary; nothing is guessed.
    """
    start = f"{where}: " if where else ""
    _check_mapping(data, ("agency", "channels"), start + "fact file")
    agency = _agency(data.get("agency"), start + "agency")
    listed = data.get("channels") or []
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


def _agency(data: Any, where: str) -> dict[str, Any]:
    if data is None:
        return {}
    _check_mapping(data, tuple(vocabulary().agency_facts), where)
    return {name: parse_value(vocabulary().agency_facts[name], value, where) for name, value in data.items()}


def _channel(data: Any, where: str) -> Channel:
    _check_mapping(data, ("platform", "name", "facts"), where)
    platform, name = data.get("platform"), data.get("name")
    if platform not in vocabulary().platforms:
        raise FactError(f"{where}: unknown platform {platform!r}; allowed are {', '.join(vocabulary().platforms)}.")
    if name is not None and (not isinstance(name, str) or not name.strip()):
        raise FactError(f"{where}: name must be text, not {name!r}.")
    if platform == "other" and name is None:
        raise FactError(f"{where}: platform other needs a name.")
    facts = data.get("facts") or {}
    place = f"{where} ({platform})"
    _check_mapping(facts, tuple(vocabulary().channel_facts), place)
    told = {fact: parse_value(vocabulary().channel_facts[fact], value, place) for fact, value in facts.items()}
    return Channel(str(platform), name.strip() if name else None, told)


def _check_mapping(data: Any, allowed: tuple[str, ...], where: str) -> None:
    if not isinstance(data, Mapping):
        raise FactError(
            f"{where}: must hold {', '.join(allowed[:3])}{' ...' if len(allowed) > 3 else ''} as keys, not {type(data).__name__}."
        )
    for key in data:
        if key not in allowed:
            raise FactError(f"{where}: unknown key {key!r}; allowed are {', '.join(allowed)}.")


def parse_value(fact: FactType, raw: Any, where: str = "") -> Any:
    """`raw` as a value of `fact`.

    A bare yes or no, which YAML reads as true or false, is "yes" or "no" where the fact has these values.
    """
    place = f"{where}, {fact.name}" if where else fact.name
    if isinstance(raw, bool) and fact.type == "choice":
        raw = "yes" if raw else "no"
    if raw == UNKNOWN:
        return UNKNOWN
    if fact.type == "number":
        return _number(fact, raw, place)
    if fact.type == "text":
        if not isinstance(raw, str) or not raw.strip():
            raise FactError(f"{place}: must be text, not {raw!r}.")
        return raw.strip()
    if fact.type == "list":
        return _list(fact, raw, place)
    if not isinstance(raw, str) or raw not in fact.values:
        raise FactError(f"{place}: unknown value {raw!r}; allowed are {', '.join((*fact.values, UNKNOWN))}.")
    return raw


def _number(fact: FactType, raw: Any, place: str) -> int | float:
    if (
        isinstance(raw, bool)
        or not isinstance(raw, (int, float))
        or not math.isfinite(raw)
        or not fact.lowest <= raw <= fact.highest
    ):
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
