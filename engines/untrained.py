"""Architectures without weights, made ready to be measured: random weights, made-up labels.

What they say means nothing; how long they take to say it is that of any weights.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from engines.artifacts import Progress, ProgressEvent
from engines.artifacts.folders import storage_errors
from engines.choice import EngineChoice, choose_device
from engines.errors import EngineError
from engines.export import export_onnx, export_steps
from engines.graphs import GraphKind
from engines.loading import EngineMode, LoadedEngine, torch_engine
from engines.models import create_model, model_card
from engines.spec import ModelSpec
from engines.stream_loading import early_of_torch
from engines.streams import StepEngine
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


def untrained_files(
    model: str, folder: Path, modes: Sequence[EngineMode], progress: Progress | None = None
) -> dict[str, Path]:
    """The network as exported files in this folder, by mode; takes seconds and needs torch.

    There is none for streams where the architecture has no steps.

    Raises:
        EngineError: Unknown model, or torch is not installed.
    """
    kinds: dict[str, GraphKind] = {"window": "clip"}
    if "stream" in modes and model_card(model).streams:
        kinds["stream"] = "step"
    files = {mode: folder / f"{model}.{kind}.onnx" for mode, kind in kinds.items()}
    for done, (mode, path) in enumerate(files.items()):
        if progress is not None:
            stage = f"exporting {model} with random weights"
            progress(ProgressEvent(stage, done, len(files), "files"))
        run_worker(_EXPORTER, (model, path, kinds[mode]), f"exporting {model}", lambda _: None)
    return files


def untrained_engine(
    model: str, runtime: str, precision: str, device: str, mode: EngineMode
) -> LoadedEngine:
    """The network in torch itself."""
    network, spec = untrained_network(model), untrained_spec(model)
    if mode == "window":
        return torch_engine(network, spec, runtime, precision, device)
    from engines.backends.torch_steps import TorchStepRunner

    choice = EngineChoice("torch", "fp32", choose_device(device, runtime)[0])
    runner = TorchStepRunner(network, spec, device=choice.device)
    return StepEngine(runner, spec, choice, early_of_torch(runner))


def main() -> int:
    """Export one architecture; errors go to stdout as JSON lines, for `untrained_onnx`."""
    parser = argparse.ArgumentParser(prog="python -m engines.untrained", description=__doc__)
    parser.add_argument("model", help="a registered name, as in r2plus1d_18")
    parser.add_argument("output", type=Path, help="the ONNX file to write")
    parser.add_argument("kind", choices=("clip", "step"))
    arguments = parser.parse_args()
    try:
        with storage_errors(arguments.output.parent):
            spec = untrained_spec(arguments.model)
            export = export_steps if arguments.kind == "step" else export_onnx
            export(untrained_network(arguments.model), spec, arguments.output)
    except EngineError as error:
        tell(error=str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
