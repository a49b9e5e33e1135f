"""When a stream says what."""

import pytest

from engines.step_timing import StepTiming


@pytest.mark.parametrize(
    ("step_frames", "last", "rate", "first_centre", "wanted"),
    [
        # I3D: step 8 completes time step 0, which is centred on frame 9 of 0 to 63.
        (8, -8, 1, 9.0, StepTiming(8, 8, 7, 54.0)),
        # Eight time steps a step, the newest five frames back: the middle of the eight counts.
        (8, -6, 8, 0.0, StepTiming(8, 2, 7, 8.5)),
    ],
)
def test_timing_follows_from_the_last_layer(
    step_frames: int, last: int, rate: int, first_centre: float, wanted: StepTiming
) -> None:
    assert StepTiming.of_output(step_frames, last, rate, first_centre, 7) == wanted


def test_it_survives_its_journey() -> None:
    timing = StepTiming(8, 8, 7, 54.0)
    assert StepTiming.from_json(timing.to_json()) == timing
    assert timing.settled_frames == 64
