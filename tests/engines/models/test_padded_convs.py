"""ResNets and C3D step through a stream as they go over the whole video."""

from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn

from engines.models.c3d import C3d
from engines.models.resnet3d import ResNet3d, mc3_18, r2plus1d_18, r2plus1d_34, r3d_18
from engines.models.streaming import Steps, Tape
from engines.step_timing import StepTiming

CLASSES = 5


def c3d(num_classes: int) -> C3d:
    network = C3d(num_classes)
    network.fc6 = nn.Linear(512 * 2 * 2, 4096)  # for pictures of 32 x 32
    return network


CASES = [
    pytest.param(r3d_18, 9, StepTiming(8, 7, 2, 55.0), id="r3d"),
    pytest.param(r2plus1d_18, 9, StepTiming(8, 7, 2, 55.0), id="r2plus1d"),
    pytest.param(mc3_18, 4, StepTiming(8, 2, 2, 8.5), id="mc3"),
    pytest.param(c3d, 5, StepTiming(16, 3, 1, 39.5), id="c3d"),
]


@pytest.mark.parametrize(("make", "steps", "timing"), CASES)
def test_every_settled_step_equals_the_whole_video(
    make: Callable[[int], nn.Module],
    steps: int,
    timing: StepTiming,
) -> None:
    torch.manual_seed(3)
    network: nn.Module = make(CLASSES).eval()
    for module in network.modules():  # untrained norms would hide what biases do at the edges
        if isinstance(module, nn.BatchNorm3d):
            nn.init.uniform_(module.bias, -0.3, 0.3)
    assert isinstance(network, ResNet3d | C3d)
    assert network.timing(16) == timing
    frames = timing.step_frames
    side = 32 if isinstance(network, C3d) else 16
    video = torch.rand(1, 3, steps * frames, side, side)
    with torch.inference_mode():
        wanted = network.time_steps(video)[0]
        given = stepped(network, torch.split(video, frames, dim=2))
    settled = given[timing.first_settled_step - 1 :]
    assert len(settled) > 1
    assert (wanted[0] - wanted[1]).abs().max() > 0.01 * wanted.abs().max()
    for place, logits in enumerate(settled):
        assert (logits - wanted[place]).abs().max() <= 1e-4 * wanted.abs().max(), place


def test_a_clip_by_itself_is_another_answer() -> None:
    """Its ends are padded where a stream has frames: docs/accuracy.md says so."""
    torch.manual_seed(3)
    network = r2plus1d_18(CLASSES).eval()
    video = torch.rand(1, 3, 9 * 8, 16, 16)
    with torch.inference_mode():
        *_, before, newest = stepped(network, torch.split(video, 8, dim=2))
        answer = (before + newest) / 2
        clips = [network(video[:, :, start : start + 16]).logits[0] for start in range(0, 57, 8)]
    nearest = min(float((answer - clip).abs().max()) for clip in clips)
    assert nearest > 0.01 * float(answer.abs().max())


def stepped(network: Steps, parts: tuple[Tensor, ...]) -> list[Tensor]:
    answers, caches = [], None
    for number, part in enumerate(parts, start=1):
        tape = Tape(caches)
        answers.append(network.step(part, torch.tensor([number]), tape).logits[0])
        caches = tape.new
    return answers


def test_the_deeper_one_looks_further_ahead() -> None:
    with torch.device("meta"):
        deeper = r2plus1d_34(CLASSES)
    timing = deeper.timing(32)
    assert (timing.step_frames, timing.averaged_steps) == (8, 4)
    assert timing.lag_frames > r3d_18(CLASSES).timing(32).lag_frames
