"""Two assessments of one agency compared over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from advisor.dialogue.wording import choice_label, strategy_label
from advisor.facts import vocabulary
from advisor.report.judged import label_of_key
from advisor.report.phrasing import day, one_line, phrase, upper_first
from advisor.strategy import Assessment

Earlier = tuple[datetime, Mapping[str, Any]]
"""When an assessment was kept, and the assessment as JSON."""


@dataclass(frozen=True)
class Difference:
    """Something that was one thing then and is another now. `channel` is "" for what concerns the whole agency."""

    channel: str
    label: str
    then: str
    now: str


@dataclass(frozen=True)
class Since:
    """What changed since the assessment of `date`: results first, then what was told."""

    date: str
    results: tuple[Difference, ...]
    told: tuple[Difference, ...]


def earlier_of(history: Sequence[Earlier], assessment: Assessment, since: date | None = None) -> Earlier | None:
    """The kept assessment to compare with, of `history` in order of time; None if there is none.

    With `since`, the last one kept up to that day, or else the first after it. Without, the last one that differs
    from `assessment`, or else the last.
    """
    if not history:
        return None
    if since is not None:
        before = [entry for entry in history if entry[0].date() <= since]
        return before[-1] if before else history[0]
    now = assessment.as_json()
    different = [entry for entry in history if _essence(entry[1]) != _essence(now)]
    return different[-1] if different else history[-1]


def since_of(earlier: Earlier | None, assessment: Assessment) -> Since | None:
    """What changed from `earlier` to `assessment`."""
    if earlier is None:
        return None
    at, then = earlier
    now = assessment.as_json()
    return Since(day(at), tuple(_results(then, now)), tuple(_told(then, now)))


def as_json(earlier: Earlier, assessment: Assessment) -> dict[str, Any]:
    """What changed, as plain values for other programs."""
    since = since_of(earlier, assessment)
    assert since is not None
    return {
        "since": earlier[0].isoformat(),
        "results": [vars(one) for one in since.results],
        "told": [vars(one) for one in since.told],
    }


def _essence(assessment: Mapping[str, Any]) -> Any:
    return {key: (_strategy(channel), _facts(channel)) for key, channel in _channels(assessment).items()}, dict(
        assessment["agency"]["facts"]
    )


def _results(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    before, after = _channels(then), _channels(now)
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        first = _strategy(old) if old else phrase("since.absent")
        last = _strategy(new) if new else phrase("since.gone")
        if first != last:
            yield Difference(label_of_key(key), phrase("columns.strategy"), first, last)
        elif old and new and _percent(old) != _percent(new):
            yield Difference(label_of_key(key), phrase("columns.share"), _percent(old), _percent(new))
    if _strategy(then["agency"]) != _strategy(now["agency"]):
        yield Difference("", phrase("columns.strategy"), _strategy(then["agency"]), _strategy(now["agency"]))


def _told(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    before, after = _channels(then), _channels(now)
    for key in (key for key in after if key in before):
        yield from _facts_differ(label_of_key(key), _facts(before[key]), _facts(after[key]))
    yield from _facts_differ("", then["agency"]["facts"], now["agency"]["facts"])


def _facts_differ(channel: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    for fact in dict.fromkeys((*then, *now)):
        if then.get(fact) != now.get(fact):
            label = upper_first(vocabulary().fact(fact).label)
            yield Difference(channel, label, _value(fact, then.get(fact)), _value(fact, now.get(fact)))


def _value(fact: str, value: Any) -> str:
    if value in (None, "unknown"):
        return phrase("since.not_told")
    return upper_first(one_line(choice_label(vocabulary().fact(fact), value)))


def _channels(assessment: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {
        f"{channel['platform']}/{channel['name']}" if channel["name"] else channel["platform"]: channel
        for channel in assessment["channels"]
    }


def _facts(channel: Mapping[str, Any]) -> dict[str, str]:
    return {one["fact"]: one["value"] for one in channel["evidence"]}


def _strategy(judged: Mapping[str, Any]) -> str:
    return strategy_label(judged["strategy"], judged["mixed_of"], judged.get("variant"))


def _percent(channel: Mapping[str, Any]) -> str:
    return ", ".join(f"{strategy_label(name)} {share * 100:.0f} %" for name, share in channel["shares"].items())
