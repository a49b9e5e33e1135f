"""Architectures without weights, made ready to be measured: random weights, made-up labels.

What they say means nothing; how long they take to say it is that of any weights.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from engines.artifacts import Progress, ProgressEvent
from engines.artifacts.folders import storage_errors
from engines.errors import EngineError
from engines.export import export_onnx
from engines.loading import LoadedEngine, torch_engine
from engines.models import create_model, model_card
from engines.spec import ModelSpec
from engines.worker import run_worker, tell

if TYPE_CHECKING:
    from torch import nn

CLASSES = 400
"""As many as Kinetics has, so that figures compare with those of published weights."""
_EXPORTER = (sys.executable, "-P", "-m", "engines.untrained")


def is_untrained(model: str) -> bool:
    """Whether a registered name has no weights that a program can fetch."""
    return model_card(model).weights is None


def untrained_spec(model: str) -> ModelSpec:
    """The architecture's own, with made-up labels."""
    labels = tuple(f"label {number}" for number in range(1, CLASSES + 1))
    return replace(model_card(model).spec, labels=labels)


def untrained_network(model: str) -> "nn.Module":
    """The same random weights in every process."""
    import torch

    torch.manual_seed(0)
    return create_model(model, num_classes=CLASSES)


def untrained_onnx(model: str, folder: Path, progress: Progress | None = None) -> Path:
    """The network as an exported file in this folder; takes seconds and needs torch.

    Raises:
        EngineError: Unknown model, or torch is not installed.
    """
    path = folder / f"{model}.onnx"
    if progress is not None:
        progress(ProgressEvent(f"exporting {model} with random weights", 0, None, "steps"))
    run_worker(_EXPORTER, (model, path), f"exporting {model}", lambda _message: None)
    return path


def untrained_engine(model: str, runtime: str, precision: str, device: str) -> LoadedEngine:
    """The network in torch itself."""
    return torch_engine(untrained_network(model), untrained_spec(model), runtime, precision, device)


def main() -> int:
    """Export one architecture; errors go to stdout as JSON lines, for `untrained_onnx`."""
    parser = argparse.ArgumentParser(prog="python -m engines.untrained", description=__doc__)
    parser.add_argument("model", help="a registered name, as in r2plus1d_18")
    parser.add_argument("output", type=Path, help="the ONNX file to write")
    arguments = parser.parse_args()
    try:
        with storage_errors(arguments.output.parent):
            spec = untrained_spec(arguments.model)
            export_onnx(untrained_network(arguments.model), spec, arguments.output)
    except EngineError as error:
        tell(error=str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
