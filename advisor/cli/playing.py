"""What `advisor rehearse` prints."""

from __future__ import annotations

import json
from collections.abc import Sequence

import typer

from advisor.rehearsal import Played


def print_played(played: Sequence[Played], form: str) -> None:
    """Prints how the scenarios went; of a failed one the whole conversation."""
    passed = sum(one.passed for one in played)
    if form == "json":
        typer.echo(json.dumps({"passed": passed, "failed": len(played) - passed, "scenarios": [one.as_json() for one in played]}, ensure_ascii=False))  # fmt: skip
        return
    for one in played:
        typer.echo(f"{'pass' if one.passed else 'FAIL'}  {one.scenario} ({one.turns} turns)")
        if not one.passed:
            for speaker, text in one.transcript:
                typer.echo(
                    "\n".join(f"      {speaker:>4} | {line}" for line in (text[:1500] or "(nothing)").splitlines())
                )
            for failure in one.failures:
                typer.echo(f"      -> {failure}")
    typer.echo(f"{passed} passed, {len(played) - passed} failed")
