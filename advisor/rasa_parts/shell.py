"""`rasa shell` with readable buttons: a numbered list, and one prompt that takes a number or one's own words.

Rasa's own prompt makes people choose "Type out your own message" before they may type, and shows each payload
beside its title. Where standard input is no terminal, its lines are the messages and its end is the end of the chat.
Run as `python -m advisor.rasa_parts.shell [options of rasa shell]`.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import textwrap
from typing import Any

import questionary
from prompt_toolkit.styles import Style

WIDTH = 80
STOP = "/stop"


def print_message(message: dict[str, Any]) -> None:
    """Prints a message of the bot: paragraphs wrapped, tables and lists as they are, buttons numbered."""
    for line in (message.get("text") or "").splitlines():
        fixed = line.startswith((" ", "- ", "-", "|")) or "  " in line.strip()
        indent = "  " if line.startswith("- ") else ""
        print(line if fixed and len(line) <= WIDTH else textwrap.fill(line, WIDTH, subsequent_indent=indent) or "")
    for number, button in enumerate(message.get("buttons") or [], 1):
        print(f"  {number}  {button['title']}")


class Prompt:
    """Shows the last message and reads what the user says to it; a number stands for that button."""

    def __init__(self) -> None:
        self._answer_is_due = False

    async def read_line(self, message: dict[str, Any] | None) -> str | None:
        """`message` is the last of the bot's answer; None at the start, and where the actions were out of reach."""
        if message is not None:
            print_message(message)
        elif self._answer_is_due:
            from advisor.rasa_parts.turns import OVER

            print(OVER)
        print()
        words = await (_typed() if sys.stdin.isatty() else _piped())
        if words is None:
            return STOP
        self._answer_is_due = True
        words = words.strip()
        buttons = (message or {}).get("buttons") or []
        if words.isdigit() and 1 <= int(words) <= len(buttons):
            return str(buttons[int(words) - 1]["payload"])
        return str(words)


async def _typed() -> str | None:
    """What the user types; None if they end the input."""
    return await questionary.text("", qmark="You:", style=Style([("qmark", "bold")])).ask_async()  # type: ignore[no-any-return]


async def _piped() -> str | None:
    """The next line of a file or pipe, printed as if it were typed; None at its end."""
    line = await asyncio.to_thread(sys.stdin.readline)
    if line:
        print(f"You: {line.rstrip()}")
    return line or None


def _print_earlier(message: dict[str, Any], *_: Any, **__: Any) -> None:
    print_message(message)


def main() -> None:
    """Starts Rasa's shell with this prompt."""
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.CRITICAL)
    # Only now: while it loads, Sanic has every deprecation in its libraries shown.
    from rasa.core.channels import console

    console._get_user_input = Prompt().read_line
    console._print_bot_output = _print_earlier
    sys.argv = ["rasa", "shell", *sys.argv[1:]]
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
