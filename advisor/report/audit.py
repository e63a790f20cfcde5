"""Many agencies at once: one page with a table to sort and filter, or a table of results for a spreadsheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import Markup, escape

from advisor.dialogue.wording import choice_label, strategy_label
from advisor.facts import Case, vocabulary
from advisor.report.chart import Distribution, distribution
from advisor.report.judged import label_of, strategy_of
from advisor.report.phrasing import one_line, phrase, upper_first, words
from advisor.report.spreadsheet import written
from advisor.report.templates import environment, sheet
from advisor.strategy import Assessment, ChannelAssessment, assess

BATCH_FORMATS = ("html", "csv")
STRATEGIES = ("push", "pull", "networking", "mixed", "undetermined")
_CSV = (
    "line", "agency", "channel", "platform", "strategy", "mixed_of", "variant", "push", "pull", "networking",
    "settled", "decides_next", "target", "first_change", "error",
)  # fmt: skip
_ROW = Markup(
    '<tr><td class="number">{line}</td><th scope="row">{name}</th><td class="number">{count}</td><td>{strategy}</td>'
    '<td>{channels}</td><td class="number" data-key="{settled_key}">{settled}</td>'
    '<td class="number" data-key="{fit_key}">{fit}</td></tr>\n'
)
_ROWS = "\0"
"""Stands for the rows while the page around them is made; no text from outside can hold it."""
_NONE_KEY = -1
"""Sorts agencies without an answer before all others."""


@dataclass(frozen=True)
class Entry:
    """One agency of a batch: where it stands, and its case, or None and what was wrong."""

    line: int
    case: Case | None
    error: str = ""


@dataclass
class _Tally:
    """What is counted while the agencies pass by."""

    agencies: Counter[str] = field(default_factory=Counter)
    channels: Counter[str] = field(default_factory=Counter)
    platforms: dict[str, Counter[str]] = field(default_factory=dict)
    settled: int = 0
    aimed: int = 0
    fitting: int = 0
    errors: list[tuple[int, str]] = field(default_factory=list)

    def add(self, assessment: Assessment) -> None:
        """Counts one agency."""
        self.agencies[assessment.agency.strategy] += 1
        for channel in assessment.channels:
            self.channels[channel.strategy] += 1
            self.platforms.setdefault(channel.platform, Counter())[channel.strategy] += 1
            self.settled += channel.settled and channel.strategy != "undetermined"
            self.aimed += _aimed(channel)
            self.fitting += _fits(channel)


@dataclass(frozen=True)
class Audit:
    """Everything on the page but the table of agencies."""

    title: str
    summary: tuple[str, ...]
    distributions: tuple[Distribution, ...]
    counts: tuple[tuple[str, tuple[str, ...]], ...]
    strategies: tuple[str, ...]
    platforms: tuple[tuple[str, tuple[int, ...]], ...]
    errors: tuple[tuple[int, str], ...]
    columns: tuple[tuple[str, str], ...]


def audit(entries: Iterable[Entry], format: str) -> Iterator[str]:
    """The agencies in one of `BATCH_FORMATS`, piece by piece; entries that cannot be judged are listed as errors."""
    if format == "csv":
        yield written([_CSV])
        for entry in entries:
            yield written(_csv_rows(entry))
        return
    tally = _Tally()
    rows = [row for row in (_counted(entry, tally) for entry in entries) if row]
    yield from _page(_content(tally), rows)


def _page(content: Audit, rows: Iterable[Markup]) -> Iterator[str]:
    """The page, with the rows of its table put in as they are."""
    text = (
        environment(True)
        .get_template("audit.html")
        .render(
            a=content,
            w=words(),
            style=sheet("report.css") + sheet("audit.css"),
            script=sheet("audit.js"),
            distribution=distribution,
            rows=Markup(_ROWS),
        )
    )
    before, after = text.lstrip().split(_ROWS)
    yield before
    yield from rows
    yield after + "\n"


def _counted(entry: Entry, tally: _Tally) -> Markup | None:
    if entry.case is None:
        tally.errors.append((entry.line, one_line(entry.error)))
        return None
    assessment = assess(entry.case)
    tally.add(assessment)
    return _row(entry.line, assessment)


def _row(line: int, assessment: Assessment) -> Markup:
    agency, channels = assessment.agency, assessment.channels
    judged = [channel for channel in channels if channel.strategy != "undetermined"]
    settled = sum(channel.settled for channel in judged)
    aimed, fitting = sum(map(_aimed, channels)), sum(map(_fits, channels))
    return _ROW.format(
        line=line,
        name=one_line(agency.name or "") or phrase("audit.nameless"),
        count=len(channels),
        strategy=strategy_label(agency.strategy, agency.mixed_of),
        channels=Markup("<br>").join(_said(channel) for channel in channels),
        settled=_share(settled, len(channels)),
        settled_key=settled / len(channels) if channels else _NONE_KEY,
        fit=_share(fitting, aimed),
        fit_key=fitting / aimed if aimed else _NONE_KEY,
    )


def _said(channel: ChannelAssessment) -> Markup:
    return escape(phrase("audit.channel", channel=label_of(channel), strategy=strategy_of(channel)))


def _share(part: int, whole: int) -> str:
    return phrase("audit.share", part=part, whole=whole) if whole else phrase("sentences.no_words")


def _aimed(channel: ChannelAssessment) -> bool:
    return channel.target is not None and channel.strategy != "undetermined"


def _fits(channel: ChannelAssessment) -> bool:
    return _aimed(channel) and channel.target == channel.strategy


def _content(tally: _Tally) -> Audit:
    distributions = (
        _distribution(phrase("audit.of_agencies"), tally.agencies),
        _distribution(phrase("audit.of_channels"), tally.channels),
    )
    return Audit(
        title=phrase("audit.title", count=f"{tally.agencies.total():,}"),
        summary=tuple(_summary(tally)),
        distributions=distributions,
        counts=tuple(
            (_name(strategy), tuple(_of(counts, strategy) for counts in (tally.agencies, tally.channels)))
            for strategy in STRATEGIES
        ),
        strategies=tuple(_name(strategy) for strategy in STRATEGIES),
        platforms=tuple(
            (upper_first(vocabulary().platforms[platform].label), tuple(counts[s] for s in STRATEGIES))
            for platform, counts in sorted(tally.platforms.items(), key=lambda one: -one[1].total())
        ),
        errors=tuple(tally.errors),
        columns=tuple((column["name"], column["kind"]) for column in words()["audit"]["table"]),
    )


def _summary(tally: _Tally) -> Iterator[str]:
    agencies, channels = tally.agencies.total(), tally.channels.total()
    yield phrase("audit.summary.size", agencies=f"{agencies:,}", channels=f"{channels:,}")
    judged = channels - tally.channels["undetermined"]
    if judged:
        strategy, count = max(((s, tally.channels[s]) for s in STRATEGIES[:-1]), key=lambda one: one[1])
        yield phrase(
            "audit.summary.most",
            strategy=phrase(f"strategy_names.{strategy}"),
            percent=_percent(count, judged),
            count=f"{judged:,}",
        )
        yield phrase("audit.summary.settled", percent=_percent(tally.settled, judged))
    if channels > judged:
        yield phrase("audit.summary.undetermined", count=f"{channels - judged:,}")
    if tally.aimed:
        yield phrase("audit.summary.fit", percent=_percent(tally.fitting, tally.aimed), count=f"{tally.aimed:,}")
    if tally.errors:
        kind = "errors_one" if len(tally.errors) == 1 else "errors"
        yield phrase(f"audit.summary.{kind}", count=f"{len(tally.errors):,}")


def _distribution(label: str, counts: Mapping[str, int]) -> Distribution:
    return Distribution(label, tuple((_name(strategy), counts[strategy]) for strategy in STRATEGIES))


def _of(counts: Counter[str], strategy: str) -> str:
    return phrase("audit.count", count=f"{counts[strategy]:,}", percent=_percent(counts[strategy], counts.total()))


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}" if whole else "0"


def _name(strategy: str) -> str:
    return upper_first(phrase(f"strategy_names.{strategy}"))


def _csv_rows(entry: Entry) -> Iterator[list[str]]:
    blank = [""] * (len(_CSV) - 3)
    if entry.case is None:
        yield [str(entry.line), "", *blank, one_line(entry.error)]
        return
    assessment = assess(entry.case)
    start = [str(entry.line), one_line(assessment.agency.name or "")]
    for channel in assessment.channels:
        yield [*start, *_csv_channel(channel), ""]
    if not assessment.channels:
        yield [*start, *blank, ""]


def _csv_channel(channel: ChannelAssessment) -> list[str]:
    change = channel.changes[0] if channel.changes else None
    return [
        label_of(channel),
        channel.platform,
        channel.strategy,
        "; ".join(channel.mixed_of or ()),
        channel.variant or "",
        *(f"{channel.shares[strategy]:.4f}" for strategy in STRATEGIES[:3]),
        "yes" if channel.settled else "no",
        channel.decides_next or "",
        channel.target or "",
        _change(change.fact, change.to) if change else "",
    ]


@lru_cache(maxsize=1_000)
def _change(fact: str, value: str) -> str:
    kind = vocabulary().fact(fact)
    return phrase("roadmap.what", label=upper_first(kind.label), value=choice_label(kind, value))
