"""YAML and JSON as plain values, for text that anybody may have written: one line of error, never a guess."""

from __future__ import annotations

import json
from collections.abc import Hashable
from typing import Any

import yaml

_MERGE = "tag:yaml.org,2002:merge"


class Unreadable(ValueError):
    """Text that is neither YAML nor JSON, or that says two things under one key; one line says why."""


class _Loader(yaml.SafeLoader):
    """Reads YAML and refuses a key that stands twice in one mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [(k.tag, k.value) for k, _ in node.value if isinstance(k, yaml.ScalarNode) and k.tag != _MERGE]
        _refuse_twice([value for _, value in keys], len(set(keys)))
        return super().construct_mapping(node, deep)


def load(text: str) -> Any:
    """The mappings, lists and values in `text`.

    Raises Unreadable; besides bad syntax for impossible dates, numbers too long and nesting too deep.
    """
    try:
        return _load(text)
    except Unreadable:
        raise
    except yaml.YAMLError as error:
        raise Unreadable(f"neither YAML nor JSON: {_one_line(error)}") from error
    except ValueError as error:
        raise Unreadable(f"cannot be read: {_one_line(error)}.") from error
    except RecursionError as error:
        raise Unreadable("cannot be read: nested too deeply.") from error


def _load(text: str) -> Any:
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        try:
            return json.loads(text.lstrip("\ufeff"), object_pairs_hook=_mapping)
        except json.JSONDecodeError:
            pass  # what begins like JSON may still be YAML
    return yaml.load(text, _Loader)


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    _refuse_twice([key for key, _ in pairs], len(found))
    return found


def _refuse_twice(keys: list[str], different: int) -> None:
    if different < len(keys):
        twice = next(key for number, key in enumerate(keys) if key in keys[:number])
        raise Unreadable(f"{twice!r} stands there twice in one place; keep one of them.")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
