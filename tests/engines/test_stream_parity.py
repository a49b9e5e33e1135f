"""Steps of streams beside the pass over the whole video."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from engines import VideoError
from engines.backends.torch_steps import TorchStepRunner
from engines.cli.check_stream import EXACT
from engines.models import create_model
from engines.step_runner import StreamStep
from engines.stream_loading import StreamRequest, load_runner
from engines.stream_parity import WholePass, compare_steps
from tests.engines.painted_video import noisy, write_video
from tests.engines.stepping_network import SPEC, SteppingNetwork

FRAMES = 30


@pytest.fixture
def network() -> SteppingNetwork:
    torch.manual_seed(1)
    return SteppingNetwork().eval()


class DriftingRunner(TorchStepRunner):
    """Says a little too much from the fifth step on."""

    def step(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        return super().step(batch) + np.float32(0.5 * (batch[0].number >= 5))


class ContraryRunner(TorchStepRunner):
    """Says the opposite."""

    def step(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        return -super().step(batch)


def test_every_settled_step_of_a_video_is_compared(
    network: SteppingNetwork, tmp_path: Path
) -> None:
    for name, frames in (("long.mp4", FRAMES), ("short.mp4", 5)):
        write_video(tmp_path / name, frames=frames, paint=noisy)
    kinds = TorchStepRunner, DriftingRunner, ContraryRunner
    runners = [kind(network, SPEC) for kind in kinds]
    ((exact, drifting, contrary),) = compare_steps(
        WholePass(network, SPEC), runners, tmp_path, SPEC
    )
    settled = FRAMES // 4 - 1  # seven steps, the first completes nothing
    assert (exact.video, exact.time_steps, drifting.time_steps) == ("long.mp4", settled, settled)
    assert exact.max_abs_difference <= 1e-5
    assert drifting.max_abs_difference == pytest.approx(0.5, abs=1e-5)
    assert exact.largest_logit > 0.01
    labels = [one.same_best_label for one in (exact, drifting, contrary)]
    assert labels == [settled, settled, 0]  # what shifts all logits alike changes no label


def test_videos_without_a_settled_step_are_refused(
    network: SteppingNetwork, tmp_path: Path
) -> None:
    video = write_video(tmp_path / "short.mp4", frames=5)
    runner = TorchStepRunner(network, SPEC)
    with pytest.raises(VideoError, match="no clip of 8 frames"):
        list(compare_steps(WholePass(network, SPEC), [runner], video, SPEC))


@pytest.mark.clips
def test_a_real_clip_steps_as_it_is_seen_whole(clips_dir: Path) -> None:
    """All clips: `liveact-engine check i3d.k400:torch i3d.k400:openvino:fp32 --mode stream`."""
    loaded = [
        load_runner(StreamRequest("i3d.k400", runtime=runtime, precision="fp32"))
        for runtime in EXACT
    ]
    spec, runners = loaded[0].spec, [one.runner for one in loaded]
    whole = WholePass(create_model("i3d.k400", pretrained=True), spec)
    (found,) = compare_steps(whole, runners, clips_dir / "cartwheeling.avi", spec)
    for one, allowed in zip(found, EXACT.values(), strict=True):
        assert one.time_steps == 1
        assert one.max_abs_difference <= allowed
    for runner in runners:
        runner.close()
