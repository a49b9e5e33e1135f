"""An example as the backbone sees it: several clips, shifted in time and mirrored."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.errors import EngineError
from engines.spec import ModelSpec

CLIP_MULTIPLE = 8
"""Clips are cut to whole time steps of the backbones."""
_SHIFTS = 3
"""Clips of one example, spread over its time; long ones get more."""
_SIDED = re.compile(r"\b(left|right|links|rechts)\b|[左右]", re.IGNORECASE)
_THUMBNAIL_PX = 112
_THUMBNAIL_QUALITY = 80


class Embedder(Protocol):
    """An engine whose answers are embeddings: `load_engine(…, output="embedding")`."""

    @property
    def spec(self) -> ModelSpec:
        """How clips are made for it."""

    def infer(self, clips: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Embeddings float32 (N, D) of clips uint8 (T, H, W, channels)."""


def may_be_mirrored(label: str) -> bool:
    """Whether the mirrored picture still shows the label: not where it names a side."""
    return _SIDED.search(label) is None


def views_of(
    frames: NDArray[np.uint8], spec: ModelSpec, *, mirrored: bool
) -> Iterator[NDArray[np.uint8]]:
    """Clips uint8 (T, H, W, channels) of an example's frames (n, H, W, channels).

    Raises:
        EngineError: Fewer frames than the backbone needs.
    """
    usable = len(frames) // CLIP_MULTIPLE * CLIP_MULTIPLE
    if usable < spec.min_clip_len:
        raise EngineError(
            f"an example of {len(frames) * spec.sample_seconds:.1f} s given, "
            f"at least {spec.min_clip_len * spec.sample_seconds:.1f} s are needed"
        )
    length = min(spec.clip_len, usable)
    for start in _starts(len(frames), length):
        clip = frames[start : start + length]
        yield np.ascontiguousarray(clip)
        if mirrored and spec.modality == "rgb":
            yield np.ascontiguousarray(clip[:, :, ::-1])


def embedded(
    embedder: Embedder, frames: NDArray[np.uint8], *, mirrored: bool
) -> NDArray[np.float32]:
    """Embeddings (views, D) of an example's frames (n, H, W, channels); takes a call a view."""
    views = views_of(frames, embedder.spec, mirrored=mirrored)
    return np.concatenate([embedder.infer([view]) for view in views])


def thumbnail(frames: NDArray[np.uint8]) -> bytes:
    """A small JPEG of the middle frame; empty where the frames show no colours."""
    middle = frames[len(frames) // 2]
    if middle.shape[-1] < 3:
        return b""
    small = cv2.resize(
        middle[..., :3], (_THUMBNAIL_PX, _THUMBNAIL_PX), interpolation=cv2.INTER_AREA
    )
    options = [cv2.IMWRITE_JPEG_QUALITY, _THUMBNAIL_QUALITY]
    _, encoded = cv2.imencode(".jpg", cv2.cvtColor(small, cv2.COLOR_RGB2BGR), options)
    return encoded.tobytes()


def _starts(frames: int, length: int) -> list[int]:
    """Where clips of this length begin; no two less than a time step apart."""
    room = frames - length
    count = max(min(_SHIFTS, room // CLIP_MULTIPLE + 1), frames // length)
    return sorted({round(place) for place in np.linspace(0, room, count)})
