"""Writes the package's graphs again: `python -m engines.graphs`, with the extra `train`."""

import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import onnx

from engines.export import SPEC_KEY, export_early, export_onnx, export_steps
from engines.graphs import EPS_KEY, GraphKind, graph_place, is_weight
from engines.models import create_model, model_card
from engines.spec import ModelSpec

if TYPE_CHECKING:
    from torch import nn

SHIPPED = ("i3d.k400",)
"""The models whose graphs are part of the package."""

Export = Callable[["nn.Module", ModelSpec, Path], None]
EXPORTS: Mapping[GraphKind, Export] = {
    "clip": export_onnx,
    "step": export_steps,
    "early": export_early,
}
"""What writes a graph of each kind."""


def emptied(path: Path, norm_eps: float) -> bytes:
    """An exported file without its weights, its specification and the exporter's notes.

    Args:
        path: What `export_onnx` wrote, of a network without zeros: the exporter leaves out arrays
            that are all zero.
        norm_eps: What the network's norms add to the variance.
    """
    model = onnx.load(path)
    for tensor in filter(is_weight, model.graph.initializer):
        tensor.ClearField("raw_data")
    del model.graph.value_info[:], model.graph.metadata_props[:]
    kept = {entry.key: entry.value for entry in model.metadata_props if entry.key != SPEC_KEY}
    onnx.helper.set_model_props(model, kept | {EPS_KEY: repr(norm_eps)})
    return bytes(model.SerializeToString(deterministic=True))


def norm_eps(network: "nn.Module") -> float:
    """What the norms of a network add to the variance, the same in all of them."""
    from torch.nn import BatchNorm3d

    (eps,) = {module.eps for module in network.modules() if isinstance(module, BatchNorm3d)}
    return eps


def fill_at_random(network: "nn.Module") -> None:
    """Give every array of a network values of its own, none of them zero."""
    import torch

    for tensor in network.state_dict().values():
        if tensor.is_floating_point():
            torch.nn.init.uniform_(tensor, 0.5, 1.5)


def main() -> int:
    """Write all graphs and say where."""
    for name in SHIPPED:
        for kind, export in EXPORTS.items():
            graph = exported_graph(name, export)
            target = graph_place(name, kind)
            target.write_bytes(graph)
            sys.stdout.write(f"{target}: {len(graph)} bytes\n")
    return 0


def exported_graph(name: str, export: Export) -> bytes:
    """The graph of a registered model, as the package has it."""
    network = create_model(name)
    fill_at_random(network)
    with tempfile.TemporaryDirectory() as folder:
        exported = Path(folder) / "exported.onnx"
        export(network, model_card(name).spec, exported)
        return emptied(exported, norm_eps(network))


if __name__ == "__main__":
    sys.exit(main())
