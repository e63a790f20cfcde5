"""Comparing a conversation with what a scenario expects of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from advisor.facts import Case
from advisor.strategy import assess
from advisor.understanding.text import plain


def state_failures(expect: Mapping[str, Any], case: Case) -> Iterator[str]:
    """What of `channels` and `agency` in `expect` does not hold of `case`."""
    assessment = assess(case).as_json()
    channels = {f"{c['platform']}/{c['name']}" if c["name"] else c["platform"]: c for c in assessment["channels"]}
    for named, wanted in (expect.get("channels") or {}).items():
        alone = [key for key in channels if key.partition("/")[0] == named]
        key = alone[0] if named not in channels and len(alone) == 1 else named
        if wanted == "absent":
            if key in channels:
                yield f"channel {key}: should not exist"
        elif key not in channels:
            yield f"channel {key}: does not exist; there are {', '.join(channels) or 'none'}"
        else:
            facts = next(channel.facts for channel in case.channels if channel.key == key)
            yield from _channel_failures(key, wanted, channels[key], facts)
    for name, wanted in (expect.get("agency") or {}).items():
        actual = assessment["agency"]["strategy"] if name == "strategy" else case.agency.get(name)
        if not _fits(name, wanted, actual):
            yield f"agency {name}: expected {wanted!r}, found {actual!r}"


def _channel_failures(
    key: str, wanted: Mapping[str, Any], channel: Mapping[str, Any], facts: Mapping[str, Any]
) -> Iterator[str]:
    for name, value in wanted.items():
        if name == "facts":
            for fact, expected in value.items():
                if not _fits(fact, expected, facts.get(fact)):
                    yield f"channel {key}, {fact}: expected {expected!r}, found {facts.get(fact)!r}"
        elif not _fits(name, value, channel.get(name)):
            yield f"channel {key}, {name}: expected {value!r}, found {channel.get(name)!r}"


def _fits(name: str, wanted: Any, actual: Any) -> bool:
    if isinstance(wanted, dict) and "any_of" in wanted:
        return any(_fits(name, one, actual) for one in wanted["any_of"])
    if isinstance(wanted, dict) and "none_of" in wanted:
        return not any(_fits(name, one, actual) for one in wanted["none_of"])
    if wanted == "absent":
        return actual is None
    wanted = (
        {True: "yes", False: "no"}.get(wanted, wanted)
        if isinstance(wanted, bool) and isinstance(actual, str)
        else wanted
    )
    if name == "name" and isinstance(wanted, str) and isinstance(actual, str):
        return plain(wanted) == plain(actual)
    if name == "goals" and isinstance(wanted, list):
        return isinstance(actual, list) and set(wanted) <= set(actual) and (not wanted or actual[0] == wanted[0])
    if name == "mixed_of" and isinstance(wanted, list):
        return isinstance(actual, list) and set(wanted) == set(actual)
    return bool(wanted == actual)


def reply_failures(expect: Mapping[str, Any], replies: Mapping[int, str], result: str | None) -> Iterator[str]:
    """What of `replies` and `anywhere` in `expect` does not hold; `replies` is keyed by number of the say entry."""
    for key, wanted in (expect.get("replies") or {}).items():
        if key == "result":
            text = result
        elif key == "last":
            text = replies[max(replies)] if replies else None
        else:
            text = replies.get(int(key))
        if text is None:
            yield f"reply {key}: there is none"
        else:
            yield from _text_failures(f"reply {key}", wanted, [text])
    yield from _text_failures("anywhere", expect.get("anywhere") or {}, list(replies.values()))


def _text_failures(where: str, wanted: Mapping[str, Sequence[str]], texts: Sequence[str]) -> Iterator[str]:
    for pattern in wanted.get("matches", []):
        if not any(re.search(pattern, text) for text in texts):
            yield f"{where}: {pattern!r} not found"
    for pattern in wanted.get("never", []):
        for text in texts:
            if match := re.search(pattern, text):
                yield f"{where}: {pattern!r} found: {text[max(0, match.start() - 30) : match.end() + 30]!r}"
