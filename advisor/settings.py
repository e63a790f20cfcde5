"""The agency's own settings, from `advisor/settings.yml` or the file that `ADVISOR_SETTINGS` names."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("settings.yml")


@dataclass(frozen=True)
class Settings:
    """`contact`: whom the bot names when somebody wants a person."""

    contact: str


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process.

    Raises ValueError with one line if a setting is missing or unknown.
    """
    path = Path(os.environ.get("ADVISOR_SETTINGS", _FILE))
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or set(content) != {"contact"} or not isinstance(content["contact"], str):
        raise ValueError(f"{path}: give exactly one setting, contact, as text.")
    return Settings(contact=content["contact"])
