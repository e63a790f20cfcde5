"""`advisor evidence`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from advisor.evidence import ChannelEvidence, Evidence, EvidenceError, how, measure
from advisor.evidence.wording import listed, phrase, window
from advisor.facts import vocabulary

LARGE = 20 << 20  # bytes from which a progress bar is worth its place


def numbers_of_values() -> dict[str, int]:
    """How many values each channel fact has."""
    return {name: len(fact.values) for name, fact in vocabulary().channel_facts.items()}


def show_how(platform: str) -> None:
    """Writes how to get the exports of a platform."""
    typer.echo(how(platform).as_text())


def measure_files(
    files: Sequence[str], form: str, made: str | None, conversation: str | None = None, **options: Any
) -> None:
    """Measures the files, writes the evidence, and keeps it with `conversation` if there is one."""
    day = _day(made) if made else None
    with _progress(files) as told:
        evidence = measure([Path(name) for name in files], made=day, progress=told, **options)
    if conversation is not None:
        from advisor.records import measured_in, records

        records().keep_measured(conversation, measured_in(evidence.as_json(), numbers_of_values()))
    if form == "json":
        typer.echo(json.dumps(evidence.as_json(), ensure_ascii=False, indent=2))
    elif form == "yaml":
        typer.echo(evidence.as_fact_file(), nl=False)
    else:
        typer.echo(as_text(evidence))


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise EvidenceError(f"--made {text!r}: write the day as YYYY-MM-DD, for example 2025-07-31.") from error


@contextmanager
def _progress(files: Sequence[str]) -> Iterator[Any]:
    """Shows how far each file was read, on a terminal and for large files only."""
    sizes = [path.stat().st_size for path in map(Path, files) if path.is_file()]
    if not sys.stderr.isatty() or sum(sizes) < LARGE:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def told(name: str, done: int, size: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=size)
            bar.update(tasks[name], completed=done)

        yield told


def as_text(evidence: Evidence) -> str:
    """The evidence for people."""
    lines: list[str] = []
    for channel in evidence.channels:
        lines += [*_channel(channel), ""]
    notes = [f"  {one.name}: {note}" for one in evidence.files for note in one.notes]
    if notes:
        lines += [phrase("report.notes"), *notes, ""]
    lines.append(phrase("report.not_measured"))
    lines += [f"  {vocabulary().fact(fact).label}: {why}" for fact, why in evidence.cannot.items()]
    return "\n".join([*lines, "", phrase("report.privacy")])


def _channel(channel: ChannelEvidence) -> list[str]:
    posts = phrase("report.window", posts=f"{channel.posts:,}", window=window(channel.first, channel.last))
    return [
        phrase("report.channel", label=channel.label, files=listed(channel.files)),
        posts,
        "",
        phrase("report.measures"),
        *(f"  {one.says} {one.supports}".rstrip() for one in channel.measures),
        "",
        phrase("report.facts"),
        *(f"  {one.says if one.tells else f'{one.says} {one.why}'}" for one in channel.findings),
    ]
