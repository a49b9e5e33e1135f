"""FrameStore in main memory."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.errors import EngineError
from engines.flow import OpticalFlow
from engines.spec import ModelSpec


class NumpyStore:
    """Keeps the last pictures of one stream, as small as the model sees them, and their motion.

    Motion is looked at once a frame, as it is written, however many windows the frame is in. A
    frame of 224 x 224 takes 150 kB in RGB, 100 kB as motion, 250 kB as both; motion keeps one
    grey picture (50 kB) beside them.
    """

    def __init__(self, spec: ModelSpec, capacity: int) -> None:
        """All the memory is taken here; `capacity` counts frames."""
        if capacity < 1:
            raise EngineError(f"a frame store of {capacity} frames given, at least 1 is needed")
        self._spec = spec
        self._flow = OpticalFlow(spec.sample_seconds) if spec.sees_motion else None
        self._pixels = np.zeros((capacity, spec.crop_px, spec.crop_px, spec.channels), np.uint8)

    def write(
        self, slot: int, image: NDArray[np.uint8], elapsed_seconds: float | None = None
    ) -> None:
        """Resize, crop and keep an image uint8 (H, W, 3) RGB of any size under a slot number.

        Args:
            slot: 0 to capacity - 1.
            image: Not written to, not kept.
            elapsed_seconds: Time since the image written before; None where this one does not
                follow it, and then it shows no motion.

        Raises:
            EngineError: Not such an image, or no such slot.
        """
        self._check_slots(slot, slot)
        if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3 or not image.size:
            raise EngineError(
                f"an image {image.dtype} {image.shape} given, uint8 (H, W, 3) RGB is needed"
            )
        picture, planes = self._fit(image), self._pixels[slot]
        if self._spec.sees_colour:
            np.copyto(planes[..., :3], picture)
        if self._flow is not None:
            np.copyto(planes[..., -2:], self._flow.follow(picture, elapsed_seconds))

    def window(self, slots: Sequence[int]) -> NDArray[np.uint8]:
        """The clip uint8 (T, H, W, channels) of these slots in this order; the caller's to keep."""
        order = np.asarray(slots, dtype=np.intp)
        if not order.size:
            raise EngineError("a window of no slots given, at least 1 is needed")
        self._check_slots(int(order.min()), int(order.max()))
        return self._pixels.take(order, axis=0)

    def _check_slots(self, first: int, last: int) -> None:
        if first < 0 or last >= len(self._pixels):
            raise EngineError(
                f"slots {first} to {last} given, this store has 0 to {len(self._pixels) - 1}"
            )

    def _fit(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The picture (crop, crop, 3): resized as the specification says, centre cut out."""
        side = self._spec.crop_px
        if image.shape[0] == image.shape[1] == side:
            return image
        height, width = self._spec.resized_px(image.shape[0], image.shape[1])
        small = cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR)
        resized = np.asarray(small, np.uint8)
        top, left = (height - side) // 2, (width - side) // 2
        return resized[top : top + side, left : left + side]
