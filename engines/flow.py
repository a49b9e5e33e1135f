"""Optical flow as a network sees it: how far each pixel moved since the frame before, in 8 bits.

The flow is DIS (Kroeger et al., ECCV 2016). TV-L1, which I3D's authors used, is only in the contrib
build of OpenCV, a package that cannot stand beside the one this project installs; DIS is in both,
and fast enough to look at every frame of a camera (1 to 2 ms at 224 x 224).
"""

import cv2
import numpy as np
from numpy.typing import NDArray

FLOW_LIMIT_PX = 20.0
"""Motion beyond this is cut off, as I3D's authors did (arXiv 1705.07750)."""
FLOW_STILL = 128
"""What stands for no motion. The authors' 0..255 for -20..20 has no value for exactly that."""
FLOW_SPAN = 127
"""How far from it the limit lies: values are 1..255, one step is 0.16 px."""
FLOW_MEAN = FLOW_STILL / 255.0
"""With `FLOW_STD`, what makes -1..1 of stored flow divided by 255, as the networks were trained."""
FLOW_STD = FLOW_SPAN / 255.0


class OpticalFlow:
    """Flow of one stream's pictures, each looked at once, in order.

    It keeps the picture before in grey. Not for two threads at once.
    """

    def __init__(self, sample_seconds: float) -> None:
        """`sample_seconds` is the model's own frame interval, over which it knows motion."""
        self._sample_seconds = sample_seconds
        # The next better preset takes six times as long; this one's usual error (0.1 px on shifted
        # photographs) lies within one step of what is stored.
        self._method = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
        self._before: NDArray[np.uint8] | None = None

    def follow(
        self, picture: NDArray[np.uint8], elapsed_seconds: float | None
    ) -> NDArray[np.uint8]:
        """Flow uint8 (H, W, 2), right and down being above `FLOW_STILL`; the caller's to keep.

        A camera that is faster or slower than the model sees less or more motion between two
        frames than the model learned. So motion is told as it would be over the model's own
        interval if it went on as it does.

        Args:
            picture: uint8 (H, W, 3) RGB, always of the same size.
            elapsed_seconds: Time since the picture before; None where this one does not follow
                it (the first one, another connection, a cut), which gives no motion.
        """
        grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
        before, self._before = self._before, grey
        if before is None or elapsed_seconds is None or elapsed_seconds <= 0:
            return np.full((*grey.shape, 2), FLOW_STILL, np.uint8)
        # Not given the flow before to start from: what is said must not depend on the past.
        moved = self._method.calc(before, grey, None)  # type: ignore[call-overload]  # None is a new array
        return quantised(moved * (self._sample_seconds / elapsed_seconds))


def quantised(flow_px: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Flow in pixels, any shape, as it is stored: cut off at the limit, 8 bits a value."""
    steps = np.rint(flow_px * (FLOW_SPAN / FLOW_LIMIT_PX))
    stored: NDArray[np.uint8] = (steps.clip(-FLOW_SPAN, FLOW_SPAN) + FLOW_STILL).astype(np.uint8)
    return stored
