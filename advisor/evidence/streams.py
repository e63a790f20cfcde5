"""Items of JSON and CAR files, one at a time, so that memory does not grow with the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import ijson
import libipld

LARGEST_BLOCK = 8 << 20  # bytes; blocks of a Bluesky repository are at most 1 MB
_LONGEST_VARINT = 9
CUT_SHORT = object()
"""Stands at the end of items when the file breaks off or is damaged there."""
_BROKEN = (ijson.JSONError, UnicodeDecodeError, ValueError, OverflowError, RecursionError)


def json_items(stream: BinaryIO, start: int, path: str) -> Iterator[Any]:
    """The items at `path` of the JSON that begins at byte `start`; CUT_SHORT where it breaks off.

    A key that stands twice is read twice, so an empty first `orderedItems` loses nothing.
    """
    stream.seek(start)
    try:
        yield from ijson.items(_Statement(stream), path, use_float=True, multiple_values=True)
    except _BROKEN:
        yield CUT_SHORT


class _Statement:
    """A JavaScript statement without the semicolon at its end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        found = self._stream.read(size)
        tail = found.rstrip()
        return tail[:-1] if tail.endswith(b"];") or tail.endswith(b"};") else found


def looks_like_car(head: bytes) -> bool:
    """Whether the file starts with the header of a CAR of version 1."""
    return b"eroots" in head[:64] and b"gversion" in head[:200]


def car_records(stream: BinaryIO) -> Iterator[Any]:
    """The records of a Bluesky repository in the order of the file, each with its id as `$cid`; CUT_SHORT at a break.

    The commit, which names the owner, comes as a record of type "commit" with `$did`. A CAR of version 1 is a sequence of
    blocks, each with its length before it (https://ipld.io/specs/transport/car/carv1/); the first is the header.
    """
    try:
        _block(stream)
        while (block := _block(stream)) is not None:
            cid, content = _split(block)
            record = libipld.decode_dag_cbor(content)
            if isinstance(record, dict) and "$type" in record:
                yield {**record, "$cid": cid}
            elif isinstance(record, dict) and isinstance(record.get("did"), str) and "rev" in record:
                yield {"$type": "commit", "$did": record["did"]}
    except _BROKEN:
        yield CUT_SHORT


def _block(stream: BinaryIO) -> bytes | None:
    """The next block; None at the end. ValueError if it is cut or impossibly long."""
    first = stream.read(1)
    if not first:
        return None
    length, shift = first[0] & 0x7F, 7
    last = first
    while last[0] & 0x80:
        last = stream.read(1)
        if not last or shift > 7 * _LONGEST_VARINT:
            raise ValueError("length")
        length |= (last[0] & 0x7F) << shift
        shift += 7
    if length > LARGEST_BLOCK:
        raise ValueError("length")
    found = stream.read(length)
    if len(found) < length:
        raise ValueError("cut")
    return found


def _split(block: bytes) -> tuple[str, bytes]:
    """The id of a block, as text, and its content. A CID is version, codec, hash, length of digest, digest."""
    if len(block) < 4 or block[0] != 1:
        raise ValueError("cid")
    end = 4 + block[3]
    if len(block) < end:
        raise ValueError("cid")
    return block[:end].hex(), block[end:]
