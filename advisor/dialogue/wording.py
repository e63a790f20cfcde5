"""Facts, channels and lists as readable words; the words themselves come from the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from advisor.facts import FactType, vocabulary
from advisor.knowledge import knowledge
from advisor.strategy import ChannelAssessment
from advisor.strategy.shares import whole_percents

WIDTH = 78
VERY_LIKELY = 0.95  # stability from which a result is called so
LIKELY = 0.75


def channel_label(key: str) -> str:
    """ "Facebook", or "Springfield Fire (Facebook)" for a named channel."""
    platform, _, name = key.partition("/")
    if platform == "other":
        return name or "the other channel"
    label = vocabulary().platforms[platform].label
    return f"{name} ({label})" if name else label


def listed(words: Iterable[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"; `last` stands before the last one."""
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def choice_label(fact: FactType, value: Any) -> str:
    """The short name of a value, as on its button."""
    if fact.type == "list":
        return listed(choice_label_of(fact, item) for item in (value if isinstance(value, list) else [value]))
    return choice_label_of(fact, value)


def choice_label_of(fact: FactType, value: Any) -> str:
    label = fact.choices.get(str(value), str(value))
    is_name = fact.name == "legal_frame"
    return label[:1].lower() + label[1:] if label[1:2].islower() and not is_name else label


def said(fact: FactType, value: Any) -> str:
    """The value as a clause: "nobody can comment"."""
    if fact.type in {"number", "text"} and value != "unknown":
        return fact.says.get("value", "{value}").replace("{value}", str(value))
    if fact.type == "list" and value != "unknown":
        return listed(fact.says.get(str(item), str(item)) for item in value)
    return fact.says.get(str(value), choice_label(fact, value))


def agency_words(name: str, value: Any) -> str:
    """A fact of the agency: its name by itself, "hours a week: 12"."""
    if name == "name" and value != "unknown":
        return str(value)
    fact = vocabulary().fact(name)
    return f"{fact.label}: {choice_label(fact, value)}"


def strategy_label(strategy: str, mixed_of: Sequence[str] | None = None, variant: str | None = None) -> str:
    """ "push", "pull (answering service)", "a mix of push and pull", "not clear yet"."""
    labels = knowledge().labels
    if strategy == "mixed" and mixed_of:
        return labels["mixed"].replace("{pair}", listed(labels[one] for one in mixed_of))
    return labels[variant] if variant else labels[strategy]


def table(rows: Sequence[Sequence[str]], width: int = WIDTH) -> str:
    """A plain text table that fits `width`; the first row is the head. The last column wraps."""
    sizes = [max(len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    room = max(16, width - sum(sizes) - 2 * len(sizes))
    lines = []
    for n, row in enumerate(rows):
        wrapped = _wrap(row[-1], room)
        start = "  ".join(cell.ljust(size) for cell, size in zip(row, sizes))
        for i, piece in enumerate(wrapped):
            lines.append(f"{start if i == 0 else ' ' * len(start)}  {piece}".rstrip())
        if n == 0:
            lines.append("-" * min(width, max(len(line) for line in lines) if lines else width))
    return "\n".join(lines)


def _wrap(text: str, room: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def measured_words(figure: str) -> str:
    """What stands in place of the user's words for a fact that was measured."""
    return knowledge().phrases["measured"].replace("{figure}", figure)


def is_measured(words: str) -> bool:
    """Whether `words` are not a user's but an export's."""
    return words.startswith(measured_words(""))


def quoted(words: str) -> str:
    """Where a fact comes from: the user's words, cut to a line, or the figure that was measured."""
    return words if is_measured(words) else f'you said: "{words[:70]}"'


def chart_of(judged: ChannelAssessment) -> dict[str, Any]:
    """One bar of a chart: the channel's label and its shares in whole percent, which add up to 100."""
    return {"label": channel_label(judged.key), "shares": whole_percents(judged.shares)}


def sureness(judged: ChannelAssessment, inactive: bool) -> str:
    """How sure the judgement is, and which answer would tell most."""
    phrases = knowledge().sureness
    level = sureness_level(judged, inactive)
    if level in ("inactive", "settled"):
        return phrases[level]
    if not judged.decides_next:
        return phrases[f"{level}_all_asked"]
    return phrases[level].replace("{label}", vocabulary().fact(judged.decides_next).label)


def sureness_level(judged: ChannelAssessment, inactive: bool) -> str:
    """How sure the judgement is: inactive, settled, very_likely, likely, tentative or undetermined."""
    if inactive:
        return "inactive"
    if judged.settled:
        return "settled"
    if judged.strategy == "undetermined":
        return "undetermined"
    stability = judged.stability
    return "very_likely" if stability >= VERY_LIKELY else "likely" if stability >= LIKELY else "tentative"
