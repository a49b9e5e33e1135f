import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import openvino as ov
import pytest
import torch
from numpy.typing import NDArray

from engines import CheckpointError, ModelSpec, softmax
from engines.export import EMBEDDING, INPUT, LOGITS, read_spec
from engines.graphs import GraphKind, fill_graph, folded, shipped_graph
from engines.graphs.__main__ import EXPORTS, SHIPPED, exported_graph
from engines.loading import DEFAULT_MODEL
from engines.models.layers import FromPixels
from tests.engines.checkpoints.flax_checkpoint import as_flax

if TYPE_CHECKING:
    from engines.models.i3d import InceptionI3d

WITHOUT_TORCH = (
    "import runpy, sys; sys.modules['torch'] = sys.modules['onnxscript'] = None; "
    "runpy.run_module('engines.build', run_name='__main__', alter_sys=True)"
)
"""Runs the builder as where neither torch nor onnxscript is installed."""


@pytest.fixture(scope="module")
def filled(random_i3d: "InceptionI3d", tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the base install builds of a checkpoint."""
    folder = tmp_path_factory.mktemp("filled")
    checkpoint = folder / "i3d.ckpt"
    checkpoint.write_bytes(pickle.dumps(as_flax(random_i3d)))
    arguments = [DEFAULT_MODEL, str(checkpoint), str(folder / "i3d.onnx")]
    command = [sys.executable, "-c", WITHOUT_TORCH, *arguments]
    answer = subprocess.run(command, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return folder / "i3d.onnx"


def test_the_default_model_needs_no_torch() -> None:
    assert DEFAULT_MODEL in SHIPPED
    for name in SHIPPED:
        graph = shipped_graph(name)
        assert graph is not None
        assert graph.stat().st_size < 1_000_000
    assert shipped_graph("i3d") is None
    assert shipped_graph("/tmp/mine.onnx", "early") is None


@pytest.mark.parametrize("frames", [16, 17])
def test_a_filled_graph_says_what_torch_says(
    filled: Path, random_i3d: "InceptionI3d", spec: ModelSpec, frames: int
) -> None:
    """To 1e-5 in all that is of the size of one; odd and even lengths are padded otherwise.

    Logits are larger, and two programs that add the same numbers in another order differ by some
    1e-6 of them.
    """
    clips = np.random.default_rng(0).integers(0, 256, (1, frames, 224, 224, 3), dtype=np.uint8)
    with torch.inference_mode():
        wanted = random_i3d(FromPixels(spec.mean, spec.std)(torch.from_numpy(clips)))
    logits, embedding = (output.numpy() for output in wanted)
    compiled = ov.Core().compile_model(filled, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    given = compiled({INPUT: clips})

    assert np.abs(given[EMBEDDING] - embedding).max() <= 1e-5
    assert np.abs(softmax(given[LOGITS]) - softmax(logits)).max() <= 1e-5
    assert np.abs(given[LOGITS] - logits).max() <= 3e-6 * np.abs(logits).max()
    assert np.ptp(logits) > 0.1 and np.ptp(embedding) > 0.1  # else everything would agree


def test_a_filled_graph_is_a_whole_file(filled: Path, spec: ModelSpec) -> None:
    assert read_spec(filled) == spec


@pytest.mark.parametrize("kind", EXPORTS)
def test_the_package_has_the_graphs_that_its_code_exports(kind: GraphKind) -> None:
    """After a change of the network or of the export: `python -m engines.graphs`."""
    graph = shipped_graph(DEFAULT_MODEL, kind)
    assert graph is not None
    assert graph.read_bytes() == exported_graph(DEFAULT_MODEL, EXPORTS[kind])


def state_of(network: torch.nn.Module) -> dict[str, NDArray[Any]]:
    return {name: tensor.numpy() for name, tensor in network.state_dict().items()}


@pytest.mark.parametrize(
    ("lost", "message"),
    [
        ("trunk.Mixed_4c.Branch_0.Conv3d_0a_1x1.norm.running_mean", "running_mean is missing"),
        ("trunk.Conv3d_2b_1x1.conv.weight", r"x: trunk\.Conv3d_2b_1x1\.conv\.weight is missing"),
        ("logits.bias", r"x: logits\.bias \(400,\) is missing"),
    ],
)
def test_a_missing_array_is_named(
    lost: str, message: str, random_i3d: "InceptionI3d", spec: ModelSpec, tmp_path: Path
) -> None:
    graph = shipped_graph(DEFAULT_MODEL)
    assert graph is not None
    state = state_of(random_i3d)
    del state[lost]

    with pytest.raises(CheckpointError, match=message):
        fill_graph(graph, state, spec, tmp_path / "x.onnx", Path("x"))
    assert not (tmp_path / "x.onnx").exists()


def test_norms_are_folded_into_their_convolutions() -> None:
    state = {
        "a.conv.weight": np.full((2, 1, 1, 1, 1), 3.0),
        "a.norm.weight": np.array([1.0, 2.0]),
        "a.norm.bias": np.array([0.5, 0.0]),
        "a.norm.running_mean": np.array([4.0, 1.0]),
        "a.norm.running_var": np.array([3.0, 15.0]),
        "a.norm.num_batches_tracked": np.array(7),
        "b.bias": np.array([9.0]),
    }

    arrays = folded(state, 1.0, Path("x"))

    assert {name: array.reshape(-1).tolist() for name, array in arrays.items()} == {
        "a.conv.weight": [1.5, 1.5],
        "a.conv.bias": [-1.5, -0.5],
        "b.bias": [9.0],
    }


def test_a_norm_of_another_width_is_refused() -> None:
    state = {f"a.norm.{name}": np.ones(3) for name in ("weight", "bias", "running_mean")}
    state |= {"a.norm.running_var": np.ones(3), "a.conv.weight": np.ones((2, 1, 1, 1, 1))}

    with pytest.raises(CheckpointError, match=r"x: a\.norm does not fit a\.conv"):
        folded(state, 1.0, Path("x"))
