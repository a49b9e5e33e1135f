"""The store's own logic, on a GPU that is main memory; a real one runs test_contract.py."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import EngineError
from engines.device import DeviceClip, DeviceStore
from engines.store_numpy import NumpyStore
from tests.engines.colour_model import SPEC
from tests.engines.device.fake_cuda import FakeCuda

FRAMES = np.random.default_rng(0).integers(0, 256, (6, 32, 32, 3), np.uint8)
FRAME_BYTES = 32 * 32 * 3


@pytest.fixture
def cuda() -> FakeCuda:
    return FakeCuda()


@pytest.fixture
def store(cuda: FakeCuda) -> DeviceStore:
    store = DeviceStore(cuda, SPEC, len(FRAMES))
    for slot, frame in enumerate(FRAMES):
        store.write(slot, frame)
    return store


def pixels(cuda: FakeCuda, clip: DeviceClip) -> NDArray[np.uint8]:
    return cuda.read(clip.address, clip.nbytes).reshape(clip.shape)


@pytest.mark.parametrize("slots", [[0, 1, 2, 3], [4, 5, 0, 1], [3, 3, 3], [5, 4, 3], [2]])
def test_windows_are_bit_for_bit_what_was_written(
    cuda: FakeCuda, store: DeviceStore, slots: list[int]
) -> None:
    np.testing.assert_array_equal(pixels(cuda, store.window(slots)), FRAMES[slots])


def test_a_frame_crosses_the_bus_once(cuda: FakeCuda, store: DeviceStore) -> None:
    for start in range(4):
        store.window([start, start + 1, start + 2])

    assert cuda.uploads == [FRAME_BYTES] * len(FRAMES)


def test_neighbours_are_gathered_with_one_copy(cuda: FakeCuda, store: DeviceStore) -> None:
    store.window([4, 5, 0, 1, 2])

    assert cuda.copies == [2 * FRAME_BYTES, 3 * FRAME_BYTES]


@pytest.mark.parametrize("size", [(40, 60), (90, 33)])
def test_frames_are_made_small_as_on_a_cpu(
    cuda: FakeCuda, store: DeviceStore, size: tuple[int, int]
) -> None:
    image = np.random.default_rng(1).integers(0, 256, (*size, 3), np.uint8)
    reference = NumpyStore(SPEC, 1)
    reference.write(0, image)

    store.write(2, image)

    np.testing.assert_array_equal(pixels(cuda, store.window([2])), reference.window([0]))


def test_a_clip_is_kept_while_its_slots_are_written(cuda: FakeCuda, store: DeviceStore) -> None:
    clip = store.window([0, 1])
    store.write(0, FRAMES[5])
    other = store.window([0, 1])

    np.testing.assert_array_equal(pixels(cuda, clip), FRAMES[[0, 1]])
    np.testing.assert_array_equal(pixels(cuda, other), FRAMES[[5, 1]])


def test_the_memory_of_a_clip_is_used_again(cuda: FakeCuda, store: DeviceStore) -> None:
    for _ in range(20):
        store.window([0, 1, 2])

    assert len(cuda.memory) == 2  # the frames and one clip


def test_others_see_a_clip_without_a_copy(store: DeviceStore) -> None:
    clip = store.window([1, 2])
    seen = clip.__cuda_array_interface__

    assert (seen["shape"], seen["typestr"]) == ((2, 32, 32, 3), "|u1")
    assert seen["data"] == (clip.address, False)


def test_two_threads_write_and_gather(cuda: FakeCuda, store: DeviceStore) -> None:
    def write() -> None:
        for number in range(300):
            store.write(number % 2, FRAMES[number % 2])

    with ThreadPoolExecutor(1, "writer") as writer:
        written = writer.submit(write)
        clips = [pixels(cuda, store.window([0, 1, 2])) for _ in range(100)]
        written.result(30)

    assert all(np.array_equal(clip, FRAMES[:3]) for clip in clips)


@pytest.mark.parametrize("slot", [-1, 6])
def test_slots_out_of_bounds_are_refused(store: DeviceStore, slot: int) -> None:
    with pytest.raises(EngineError, match="this store has 0 to 5"):
        store.write(slot, FRAMES[0])
    with pytest.raises(EngineError, match="this store has 0 to 5"):
        store.window([0, slot])


def test_what_is_no_store_or_no_window_is_refused(cuda: FakeCuda, store: DeviceStore) -> None:
    with pytest.raises(EngineError, match="of 0 frames given, at least 1"):
        DeviceStore(cuda, SPEC, 0)
    with pytest.raises(EngineError, match="no slots given"):
        store.window([])
    with pytest.raises(EngineError, match="an image float32"):
        store.write(0, FRAMES[0].astype(np.float32))


def test_too_little_memory_is_said(cuda: FakeCuda) -> None:
    with pytest.raises(EngineError, match="no memory left"):
        DeviceStore(FakeCuda(memory_bytes=1000), SPEC, 4)
    assert not cuda.memory


def test_motion_lies_in_the_same_clip(cuda: FakeCuda) -> None:
    spec = replace(SPEC, modality="two_stream", mean=(0.0,) * 5, std=(1.0,) * 5)
    reference, store = NumpyStore(spec, 2), DeviceStore(cuda, spec, 2)
    for slot in range(2):
        reference.write(slot, FRAMES[slot], 0.04 * slot or None)
        store.write(slot, FRAMES[slot], 0.04 * slot or None)

    np.testing.assert_array_equal(pixels(cuda, store.window([0, 1])), reference.window([0, 1]))


def test_closing_gives_everything_back_once(cuda: FakeCuda, store: DeviceStore) -> None:
    clip = store.window([0, 1])
    store.close()
    store.close()
    del clip

    assert not cuda.memory
    assert not cuda.pinned
    assert [stream.closed for stream in cuda.streams] == [1, 1]
    with pytest.raises(EngineError, match="this frame store is closed"):
        store.window([0])
    with pytest.raises(EngineError, match="this frame store is closed"):
        store.write(0, FRAMES[0])
