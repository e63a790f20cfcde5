"""Figures of benches that take long, kept with their day and command so that a report can show them beside its own."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "figures"


def keep(name: str, command: str, lines: list[str]) -> None:
    """Stores the lines of a table."""
    FOLDER.mkdir(exist_ok=True)
    content = {"measured": date.today().isoformat(), "command": command, "lines": lines}
    (FOLDER / f"{name}.json").write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def show(name: str, title: str) -> None:
    """Prints a table that was kept; says how to make it where there is none."""
    path = FOLDER / f"{name}.json"
    if not path.exists():
        print(f"\n{title}: not measured yet (bench/{name}.py)")
        return
    kept = json.loads(path.read_text(encoding="utf-8"))
    print(f"\n{title} ({kept['command']}, {kept['measured']})")
    print("\n".join(kept["lines"]))
