"""Networks and engines that several tests share; each is made once."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engines import LoadedEngine, ModelSpec, load_engine
from engines.export import export_early, export_onnx, export_steps
from engines.int8 import graphs
from engines.models import create_model, model_card
from tests.engines.colour_model import SPEC
from tests.engines.int8_worker import MEASURED, Int8Worker, painted
from tests.engines.painted_video import write_video

if TYPE_CHECKING:
    from engines.models.i3d import InceptionI3d
    from tests.engines.stepping_network import EarlyNetwork


@pytest.fixture(scope="session")
def spec() -> ModelSpec:
    return model_card("i3d.k400").spec


@pytest.fixture(scope="session")
def random_i3d() -> "InceptionI3d":
    """I3D with random weights that let the input through to the logits."""
    from engines.models.i3d import InceptionI3d
    from tests.engines.random_weights import let_through

    network = create_model("i3d.k400")
    assert isinstance(network, InceptionI3d)
    let_through(network)
    return network


@pytest.fixture(scope="session")
def colour_onnx(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The colour model as `export_onnx` writes it."""
    from tests.engines.colour_network import ColourNetwork

    path = tmp_path_factory.mktemp("colour") / "colour.onnx"
    export_onnx(ColourNetwork(), SPEC, path)
    return path


@pytest.fixture(scope="session")
def conv3d_onnx(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small network with 3D convolutions."""
    from tests.engines.backends.tensorrt.conv3d_network import Conv3dNetwork

    path = tmp_path_factory.mktemp("conv3d") / "conv3d.onnx"
    export_onnx(Conv3dNetwork(), SPEC, path)
    return path


@pytest.fixture(scope="session")
def stepping_network() -> "EarlyNetwork":
    """A small network that steps, and answers early."""
    import torch

    from tests.engines.stepping_network import EarlyNetwork

    torch.manual_seed(1)
    return EarlyNetwork().eval()


@pytest.fixture(scope="session")
def step_onnx(stepping_network: "EarlyNetwork", tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The steps of the small network."""
    from tests.engines import stepping_network as small

    path = tmp_path_factory.mktemp("steps") / "steps.onnx"
    export_steps(stepping_network, small.SPEC, path)
    return path


@pytest.fixture(scope="session")
def early_onnx(stepping_network: "EarlyNetwork", tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What it answers early after them."""
    from tests.engines import stepping_network as small

    path = tmp_path_factory.mktemp("early") / "early.onnx"
    export_early(stepping_network, small.SPEC, path)
    return path


@pytest.fixture(scope="session")
def i3d_fp32() -> LoadedEngine:
    """The real model; the first use on a machine fetches and builds it."""
    return load_engine("i3d.k400", precision="fp32")


@pytest.fixture(scope="session")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four videos of 24 frames, three windows each."""
    folder = tmp_path_factory.mktemp("footage")
    for number in range(4):
        write_video(folder / f"{number}.mp4", frames=24, paint=painted(number % 3))
    return folder


@pytest.fixture
def int8_worker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Int8Worker:
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path / "cache"))
    quick = Int8Worker(tmp_path)
    monkeypatch.setattr(graphs, "_WORKER", quick.command)
    monkeypatch.setattr("engines.backends.openvino.runtime_identity", lambda: MEASURED.measured_on)
    return quick
