from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import EngineError, FrameStore, ModelSpec
from engines.flow import FLOW_MEAN, FLOW_STD
from engines.store_numpy import NumpyStore
from tests.engines.moving_picture import landscape, seen, usual_motion


@pytest.fixture
def small(spec: ModelSpec) -> ModelSpec:
    return replace(spec, resize_short_px=8, crop_px=6)


def painted(value: int, height: int = 6, width: int = 6) -> NDArray[np.uint8]:
    return np.full((height, width, 3), value, np.uint8)


def test_windows_are_gathered_in_the_order_asked_for(small: ModelSpec) -> None:
    store: FrameStore = NumpyStore(small, 4)
    for slot in range(4):
        store.write(slot, painted(slot + 10))

    clip = store.window([2, 3, 3, 0])

    assert clip.shape == (4, 6, 6, 3)
    assert clip[:, 0, 0, 0].tolist() == [12, 13, 13, 10]


def test_a_window_is_the_caller_s_to_keep(small: ModelSpec) -> None:
    store = NumpyStore(small, 2)
    store.write(0, painted(1))
    clip = store.window([0])

    store.write(0, painted(2))

    assert clip.max() == 1


def test_a_picture_of_the_right_size_is_left_alone(small: ModelSpec) -> None:
    image = np.random.default_rng(0).integers(0, 256, (6, 6, 3), np.uint8)
    store = NumpyStore(small, 1)

    store.write(0, image)

    np.testing.assert_array_equal(store.window([0])[0], image)


@pytest.mark.parametrize(("height", "width"), [(32, 64), (64, 32)])
def test_the_centre_is_seen_and_the_aspect_is_kept(
    small: ModelSpec, height: int, width: int
) -> None:
    image = painted(0, height, width)
    top, left = (height - 32) // 2, (width - 32) // 2
    image[top : top + 32, left : left + 32] = 200  # the central square, 8x8 after resizing
    store = NumpyStore(small, 1)

    store.write(0, image)

    assert store.window([0]).min() == 200


def test_a_picture_is_stretched_where_the_training_did(small: ModelSpec) -> None:
    image = painted(0, height=8, width=32)
    image[:, 16:] = 200
    stretched = replace(small, stretch_px=(8, 16))
    whole, cut = NumpyStore(stretched, 1), NumpyStore(replace(stretched, crop_px=8), 1)

    whole.write(0, image)
    cut.write(0, image)

    assert stretched.resized_px(720, 1280) == (8, 16)
    assert whole.window([0])[0, :, :, 0].tolist() == [[0, 0, 0, 200, 200, 200]] * 6
    assert cut.window([0])[0, 0, :, 0].tolist() == [0, 0, 0, 0, 200, 200, 200, 200]


def test_a_picture_is_halved_by_the_mean_of_its_neighbours(small: ModelSpec) -> None:
    image = np.zeros((16, 16, 3), np.uint8)
    image[::2] = 100
    store = NumpyStore(small, 1)

    store.write(0, image)

    assert np.unique(store.window([0])).tolist() == [50]


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((8, 8, 3), np.float32),
        np.zeros((8, 8), np.uint8),
        np.zeros((8, 8, 4), np.uint8),
        np.zeros((0, 8, 3), np.uint8),
    ],
)
def test_other_images_are_refused(small: ModelSpec, image: NDArray[np.uint8]) -> None:
    with pytest.raises(EngineError, match=r"uint8 \(H, W, 3\) RGB is needed"):
        NumpyStore(small, 1).write(0, image)


def test_slots_that_do_not_exist_are_refused(small: ModelSpec) -> None:
    store = NumpyStore(small, 2)
    with pytest.raises(EngineError, match="slots 2 to 2 given, this store has 0 to 1"):
        store.write(2, painted(0))
    with pytest.raises(EngineError, match="slots -1 to 0 given"):
        store.window([0, -1])
    with pytest.raises(EngineError, match="a window of no slots"):
        store.window([])


def test_a_store_holds_something(small: ModelSpec) -> None:
    with pytest.raises(EngineError, match="a frame store of 0 frames"):
        NumpyStore(small, 0)


LAND = landscape(64, 64)


@pytest.fixture
def two_stream(spec: ModelSpec) -> ModelSpec:
    mean, std = spec.mean + (FLOW_MEAN,) * 2, spec.std + (FLOW_STD,) * 2
    return replace(spec, crop_px=64, modality="two_stream", mean=mean, std=std)


def filled(spec: ModelSpec) -> NumpyStore:
    """Three pictures that move right by 3 px each."""
    store = NumpyStore(spec, 3)
    for slot in range(3):
        store.write(slot, seen(LAND, 3 * slot, 0), spec.sample_seconds if slot else None)
    return store


def test_two_streams_are_the_picture_and_its_motion(two_stream: ModelSpec) -> None:
    clip = filled(two_stream).window([2, 1])

    assert clip.shape == (2, 64, 64, 5)
    np.testing.assert_array_equal(clip[0, ..., :3], seen(LAND, 6, 0))
    for moved in clip[..., 3:]:
        assert usual_motion(moved) == pytest.approx([3, 0], abs=20 / 127)


def test_flow_alone_is_the_motion_of_both(two_stream: ModelSpec) -> None:
    flow = replace(two_stream, modality="flow", mean=(FLOW_MEAN,) * 2, std=(FLOW_STD,) * 2)

    motion = filled(flow).window([0, 1, 2])

    assert motion.shape == (3, 64, 64, 2)
    np.testing.assert_array_equal(motion, filled(two_stream).window([0, 1, 2])[..., 3:])
    assert np.unique(motion[0]).tolist() == [128]


def test_colour_alone_does_not_care_for_time(spec: ModelSpec) -> None:
    assert filled(replace(spec, crop_px=64)).window([0]).shape == (1, 64, 64, 3)
