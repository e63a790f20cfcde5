"""From files to counts: reads each file row by row and sorts the posts by channel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from advisor.evidence import tables, values
from advisor.evidence.data import table
from advisor.evidence.error import BadRow, EvidenceError
from advisor.evidence.layouts import Layout
from advisor.evidence.posts import Kind, Place, PostReader, Settings, key
from advisor.evidence.recognising import BAD, Opened, recognise
from advisor.evidence.sources import Source, parts
from advisor.evidence.streams import CUT_SHORT
from advisor.evidence.tally import Tally

Progress = Callable[[str, int, int], None]
"""Told the file's name, the bytes read so far and the bytes there are."""


@dataclass
class Counted:
    """What one layout holds of one channel."""

    layout: Layout
    platform: str
    account: str | None
    tally: Tally = field(default_factory=Tally, repr=False)
    places: list[Place] = field(default_factory=list, repr=False)
    files: list[str] = field(default_factory=list)


@dataclass
class FileNotes:
    """What is to be told of one file: why rows were not used, what was dropped, whether it breaks off."""

    name: str
    layout: Layout
    posts: int = 0
    bad: Counter[str] = field(default_factory=Counter)
    private: int = 0
    other_platform: int = 0
    cut_short: bool = False


@dataclass
class Reading:
    """Everything read from all files. `made` is the day an archive says it was made, if one does."""

    settings: Settings
    counted: dict[tuple[str, str | None, str], Counted] = field(default_factory=dict)
    files: list[FileNotes] = field(default_factory=list)
    owners: dict[str, set[int]] = field(default_factory=dict, repr=False)
    made: date | None = None

    def owners_of(self, counted: Counted) -> set[int]:
        """Keys of the channel's own account, as far as any file names it."""
        return set().union(self.owners.get(counted.platform, set()), *(place.owners for place in counted.places))


def read_all(sources: Iterable[Source], settings: Settings, progress: Progress | None = None) -> Reading:
    """Reads all files. Raises EvidenceError for a file that cannot be used at all."""
    reading = Reading(settings)
    for source in sources:
        found = parts(source)
        opened = [one for one in map(recognise, found) if one is not None]
        if not any(one.layout.kind != "identity" for one in opened) and (not opened or opened[0].part.inside):
            name = found[0].name.rpartition(" in ")[2] if found else "the archive"
            raise EvidenceError(f"{name}: no file in this archive holds posts. {tables.known_formats()}")
        for one in opened:
            _read_identity(one, reading) if one.layout.kind == "identity" else _read_posts(one, reading, progress)
    if not any(not counted.tally.empty for counted in reading.counted.values()):
        raise EvidenceError(_nothing(reading))
    return reading


def _nothing(reading: Reading) -> str:
    if not reading.files:
        return "these files tell whose archive it is, but hold no posts; give tweets.js too, or the whole archive as a .zip."
    notes = reading.files[0]
    if notes.bad:
        return f"{notes.name}: none of its {notes.bad.total():,} rows can be used: {why_bad(notes)}"
    if notes.other_platform and reading.settings.platform:
        return (
            f"{notes.name}: holds no posts of {reading.settings.platform}; leave --platform out, or give another file."
        )
    return f"{notes.name}: recognised as {notes.layout.label}, but holds no public posts."


def why_bad(notes: FileNotes) -> str:
    """Why rows of a file could not be used, most frequent reason first."""
    reasons = table("words")["bad"]
    told = [f"{reasons[reason]} ({count:,})" for reason, count in notes.bad.most_common()]
    return ", ".join(told).replace("{example}", notes.layout.example) + "."


def _read_identity(one: Opened, reading: Reading) -> None:
    """Takes from account.js whose archive it is, and from manifest.js when it was made."""
    platform = str(one.layout.platform)
    with one.part.open() as stream:
        for item in one.rows(stream):
            if not isinstance(item, dict):
                continue
            reading.owners.setdefault(platform, set()).update(key(text) for text in _texts(one, "owner", item))
            for text in _texts(one, "when", item):
                reading.made = _day(text, one.layout, reading)


def _texts(one: Opened, name: str, item: Any) -> list[str]:
    """All that the names of a field hold."""
    spec = one.layout.fields.get(name)
    getters = [one.find(path) for path in spec.names] if spec else []
    return [text for getter in getters if getter and (text := values.text_of(getter(item)))]


def _day(raw: str, layout: Layout, reading: Reading) -> date | None:
    try:
        return date.fromordinal(values.day(raw, layout.days, reading.settings.latest))
    except BadRow:
        return reading.made


def _read_posts(one: Opened, reading: Reading, progress: Progress | None) -> None:
    part, wanted = one.part, reading.settings.platform
    if wanted and isinstance(one.layout.platform, str) and one.layout.platform != wanted:
        raise EvidenceError(
            f"{part.name}: recognised as {one.layout.label}, so its platform is {one.layout.platform}, not {wanted}."
        )
    notes = FileNotes(part.name, one.layout)
    reading.files.append(notes)
    reader = PostReader(one.layout, one.find, reading.settings)
    watch = (lambda done: progress(part.name, done, part.size)) if progress else None
    with part.open(watch) as stream:
        for row in one.rows(stream):
            if row is CUT_SHORT:
                notes.cut_short = True
            elif row is BAD:
                notes.bad["cells"] += 1
            else:
                _add(row, reader, notes, reading)


def _add(row: Any, reader: PostReader, notes: FileNotes, reading: Reading) -> None:
    try:
        place, post = reader.read(row)
    except BadRow as error:
        notes.bad[str(error)] += 1
        return
    if place is None:
        notes.private += post.kind is Kind.PRIVATE
        notes.other_platform += post.kind is Kind.OTHER_PLATFORM
        return
    notes.posts += post.times
    _of(place, notes, reading).tally.add(post)


def _of(place: Place, notes: FileNotes, reading: Reading) -> Counted:
    known = (place.platform, place.account, notes.layout.name)
    counted = reading.counted.get(known)
    if counted is None:
        counted = reading.counted[known] = Counted(notes.layout, place.platform, place.account)
    if not counted.places or counted.places[-1] is not place:
        counted.places.append(place)
        if notes.name not in counted.files:
            counted.files.append(notes.name)
    return counted
