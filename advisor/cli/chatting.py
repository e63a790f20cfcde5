"""`advisor chat`: the action server and the shell, started and stopped together."""

from __future__ import annotations

import getpass
import subprocess
import sys
from pathlib import Path

import typer

from advisor.cli.processes import ACTIONS_PORT, answers, environment, start, stop, wait_for


def chat(conversation: str | None) -> int:
    """Runs until the user leaves the shell; returns the shell's exit status."""
    if answers(ACTIONS_PORT):
        typer.echo(
            f"advisor: port {ACTIONS_PORT} is in use; stop the action server that runs there, then try again.",
            err=True,
        )
        return 2
    actions = start(["run", "actions"], Path("state/actions.log"), environment())
    try:
        typer.echo("Starting the adviser; this takes about twenty seconds ...")
        if not wait_for(actions, ACTIONS_PORT):
            typer.echo("advisor: the action server did not start; state/actions.log tells why.", err=True)
            return 1
        name = conversation or f"shell-{getpass.getuser()}"
        shell = [sys.executable, "-m", "advisor.rasa_parts.shell", "--quiet", "--conversation-id", name]
        return subprocess.call(shell, env=environment())
    except KeyboardInterrupt:
        return 0
    finally:
        stop(actions)
