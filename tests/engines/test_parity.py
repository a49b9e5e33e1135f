from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import EngineChoice, EngineError, FrameStore, ModelSpec, ProgressEvent, compare
from engines.backends.openvino import OpenVinoEngine
from engines.backends.torch import TorchEngine
from engines.store_numpy import NumpyStore
from tests import two_stream
from tests.engines.colour_model import SPEC

if TYPE_CHECKING:
    from engines.models.i3d import InceptionI3d

WIDE = replace(SPEC, labels=tuple("abcdefg"))


class Says:
    """An engine whose clips are its logits, plus what a test adds."""

    def __init__(self, spec: ModelSpec = WIDE, **added: float) -> None:
        self.spec = spec
        self._added = np.array([added.get(label, 0.0) for label in spec.labels], np.float32)

    def new_store(self, capacity: int) -> FrameStore:
        return NumpyStore(self.spec, capacity)

    def infer(self, clips: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        return np.stack([clip + self._added for clip in clips])

    def close(self) -> None:
        pass


FALLING = np.array([7, 6, 5, 4, 3, 2, 1], np.float32)
RISING = FALLING[::-1]


def test_an_engine_agrees_with_itself() -> None:
    parity = compare(Says(), Says(), [FALLING, RISING])

    assert (parity.clips, parity.max_abs_difference) == (2, 0.0)
    assert parity.top1_agreement == parity.top5_agreement == 1.0


def test_differences_are_found() -> None:
    parity = compare(Says(), Says(g=10.0), [FALLING, RISING])  # g wins both, drops e from one

    assert parity.max_abs_difference == 10.0
    assert parity.max_relative_difference == pytest.approx(10 / 7)
    assert parity.top1_agreement == 0.5
    assert parity.top5_agreement == pytest.approx(0.9)


def test_how_far_the_best_score_moves() -> None:
    even = np.zeros(7, np.float32)

    parity = compare(Says(), Says(a=float(np.log(6.0))), [even, even - 1])

    assert parity.mean_score_shift == pytest.approx(parity.max_score_shift)
    assert parity.max_score_shift == pytest.approx(1 / 2 - 1 / 7)  # 6 of 12 parts, not 1 of 7


def test_progress_counts_the_clips() -> None:
    events: list[ProgressEvent] = []

    compare(Says(), Says(), [FALLING, RISING], events.append)
    compare(Says(), Says(), iter([FALLING]), events.append)

    assert [(event.done, event.total) for event in events] == [(1, 2), (2, 2), (1, None)]


def test_engines_of_different_models_are_not_compared() -> None:
    with pytest.raises(EngineError, match="different labels"):
        compare(Says(), Says(SPEC), [FALLING])


def test_nothing_is_no_agreement() -> None:
    with pytest.raises(EngineError, match="no clips"):
        compare(Says(), Says(), [])


@pytest.mark.parametrize("frames", [16, 17])
def test_openvino_says_what_torch_says_of_a_random_network(
    random_i3d: "InceptionI3d",
    random_i3d_onnx: Path,
    spec: ModelSpec,
    frames: int,
) -> None:
    """Odd and even lengths are padded otherwise; the logits have some size."""
    short = replace(spec, clip_len=16)
    torch = TorchEngine(random_i3d, short, EngineChoice("torch", "fp32", "cpu"))
    openvino = OpenVinoEngine(random_i3d_onnx, short, EngineChoice("openvino", "fp32", "cpu"))
    clip = np.random.default_rng(0).integers(0, 256, (frames, 224, 224, 3), np.uint8)

    assert torch.infer([clip]).std() > 0.05
    assert compare(torch, openvino, [clip]).max_abs_difference < 1e-3


def test_openvino_says_what_torch_says_of_two_streams(two_stream_onnx: Path) -> None:
    spec, fp32 = two_stream.SPEC, partial(EngineChoice, precision="fp32", device="cpu")
    torch = TorchEngine(two_stream.random_network(), spec, fp32("torch"))
    openvino = OpenVinoEngine(two_stream_onnx, spec, fp32("openvino"))
    clip = np.random.default_rng(0).integers(0, 256, (16, 224, 224, 5), np.uint8)

    assert torch.infer([clip]).std() > 0.05
    assert compare(torch, openvino, [clip]).max_abs_difference <= 1e-4
