"""Scenario files: what is said, and what is expected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from advisor.facts import Case, FactError, read_case
from advisor.facts.loading import Unreadable, load

_UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1), "month": timedelta(days=30)}  # fmt: skip
_LATER = re.compile(r"(\d+) (minute|hour|day|week|month)s?")
_STEPS = {"choose", "answer_from", "check", "later"}
_EXPECTED = {"agency", "channels", "replies", "anywhere", "max_turns_to_result"}


class ScenarioError(ValueError):
    """A scenario that cannot be played; the message says where and what is allowed."""


@dataclass(frozen=True)
class Scenario:
    """One scenario; `say` holds texts and steps as written."""

    name: str
    say: tuple[Any, ...]
    expect: Mapping[str, Any] = field(default_factory=dict)
    facts: Case | None = None


def read_scenarios(paths: Iterable[Path]) -> list[Scenario]:
    """All scenarios of the files, and of the `.yml` files in the folders, of `paths`."""
    found = []
    for path in paths:
        if not path.exists():
            raise ScenarioError(f"{path}: no such file or folder.")
        files = sorted([*path.rglob("*.yml"), *path.rglob("*.yaml")]) if path.is_dir() else [path]
        for file in files:
            found.extend(_read_file(file))
    return found


def _read_file(path: Path) -> list[Scenario]:
    try:
        content = load(path.read_text(encoding="utf-8"))
    except (Unreadable, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path}: {error}") from error
    if not isinstance(content, list):
        raise ScenarioError(f"{path}: a scenario file is a list of scenarios.")
    return [_scenario(entry, f"{path}, scenario {number}") for number, entry in enumerate(content, 1)]


def _scenario(entry: Any, where: str) -> Scenario:
    if not isinstance(entry, dict) or "scenario" not in entry or not isinstance(entry.get("say"), list):
        raise ScenarioError(f"{where}: needs `scenario` (a name) and `say` (a list).")
    if unknown := set(entry) - {"scenario", "say", "expect", "facts"}:
        raise ScenarioError(f"{where}: unknown key {sorted(unknown)[0]}; allowed are scenario, say, expect, facts.")
    expect = _mapping(entry.get("expect"), f"{where}, expect", f"of {', '.join(sorted(_EXPECTED))}")
    if unknown := set(expect) - _EXPECTED:
        raise ScenarioError(
            f"{where}, expect: unknown key {sorted(unknown)[0]}; allowed are {', '.join(sorted(_EXPECTED))}."
        )
    for step in entry["say"]:
        _check_step(step, entry, where)
    _check_patterns(expect, where)
    try:
        facts = read_case(entry["facts"], f"{where}, facts") if "facts" in entry else None
    except FactError as error:
        raise ScenarioError(str(error)) from error
    return Scenario(str(entry["scenario"]), tuple(map(_as_typed, entry["say"])), expect, facts)


def _as_typed(step: Any) -> Any:
    """A bare yes, no or number in YAML as the text that a user types."""
    if isinstance(step, bool):
        return "yes" if step else "no"
    return step if isinstance(step, (dict, str)) else str(step)


def _check_step(step: Any, entry: Mapping[str, Any], where: str) -> None:
    if isinstance(step, dict):
        if len(step) != 1 or not set(step) <= _STEPS:
            raise ScenarioError(f"{where}, say: {step} is no step; allowed are text, {', '.join(sorted(_STEPS))}.")
        if "answer_from" in step and "facts" not in entry:
            raise ScenarioError(f"{where}: answer_from needs a `facts:` block.")
        if "later" in step:
            time_in(step["later"], where)


def _check_patterns(expect: Mapping[str, Any], where: str) -> None:
    replies = _mapping(expect.get("replies"), f"{where}, replies", "of numbers (or first, last) with matches and never")
    blocks = {f"replies {number}": block for number, block in replies.items()} | {"anywhere": expect.get("anywhere")}
    for name, block in blocks.items():
        wanted = _mapping(block, f"{where}, {name}", "with matches and never")
        for pattern in [*_patterns(wanted, "matches", where), *_patterns(wanted, "never", where)]:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ScenarioError(f"{where}: {pattern!r} is no valid pattern: {error}.") from error


def _mapping(value: Any, where: str, of: str) -> Mapping[str, Any]:
    """`value` if it is a mapping; an empty one for nothing."""
    if value is not None and not isinstance(value, dict):
        raise ScenarioError(f"{where}: {value!r} should be a mapping {of}.")
    return value or {}


def _patterns(block: Mapping[str, Any], key: str, where: str) -> list[str]:
    found = block.get(key) or []
    if not isinstance(found, list) or not all(isinstance(pattern, str) for pattern in found):
        raise ScenarioError(f"{where}: {key} should be a list of patterns in quotes, not {found!r}.")
    return found


def time_in(words: Any, where: str = "later") -> timedelta:
    """The time that "3 days" or "2 hours" means."""
    match = _LATER.fullmatch(str(words).strip())
    if not match:
        raise ScenarioError(f"{where}: {words!r} is no time; write for example 3 days, 2 hours, 20 minutes.")
    return int(match[1]) * _UNITS[match[2]]
