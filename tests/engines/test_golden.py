"""The real model on real clips: what it must say."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import (
    FrameStore,
    LoadedEngine,
    ModelSpec,
    VideoPrediction,
    compare,
    load_engine,
    predict_video,
)
from engines.accelerators import why_no_tensorrt, why_no_torch_cuda
from engines.torch_options import is_torch
from tests.conftest import require_or_skip

pytestmark = pytest.mark.clips

Golden = dict[str, Any]


class Remembers:
    """Passes on to an engine and keeps the clips, for other engines to see the same."""

    def __init__(self, engine: LoadedEngine) -> None:
        self._engine = engine
        self.clips: list[NDArray[np.uint8]] = []

    @property
    def spec(self) -> ModelSpec:
        return self._engine.spec

    def new_store(self, capacity: int) -> FrameStore:
        return self._engine.new_store(capacity)

    def infer(self, clips: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        self.clips += clips
        return self._engine.infer(clips)

    def close(self) -> None:
        pass


@dataclass(frozen=True)
class Seen:
    facts: dict[str, Any]
    prediction: VideoPrediction
    clip: NDArray[np.uint8]


@pytest.fixture(scope="module")
def seen(i3d_fp32: LoadedEngine, golden: Golden, clips_dir: Path) -> dict[str, Seen]:
    """What fp32 on OpenVINO says of the middle of every clip."""
    engine = Remembers(i3d_fp32)
    return {
        name: Seen(facts, predict_video(engine, clips_dir / name, "centre"), engine.clips[-1])
        for name, facts in golden.items()
    }


def test_fp32_says_what_the_published_network_says(seen: dict[str, Seen]) -> None:
    assert len(seen) == 19
    for name, one in seen.items():
        prediction, top5 = one.prediction, one.facts["i3d_k400_top5"]
        logits = dict(zip(prediction.labels, prediction.logits.tolist(), strict=True))
        expected = {best["label"]: best["logit"] for best in top5}

        assert prediction.top(1)[0].label == top5[0]["label"], name
        assert {label: logits[label] for label in expected} == pytest.approx(expected, abs=0.01)
        norm = one.facts["i3d_k400_logits_norm"]
        assert prediction.logits_norm == pytest.approx(norm, abs=0.01), name


def test_bf16_names_the_same_action_on_every_labelled_clip(seen: dict[str, Seen]) -> None:
    engine = load_engine(precision="bf16")
    labelled = {name: one for name, one in seen.items() if one.facts["label_k400"]}
    assert len(labelled) == 13

    for name, one in labelled.items():
        best = int(engine.infer([one.clip])[0].argmax())
        assert engine.spec.labels[best] == one.prediction.top(1)[0].label, name


@pytest.fixture(params=["tensorrt", "torch", "torch+channels_last+graph"])
def gpu_runtime(request: pytest.FixtureRequest) -> str:
    runtime: str = request.param
    reason = why_no_torch_cuda() if is_torch(runtime) else why_no_tensorrt()
    if reason is not None:
        require_or_skip("gpu", reason)
    return runtime


@pytest.mark.gpu
@pytest.mark.timeout(1200)
def test_fp16_on_a_gpu_is_inside_its_budget(gpu_runtime: str, request: Any) -> None:
    seen: dict[str, Seen] = request.getfixturevalue("seen")  # only where there is a GPU
    engine = load_engine(device="cuda", runtime=gpu_runtime, precision="fp16")
    clips = {name: one for name, one in seen.items() if len(one.clip) == engine.spec.clip_len}
    assert len(clips) > 10

    for name, one in clips.items():
        expected = one.prediction.logits
        given = engine.infer([one.clip])[0]
        assert given.argmax() == expected.argmax(), name
        assert np.abs(given - expected).max() <= 2e-2 * np.abs(expected).max(), name
    engine.close()


def test_openvino_says_what_torch_says(i3d_fp32: LoadedEngine, seen: dict[str, Seen]) -> None:
    clip = seen["hitting_baseball.mp4"].clip

    parity = compare(load_engine(runtime="torch"), i3d_fp32, [clip])

    assert parity.max_abs_difference < 1e-3
    assert parity.top1_agreement == parity.top5_agreement == 1.0


def test_the_same_clip_gives_the_same_logits_to_the_last_bit(
    i3d_fp32: LoadedEngine, seen: dict[str, Seen]
) -> None:
    one = seen["yoga.mp4"]

    assert i3d_fp32.infer([one.clip])[0].tolist() == one.prediction.logits.tolist()


def test_the_whole_video_is_one_prediction(i3d_fp32: LoadedEngine, clips_dir: Path) -> None:
    """The paper's protocol: every frame at 25 fps, here 83 at 30 fps."""
    prediction = predict_video(i3d_fp32, clips_dir / "cartwheeling.avi", "full")

    assert prediction.frames == 70
    assert prediction.top(1)[0].label == "cartwheeling"
