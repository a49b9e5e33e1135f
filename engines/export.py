"""Writes a model as one ONNX file: pixels in, logits and embedding out.

Cast, normalisation and layout are part of the graph, and the ModelSpec lies in its metadata, so
the file is all that a runtime needs.
"""

import warnings
from collections.abc import Mapping
from dataclasses import replace
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

    from engines.models.streaming import SteppedNetwork

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
"""Output of a graph of early answers: float32 (N, early_steps, classes), oldest first. Its inputs
are `steps` and the last ones of the caches that a step gave, by their names of the next step."""


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
    stepped, frames, steps, caches = _stepped(network, spec)
    names = [f"{CACHE}{i}" for i in range(len(caches))]
    following = [f"{NEXT}{i}" for i in range(len(caches))]
    program = _of_streams(
        stepped,
        (frames, steps, caches),
        [FRAMES, STEPS, *names],
        [LOGITS, EMBEDDING, *following],
    )
    _save(program, spec, path, {TIMING_KEY: stepped.timing(spec.clip_len).to_json()})


def export_early(network: "nn.Module", spec: ModelSpec, path: Path) -> None:
    """Write what a network that has `early` says after a step, before its time steps are complete.

    Args:
        network: As for `export_onnx`.
        spec: Goes into the file.
        path: Where to; its folder exists.
    """
    stepped, _, steps, caches = _stepped(network, spec)
    from engines.models.streaming import EarlyNetwork

    early = EarlyNetwork(stepped[1]).eval()
    kept = range(early.first_cache, len(caches))
    program = _of_streams(
        early, (steps, caches[kept.start :]), [STEPS, *(f"{CACHE}{i}" for i in kept)], [EARLY]
    )
    timing = replace(stepped.timing(spec.clip_len), early_steps=early.early_steps)
    _save(program, spec, path, {TIMING_KEY: timing.to_json()})


def _stepped(
    network: "nn.Module", spec: ModelSpec
) -> tuple["SteppedNetwork", "Tensor", "Tensor", "list[Tensor]"]:
    """The network as it steps, norms folded, and what two streams give it."""
    with wanting_extra(f"building an engine of {spec.name}"):
        import onnxscript  # noqa: F401 - torch's exporter loads it, deep inside and without a word
        import torch

    from engines.models.layers import FromPixels, fold_norms
    from engines.models.streaming import SteppedNetwork

    stepped = SteppedNetwork(FromPixels(spec.mean, spec.std), fold_norms(network)).eval()
    frames_of_step = stepped.timing(spec.clip_len).step_frames
    shape = (2, frames_of_step, spec.crop_px, spec.crop_px, spec.channels)
    frames, steps = torch.zeros(shape).byte(), torch.ones(2, dtype=torch.int64)
    return stepped, frames, steps, stepped.empty_caches(frames)


def _of_streams(
    network: "nn.Module",
    inputs: "tuple[Tensor | list[Tensor], ...]",
    input_names: list[str],
    output_names: list[str],
) -> "ONNXProgram | None":
    """The graph with a free number of streams."""
    import torch

    free = {0: torch.export.Dim.DYNAMIC}
    shapes = tuple([free] * len(one) if isinstance(one, list) else free for one in inputs)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's exporter warns of its own inner changes
        return torch.onnx.export(
            network,
            inputs,
            dynamo=True,
            verbose=False,
            input_names=input_names,
            output_names=output_names,
            dynamic_shapes=shapes,
        )


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
