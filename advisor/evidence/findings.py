"""From measures to facts of the vocabulary: which values the uncertainty leaves, by the rules in `measures.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from advisor.evidence import wording
from advisor.evidence.data import table
from advisor.evidence.measures import FREQUENCY, Measure
from advisor.facts import vocabulary


@dataclass(frozen=True)
class Finding:
    """What the measures say of one fact: the values that remain possible, in the order of the vocabulary.

    `values` holds all values when nothing can be said. `measures` are the names of those that spoke. `why` and `source`
    are those of the rules.
    """

    fact: str
    values: tuple[str, ...]
    measures: tuple[str, ...]
    why: str
    source: str
    says: str

    @property
    def value(self) -> str | None:
        """The value, when only one remains."""
        return self.values[0] if len(self.values) == 1 else None

    @property
    def tells(self) -> bool:
        """Whether any value is ruled out."""
        return len(self.values) < len(vocabulary().fact(self.fact).values)

    def as_json(self) -> dict[str, Any]:
        """The finding as mappings and lists."""
        return {
            "fact": self.fact, "value": self.value, "values": list(self.values), "measures": list(self.measures),
            "says": self.says, "why": self.why, "source": self.source,
        }  # fmt: skip


@dataclass(frozen=True)
class Clock:
    """What is known of when the export was made: that day, or only that today is `today`."""

    made: date | None
    today: date


def measurable() -> frozenset[str]:
    """The facts that exports can speak to."""
    return frozenset({*table("measures")["facts"], table("measures")["frequency"]["fact"]})


def findings_of(measures: Mapping[str, Measure], last_post: date, clock: Clock) -> tuple[Finding, ...]:
    """All facts that the exports of one channel can speak to."""
    found = [_by_rules(fact, rules, measures) for fact, rules in table("measures")["facts"].items()]
    return (*(one for one in found if one is not None), _frequency(measures[FREQUENCY], last_post, clock))


def _by_rules(fact: str, rules: Sequence[Mapping[str, Any]], measures: Mapping[str, Measure]) -> Finding | None:
    """The values that all rules allow; None when this export holds nothing of the fact."""
    left = vocabulary().fact(fact).values
    floor, spoke, too_few = table("measures")["floor"], [], None
    for rule in rules:
        measure = measures[rule["measure"]]
        if measure.state == "absent":
            continue
        if measure.of < floor:
            too_few = too_few or measure
            continue
        allowed = _allowed(rule, measure, vocabulary().fact(fact).values)
        left = tuple(value for value in left if value in allowed) or left
        spoke.append(rule)
    if not spoke and too_few is None:
        return None
    used = spoke or [rule for rule in rules if too_few and rule["measure"] == too_few.name]
    says = _sentence(fact, left)
    if too_few is not None and not spoke:
        says = f"{says} {wording.phrase('too_few', of=f'{too_few.of:,}', floor=floor)}"
    return Finding(
        fact,
        left,
        tuple(rule["measure"] for rule in used),
        " ".join(rule["why"] for rule in used),
        "; ".join(dict.fromkeys(rule["source"] for rule in used)),
        says,
    )


def _allowed(rule: Mapping[str, Any], measure: Measure, every: Sequence[str]) -> set[str]:
    """The values of the bands that the range of the measure touches, and those of its halves where they differ."""
    if "none" in rule and not measure.count and not measure.unclear:
        return set(rule["none"])
    low, high = measure.low, measure.high
    if measure.halves_differ:
        low = min(low, *(half.low for half in measure.halves))
        high = max(high, *(half.high for half in measure.halves))
    return {value for band in bands_touched(rule["bands"], low, high) for value in _values(band, every)}


def bands_touched(bands: Iterable[Mapping[str, Any]], low: float, high: float) -> list[Mapping[str, Any]]:
    """The bands that the range from `low` to `high` touches. A band ends before `below`, or with `up_to`."""
    touched, start, start_belongs = [], float("-inf"), True
    for band in bands:
        end = band.get("below", band.get("up_to", float("inf")))
        begins = start <= high if start_belongs else start < high
        ends = low < end if "below" in band else low <= end
        if begins and ends:
            touched.append(band)
        start, start_belongs = end, "below" in band
    return touched


def _values(band: Mapping[str, Any], every: Sequence[str]) -> Sequence[str]:
    return every if band["values"] == "all" else band["values"]


def _sentence(fact: str, values: Sequence[str]) -> str:
    kind = vocabulary().fact(fact)
    label = wording.capital(kind.label)
    if len(values) == len(kind.values):
        return wording.phrase("facts.nothing", label=label)
    said = [kind.says[value] for value in values]
    if len(said) == 1:
        return wording.phrase("facts.one", label=label, value=said[0])
    return wording.phrase("facts.several", label=label, values=wording.listed(said, "or"))


def _frequency(measure: Measure, last_post: date, clock: Clock) -> Finding:
    """How often is posted; silence before the export was made wins over everything."""
    rules, quiet = table("measures")["frequency"], timedelta(table("measures")["quiet_days"])
    every = vocabulary().fact(rules["fact"]).values
    length = (measure.last - measure.first).days + 1 if measure.first and measure.last else 0
    allowed = {value for band in bands_touched(rules["bands"], measure.low, measure.high) for value in band["values"]}
    if length < table("measures")["shortest_days"]:
        allowed = set(every)
    says = ""
    end = clock.made or measure.last or clock.today
    if end - last_post >= quiet:
        allowed, says = {rules["inactive"]}, wording.phrase("facts.inactive", end=wording.day(end))
    elif clock.made is None and clock.today - last_post >= quiet:
        allowed.add(rules["inactive"])
        says = wording.phrase(
            "facts.perhaps_inactive", last=wording.day(last_post), limit=wording.day(last_post + quiet)
        )
    values = tuple(value for value in every if value in allowed)
    return Finding(
        rules["fact"], values, (FREQUENCY,), rules["why"], rules["source"],
        f"{_sentence(rules['fact'], values)} {says}".strip(),
    )  # fmt: skip
