from dataclasses import replace

import cv2
import numpy as np
import pytest

from engines import EngineError
from engines.teaching.views import may_be_mirrored, thumbnail, views_of
from tests.engines.colour_model import SPEC

FRAMES = np.arange(40, dtype=np.uint8)[:, None, None, None] * np.ones((32, 32, 3), np.uint8)
LONG = replace(SPEC, clip_len=16, min_clip_len=16)


def firsts(frames: int) -> list[int]:
    return [int(view[0, 0, 0, 0]) for view in views_of(FRAMES[:frames], LONG, mirrored=False)]


def test_a_short_example_is_shifted_in_time() -> None:
    assert firsts(16) == [0]
    assert firsts(24) == [0, 8]
    assert firsts(40) == [0, 12, 24]


def test_an_example_shorter_than_a_window_gives_shorter_views() -> None:
    spec = replace(LONG, clip_len=32)

    assert [len(view) for view in views_of(FRAMES[:27], spec, mirrored=False)] == [24]


def test_the_mirrored_view_follows_its_own() -> None:
    frames = FRAMES[:16].copy()
    frames[:, :, 0] = 200
    plain, mirrored = views_of(frames, LONG, mirrored=True)

    assert plain[0, 0, 0, 0] == 200 and mirrored[0, 0, -1, 0] == 200
    np.testing.assert_array_equal(plain[:, :, ::-1], mirrored)


@pytest.mark.parametrize("label", ["turn left", "Right hand up", "左手", "links"])
def test_a_label_that_names_a_side_is_not_mirrored(label: str) -> None:
    assert not may_be_mirrored(label)


@pytest.mark.parametrize("label", ["wave", "bright idea", "clefting"])
def test_other_labels_are(label: str) -> None:
    assert may_be_mirrored(label)


def test_too_short_an_example_says_how_long_it_must_be() -> None:
    with pytest.raises(EngineError, match=r"an example of 0\.4 s given, at least 0\.6 s"):
        list(views_of(FRAMES[:10], LONG, mirrored=False))


def test_the_thumbnail_shows_the_middle() -> None:
    picture = cv2.imdecode(np.frombuffer(thumbnail(FRAMES), np.uint8), cv2.IMREAD_COLOR)

    assert picture is not None
    assert picture.shape == (112, 112, 3) and abs(int(picture.mean()) - 20) <= 2
