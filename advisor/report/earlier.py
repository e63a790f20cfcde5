"""What changed since an earlier result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from advisor.dialogue.wording import channel_label, choice_label, strategy_label
from advisor.facts import vocabulary
from advisor.report.phrasing import one_line, phrase, upper_first
from advisor.strategy import Assessment

Earlier = tuple[datetime, Mapping[str, Any]]


@dataclass(frozen=True)
class Since:
    """The differences to the result of `date`, one sentence each; none if nothing changed."""

    date: str
    differences: tuple[str, ...]


def since(earlier: Sequence[Earlier], now: Assessment) -> Since | None:
    """The differences to the latest earlier result that was not the same; None if there is no earlier one."""
    if not earlier:
        return None
    present = now.as_json()
    for at, before in reversed(earlier):
        found = tuple(_differences(before, present))
        if found:
            return Since(_day(at), found)
    return Since(_day(earlier[0][0]), ())


def _day(at: datetime) -> str:
    return f"{at:%d %B %Y}".lstrip("0")


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    old, new = ({_key(channel): channel for channel in one["channels"]} for one in (before, after))
    found = [phrase("since.added", channel=_label(key)) for key in new if key not in old]
    found += [phrase("since.removed", channel=_label(key)) for key in old if key not in new]
    for key in new.keys() & old.keys():
        if _strategy(old[key]) != _strategy(new[key]):
            gaps = {"channel": _label(key), "before": _strategy(old[key]), "after": _strategy(new[key])}
            found.append(phrase("since.strategy", **gaps))
        found += _facts(key, _answers(old[key]), _answers(new[key]))
    return sorted(found)


def _facts(key: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    return [
        phrase(
            "since.fact",
            channel=_label(key),
            label=vocabulary().fact(fact).label,
            before=choice_label(vocabulary().fact(fact), old[fact]),
            after=choice_label(vocabulary().fact(fact), new[fact]),
        )
        for fact in new
        if fact in old and old[fact] != new[fact] and fact in vocabulary().channel_facts
    ]


def _answers(channel: Mapping[str, Any]) -> dict[str, Any]:
    return {one["fact"]: one["value"] for one in channel["evidence"]}


def _key(channel: Mapping[str, Any]) -> str:
    return f"{channel['platform']}/{channel['name']}" if channel.get("name") else str(channel["platform"])


def _label(key: str) -> str:
    return upper_first(one_line(channel_label(key)))


def _strategy(channel: Mapping[str, Any]) -> str:
    return strategy_label(channel["strategy"], channel.get("mixed_of"), channel.get("variant"))
