"""Turns a MiniLM checkpoint into the int8 ONNX file the assistant loads.

    python encoder/export.py CHECKPOINT_FOLDER OUTPUT_FOLDER

The graph takes token ids and an attention mask of one message and gives its unit vector: the mean of
the token vectors, divided by its length. Weights are quantised to int8 for each output channel.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel


class SentenceVector(torch.nn.Module):
    """Mean-pooled, normalised sentence vectors on top of a transformer."""

    def __init__(self, transformer: torch.nn.Module) -> None:
        super().__init__()
        self.transformer = transformer

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        tokens = self.transformer(
            input_ids=input_ids,
            attention_mask=attention_mask,
            token_type_ids=torch.zeros_like(input_ids),
        ).last_hidden_state
        weights = attention_mask.unsqueeze(-1).to(tokens.dtype)
        mean = (tokens * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(mean, dim=1)


def export(checkpoint: Path, output: Path) -> None:
    """Writes `encoder.onnx` and `tokenizer.json` to `output`."""
    output.mkdir(parents=True, exist_ok=True)
    model = SentenceVector(AutoModel.from_pretrained(checkpoint, attn_implementation="eager")).eval()
    example = torch.ones(1, 8, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            model,
            (example, example),
            str(full),
            input_names=["input_ids", "attention_mask"],
            output_names=["vector"],
            dynamic_axes={
                "input_ids": {0: "n", 1: "tokens"},
                "attention_mask": {0: "n", 1: "tokens"},
                "vector": {0: "n"},
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
