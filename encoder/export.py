"""Turns a MiniLM checkpoint into the int8 ONNX file the assistant loads.

    python encoder/export.py CHECKPOINT_FOLDER OUTPUT_FOLDER

The graph takes token ids and an attention mask of one text and gives a vector for each token. Weights are quantised
to int8 for each output channel.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel


class TokenVectors(torch.nn.Module):
    """The last layer of a transformer: a vector for each token, read in the whole text."""

    def __init__(self, transformer: torch.nn.Module) -> None:
        super().__init__()
        self.transformer = transformer

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        return self.transformer(
            input_ids=input_ids,
            attention_mask=attention_mask,
            token_type_ids=torch.zeros_like(input_ids),
        ).last_hidden_state


def export(checkpoint: Path, output: Path) -> None:
    """Writes `encoder.onnx` and `tokenizer.json` to `output`."""
    output.mkdir(parents=True, exist_ok=True)
    model = TokenVectors(AutoModel.from_pretrained(checkpoint, attn_implementation="eager")).eval()
    example = torch.ones(1, 8, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            model,
            (example, example),
            str(full),
            input_names=["input_ids", "attention_mask"],
            output_names=["states"],
            dynamic_axes={
                "input_ids": {0: "n", 1: "tokens"},
                "attention_mask": {0: "n", 1: "tokens"},
                "states": {0: "n", 1: "tokens"},
            },
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            full, output / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    shutil.copy(checkpoint / "tokenizer.json", output / "tokenizer.json")


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]))
