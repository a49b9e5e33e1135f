"""What both libraries keep, on a real GPU."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from engines import EngineError
from engines.device import Cuda, DeviceStore, opening
from tests.conftest import require_or_skip
from tests.engines.colour_model import SPEC

pytestmark = pytest.mark.gpu


@pytest.fixture(params=["pycuda", "cuda.bindings"])
def cuda(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cuda]:
    installed = opening._has(request.param)
    monkeypatch.setattr(opening, "_has", lambda module: module == request.param)
    if not opening.has_driver():
        require_or_skip("gpu", opening.NO_DRIVER)
    if not installed:
        require_or_skip("gpu", f"{request.param} is not installed")
    cuda = opening.open_cuda()
    yield cuda
    cuda.close()


def test_the_gpu_is_described(cuda: Cuda) -> None:
    assert cuda.gpu.name
    assert cuda.gpu.compute_capability >= (5, 0)
    assert cuda.gpu.memory_bytes > 1e9
    assert cuda.gpu.cuda_version >= 11000


def test_bytes_come_back_as_they_went(cuda: Cuda) -> None:
    sent = np.random.default_rng(0).integers(0, 256, 100_000, np.uint8)
    with cuda.active():
        stream = cuda.new_stream()
        first, second = cuda.allocate(sent.nbytes), cuda.allocate(sent.nbytes)
        back = cuda.allocate_pinned(sent.nbytes)
        cuda.upload(first, sent, stream)
        cuda.copy(second, first, sent.nbytes, stream)
        cuda.download(back, second, stream)
        stream.synchronize()
        received = back.copy()
        cuda.free(first)
        cuda.free(second)
        cuda.free_pinned(back)
        stream.close()
        stream.close()

    np.testing.assert_array_equal(received, sent)


def test_too_much_memory_is_refused(cuda: Cuda) -> None:
    with cuda.active(), pytest.raises(EngineError, match="no memory left"):
        cuda.allocate(1 << 50)


def test_a_store_gathers_bit_for_bit_in_two_threads(cuda: Cuda) -> None:
    frames = np.random.default_rng(1).integers(0, 256, (8, 32, 32, 3), np.uint8)
    store = DeviceStore(cuda, SPEC, 8)

    def write() -> None:
        for slot, frame in enumerate(frames):
            store.write(slot, frame)

    with ThreadPoolExecutor(1, "writer") as writer:
        writer.submit(write).result(30)
    slots = [6, 7, 0, 1, 2, 2]
    clip = store.window(slots)
    got = np.empty(clip.shape, np.uint8)
    with cuda.active():
        stream = cuda.new_stream()
        cuda.download(got, clip.address, stream)
        stream.synchronize()
        stream.close()
    store.close()

    np.testing.assert_array_equal(got, frames[slots])


def test_closing_twice_does_nothing(cuda: Cuda) -> None:
    cuda.close()
    cuda.close()

    with pytest.raises(EngineError, match="its context is closed"), cuda.active():
        pass
