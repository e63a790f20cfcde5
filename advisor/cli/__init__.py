"""The command line `advisor`."""

from advisor.cli.program import main

__all__ = ["main"]
