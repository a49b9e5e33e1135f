"""Graphs of models without their weights, which the base install fills without torch.

They are exported once, by `python -m engines.graphs`, and are part of the package: some 40 kB of
nodes, with a name and a shape in place of each array.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from engines.checkpoints.fit import check_names_and_shapes
from engines.errors import CheckpointError
from engines.export import FRAMES, INPUT, SPEC_KEY
from engines.spec import ModelSpec

if TYPE_CHECKING:
    from onnx import ModelProto, TensorProto

GraphKind = Literal["clip", "step", "early"]
"""A graph of whole clips; of the next frames of a stream; of early answers after these."""

WEIGHTS_PREFIX = "1."
"""What the exporter puts before the network's own names: it is the second of two modules."""
EPS_KEY = "liveact.norm_eps"
"""Where the graph keeps what its norms added to the variance before they were folded."""
_NORM = ".norm.running_var"


def graph_place(model: str, kind: GraphKind) -> Path:
    """Where the package keeps a graph."""
    return Path(__file__).with_name(f"{model}.{kind}.onnx")


def shipped_graph(model: str, kind: GraphKind = "clip") -> Path | None:
    """The graph of a registered model, where the package has it; None for a file's path."""
    if Path(model).name != model:
        return None
    path = graph_place(model, kind)
    return path if path.is_file() else None


def fill_graph(
    graph: Path, state: Mapping[str, NDArray[Any]], spec: ModelSpec, path: Path, source: Path
) -> None:
    """Write a graph with its arrays: the same as exporting the network with these weights.

    Args:
        graph: As in the package.
        state: The state dict of the network.
        spec: Goes into the file.
        path: Where to; its folder exists.
        source: Where the weights came from, for messages.

    Raises:
        CheckpointError: An array is missing, unknown to the graph or of another shape.
    """
    import onnx

    model = onnx.load(graph)
    eps = next(float(entry.value) for entry in model.metadata_props if entry.key == EPS_KEY)
    arrays = folded(state, eps, source)
    places = {_name(tensor): tensor for tensor in model.graph.initializer if is_weight(tensor)}
    if _begins_within(model):
        arrays = {name: array for name, array in arrays.items() if name in places}
    check_names_and_shapes(
        {name: tuple(tensor.dims) for name, tensor in places.items()},
        {name: array.shape for name, array in arrays.items()},
        source,
    )
    for name, tensor in places.items():
        tensor.raw_data = arrays[name].astype("<f4").tobytes()
    kept = {entry.key: entry.value for entry in model.metadata_props if entry.key != EPS_KEY}
    onnx.helper.set_model_props(model, kept | {SPEC_KEY: spec.to_json()})
    onnx.save(model, path)


def is_weight(tensor: "TensorProto") -> bool:
    """Whether an array of the graph comes from a checkpoint."""
    return str(tensor.name).startswith(WEIGHTS_PREFIX)


def _begins_within(model: "ModelProto") -> bool:
    """Whether it has the last layers only: a graph that sees no pixels."""
    return not {INPUT, FRAMES} & {one.name for one in model.graph.input}


def _name(tensor: "TensorProto") -> str:
    return str(tensor.name).removeprefix(WEIGHTS_PREFIX)


def folded(
    state: Mapping[str, NDArray[Any]], eps: float, source: Path
) -> dict[str, NDArray[np.float64]]:
    """The state with every `norm` made part of the `conv` beside it, as `fold_norms` does.

    Args:
        state: The state dict of a network.
        eps: What its norms add to the variance.
        source: Where it came from, for messages.

    Raises:
        CheckpointError: A norm that is not whole or does not belong to its convolution.
    """
    arrays = {
        name: np.asarray(value, np.float64)
        for name, value in state.items()
        if not name.endswith(".num_batches_tracked")
    }
    for name in [name for name in arrays if name.endswith(_NORM)]:
        _fold(arrays, name.removesuffix(_NORM), eps, source)
    return arrays


def _fold(arrays: dict[str, NDArray[np.float64]], unit: str, eps: float, source: Path) -> None:
    variance = arrays.pop(f"{unit}.norm.running_var")
    try:
        mean = arrays.pop(f"{unit}.norm.running_mean")
        scale = arrays.pop(f"{unit}.norm.weight") / np.sqrt(variance + eps)
        shift = arrays.pop(f"{unit}.norm.bias") - mean * scale
        kernel = arrays[f"{unit}.conv.weight"]  # (out, in, T, H, W)
        arrays[f"{unit}.conv.weight"] = kernel * scale.reshape(-1, 1, 1, 1, 1)
    except KeyError as error:
        raise CheckpointError(
            f"{source}: {error.args[0]} is missing; use a checkpoint of this architecture"
        ) from None
    except ValueError as error:
        raise CheckpointError(
            f"{source}: {unit}.norm does not fit {unit}.conv ({error}); "
            "use a checkpoint of this architecture"
        ) from error
    arrays[f"{unit}.conv.bias"] = shift
