"""The sentences of `words.yml` with their gaps filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from advisor.evidence.data import table

if TYPE_CHECKING:
    from advisor.evidence.measures import Half, Measure
    from advisor.evidence.measuring import Counted

HOSTS_SHOWN = 5


def phrase(path: str, **gaps: Any) -> str:
    """The phrase at `path` ("notes.private") with its gaps filled; KeyError if there is none."""
    found: Any = table("words")
    for step in path.split("."):
        found = found[step]
    text = str(found)
    for name, value in gaps.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def percent(share: float) -> str:
    """0.123 as "12 %", small shares with one decimal; nothing above nought is ever shown as nought."""
    if 0 < share < 0.0005:
        return "under 0.1 %"
    if 0.9995 < share < 1:
        return "over 99.9 %"
    return f"{share * 100:.1f} %" if 0 < share < 0.0995 or 0.9905 < share < 1 else f"{share * 100:.0f} %"


def window(first: date | None, last: date | None) -> str:
    """A stretch of time: "Jan 2017 – Jan 2025", or with days if it is shorter than two months."""
    if first is None or last is None:
        return "no posts"
    if (last - first).days > 61:
        return f"{first:%b %Y} – {last:%b %Y}"
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def day(when: date) -> str:
    """A day as "3 Feb 2025"."""
    return f"{when.day} {when:%b %Y}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def capital(text: str) -> str:
    """`text` with a capital at its start."""
    return text[:1].upper() + text[1:]


def supports(measure: str) -> str:
    """What a measure may be taken for and what not; nothing where that is plain."""
    return str(table("words")["measures"][measure].get("supports", ""))


def with_words(measure: Measure, reason: str = "") -> Measure:
    """The measure with `says` and `finding` filled in; `reason` tells why it cannot be told."""
    words = table("words")["measures"][measure.name]
    files, label = listed(measure.files), capital(words["label"])
    when = window(measure.first, measure.last)
    rate = measure.name == "frequency"
    gaps = {
        "files": files, "label": label, "window": when, "of": f"{measure.of:,}", "count": f"{measure.count:,}",
        "low": f"{measure.low:.1f}" if rate else percent(measure.low),
        "high": f"{measure.high:.1f}" if rate else percent(measure.high), "reason": reason,
        "share": percent(measure.value or 0), "rate": f"{measure.value or 0:.1f}",
    }  # fmt: skip
    if measure.state == "absent":
        return replace(measure, says=phrase("sentence_absent", **gaps))
    if not measure.of:
        return replace(measure, says=phrase("sentence_nothing", **gaps))
    if measure.state == "hidden":
        return replace(
            measure, says=phrase("sentence_hidden", **gaps).strip(), finding=phrase("finding_hidden", **gaps)
        )
    finding = phrase(f"measures.{measure.name}.finding", **gaps)
    says = phrase("sentence", **{**gaps, "finding": finding})
    if measure.halves_differ:
        says = f"{says} {_halves(measure.halves)}"
    return replace(measure, says=says, finding=finding)


def _halves(halves: Sequence[Half]) -> str:
    first, second = halves
    return phrase("halves_differ", first=percent(first.share), second=percent(second.share), until=day(first.last))


def hidden_reason(name: str, sites_named: bool, counted: Counted) -> str:
    """Why a measure cannot be told, and what the user can do about it."""
    if name.startswith("replies"):
        return phrase("hidden.ids")
    if name.startswith("reposts"):
        return phrase("hidden.accounts")
    if "no_resolved_links" in counted.layout.notes:
        return phrase("hidden.pictures")
    if sites_named or name == "outside_links":
        return phrase("hidden.links")
    hosts = [f"{host} ({count:,})" for host, count in counted.tally.common_hosts(HOSTS_SHOWN)]
    return phrase("hidden.no_own_site", hosts=listed(hosts)) if hosts else phrase("hidden.no_own_site_bare")
