"""One turn with its records: load, respond, store, and only then say."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import asdict, replace
from datetime import datetime, timezone
from pathlib import Path

from advisor.dialogue.respond import Outcome, respond
from advisor.dialogue.turn import Say
from advisor.records import Kept, Records, records
from advisor.understanding.reading import Reading


def take_turn(
    conversation_id: str, reading: Reading, store: Records | None = None, message_id: str | None = None
) -> tuple[tuple[Say, ...], bool]:
    """What the bot says to `reading`, and whether the conversation was deleted.

    When this returns, everything that the answer echoes is stored. A message that comes again with the same
    `message_id`, because a process died before it could be answered, gets the same answer and changes nothing.
    """
    store = store or records()
    kept = store.load(conversation_id)
    answered = kept.state.get("answered") or {}
    if message_id and answered.get("id") == message_id:
        return tuple(Say(one["response"], one["values"], tuple(one["buttons"])) for one in answered["says"]), False
    now = datetime.now(timezone.utc)
    outcome = respond(conversation_id, kept, reading, now, str(report_file(conversation_id, now)))
    if outcome.forget:
        store.forget(conversation_id)
        remove_reports(conversation_id)
        return outcome.says, True
    store.save(conversation_id, _with_answer(outcome, message_id))
    _keep_the_rest(conversation_id, outcome, store, now)
    return outcome.says, False


def _with_answer(outcome: Outcome, message_id: str | None) -> Kept:
    answered = {"id": message_id, "says": [asdict(say) for say in outcome.says]}
    return replace(outcome.kept, state={**outcome.kept.state, "answered": answered if message_id else None})


def _keep_the_rest(conversation_id: str, outcome: Outcome, store: Records, now: datetime) -> None:
    if outcome.assessment is not None:
        store.keep_assessment(conversation_id, outcome.assessment.as_json())
    if outcome.feedback:
        store.keep_feedback(conversation_id, "conversation", outcome.feedback)
    if outcome.write_report:
        _write_report(conversation_id, outcome.kept, store, report_file(conversation_id, now))


def _write_report(conversation_id: str, kept: Kept, store: Records, path: Path) -> None:
    from advisor.report import earlier_of, render
    from advisor.strategy import assess

    earlier = earlier_of(store.assessments(conversation_id), assess(kept.case))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render(kept, "html", earlier=earlier), encoding="utf-8")


def report_file(conversation_id: str, now: datetime) -> Path:
    """Where the report of a conversation is written."""
    return _reports() / f"{_safe(conversation_id)}-{now:%Y-%m-%d}.html"


def remove_reports(conversation_id: str) -> None:
    """Deletes every report written of a conversation."""
    for path in _reports().glob(f"{_safe(conversation_id)}-????-??-??.html"):
        path.unlink()


def _reports() -> Path:
    return Path(os.environ.get("ADVISOR_REPORTS", "state/reports"))


def _safe(conversation_id: str) -> str:
    """A file name of its own for each conversation."""
    plain = re.sub(r"[^A-Za-z0-9_-]", "_", conversation_id)[:60]
    return plain if plain == conversation_id else f"{plain}-{hashlib.sha256(conversation_id.encode()).hexdigest()[:12]}"
