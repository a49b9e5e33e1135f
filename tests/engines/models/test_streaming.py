"""A stream stepped a few frames at a time says exactly what the pass over the whole video says."""

import pytest
import torch
from torch import Tensor

from engines.models.i3d import EARLY_AFTER, STEP_FRAMES, InceptionI3d
from engines.models.streaming import Tape, TemporalWindow
from engines.step_timing import StepTiming
from tests.engines.random_weights import let_through

STEPS = 10
SETTLED = 8
"""The step that completes the first time step of logits."""
SIDE = 64
"""The pool at the end is made to fit, so that this is quick."""
CLASSES = 5


@pytest.fixture(scope="module")
def network() -> InceptionI3d:
    torch.manual_seed(3)
    network = InceptionI3d(CLASSES).eval()
    network.pool = torch.nn.AvgPool3d((2, SIDE // 32, SIDE // 32), stride=1)
    let_through(network)
    return network


@pytest.fixture(scope="module")
def video() -> Tensor:
    generator = torch.Generator().manual_seed(5)
    return torch.rand(1, 3, STEPS * STEP_FRAMES, SIDE, SIDE, generator=generator) * 2 - 1


def frames_of(video: Tensor, step: int) -> Tensor:
    return video[:, :, (step - 1) * STEP_FRAMES : step * STEP_FRAMES]


@pytest.fixture(scope="module")
def stepped(network: InceptionI3d, video: Tensor) -> list[Tensor]:
    """Logits (classes,) of each step, the unsettled ones too."""
    logits, caches = [], None
    with torch.inference_mode():
        for step in range(1, STEPS + 1):
            tape = Tape(caches)
            logits.append(
                network.step(frames_of(video, step), torch.tensor([step]), tape).logits[0]
            )
            caches = tape.new
    return logits


def test_every_settled_time_step_equals_the_whole_video(
    network: InceptionI3d, video: Tensor, stepped: list[Tensor]
) -> None:
    with torch.inference_mode():
        whole = network.time_steps(video)[0]
    assert (whole[1:] - whole[:-1]).abs().amin() > 1e-3, "else any time step would do"
    for position, logits in enumerate(stepped[SETTLED - 1 :]):
        assert (logits - whole[position]).abs().max() <= 1e-4, position


def test_the_caches_keep_their_size(network: InceptionI3d, video: Tensor) -> None:
    with torch.inference_mode():
        first, second = Tape(), Tape()
        network.step(frames_of(video, 1), torch.tensor([1]), first)
        network.step(frames_of(video, 2), torch.tensor([2]), second)
    assert [cache.shape for cache in first.new] == [cache.shape for cache in second.new]


def test_streams_of_a_batch_do_not_touch_each_other(
    network: InceptionI3d, video: Tensor, stepped: list[Tensor]
) -> None:
    """One stream is two steps ahead of the other; both say what they say alone."""
    ahead = 2
    with torch.inference_mode():
        caches: list[Tensor] | None = None
        for step in range(1, ahead + 1):
            tape = Tape(caches)
            network.step(frames_of(video, step), torch.tensor([step]), tape)
            caches = tape.new
        assert caches is not None
        caches = [torch.cat([cache, torch.zeros_like(cache)]) for cache in caches]
        for step in range(1, 3):
            tape = Tape(caches)
            frames = torch.cat([frames_of(video, step + ahead), frames_of(video, step)])
            both = network.step(frames, torch.tensor([step + ahead, step]), tape).logits
            caches = tape.new
            assert torch.allclose(both[0], stepped[step + ahead - 1], atol=1e-4)
            assert torch.allclose(both[1], stepped[step - 1], atol=1e-4)


def test_its_timing_is_what_the_gradients_show(network: InceptionI3d, video: Tensor) -> None:
    """The frames that the first time step depends on, and their middle."""
    seen = video.clone().requires_grad_()
    first = network.time_steps(seen)[0, 0].sum()
    (gradient,) = torch.autograd.grad(first, seen)
    touched = gradient.abs().amax((0, 1, 3, 4)).nonzero()[:, 0]
    timing = network.timing(64)
    assert timing == StepTiming(STEP_FRAMES, SETTLED, averaged_steps=7, lag_frames=54.0)
    newest = timing.settled_frames - 1
    assert newest - STEP_FRAMES < touched.max() <= newest


def whole_video_that_ends(network: InceptionI3d, video: Tensor, step: int) -> Tensor:
    """Logits (classes, T) of the pass whose last layers see what a stream has after a step."""
    x = video[:, :, : step * STEP_FRAMES]
    for name, layer in network.trunk.named_children():
        x = layer(x)
        if name == EARLY_AFTER:
            x = x[:, :, : 4 * step - 5]  # 4 a step, the newest five wait for frames to come
            x = torch.cat([x, torch.zeros_like(x[:, :, :1])], dim=2)  # an even T, as the clip's
    logits: Tensor = network.logits(network.pool(x))[0, :, :, 0, 0]
    return logits


def test_early_time_steps_equal_a_video_that_ends_there(
    network: InceptionI3d, video: Tensor
) -> None:
    caches = None
    with torch.inference_mode():
        for step in range(1, STEPS + 1):
            number, tape = torch.tensor([step]), Tape(caches)
            network.step(frames_of(video, step), number, tape)
            caches = tape.new
            early = network.early(number, caches[network.first_early_cache :])
            if step >= 3:  # before, no time step lies wholly in the video
                whole = whole_video_that_ends(network, video, step).T[max(0, step - 7) :]
                assert (early[0, -len(whole) :] - whole).abs().max() <= 1e-4, step
    assert early.shape == (1, 5, CLASSES)


@pytest.mark.parametrize(
    ("window", "last", "kept", "next_last"),
    [
        (TemporalWindow(7, 2, before=2), -1, 6, -3),  # the stem: it reads 13, the newest waits
        (TemporalWindow(3, 1, before=1), -3, 2, -4),
        (TemporalWindow(3, 2, before=0), -6, 1, -4),
        (TemporalWindow(2, 2, before=0), -9, 0, -5),
        (TemporalWindow(2, 1, before=0), -7, 1, -8),
        (TemporalWindow(1), -5, 0, -5),
    ],
)
def test_how_much_a_layer_keeps(
    window: TemporalWindow, last: int, kept: int, next_last: int
) -> None:
    assert window.kept(last) == kept
    assert window.next_output(last) - 1 == next_last
