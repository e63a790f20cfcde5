"""`advisor report`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from advisor.cli.output import write
from advisor.records import records
from advisor.report import earlier_of, render_bytes
from advisor.strategy import assess


class NothingKept(LookupError):
    """A conversation or a result that is not stored; one line says what is."""


def write_report(conversation: str, form: str, output: Path | None, since: date | None) -> None:
    """Writes the report of `conversation`, compared with the result of `since` or the last different one."""
    store = records()
    kept = store.load(conversation)
    if not kept.turns:
        known = ", ".join(store.conversations()[:10]) or "none yet"
        raise NothingKept(f"no conversation {conversation!r} is stored; there are: {known}.")
    history = store.assessments(conversation)
    if since is not None and not history:
        raise NothingKept(f"no result of {conversation!r} is stored to compare with; leave out --since.")
    earlier = earlier_of(history, assess(kept.case), since)
    told_at = {(fact["channel"] or None, fact["fact"]): fact["told"] for fact in store.export(conversation)["facts"]}
    write(render_bytes(kept, form, earlier=earlier, told_at=told_at), form, output)
