"""What every runtime that answers early keeps, whatever runs inside."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from engines import EngineError, ModelSpec
from engines.backends.openvino_early import OpenVinoEarlyRunner
from engines.backends.openvino_steps import OpenVinoStepRunner
from engines.backends.torch_steps import TorchStepRunner
from engines.graphs import GraphKind, fill_graph, shipped_graph
from engines.models.layers import FromPixels
from engines.models.streaming import Tape
from engines.streams import EarlyRunner, StepRunner, StreamStep

if TYPE_CHECKING:
    from engines.models.i3d import InceptionI3d

STEPS = 4
"""After three, the first early time step lies wholly in the video."""


@dataclass
class Pair:
    runner: StepRunner
    early: EarlyRunner
    is_together: bool

    def close(self) -> None:
        self.runner.close()
        self.early.close()


@pytest.fixture(scope="module", params=["torch", "torch together", "openvino fp32"])
def pair(
    request: pytest.FixtureRequest,
    random_i3d: "InceptionI3d",
    spec: ModelSpec,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Pair]:
    is_together = "together" in request.param
    if "torch" in request.param:
        both = TorchStepRunner(random_i3d, spec, together=is_together)
        pair = Pair(both, both, is_together)
    else:
        folder = tmp_path_factory.mktemp("early")
        kinds: tuple[GraphKind, ...] = ("step", "early")
        step, early = (filled(random_i3d, spec, kind, folder) for kind in kinds)
        runners = OpenVinoStepRunner(step, "fp32"), OpenVinoEarlyRunner(early, "fp32")
        pair = Pair(*runners, is_together)
    yield pair
    pair.close()


def filled(network: "InceptionI3d", spec: ModelSpec, kind: GraphKind, folder: Path) -> Path:
    """The package's graph with the network's weights."""
    graph, path = shipped_graph("i3d.k400", kind), folder / f"{kind}.onnx"
    assert graph is not None
    state = {name: tensor.numpy() for name, tensor in network.state_dict().items()}
    fill_graph(graph, state, spec, path, Path("random"))
    return path


@pytest.fixture(scope="module")
def frames() -> NDArray[np.uint8]:
    """(steps, 8, H, W, 3)."""
    return np.random.default_rng(4).integers(0, 256, (STEPS, 8, 224, 224, 3), dtype=np.uint8)


@pytest.fixture(scope="module")
def wanted(
    random_i3d: "InceptionI3d", spec: ModelSpec, frames: NDArray[np.uint8]
) -> NDArray[np.float32]:
    """What the network itself comes to after the last step, (early, C)."""
    from_pixels, caches = FromPixels(spec.mean, spec.std), None
    with torch.inference_mode():
        for number, eight in enumerate(frames, start=1):
            tape = Tape(caches)
            clip = from_pixels(torch.from_numpy(eight[np.newaxis]))
            random_i3d.step(clip, torch.tensor([number]), tape)
            caches = tape.new
        kept = tape.new[random_i3d.first_early_cache :]
        early: NDArray[np.float32] = random_i3d.early(torch.tensor([STEPS]), kept)[0].numpy()
    return early


def test_it_says_what_the_network_says(
    pair: Pair, frames: NDArray[np.uint8], wanted: NDArray[np.float32]
) -> None:
    caches = pair.runner.new_caches()
    steps = [StreamStep(eight, number, caches) for number, eight in enumerate(frames, start=1)]
    for step in steps:
        pair.runner.step([step])
    (given,) = pair.early.early(steps[-1:])
    assert given.shape == (pair.early.early_steps, wanted.shape[1]) == (5, wanted.shape[1])
    assert np.abs(given - wanted).max() <= 1e-4 * max(1.0, np.abs(wanted).max())
    assert np.abs(np.diff(given, axis=0)).max() > 1e-2 * np.abs(wanted).max()  # no two alike


def test_who_asks_early_goes_on_as_who_does_not(pair: Pair, frames: NDArray[np.uint8]) -> None:
    """To the bit, and the answers of a batch are those of its streams alone."""
    asking, silent = pair.runner.new_caches(), pair.runner.new_caches()
    said = []
    for number, eight in enumerate(frames[:2], start=1):
        one, other = StreamStep(eight, number, asking), StreamStep(eight, number, silent)
        said.append((pair.runner.step([one]), pair.early.early([one]), pair.runner.step([other])))
    assert all(np.array_equal(first, second) for first, _, second in said)

    begun = StreamStep(frames[2], 1, pair.runner.new_caches())
    pair.runner.step([begun])
    together = pair.early.early([begun, one])
    alone = said[-1][1][0]
    if pair.is_together:
        np.testing.assert_allclose(together[1], alone, rtol=0, atol=1e-5 * np.abs(alone).max())
    else:
        np.testing.assert_array_equal(together[1], alone)
    assert not np.allclose(together[0], alone)


def test_a_closed_one_says_so(pair: Pair, frames: NDArray[np.uint8]) -> None:
    """The last test: it closes the pair."""
    step = StreamStep(frames[0], 1, pair.runner.new_caches())
    pair.close()
    pair.close()
    with pytest.raises(EngineError, match="closed"):
        pair.early.early([step])
