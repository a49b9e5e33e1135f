import numpy as np
import pytest

from engines import EngineError, ModelSpec
from engines.clips import check_clip


def test_a_right_clip_is_taken_without_a_copy(spec: ModelSpec) -> None:
    clip = np.zeros((16, 224, 224, 3), np.uint8)

    batch = check_clip(clip, spec)

    assert batch.shape == (1, 16, 224, 224, 3)
    assert np.shares_memory(batch, clip)


def test_a_scattered_clip_is_gathered(spec: ModelSpec) -> None:
    clip = np.random.default_rng(0).integers(0, 256, (32, 224, 224, 3), np.uint8)[::2]

    batch = check_clip(clip, spec)

    assert batch.flags.c_contiguous
    np.testing.assert_array_equal(batch[0], clip)


@pytest.mark.parametrize(
    ("clip", "message"),
    [
        (np.zeros((16, 224, 224, 3)), "a clip of float64 given, a numpy array uint8 is needed"),
        ([1, 2], "a clip of list given"),
        (np.zeros((224, 224, 3), np.uint8), r"shape \(224, 224, 3\) given, \(T, 224, 224, 3\)"),
        (np.zeros((16, 3, 224, 224), np.uint8), r"shape \(16, 3, 224, 224\) given"),
        (np.zeros((15, 224, 224, 3), np.uint8), "15 frames given, at least 16 are needed"),
    ],
)
def test_a_wrong_clip_is_refused_with_what_is_needed(
    clip: object, message: str, spec: ModelSpec
) -> None:
    with pytest.raises(EngineError, match=message):
        check_clip(clip, spec)  # type: ignore[arg-type]  # wrong on purpose
