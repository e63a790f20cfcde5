"""`advisor understand`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typer

from advisor.facts import vocabulary
from advisor.understanding import Asked, Reader, Reading, Situation
from advisor.understanding.model_file import load_reader, newest_model


class UsageError(ValueError):
    """An option that cannot be used; the message says what is allowed."""


def understand_text(text: str, asked: str | None, channel: str | None, model: Path | None, whole: bool) -> None:
    """Writes the reading of one message."""
    reader = load_reader(model or newest_model())
    reading = reader.read(text, _situation(asked, channel, "--asked"))
    typer.echo(json.dumps(as_contract(text, reading, whole), ensure_ascii=False, indent=2))


def understand_file(path: Path, model: Path | None, whole: bool) -> None:
    """Writes the readings of a .jsonl file, a line each."""
    reader = load_reader(model or newest_model())
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            entry = json.loads(line)
            situation = _situation(entry.get("asked"), entry.get("channel"), f"{path}, line {number}")
            typer.echo(
                json.dumps(
                    as_contract(entry["text"], read(reader, entry["text"], situation), whole),
                    ensure_ascii=False,
                )
            )


def read(reader: Reader, text: str, situation: Situation) -> Reading:
    """The reading of `text`."""
    return reader.read(text, situation)


def _situation(asked: str | None, channel: str | None, where: str) -> Situation:
    key = channel
    question: Asked | None = None
    if channel and channel.partition("/")[0] not in vocabulary().platforms:
        raise UsageError(f"{where}: unknown channel {channel!r}; allowed are {', '.join(vocabulary().platforms)}.")
    if asked:
        scope, _, fact = asked.partition(":")
        facts = vocabulary().agency_facts if scope == "agency" else vocabulary().channel_facts
        if fact not in facts:
            raise UsageError(
                f"{where}: unknown question {asked!r}; write channel:FACT or agency:FACT, for example facebook:who_can_speak."
            )
        if scope in vocabulary().platforms:
            key = scope
        elif scope not in {"agency", "channel"}:
            raise UsageError(f"{where}: {scope!r} in {asked!r} is neither agency, channel nor a platform.")
        question = Asked(fact, () if scope == "agency" else (key,) if key else ())
    return Situation(asked=question, channel=key, channels=(key,) if key else ())


def as_contract(text: str, reading: Reading, whole: bool = False) -> dict[str, Any]:
    """The reading in the shape that other programs rely on; `whole` adds the inner workings.

    A channel is named by its platform; by platform and name only where two of one platform are told apart.
    """
    keys = {fact.channel for fact in reading.facts if fact.channel}
    platforms = [key.partition("/")[0] for key in keys]
    alone = {key: platform for key, platform in zip(keys, platforms) if platforms.count(platform) == 1}
    shape: dict[str, Any] = {
        "text": text,
        "act": reading.act,
        "confidence": reading.confidence,
        "facts": [
            {
                "scope": f.scope,
                "channel": alone.get(f.channel or "", f.channel),
                "fact": f.fact,
                "value": f.value,
                "confidence": f.confidence,
                "words": f.words,
            }
            for f in reading.facts
        ],
        "platforms": list(reading.platforms),
        "topic": reading.topic,
    }
    return {**shape, "reading": reading.as_json()} if whole else shape
