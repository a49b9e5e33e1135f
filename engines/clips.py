"""What an engine checks of the clips it is given."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engines.errors import EngineError
from engines.spec import ModelSpec

Clips = Sequence[NDArray[np.uint8]] | NDArray[np.uint8]
"""Clips uint8 (T, H, W, channels), or one array of them (N, T, H, W, channels)."""


def check_clip(clip: NDArray[np.uint8], spec: ModelSpec) -> NDArray[np.uint8]:
    """The clip as a batch of one (1, T, H, W, channels), as runtimes take it.

    It is copied only where it is scattered in memory or read-only, which they refuse.

    Raises:
        EngineError: Type or shape is not what the model takes; both are named.
    """
    side, channels = spec.crop_px, spec.channels
    if not isinstance(clip, np.ndarray) or clip.dtype != np.uint8:
        kind = getattr(clip, "dtype", type(clip).__name__)
        raise EngineError(f"{spec.name}: a clip of {kind} given, a numpy array uint8 is needed")
    if clip.ndim != 4 or clip.shape[1:] != (side, side, channels):
        raise EngineError(
            f"{spec.name}: a clip of shape {clip.shape} given, "
            f"(T, {side}, {side}, {channels}) is needed"
        )
    if len(clip) < spec.min_clip_len:
        raise EngineError(
            f"{spec.name}: a clip of {len(clip)} frames given, "
            f"at least {spec.min_clip_len} are needed"
        )
    return np.require(clip, requirements=("C", "W"))[np.newaxis]
