"""Sentence vectors: one unit vector of 384 numbers for a text, computed on this machine."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

Vector = npt.NDArray[np.float32]

FOLDER = Path(__file__).parent / "encoder"
LONGEST = 96  # tokens; a clause has about fifteen


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

    def __call__(self, text: str) -> Vector:
        """The unit vector of `text`. One text at a time: int8 scales would mix between texts of a batch."""
        tokens = self._tokenizer.encode(text)
        ids = np.array([tokens.ids], dtype=np.int64)
        outputs = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        vector: Vector = outputs[0][0]
        return vector


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The one encoder of this process, loaded on first use."""
    return Encoder()
