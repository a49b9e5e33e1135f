"""FrameStore in GPU memory: each frame crosses the bus once, however many windows it is in."""

import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.device.cuda import Address, Cuda
from engines.errors import EngineError
from engines.spec import ModelSpec
from engines.store_numpy import NumpyStore


class DeviceClip:
    """A clip uint8 (T, H, W, channels) in GPU memory; the memory is reused when it is let go."""

    def __init__(self, address: Address, shape: tuple[int, int, int, int]) -> None:
        """Takes no memory of its own; the store that made it says when it is let go."""
        self.address = address
        self.shape = shape

    @property
    def nbytes(self) -> int:
        """Its size."""
        return int(np.prod(self.shape))

    @property
    def __cuda_array_interface__(self) -> dict[str, Any]:
        """How torch and others look at it without a copy. The gather is done: stream None."""
        return {
            "shape": self.shape,
            "typestr": "|u1",
            "data": (self.address, False),
            "version": 3,
            "stream": None,
        }


class DeviceStore:
    """Keeps the last pictures of one stream in GPU memory, 150 kB each at 224 x 224 in RGB.

    A frame is resized on the CPU, once, and uploaded through a pinned buffer, once. A window is
    gathered within the GPU; both have waited for their stream when they return. One thread may
    write while another gathers.
    """

    def __init__(self, cuda: Cuda, spec: ModelSpec, capacity: int) -> None:
        """Take the memory for `capacity` frames.

        Args:
            cuda: The GPU; stays the caller's, who closes the store before it.
            spec: How large the model sees a frame.
            capacity: Frames to keep.

        Raises:
            EngineError: No capacity, or no memory left.
        """
        if capacity < 1:
            raise EngineError(f"a frame store of {capacity} frames given, at least 1 is needed")
        self._cuda = cuda
        self._capacity = capacity
        self._prepared = NumpyStore(spec, 1)  # resizes, crops and follows motion
        self._shape = (spec.crop_px, spec.crop_px, spec.channels)
        self._frame_bytes = int(np.prod(self._shape))
        self._lock = threading.Lock()  # for close alone: memory is not freed under a copy
        self._closed = False
        self._free_clips: dict[int, list[Address]] = {}  # by bytes
        self._allocations: list[Address] = []
        with cuda.active():
            self._pixels = self._allocate(capacity * self._frame_bytes)
            self._pinned = cuda.allocate_pinned(self._frame_bytes)
            self._uploads, self._gathers = cuda.new_stream(), cuda.new_stream()

    def write(
        self, slot: int, image: NDArray[np.uint8], elapsed_seconds: float | None = None
    ) -> None:
        """Resize, crop and keep an image uint8 (H, W, 3) RGB of any size under a slot number.

        Args:
            slot: 0 to capacity - 1.
            image: Not written to, not kept.
            elapsed_seconds: Time since the image written before, None where there is none.

        Raises:
            EngineError: Not such an image, no such slot, or the store is closed.
        """
        self._check_slots([slot])
        self._prepared.write(0, image, elapsed_seconds)
        picture = self._prepared.window([0])[0]
        with self._lock, self._cuda.active():
            self._check_open()
            np.copyto(self._pinned, picture.reshape(-1))
            self._cuda.upload(self._place(slot), self._pinned, self._uploads)
            self._uploads.synchronize()

    def window(self, slots: Sequence[int]) -> DeviceClip:
        """The clip of these slots, in this order; the caller's to keep."""
        order = [int(slot) for slot in slots]
        if not order:
            raise EngineError("a window of no slots given, at least 1 is needed")
        self._check_slots(order)
        with self._lock, self._cuda.active():
            self._check_open()
            clip = self._new_clip(len(order))
            for first, count, at in _runs(order):
                target = clip.address + at * self._frame_bytes
                size = count * self._frame_bytes
                self._cuda.copy(target, self._place(first), size, self._gathers)
            self._gathers.synchronize()
        return clip

    def close(self) -> None:
        """Give all memory back, that of its clips too; calling it again does nothing."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            with self._cuda.active():
                self._uploads.close()
                self._gathers.close()
                for address in self._allocations:
                    self._cuda.free(address)
                self._cuda.free_pinned(self._pinned)

    def _new_clip(self, frames: int) -> DeviceClip:
        size = frames * self._frame_bytes
        free = self._free_clips.setdefault(size, [])
        with suppress(IndexError):
            return self._clip(free.pop(), frames, free)
        return self._clip(self._allocate(size), frames, free)

    def _clip(self, address: Address, frames: int, free: list[Address]) -> DeviceClip:
        clip = DeviceClip(address, (frames, *self._shape))
        # Whoever lets go of it last may do so in any thread; appending to a list is atomic.
        weakref.finalize(clip, free.append, address).atexit = False
        return clip

    def _allocate(self, size: int) -> Address:
        address = self._cuda.allocate(size)
        self._allocations.append(address)
        return address

    def _place(self, slot: int) -> Address:
        return self._pixels + slot * self._frame_bytes

    def _check_slots(self, slots: Sequence[int]) -> None:
        first, last = min(slots), max(slots)
        if first < 0 or last >= self._capacity:
            raise EngineError(
                f"slots {first} to {last} given, this store has 0 to {self._capacity - 1}"
            )

    def _check_open(self) -> None:
        if self._closed:
            raise EngineError("this frame store is closed; make a new one of a loaded engine")


def _runs(slots: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Neighbours that one copy moves: (first slot, how many, position in the clip)."""
    start = 0
    for at in range(1, len(slots) + 1):
        if at == len(slots) or slots[at] != slots[at - 1] + 1:
            yield slots[start], at - start, start
            start = at
