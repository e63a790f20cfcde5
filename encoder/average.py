"""Averages the weights of checkpoints that were fine-tuned from the same start: steadier than any one of them.

python encoder/average.py OUTPUT_CHECKPOINT CHECKPOINT...
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from safetensors.torch import load_file, save_file


def main(output: Path, checkpoints: list[Path]) -> None:
    """Writes the mean of all weights, with the configuration and tokenizer of the first checkpoint."""
    shutil.copytree(checkpoints[0], output, dirs_exist_ok=True)
    weights = [load_file(checkpoint / "model.safetensors") for checkpoint in checkpoints]
    mean = {
        name: sum(one[name].float() for one in weights) / len(weights) if first.is_floating_point() else first
        for name, first in weights[0].items()
    }
    save_file(mean, output / "model.safetensors", metadata={"format": "pt"})


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(argument) for argument in sys.argv[2:]])
