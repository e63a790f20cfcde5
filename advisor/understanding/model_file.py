"""The trained reader out of a Rasa model file, without starting Rasa."""

from __future__ import annotations

import tarfile
import tempfile
from pathlib import Path

from advisor.understanding.heads import load_heads
from advisor.understanding.reader import Reader
from advisor.understanding.weighing import load_forest

HEADS_FILE, FOREST_FILE = "heads.npz", "forest.npz"


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
                name = member.name.rpartition("/")[2]
                if member.isfile() and name in {HEADS_FILE, FOREST_FILE}:
                    content = archive.extractfile(member)
                    assert content is not None
                    (Path(folder) / name).write_bytes(content.read())
            if all((Path(folder) / name).exists() for name in (HEADS_FILE, FOREST_FILE)):
                return Reader(load_heads(Path(folder) / HEADS_FILE), forest=load_forest(Path(folder) / FOREST_FILE))
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ValueError(f"{model} is no readable model ({error}): run `make train` again.") from error
    raise ValueError(f"{model} holds no trained reader: run `make train` again.")
