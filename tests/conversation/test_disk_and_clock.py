"""A disk that is really full and a clock that really jumps: nothing acknowledged is lost, and the user is told the truth."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversation.servers import Servers, facts_of

SAID = (
    ("who_can_speak", "people can comment", "comments"),
    ("answers_given", "we never answer", "never"),
    ("own_site_links", "hardly any of our posts link to our website", "few"),
    ("posting_frequency", "we post once a day", "daily"),
)
FAKETIME = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MB; the machine must allow mounting, as root on Linux may."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "none", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_on_a_full_disk_only_what_is_stored_is_acknowledged(small_disk: Path, model: Path) -> None:
    servers = Servers(small_disk, model)
    try:
        servers.start("actions")
        servers.start("rasa")
        servers.say("we only have a blog", "full")
        _fill(small_disk)
        acknowledged, refused = {}, []
        for fact, words, value in SAID * 4:
            answer = servers.say(words, "full")
            if "could not save" in answer:
                refused.append(words)
            else:
                acknowledged[fact] = value
        assert refused, "the disk was never full"
        assert acknowledged.items() <= facts_of(servers, "full").items()
        (small_disk / "filling").unlink()
        for fact, words, value in SAID:
            assert "could not save" not in servers.say(words, "full")
            acknowledged[fact] = value
        assert acknowledged.items() <= facts_of(servers, "full").items()
        servers.kill("rasa")
        servers.start("rasa")
        assert "blog" in servers.say("where were we?", "full").lower()
    finally:
        servers.stop()


def _fill(disk: Path) -> None:
    with (disk / "filling").open("wb", buffering=0) as file:
        for size in (65536, 4096, 512):
            try:
                while file.write(b"0" * size):
                    continue
            except OSError:
                continue


def test_a_clock_that_jumps_changes_nothing(tmp_path: Path, model: Path) -> None:
    assert FAKETIME, "libfaketime is not installed; `make engines` installs it"
    clock = tmp_path / "clock"
    clock.write_text("+0")
    pretending = {"LD_PRELOAD": str(FAKETIME[0]), "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1",
                  "FAKETIME_DONT_FAKE_MONOTONIC": "1"}  # fmt: skip
    servers = Servers(tmp_path, model, pretending)
    try:
        servers.start("actions")
        servers.start("rasa")
        servers.say("we only have a podcast", "clock")
        for (_, words, _), jump in zip(SAID, ("+3d", "-2d", "+400d", "-30d")):
            clock.write_text(jump)
            assert servers.say(words, "clock")
        assert facts_of(servers, "clock") == {fact: value for fact, _, value in SAID}
        assert "podcast" in servers.say("what have you noted?", "clock").lower()
    finally:
        servers.stop()
