"""The pages around the widget: the demo, the chat on a page of its own, and the chat without JavaScript."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

_FOLDER = Path(__file__).parent / "pages"
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
PAGE_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["lines"] = _lines
    return environment


def page(name: str, **values: Any) -> str:
    """The page `name` (`demo`, `full` or `plain`) as HTML."""
    return _environment().get_template(f"{name}.html").render(**values)


def plain_page(messages: Sequence[Mapping[str, Any]], token: str, id_: str, error: str = "") -> str:
    """The chat as a page with a form, for browsers without JavaScript."""
    last = messages[-1] if messages else {}
    return page("plain", messages=messages, buttons=last.get("buttons", ()), token=token, id=id_, error=error)


@lru_cache(maxsize=1)
def stylesheet() -> bytes:
    """The stylesheet of these pages."""
    return (_FOLDER / "page.css").read_bytes()


def etag(content: bytes) -> str:
    """A tag that changes with `content`."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def _lines(text: str) -> Markup:
    """`text` with its line ends kept; escapes that were meant for Markdown are taken out."""
    plain = text.replace("\\", "") if "\\" in text else text
    return Markup("<br>").join(escape(line) for line in plain.splitlines())
