"""Exports that visitors give: a line of JSON, then the file, streamed to disk, measured apart, and deleted."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from advisor.web.requests import Refused, read_body

LARGEST_EXPORT = 1 << 30  # bytes
_HEAD = 8 * 1024  # bytes within which the line of JSON must end
PATIENCE = 600  # seconds that measuring may take
_HOST = re.compile(r"[A-Za-z0-9.-]{1,200}(?:/[\w./-]{0,100})?")


@dataclass
class Upload:
    """An export on its way: `head` is the line of JSON, `path` the file as far as it has come."""

    head: dict[str, Any]
    path: Path
    rest: bytes = b""
    size: int = 0
    folder: Any = field(default=None, repr=False)

    def close(self) -> None:
        """Deletes the file."""
        self.folder.cleanup()


async def open_upload(chunks: AsyncIterator[bytes]) -> Upload:
    """Reads the line of JSON; nothing of the file is kept before it was checked."""
    seen = b""
    async for chunk in chunks:
        seen += chunk
        if b"\n" in seen or len(seen) > _HEAD:
            break
    line, newline, rest = seen.partition(b"\n")
    if not newline or len(line) > _HEAD:
        raise Refused(400, "The export must come after a line of JSON.")
    head = read_body(line)
    folder = tempfile.TemporaryDirectory(prefix="adviser-export-")
    return Upload(head, Path(folder.name) / _file_name(head.get("name")), rest, 0, folder)


async def receive(upload: Upload, chunks: AsyncIterator[bytes]) -> None:
    """Writes the rest of the file."""
    with upload.path.open("xb") as file:  # in a folder that only this user may enter
        await _write(upload, file, upload.rest)
        async for chunk in chunks:
            await _write(upload, file, chunk)


async def _write(upload: Upload, file: Any, chunk: bytes) -> None:
    upload.size += len(chunk)
    if upload.size > LARGEST_EXPORT:
        raise Refused(413, "That is too large: an export may have 1 GB here. `advisor evidence` reads larger ones.")
    await asyncio.to_thread(file.write, chunk)


async def measure(upload: Upload) -> Mapping[str, Any]:
    """The evidence in the file, as JSON; measured by a process of its own, so that nobody waits for it.

    Refused with the line that says what is wrong with the file.
    """
    command = [str(Path(sys.executable).with_name("advisor")), "evidence", str(upload.path), "--format", "json"]
    for host in _own_sites(upload.head):
        command += ["--own-site", host]
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    try:
        out, said = await asyncio.wait_for(process.communicate(), PATIENCE)
    except asyncio.TimeoutError as error:
        process.kill()
        raise Refused(
            413, "Reading that file takes too long here; `advisor evidence` reads it without haste."
        ) from error
    if process.returncode != 0:
        line = said.decode(errors="replace").strip().splitlines()[-1:] or ["advisor: that file cannot be read."]
        raise Refused(422, line[0].removeprefix("advisor: ").replace(f"{upload.path.parent}/", ""))
    evidence: dict[str, Any] = json.loads(out)
    return evidence


def _own_sites(head: Mapping[str, Any]) -> list[str]:
    sites = head.get("own_sites", [])
    if not isinstance(sites, list) or len(sites) > 20 or not all(isinstance(one, str) for one in sites):
        raise Refused(400, "own_sites must be a list of addresses.")
    hosts = [re.sub(r"^https?://", "", one.strip()).rstrip("/") for one in sites if one.strip()]
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise Refused(400, f"{host!r} is no address of a website; write it like www.agency.example.")
    return hosts


def _file_name(name: Any) -> str:
    """The file's own name, without anything that could lead elsewhere."""
    plain = re.sub(r"[^\w .-]", "_", name if isinstance(name, str) else "").strip(" .-")
    return plain[-100:] or "export"
