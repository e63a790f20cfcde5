"""Vectors of what is said: a unit vector of 384 numbers for a text or a stretch of it, computed on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

Vector = npt.NDArray[np.float32]

FOLDER = Path(__file__).parent / "encoder"
RECENT = 16  # texts whose vectors are kept: within one message the same words are often read again
LONGEST = 192  # tokens; a clause has about fifteen


class Encoder:
    """The int8 transformer in `encoder/`; its origin and recipe are told in `encoder/README.md`."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokens_of = lru_cache(maxsize=RECENT)(self._read)

    def __call__(self, text: str) -> Vector:
        """The unit vector of `text`. One text at a time: int8 scales would mix between texts of a batch."""
        return self.spans(text, [(0, len(text))])[0]

    def spans(self, text: str, spans: Sequence[tuple[int, int]]) -> list[Vector]:
        """The unit vector of each stretch of `text` (from, to in characters), read in the whole of it."""
        states, offsets = self._tokens_of(text)
        return [_mean(states, offsets, begin, end) for begin, end in spans]

    def _read(self, text: str) -> tuple[npt.NDArray[np.float32], Sequence[tuple[int, int]]]:
        """The vector of each token of `text`, and where each stands in it."""
        tokens = self._tokenizer.encode(text)
        ids = np.array([tokens.ids], dtype=np.int64)
        states = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
        return states, tokens.offsets


def _mean(states: npt.NDArray[np.float32], offsets: Sequence[tuple[int, int]], begin: int, end: int) -> Vector:
    """The mean of the tokens between `begin` and `end`, of length 1; of all tokens if none lies there."""
    inside = [i for i, (start, stop) in enumerate(offsets) if stop > start and start < end and stop > begin]
    mean: Vector = states[inside or slice(None)].mean(axis=0)
    length = float(np.linalg.norm(mean))
    return mean / length if length else mean


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The one encoder of this process, loaded on first use."""
    return Encoder()
