import numpy as np
import pytest
from numpy.typing import NDArray

from realtime.motion import MotionMeter
from realtime.sign_gate import SignGate, SignSpan

NOISE = np.random.default_rng(0)
SCENE = (
    np.random.default_rng(1).integers(40, 200, (24, 32, 3), np.uint8).repeat(10, 0).repeat(10, 1)
)


def picture(
    *, hand: int | None = None, noise: float = 0.0, light: float = 0.0
) -> NDArray[np.uint8]:
    """A scene of 320 x 240, with a bright hand at a place where there is one."""
    image = SCENE.astype(np.float32) + light
    if hand is not None:
        image[80:140, hand : hand + 40] = 230
    if noise:
        image += NOISE.normal(0, noise, image.shape)
    return image.clip(0, 255).astype(np.uint8)


def spans_of(images: list[NDArray[np.uint8]], fps: float = 25) -> list[SignSpan]:
    meter, gate, spans = MotionMeter(), SignGate(), []
    for number, image in enumerate(images):
        sample = meter.update(image, number / fps)
        span = gate.update(sample) if sample else None
        spans += [span] if span else []
    last = gate.finish()
    return spans + ([last] if last else [])


def sway(frames: int, noise: float = 0.0) -> list[NDArray[np.uint8]]:
    return [picture(hand=60 + 12 * (n % 10), noise=noise) for n in range(frames)]


@pytest.mark.parametrize("noise", [0.0, 6.0, 15.0])
def test_a_hand_is_seen_and_camera_noise_is_not(noise: float) -> None:
    still = [picture(noise=noise) for _ in range(40)]
    (span,) = spans_of(still + sway(30, noise) + still)
    assert span.start_seconds == pytest.approx(1.6, abs=0.15)
    assert span.end_seconds == pytest.approx(2.8, abs=0.2)


def test_light_that_is_switched_or_flickers_is_no_sign() -> None:
    switched = [picture(light=0)] * 30 + [picture(light=30)] * 30
    flicker = [picture(light=4 * (n % 3)) for n in range(60)]
    assert spans_of(switched + flicker) == []


@pytest.mark.parametrize("fps", [10, 25, 60])
def test_the_rate_of_the_camera_changes_nothing(fps: int) -> None:
    still = [picture()] * (2 * fps)
    moving = [picture(hand=60 + round(120 * (n / fps % 1))) for n in range(fps)]
    (span,) = spans_of(still + moving + still, fps)
    assert span.end_seconds - span.start_seconds == pytest.approx(1.0, abs=0.3)


def test_a_step_back_or_a_gap_is_no_motion() -> None:
    meter = MotionMeter()
    assert meter.update(picture(), 5.0) is None
    assert meter.update(picture(hand=60), 1.0) is None
    assert meter.update(picture(hand=100), 3.0) is None
    assert meter.update(picture(hand=100), 3.1) is not None
