"""Writes a model as one ONNX file: pixels in, logits and embedding out.

Cast, normalisation and layout are part of the graph, and the ModelSpec lies in its metadata, so
the file is all that a runtime needs.
"""

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from engines.errors import EngineError
from engines.extras import wanting_extra
from engines.spec import ModelSpec
from engines.step_timing import TIMING_KEY, StepTiming

if TYPE_CHECKING:
    from onnx_ir import Model
    from torch import Tensor, nn
    from torch.onnx import ONNXProgram

EXPORT_VERSION = 1
"""Grows when the same weights give another file; compiled engines of older versions are rebuilt."""
SPEC_KEY = "liveact.spec"
"""Where the ModelSpec lies in the metadata."""
INPUT, LOGITS, EMBEDDING = "clips", "logits", "embedding"
"""Input uint8 (N, T, H, W, channels); outputs float32 (N, classes) and float32 (N, features)."""

FRAMES, STEPS, CACHE, NEXT = "frames", "steps", "cache", "next"
"""Of a step graph: inputs uint8 (N, step_frames, H, W, channels), int64 (N,), `cache0` to `cacheK`.
Beside logits and embedding its outputs are `next0` to `nextK`, the caches of the next step."""
EARLY = "early"
"""Of a step graph with early answers: float32 (N, steps, classes), oldest first."""


def export_onnx(network: "nn.Module", spec: ModelSpec, path: Path) -> None:
    """Write the network with free N and T.

    Args:
        network: Takes float (N, channels, T, H, W), gives logits and embedding.
        spec: Goes into the file.
        path: Where to; its folder exists.
    """
    with wanting_extra(f"building an engine of {spec.name}"):
        import onnxscript  # noqa: F401 - torch's exporter loads it, deep inside and without a word
        import torch

    from engines.models.layers import FromPixels, fold_norms

    # The exporter would fold the norms too, but only after following each through all its steps,
    # which doubles its time.
    whole = torch.nn.Sequential(FromPixels(spec.mean, spec.std), fold_norms(network)).eval()
    # Neither N nor T is 1 or even in the example, or the exporter takes that for a fact.
    side = spec.crop_px
    example = torch.zeros(2, spec.min_clip_len + 3, side, side, spec.channels).byte()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's exporter warns of its own inner changes
        program = _program(whole, example)
    _save(program, spec, path)


def export_steps(network: "nn.Module", spec: ModelSpec, path: Path) -> None:
    """Write a network that has `step`, for N streams at a time; see `models/streaming.py`.

    Args:
        network: As for `export_onnx`.
        spec: Goes into the file.
        path: Where to; its folder exists.
    """
    _export_steps(network, spec, path, early=False)


def export_early_steps(network: "nn.Module", spec: ModelSpec, path: Path) -> None:
    """The same for a network that has `step_early`, whose answers come first."""
    _export_steps(network, spec, path, early=True)


def _export_steps(network: "nn.Module", spec: ModelSpec, path: Path, *, early: bool) -> None:
    with wanting_extra(f"building an engine of {spec.name}"):
        import onnxscript  # noqa: F401 - torch's exporter loads it, deep inside and without a word
        import torch

    from engines.models.layers import FromPixels, fold_norms
    from engines.models.streaming import EarlySteppedNetwork, SteppedNetwork

    kind, answers = (EarlySteppedNetwork, [EARLY]) if early else (SteppedNetwork, [])
    whole = kind(FromPixels(spec.mean, spec.std), fold_norms(network)).eval()
    timing = whole.timing(spec.clip_len)
    shape = (2, timing.step_frames, spec.crop_px, spec.crop_px, spec.channels)
    frames, steps = torch.zeros(shape).byte(), torch.ones(2, dtype=torch.int64)
    caches = whole.empty_caches(frames)
    free = torch.export.Dim.DYNAMIC
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's exporter warns of its own inner changes
        program = torch.onnx.export(
            whole,
            (frames, steps, caches),
            dynamo=True,
            verbose=False,
            input_names=[FRAMES, STEPS, *(f"{CACHE}{i}" for i in range(len(caches)))],
            output_names=[LOGITS, EMBEDDING, *answers, *(f"{NEXT}{i}" for i in range(len(caches)))],
            dynamic_shapes=({0: free}, {0: free}, [{0: free} for _ in caches]),
        )
    _save(program, spec, path, {TIMING_KEY: timing.to_json()})


def _save(
    program: "ONNXProgram | None",
    spec: ModelSpec,
    path: Path,
    notes: Mapping[str, str] | None = None,
) -> None:
    if program is None:
        raise EngineError(f"{spec.name}: torch gave no ONNX program")
    _forget_origin(program.model)
    program.model.metadata_props.update({SPEC_KEY: spec.to_json(), **(notes or {})})
    program.save(path)


def _program(whole: "nn.Module", example: "Tensor") -> "ONNXProgram | None":
    """The graph with free N and T."""
    import torch

    free = torch.export.Dim.DYNAMIC
    return torch.onnx.export(
        whole,
        (example,),
        dynamo=True,
        verbose=False,
        input_names=[INPUT],
        output_names=[LOGITS, EMBEDDING],
        dynamic_shapes=({0: free, 1: free},),
    )


def _forget_origin(model: "Model") -> None:
    """Remove what the exporter notes of source lines and folders of this machine."""
    for node in model.graph.all_nodes():
        node.metadata_props.clear()


def read_spec(path: Path) -> ModelSpec:
    """The ModelSpec of an ONNX file that `export_onnx` wrote; `EngineError` for any other."""
    try:
        return ModelSpec.from_json(_note(path, SPEC_KEY, "ModelSpec"))
    except (ValueError, KeyError, TypeError) as error:
        raise EngineError(
            f"{path}: its ModelSpec cannot be read ({error}); build it again with this version"
        ) from error


def read_timing(path: Path) -> StepTiming:
    """The timing of a file that `export_steps` wrote; `EngineError` for any other."""
    return StepTiming.from_json(_note(path, TIMING_KEY, "StepTiming"))


def _note(path: Path, key: str, what: str) -> str:
    """An entry of a file's metadata."""
    import onnx
    from google.protobuf.message import DecodeError  # type: ignore[import-untyped]  # has none

    try:
        model = onnx.load(path, load_external_data=False)
    except OSError as error:
        raise EngineError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except DecodeError as error:
        raise EngineError(f"{path}: not an ONNX file; build it again") from error
    texts = [entry.value for entry in model.metadata_props if entry.key == key]
    if not texts:
        raise EngineError(
            f"{path}: an ONNX file without liveact's {what} in its metadata; "
            "use one that `liveact-engine build` wrote"
        )
    return str(texts[0])
