"""The prompt of the shell."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import pytest

from advisor.rasa_parts import shell


@pytest.fixture
def prompt(monkeypatch: pytest.MonkeyPatch) -> shell.Prompt:
    """A prompt at which somebody types "2" again and again."""

    class Typed:
        async def ask_async(self) -> str:
            return "2"

    monkeypatch.setattr(shell.questionary, "text", lambda *_, **__: Typed())
    monkeypatch.setattr(shell.sys.stdin, "isatty", lambda: True, raising=False)
    return shell.Prompt()


def read(prompt: shell.Prompt, message: dict[str, Any] | None) -> str | None:
    return asyncio.run(prompt.read_line(message))


def test_a_number_stands_for_its_button(prompt: shell.Prompt) -> None:
    buttons = [{"title": "Yes", "payload": "Yes"}, {"title": "No", "payload": "No"}]
    assert read(prompt, {"text": "Is that so?", "buttons": buttons}) == "No"
    assert read(prompt, {"text": "How many?"}) == "2"


def test_when_no_answer_came_that_is_said(prompt: shell.Prompt, capsys: pytest.CaptureFixture[str]) -> None:
    read(prompt, None)
    assert "went wrong" not in capsys.readouterr().out
    read(prompt, None)
    assert (
        "Something went wrong on our side. What you told before is safe; please send that again."
        in capsys.readouterr().out
    )


def test_lines_of_a_file_are_the_messages_and_its_end_ends_the_chat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell.sys, "stdin", io.StringIO("hello\n2\n"))
    prompt = shell.Prompt()
    buttons = [{"title": "Yes", "payload": "Yes"}, {"title": "No", "payload": "No"}]
    assert read(prompt, None) == "hello"
    assert read(prompt, {"text": "Shall we?", "buttons": buttons}) == "No"
    assert read(prompt, {"text": "And?"}) == shell.STOP
