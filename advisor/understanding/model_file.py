"""The trained reader out of a Rasa model file, without starting Rasa."""

from __future__ import annotations

import tarfile
import tempfile
from pathlib import Path

from advisor.understanding.heads import load_heads
from advisor.understanding.reader import Reader

HEADS_FILE = "heads.npz"


def newest_model(folder: Path = Path("models")) -> Path:
    """The model trained last; FileNotFoundError tells how to train one."""
    found = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise FileNotFoundError(f"No trained model in {folder}/: run `make train` first.")
    return found[-1]


def load_reader(model: Path) -> Reader:
    """The reader stored in `model`; ValueError if the file holds none."""
    try:
        with tarfile.open(model) as archive, tempfile.TemporaryDirectory() as folder:
            for member in archive:
                if member.isfile() and member.name.endswith(f"/{HEADS_FILE}"):
                    content = archive.extractfile(member)
                    assert content is not None
                    path = Path(folder) / HEADS_FILE
                    path.write_bytes(content.read())
                    return Reader(load_heads(path))
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ValueError(f"{model} is no readable model ({error}): run `make train` again.") from error
    raise ValueError(f"{model} holds no trained reader: run `make train` again.")
