"""Clips whose action is known: a CSV file, and their frames as the model sees them."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engines.cutting import frames_at
from engines.errors import EngineError, VideoError
from engines.spec import ModelSpec
from engines.timeline import read_timeline, sample

FORM = "a first line `file,label` (and `start,end` in seconds), then a line for each clip"
SEPARATOR = "|"
"""Between labels that are all right for one clip."""


@dataclass(frozen=True, slots=True)
class LabelledClip:
    """A piece of a video with what is done in it."""

    video: Path
    labels: tuple[str, ...]
    """Any of them is right."""
    start_seconds: float = 0.0
    end_seconds: float | None = None
    """None for the end of the video."""


def read_labels(path: Path, folder: Path | None = None) -> list[LabelledClip]:
    """The clips of a CSV file; file names count from `folder`, else from where the CSV lies.

    Raises:
        EngineError: The file is not there, is not such a file, or names a video that is not there.
    """
    try:
        with path.open(newline="", encoding="utf-8") as text:
            rows = list(csv.DictReader(text))
    except (OSError, UnicodeDecodeError) as error:
        raise EngineError(f"{path}: cannot be read ({error}); give a CSV file: {FORM}") from error
    clips = [_clip(path, folder or path.parent, row) for row in rows]
    if not clips:
        raise EngineError(f"{path}: no clips in it; it needs {FORM}")
    return clips


def _clip(path: Path, folder: Path, row: dict[str, str | None]) -> LabelledClip:
    name, labels = row.get("file"), row.get("label")
    if not name or not labels:
        raise EngineError(f"{path}: a line without file or label; it needs {FORM}")
    video = folder / name
    if not video.is_file():
        raise EngineError(f"{path}: {video} is not there; give the folder of the videos")
    try:
        start, end = float(row.get("start") or 0), row.get("end")
        accepted = tuple(label.strip() for label in labels.split(SEPARATOR))
        return LabelledClip(video, accepted, start, float(end) if end else None)
    except ValueError as error:
        raise EngineError(f"{path}: {error} for {name}; start and end are seconds") from error


def right_classes(clip: LabelledClip, spec: ModelSpec) -> tuple[int, ...]:
    """The places of its labels in the logits; `EngineError` for one the model does not have."""
    missing = [label for label in clip.labels if label not in spec.labels]
    if missing:
        raise EngineError(
            f"{clip.video.name}: {spec.name} has no label {missing[0]!r}; leave it out"
        )
    return tuple(spec.labels.index(label) for label in clip.labels)


def frames_of(clip: LabelledClip, spec: ModelSpec) -> NDArray[np.uint8]:
    """Its frames uint8 (n, H, W, channels) at the model's own rate, resized and cropped.

    Raises:
        VideoError: The video cannot be decoded.
    """
    indices = sample(read_timeline(clip.video), spec)
    if not len(indices):
        raise VideoError(
            f"{clip.video}: all its pictures have the same time; save it again as mp4 or mkv"
        )
    end = None if clip.end_seconds is None else round(clip.end_seconds / spec.sample_seconds)
    indices = indices[round(clip.start_seconds / spec.sample_seconds) : end]
    if not len(indices):
        raise EngineError(f"{clip.video}: nothing between its start and end; check the seconds")
    return frames_at(clip.video, indices, spec)
