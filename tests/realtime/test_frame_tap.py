"""A tap keeps the last seconds of a stream at the model's rate, and nothing over a gap."""

import numpy as np
import pytest

from realtime.frame import Frame
from realtime.frame_tap import FrameTap
from tests.gui.small_engine import SPEC
from tests.realtime.virtual_clock import VirtualClock


def picture(number: int, seconds: float, connection_id: int = 0) -> Frame:
    image = np.full((16, 16, 3), number % 250, np.uint8)
    return Frame(image, seconds, 0.0, number, "test", connection_id)


@pytest.fixture
def tap() -> FrameTap:
    return FrameTap(SPEC, 2.0, VirtualClock())


def test_a_piece_has_the_frames_of_its_time_at_the_rate_of_the_model(tap: FrameTap) -> None:
    assert tap.newest_seconds is None
    for number in range(150):  # a camera of 50 fps
        tap.append(picture(number, number / 50))
    assert tap.newest_seconds == pytest.approx(2.98)
    piece = tap.cut(2.0, 2.4)
    assert piece is not None
    assert piece[:, 0, 0, 0].tolist() == list(range(102, 121, 2))


def test_what_is_gone_not_there_yet_or_broken_is_not_given(tap: FrameTap) -> None:
    assert tap.cut(0.0, 1.0) is None
    for number in range(200):
        tap.append(picture(number, number / 25))
    assert tap.cut(0.0, 1.0) is None
    assert tap.cut(7.5, 9.0) is None
    assert tap.cut(7.0, 7.9) is not None
    assert tap.cut(7.0, 7.0) is None
    tap.append(picture(200, 8.0, connection_id=1))
    assert tap.cut(7.0, 8.0) is None
