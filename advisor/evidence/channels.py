"""The whole way: from files to evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from advisor.evidence import wording
from advisor.evidence.error import EvidenceError
from advisor.evidence.findings import Clock, findings_of
from advisor.evidence.links import own_sites as parse_sites
from advisor.evidence.measures import best, measures_of
from advisor.evidence.measuring import Counted, FileNotes, Progress, Reading, read_all, why_bad
from advisor.evidence.posts import Settings
from advisor.evidence.result import ChannelEvidence, Evidence, FileRead
from advisor.evidence.sources import Source
from advisor.evidence.tally import SENT
from advisor.facts import vocabulary

MUCH = 0.05  # share of rounded ids from which they are mentioned; one true id in a thousand ends in three zeros


def measure(
    sources: Iterable[Source],
    *,
    own_sites: Sequence[str] = (),
    own_accounts: Sequence[str] = (),
    platform: str | None = None,
    name: str | None = None,
    made: date | None = None,
    today: date | None = None,
    progress: Progress | None = None,
) -> Evidence:
    """Measures the exports of an agency's channels; files of one channel are taken together.

    `sources` are paths, open binary files (as of an upload) or pairs of a name and an open binary file. `own_sites` are the
    hosts that the user confirms as the agency's own, short domains included; `own_accounts` are accounts of its own
    government. `platform` reads only that platform, `name` names the channel. `made` is the day the export was made and
    `today` stands in for today's date. `progress` is told the file, the bytes read and the bytes there are.

    Raises EvidenceError with one line for a person when a file or an option cannot be used.
    """
    now = today or date.today()
    if platform is not None and platform not in vocabulary().platforms:
        raise EvidenceError(f"unknown platform {platform!r}; allowed are {', '.join(vocabulary().platforms)}.")
    settings = Settings(parse_sites(own_sites), frozenset(own_accounts), platform, now.toordinal() + 1)
    reading = read_all(sources, settings, progress)
    return Evidence(
        tuple(_channels(reading, name, Clock(made or reading.made, now))),
        tuple(_file(notes, reading) for notes in reading.files),
    )


def _channels(reading: Reading, name: str | None, clock: Clock) -> Iterable[ChannelEvidence]:
    by_platform: dict[str, dict[str | None, list[Counted]]] = defaultdict(lambda: defaultdict(list))
    for counted in reading.counted.values():
        if not counted.tally.empty:
            by_platform[counted.platform][counted.account].append(counted)
    for platform, accounts in by_platform.items():
        if len(accounts) == 2 and None in accounts:
            nameless = accounts.pop(None)
            next(iter(accounts.values())).extend(nameless)
        if name and len(accounts) > 1:
            raise EvidenceError(
                f"these files hold {len(accounts)} {platform} channels, so one name does not fit; leave --channel out."
            )
        for account, several in accounts.items():
            yield _channel(reading, several, name or (account if len(accounts) > 1 else None), clock)


def _channel(reading: Reading, several: Sequence[Counted], name: str | None, clock: Clock) -> ChannelEvidence:
    """One channel out of all exports of it; each measure is taken from the export that tells most of it."""
    for counted in several:
        if counted.tally.accounts > 1:
            files = wording.listed(counted.files)
            raise EvidenceError(f"{files}: holds posts of more than one account; measure one account at a time.")
    days = [counted.tally.days(reading.owners_of(counted)) for counted in several]
    sites, accounts = reading.settings.sites, reading.settings.accounts
    named = bool(sites.hosts or sites.paths)
    measures = best([measures_of(one, found, named, bool(accounts)) for one, found in zip(several, days)])
    windows = [found.window for found in days]
    most = max(range(len(several)), key=lambda i: days[i].total(SENT))
    last = max(found.last_sent for found in days)
    return ChannelEvidence(
        platform=several[0].platform,
        name=name,
        files=tuple(dict.fromkeys(file for one in several for file in one.files)),
        posts=days[most].total(SENT),
        first=min(first for first, _ in windows),
        last=last,
        measures=tuple(measures.values()),
        findings=findings_of(measures, last, clock),
    )


def _file(notes: FileNotes, reading: Reading) -> FileRead:
    """What is to be told of one file, in sentences."""
    says = [wording.phrase(f"notes.{note}") for note in notes.layout.notes]
    if bad := notes.bad.total():
        says.append(wording.phrase("notes.bad_rows", count=f"{bad:,}", reason=why_bad(notes)))
    if notes.cut_short:
        says.append(wording.phrase("notes.cut_short", posts=f"{notes.posts:,}"))
    if notes.private:
        says.append(wording.phrase("notes.private", count=f"{notes.private:,}"))
    if notes.other_platform:
        says.append(wording.phrase("notes.other_platform", count=f"{notes.other_platform:,}"))
    for counted in reading.counted.values():
        if counted.files and notes.name == counted.files[-1]:
            if counted.tally.duplicates:
                says.append(wording.phrase("notes.duplicates", count=f"{counted.tally.duplicates:,}"))
            if counted.tally.rounded_ids > MUCH * counted.tally.posts:
                says.append(wording.phrase("notes.damaged_ids"))
    return FileRead(notes.name, notes.layout.label, notes.posts, tuple(says))
