"""How well messages are understood, on messages nobody trained on.

    make understand-report

Scores the trained model on `tests/held_out/` (or on another folder of the same form): facts in whole messages,
replies in context, acts. Every figure with its 95 % interval (bootstrap over messages). Short replies and plain requests
("about half", "thanks") stand in the training data as well; figures "new words only" leave out texts that do.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from kept_figures import show

from advisor.understanding import Asked, Reader, Situation
from advisor.understanding.model_file import load_reader, newest_model
from advisor.understanding.weighing import key_of_fact

DRAWS = 1000
Figures = dict[str, tuple[float, float, float]]  # value, lower and upper end of the 95 % interval
Key = tuple[str | None, str, str]


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The entries of a .jsonl file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def interval(rows: Sequence[Any], figure: Callable[[Sequence[Any]], float]) -> tuple[float, float, float]:
    """The figure with its 95 % bootstrap interval."""
    chance = random.Random(1)
    drawn = sorted(figure([rows[chance.randrange(len(rows))] for _ in rows]) for _ in range(DRAWS))
    return figure(rows), drawn[int(DRAWS * 0.025)], drawn[int(DRAWS * 0.975)]


def score_messages(reader: Reader, entries: Sequence[dict[str, Any]]) -> list[tuple[set[Key], set[Key]]]:
    """(gold, found) of each message; facts that are fine either way count in neither."""
    rows = []
    for entry in entries:
        channel = entry.get("channel")
        situation = Situation(channel=channel, channels=(channel,) if channel else ())
        reading = reader.read(entry["text"], situation)
        gold = {key_of_fact(f["channel"], f["fact"], f["value"]) for f in entry["facts"]}
        either = {key_of_fact(f["channel"], f["fact"], f["value"]) for f in entry.get("also_fine", [])}
        found = {key_of_fact(f.channel, f.fact, f.value) for f in reading.facts}
        if any(fact == "name" for _, fact, _ in gold | found):
            gold, either, found = _fold_names(gold), _fold_names(either), _fold_names(found)
        rows.append((gold, found - (either - gold)))
    return rows


def _fold_names(keys: set[Key]) -> set[Key]:
    from advisor.understanding.text import plain

    return {(c, f, plain(v)) if f == "name" else (c, f, v) for c, f, v in keys}


def micro_f1(rows: Sequence[tuple[set[Key], set[Key]]]) -> float:
    """Micro-averaged F1 over (channel, fact, value)."""
    right = sum(len(gold & found) for gold, found in rows)
    total = sum(len(gold) + len(found) for gold, found in rows)
    return 2 * right / total if total else 1.0


def score_replies(reader: Reader, entries: Sequence[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """(fact, gold, found) of each reply."""
    rows = []
    for entry in entries:
        scope, _, fact = entry["asked"].partition(":")
        channels = () if scope == "agency" else (scope,)
        reading = reader.read(
            entry["text"], Situation(Asked(fact, channels), (), channels[0] if channels else None, channels)
        )
        values = [f.value for f in reading.facts if f.fact == fact and (not channels or f.channel == scope)]
        rows.append(
            (
                fact,
                key_of_fact(None, fact, entry["value"])[2],
                key_of_fact(None, fact, values[0] if values else None)[2],
            )
        )
    return rows


def score_acts(reader: Reader, entries: Sequence[dict[str, Any]]) -> list[tuple[str, str, bool]]:
    """(gold, found, right) of each message."""
    rows = []
    for entry in entries:
        act = reader.read(entry["text"]).act
        rows.append((entry["act"], act, act == entry["act"] or act in entry.get("also_fine", [])))
    return rows


def _line(name: str, figures: tuple[float, float, float]) -> str:
    return f"{name:<44}{figures[0]:6.3f}   [{figures[1]:.3f}, {figures[2]:.3f}]"


def trained_on(data: Path = Path("data")) -> set[str]:
    """All texts of the training data, folded."""
    from advisor.understanding.text import plain

    texts = {
        line.strip().lstrip("- ").removeprefix("text:").strip(' "')
        for path in data.rglob("*.yml")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    return {plain(text) for text in texts}


def report(reader: Reader, folder: Path) -> Figures:
    """Prints the table and returns its figures."""
    from advisor.understanding.text import plain

    known = trained_on()
    entries = {name: lines_of(folder / f"{name}.jsonl") for name in ("messages", "replies", "acts")}
    messages = score_messages(reader, entries["messages"])
    replies = score_replies(reader, entries["replies"])
    acts = score_acts(reader, entries["acts"])
    new_replies = [row for row, entry in zip(replies, entries["replies"]) if plain(entry["text"]) not in known]
    new_acts = [row for row, entry in zip(acts, entries["acts"]) if plain(entry["text"]) not in known]
    strange = [row for row in acts if row[0] == "out_of_scope"]
    good = [row for row in acts if row[0] != "out_of_scope"]
    figures = {
        "facts in messages, micro-F1": interval(messages, micro_f1),
        "replies in context, accuracy": interval(replies, _replies_right),
        f"  new words only ({len(new_replies)})": interval(new_replies, _replies_right),
        "acts, accuracy": interval(acts, _acts_right),
        f"  new words only ({len(new_acts)})": interval(new_acts, _acts_right),
        "out of scope, recall": interval(
            strange, lambda rows: sum(f == "out_of_scope" for _, f, _ in rows) / len(rows)
        ),
        "good messages turned away": interval(
            good, lambda rows: sum(f == "out_of_scope" for _, f, _ in rows) / len(rows)
        ),
    }
    print(
        f"{'':<44}{'value':>6}   95 % interval   ({len(messages)} messages, {len(replies)} replies, {len(acts)} acts)"
    )
    for name, value in figures.items():
        print(_line(name, value))
    right = sum(len(g & f) for g, f in messages)
    print(
        f"facts: precision {right / max(1, sum(len(f) for _, f in messages)):.3f}, recall {right / max(1, sum(len(g) for g, _ in messages)):.3f}"
    )
    _confusions(messages, replies, acts)
    return figures


def _replies_right(rows: Sequence[tuple[str, str, str]]) -> float:
    return sum(gold == found for _, gold, found in rows) / len(rows)


def _acts_right(rows: Sequence[tuple[str, str, bool]]) -> float:
    return sum(right for *_, right in rows) / len(rows)


def _confusions(
    messages: Sequence[tuple[set[Key], set[Key]]],
    replies: Sequence[tuple[str, str, str]],
    acts: Sequence[tuple[str, str, bool]],
) -> None:
    missed = Counter(fact for gold, found in messages for _, fact, _ in gold - found)
    extra = Counter(fact for gold, found in messages for _, fact, _ in found - gold)
    values = Counter(
        f"{fact}: {value} -> {next(v for c, f, v in found - gold if (c, f) == (channel, fact))}"
        for gold, found in messages
        for channel, fact, value in gold - found
        if fact not in {"name", "staff_hours"} and any((c, f) == (channel, fact) for c, f, _ in found - gold)
    )
    print("\nvalues confused:", ", ".join(f"{pair} {n}" for pair, n in values.most_common(10)))
    print("facts missed or wrong:", ", ".join(f"{fact} {n}" for fact, n in missed.most_common(8)))
    print("facts too many or wrong:", ", ".join(f"{fact} {n}" for fact, n in extra.most_common(8)))
    print(
        "replies wrong:",
        ", ".join(f"{fact} {n}" for fact, n in Counter(fact for fact, g, f in replies if g != f).most_common(8)),
    )
    print(
        "acts confused:",
        ", ".join(
            f"{g}->{f} {n}" for (g, f), n in Counter((g, f) for g, f, right in acts if not right).most_common(10)
        ),
    )


if __name__ == "__main__":
    report(load_reader(newest_model()), Path(sys.argv[1]) if len(sys.argv) > 1 else Path("tests/held_out"))
    show("learning_curve", "With fewer examples: heads trained anew, the encoder as it is")
    show("default_pipeline", "Rasa's default pipeline on the same examples and messages")
