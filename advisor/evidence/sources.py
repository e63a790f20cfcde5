"""From what a user hands over to streams that can be read: plain files, uploads and zip archives.

Nothing is ever unpacked to disk, so names inside an archive cannot lead anywhere.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from advisor.evidence.data import table
from advisor.evidence.error import EvidenceError

HEAD = 1 << 16  # bytes looked at to recognise a file
MOST_MEMBERS = 200_000  # a large X archive with its pictures has some ten thousand
MOST_BYTES = 8 << 30  # unpacked, of all that is read in one archive
MOST_RATIO = 250  # posts compress about 10 : 1; a bomb a thousand to one
RATIO_FROM = 16 << 20  # bytes under which a ratio harms nobody
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that platforms use
Watch = Callable[[int], None]
Source = Path | str | BinaryIO | tuple[str, BinaryIO]
_CUT = (zipfile.BadZipFile, zlib.error, EOFError, OSError)
"""What reading raises for files and members that are cut or damaged."""
_UNUSABLE = (*_CUT, struct.error, NotImplementedError, RuntimeError, ValueError, OverflowError)
"""What opening an archive raises besides, where its tables are damaged."""


@dataclass(frozen=True)
class Part:
    """A stream that may hold posts: a file or a member of an archive. `name` is what users read, `size` in bytes."""

    name: str
    size: int
    opener: Callable[[], BinaryIO]
    inside: bool = False  # of an archive

    @contextmanager
    def open(self, watch: Watch | None = None) -> Iterator[BinaryIO]:
        """The stream from its start; `watch` is told the bytes read so far.

        Raises EvidenceError when it breaks off for reasons of packing or disk.
        """
        try:
            raw = cast(io.RawIOBase, _Stream(self.opener(), watch=watch))
            stream = cast(BinaryIO, io.BufferedReader(raw, 1 << 18))
            try:
                yield stream
            finally:
                stream.close()
        except _CUT as error:
            raise EvidenceError(f"{self.name}: cannot be read to its end; the file is damaged or locked.") from error

    def head(self) -> bytes:
        """The first bytes."""
        with self.open() as stream:
            return stream.read(HEAD)


def display_name(raw: str) -> str:
    """The last part of a file name, printable and of bearable length."""
    last = raw.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable())[-80:] or "the file"


def parts(source: Source) -> list[Part]:
    """The streams in `source`: a path, an open binary file, or a pair of name and open binary file."""
    whole = _whole(source)
    head = whole.head()
    if not head.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise EvidenceError(f"{whole.name}: is empty; give the file as the platform handed it out.")
    if head.startswith(b"\x1f\x8b"):
        raise EvidenceError(f"{whole.name}: is a .gz archive; unpack it and give the file with the posts in it.")
    if head.startswith((b"Rar!", b"7z\xbc\xaf")):
        raise EvidenceError(f"{whole.name}: is a packed file of a kind that cannot be read; allowed is .zip.")
    if not head.startswith(b"PK\x03\x04"):
        return [whole]
    return _members(whole)


def _whole(source: Source) -> Part:
    if isinstance(source, (str, Path)):
        path = Path(source)
        if not path.is_file():
            problem = "is a folder; give the file in it" if path.is_dir() else "there is no such file"
            raise EvidenceError(f"{path}: {problem}.")
        return Part(display_name(path.name), path.stat().st_size, lambda: path.open("rb"))
    name, stream = source if isinstance(source, tuple) else (getattr(source, "name", None), source)
    if not stream.seekable():
        raise EvidenceError(f"{name or 'the upload'}: must be an open binary file that can be read twice.")
    size = stream.seek(0, io.SEEK_END)
    return Part(
        display_name(name if isinstance(name, str) else "the upload"),
        size,
        lambda: cast(BinaryIO, _Stream(stream, lent=True)),
    )


class _Stream(io.RawIOBase):
    """A stream from its start that tells how far it was read. Closing it leaves a lent one open."""

    def __init__(self, stream: BinaryIO, lent: bool = False, watch: Watch | None = None) -> None:
        self._stream, self._lent, self._watch, self._done = stream, lent, watch, 0
        if lent:
            stream.seek(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        found = self._stream.read(len(buffer))
        buffer[: len(found)] = found
        self._done += len(found)
        if self._watch is not None:
            self._watch(self._done)
        return len(found)

    def close(self) -> None:
        if not self._lent and not self.closed:
            self._stream.close()
        super().close()


def _members(whole: Part) -> list[Part]:
    """The members of a zip that may hold posts; the zip itself if it is a worksheet (.xlsx)."""
    with whole.open() as stream, _zip(stream, whole.name) as archive:
        infos = archive.infolist()
        if any(info.filename == "xl/workbook.xml" for info in infos):
            _guard(whole.name, infos)
            return [whole]
        chosen = [info for info in infos if _may_hold_posts(info)]
        _guard(whole.name, chosen)
        if len(infos) > MOST_MEMBERS:
            raise EvidenceError(f"{whole.name}: holds {len(infos):,} files; allowed are {MOST_MEMBERS:,}.")
        if any(info.flag_bits & 1 for info in chosen):
            raise EvidenceError(f"{whole.name}: is locked with a password; unpack it and give the file with the posts.")
    return [Part(_inside(whole.name, info), info.file_size, _opener(whole, info), True) for info in chosen]


def _zip(stream: BinaryIO, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except _UNUSABLE as error:
        raise EvidenceError(f"{name}: is a damaged .zip; download it again.") from error


def _inside(name: str, info: zipfile.ZipInfo) -> str:
    return f"{display_name(info.filename)} in {name}"


def _may_hold_posts(info: zipfile.ZipInfo) -> bool:
    refusals = table("refusals")
    base = display_name(info.filename).lower()
    if (
        info.is_dir()
        or not info.file_size
        or info.compress_type not in _PACKINGS
        or not base.endswith(tuple(refusals["read_endings"]))
    ):
        return False
    return not (base.endswith(".js") and base.startswith(tuple(refusals["never_opened"])))


def _guard(name: str, infos: list[zipfile.ZipInfo]) -> None:
    """Refuses archives that unpack to far more than they hold."""
    unpacked, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    steep = unpacked > RATIO_FROM and unpacked > MOST_RATIO * max(packed, 1)
    if steep or unpacked > MOST_BYTES:
        raise EvidenceError(
            f"{name}: would unpack to {unpacked / 1e6:,.0f} MB from {packed / 1e6:,.1f} MB, which no export does; "
            "unpack it yourself and give the file with the posts."
        )


def _opener(whole: Part, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    """Opens one member; a member never gives more bytes than it declares, whatever is packed in it."""

    def opener() -> BinaryIO:
        stream = whole.opener()
        try:
            return cast(BinaryIO, _Member(stream, zipfile.ZipFile(stream), info))
        except _UNUSABLE as error:
            stream.close()
            raise zipfile.BadZipFile(info.filename) from error

    return opener


class _Member(io.BufferedReader):
    """A member of an archive that closes the archive with itself."""

    def __init__(self, stream: BinaryIO, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self._held = (archive, stream)
        super().__init__(cast(io.RawIOBase, archive.open(info)), 1 << 18)

    def close(self) -> None:
        super().close()
        for held in self._held:
            held.close()
