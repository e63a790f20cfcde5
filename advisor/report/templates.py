"""The templates beside this file, and how words from outside get into them unharmed."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from advisor.report.phrasing import phrase

FOLDER = Path(__file__).parent
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#!|~&$])")
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")


@lru_cache(maxsize=2)
def environment(escape: bool) -> Environment:
    """The templates, with everything escaped for HTML or with nothing escaped by itself."""
    found = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["md"] = markdown
    found.globals.update(phrase=phrase, hash=content_hash)
    return found


@lru_cache(maxsize=8)
def sheet(name: str) -> Markup:
    """A style sheet or script of this folder, to be put into a page as it is."""
    return Markup((FOLDER / name).read_text(encoding="utf-8"))


def content_hash(text: str) -> Markup:
    """What a content security policy calls an inline style or script that it allows."""
    return Markup("sha256-{}").format(base64.b64encode(hashlib.sha256(str(text).encode("utf-8")).digest()).decode())


def markdown(text: Any) -> str:
    """`text` with everything escaped that Markdown or the HTML within it would take for mark-up or a link."""
    escaped = _LINK.sub(lambda found: f"{found[1]}\\{found[2]}", _MARKDOWN.sub(r"\\\1", str(text)))
    return re.sub(r"^(\s*)([-=+]|\d+[.)])", r"\1\\\2", escaped)
