"""Hunts for input that breaks a reader, led by which lines of our code it reaches (Atheris, libFuzzer).

    make fuzz MINUTES=60            # every target so long
    make fuzz TARGETS=facts

Ends with an error at the first fault and keeps the input in `results/fuzz/<target>/`; a mended one moves to `tests/fuzz/found/<target>/`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["advisor", "yaml", "json"]):
    from tests.fuzz.targets import HERE, PROJECT, TARGETS


def main(name: str, seconds: int) -> None:
    """Runs one target; the process ends with it."""
    target = TARGETS[name]
    folder = PROJECT / "results/fuzz" / name
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate([*target.seeds, *(file.read_bytes() for file in (HERE / "found" / name).glob("*"))]):
        (corpus / f"seed{number}").write_bytes(seed)
    options = [
        f"-max_total_time={seconds}", f"-max_len={target.longest}", f"-artifact_prefix={folder}/", "-timeout=20",
        "-rss_limit_mb=4096", "-print_final_stats=1", "-verbosity=0",
    ]  # fmt: skip
    atheris.Setup([str(Path(__file__)), *options, str(corpus)], target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(float(sys.argv[2]) * 60))
