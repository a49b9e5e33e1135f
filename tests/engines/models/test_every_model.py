"""What every registered architecture keeps, from pixels to the compiled engine."""

import copy
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import openvino as ov
import pytest
import torch
from numpy.typing import NDArray
from torch import nn

from engines import ModelSpec, load_engine
from engines.export import EMBEDDING, LOGITS, export_onnx, read_spec
from engines.models import create_model, list_models, model_card
from engines.models.layers import FromPixels
from engines.models.outputs import Outputs
from tests.engines.random_weights import let_through

LABELS = tuple("abcde")
SMALL_PX = 32
SMALLEST_PX = {"c3d": 96, "i3d": 193}
"""By what the names begin with: their last layers need a map of one size, which these just give."""

EXPORTED_ALONE = ("cnn_lstm", "feature_lstm", "feature3d_lstm")
"""torch takes an LSTM apart, step by step, from the second export of a process on; the builder is
a process of its own for each model anyway."""


@dataclass(frozen=True, slots=True)
class Made:
    name: str
    network: nn.Module
    spec: ModelSpec
    """As small as the architecture allows, so that this is quick."""
    onnx: Path

    def clips(self, count: int, frames: int) -> NDArray[np.uint8]:
        shape = (count, frames, self.spec.crop_px, self.spec.crop_px, self.spec.channels)
        return np.random.default_rng(0).integers(0, 256, shape, np.uint8)

    def say(self, network: nn.Module, clips: NDArray[np.uint8]) -> Outputs:
        pixels = FromPixels(self.spec.mean, self.spec.std)(torch.from_numpy(clips))
        outputs: Outputs = network(pixels)
        return outputs


def smallest(name: str) -> ModelSpec:
    spec = model_card(name).spec
    size = next((px for arch, px in SMALLEST_PX.items() if name.startswith(arch)), SMALL_PX)
    return replace(spec, labels=LABELS, clip_len=spec.min_clip_len, crop_px=size)


def fresh(name: str) -> nn.Module:
    """The same weights whenever it is called; they let the clip through to what is said of it."""
    torch.manual_seed(0)
    network = create_model(name, num_classes=len(LABELS))
    let_through(network)
    return network


def export(name: str, folder: Path) -> Path:
    path = folder / f"{name}.onnx"
    export_onnx(fresh(name), smallest(name), path)
    return path


@pytest.fixture(scope="module")
def exports(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Path]]:
    """Gives the file of a model; another process writes them while those before are tested."""
    folder = tmp_path_factory.mktemp("every")
    wanted = [item.callspec.params for item in request.session.items if hasattr(item, "callspec")]
    names = dict.fromkeys(params["made"] for params in wanted if "made" in params)
    pool = new_process()
    files = {
        name: pool.submit(export, name, folder) for name in names if name not in EXPORTED_ALONE
    }

    def exported(name: str) -> Path:
        if name in files:
            return files[name].result()
        with new_process() as alone:
            return alone.submit(export, name, folder).result()

    try:
        yield exported
    finally:
        pool.shutdown(cancel_futures=True)


def new_process() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


@pytest.fixture(
    scope="module", params=[name for name in list_models() if name == model_card(name).arch]
)
def made(request: pytest.FixtureRequest, exports: Callable[[str], Path]) -> Iterator[Made]:
    name: str = request.param
    path = exports(name)
    yield Made(name, fresh(name), smallest(name), path)
    path.unlink()


def test_it_gives_logits_and_an_embedding_of_each_clip(made: Made) -> None:
    clips = made.clips(2, made.spec.min_clip_len)
    with torch.inference_mode():
        both, alone = made.say(made.network, clips), made.say(made.network, clips[1:])

    assert both.logits.shape == (2, len(LABELS))
    assert both.embedding.ndim == 2 and len(both.embedding) == 2
    for said in both:
        size, apart = float(said.abs().max()), float((said[0] - said[1]).abs().max())
        assert apart > max(0.01 * size, 1e-3), "else all would agree"
    torch.testing.assert_close(both.logits[1:], alone.logits, rtol=1e-4, atol=1e-4)


def test_all_that_learns_gets_a_gradient(made: Made) -> None:
    network = copy.deepcopy(made.network).train()
    outputs = made.say(network, made.clips(2, made.spec.min_clip_len))

    loss = nn.functional.cross_entropy(outputs.logits, torch.tensor([0, 1]))
    torch.autograd.backward([loss])

    learning = {name: p for name, p in network.named_parameters() if p.requires_grad}
    without = [name for name, p in learning.items() if p.grad is None]
    assert learning and not without
    assert all(p.grad is not None and p.grad.isfinite().all() for p in learning.values())
    head = [p for name, p in learning.items() if name.startswith(model_card(made.name).head)]
    assert any(p.grad is not None and p.grad.abs().max() > 0 for p in head)


def test_the_file_says_what_the_network_says_at_any_length(made: Made) -> None:
    core = ov.Core()
    compiled = core.compile_model(made.onnx, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    for frames in (made.spec.min_clip_len, made.spec.min_clip_len + 5):
        clips = made.clips(1, frames)
        with torch.inference_mode():
            expected = made.say(made.network, clips)
        given = compiled({0: clips})

        assert_near(given[compiled.output(LOGITS)], expected.logits)
        assert_near(given[compiled.output(EMBEDDING)], expected.embedding)


def assert_near(given: NDArray[np.float32], expected: torch.Tensor) -> None:
    """Within 1e-4, of the largest value where that is over one."""
    assert given.shape == expected.shape
    scale = max(1.0, float(expected.abs().max()))
    assert float((torch.from_numpy(given) - expected).abs().max()) <= 1e-4 * scale


def test_it_is_an_engine_like_any_other(made: Made) -> None:
    engine = load_engine(made.onnx, precision="fp32")
    clips = made.clips(1, made.spec.clip_len)
    with torch.inference_mode():
        expected = made.say(made.network, clips).logits

    assert engine.spec == read_spec(made.onnx) == made.spec
    assert_near(engine.infer([clips[0]]), expected)
    engine.close()


@pytest.mark.parametrize("name", list_models())
def test_models_with_weights_are_architectures_that_are_tested_here(name: str) -> None:
    card = model_card(name)

    assert card.network == model_card(card.arch).network
    assert (card.spec.labels == ()) == (name == card.arch)
