"""What every backend keeps, whatever runs inside."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engines import EngineChoice, EngineError, LoadedEngine
from engines.backends.openvino import OpenVinoEngine
from engines.backends.torch import TorchEngine
from engines.torch_options import is_torch
from tests.engines.colour_model import SPEC
from tests.engines.colour_network import ColourNetwork

CLIPS = np.random.default_rng(0).integers(0, 256, (2, SPEC.clip_len, 32, 32, 3), np.uint8)
CLIPS[1] //= 2


def load(kind: str, colour_onnx: Path) -> LoadedEngine:
    runtime, precision = kind.split()
    choice = EngineChoice(runtime, precision, "cpu")
    if is_torch(runtime):
        return TorchEngine(ColourNetwork(), SPEC, choice)
    return OpenVinoEngine(colour_onnx, SPEC, choice)


KINDS = ["openvino fp32", "openvino bf16", "torch fp32", "torch+channels_last bf16"]


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest, colour_onnx: Path) -> LoadedEngine:
    return load(request.param, colour_onnx)


def test_it_says_what_it_is(engine: LoadedEngine) -> None:
    assert engine.spec == SPEC
    assert engine.choice.device == "cpu"


def test_a_list_and_an_array_of_clips_give_the_same(engine: LoadedEngine) -> None:
    batch: Any = CLIPS
    logits = engine.infer(batch)

    assert logits.shape == (2, 3)
    assert logits.dtype == np.float32
    assert not np.array_equal(logits[0], logits[1])
    np.testing.assert_array_equal(engine.infer([CLIPS[0], CLIPS[1]]), logits)


def test_logits_are_the_caller_s_to_keep(engine: LoadedEngine) -> None:
    first = engine.infer([CLIPS[0]])
    kept = first.copy()

    engine.infer([CLIPS[1]])

    np.testing.assert_array_equal(first, kept)


def test_clips_are_left_as_they_are(engine: LoadedEngine) -> None:
    clip = CLIPS[0].copy()
    clip.flags.writeable = False

    engine.infer([clip])

    np.testing.assert_array_equal(clip, CLIPS[0])


def test_no_clips_give_no_logits(engine: LoadedEngine) -> None:
    assert engine.infer([]).shape == (0, 3)


def test_clips_of_its_own_store_fit(engine: LoadedEngine) -> None:
    store = engine.new_store(4)
    for slot in range(4):
        store.write(slot, CLIPS[0, slot])
    slots = [slot % 4 for slot in range(SPEC.clip_len)]

    logits = engine.infer([store.window(slots)])

    np.testing.assert_array_equal(logits, engine.infer([CLIPS[0][slots]]))


def test_lengths_may_differ(engine: LoadedEngine) -> None:
    longer = np.concatenate([CLIPS[0], CLIPS[1][:1]])  # one frame more

    logits = engine.infer([CLIPS[0], longer])

    assert np.isfinite(logits).all()
    np.testing.assert_array_equal(logits[:1], engine.infer([CLIPS[0]]))


def test_wrong_clips_are_refused(engine: LoadedEngine) -> None:
    with pytest.raises(EngineError, match="3 frames given, at least 4"):
        engine.infer([CLIPS[0, :3]])
    with pytest.raises(EngineError, match="a clip of float32 given"):
        engine.infer([CLIPS[0].astype(np.float32)])


def test_a_closed_engine_says_so(engine: LoadedEngine) -> None:
    engine.close()
    engine.close()

    with pytest.raises(EngineError, match="this engine is closed"):
        engine.infer([CLIPS[0]])
