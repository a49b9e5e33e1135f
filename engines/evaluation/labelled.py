"""Clips whose action is known: a CSV file, and their frames as the model sees them."""

import csv
import difflib
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
    rows = _rows(path)
    if not rows:
        raise EngineError(f"{path}: no clips in it; it needs {FORM}")
    return [_clip(path, folder or path.parent, line, row) for line, row in enumerate(rows, 2)]


def _rows(path: Path) -> list[dict[str, str | None]]:
    """The lines below the first one; `EngineError` where that names no file or no label."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as text:
            table = csv.DictReader(text)
            rows, columns = list(table), table.fieldnames or ()
    except (OSError, UnicodeDecodeError) as error:
        raise EngineError(f"{path}: cannot be read ({error}); give a CSV file: {FORM}") from error
    missing = [column for column in ("file", "label") if column not in columns]
    if missing:
        wanted, found = " and ".join(missing), ", ".join(columns) or "nothing"
        raise EngineError(
            f"{path}: no column {wanted} in its first line ({found}); it needs {FORM}"
        )
    return rows


def _clip(path: Path, folder: Path, line: int, row: dict[str, str | None]) -> LabelledClip:
    name, labels = row["file"], row["label"]
    if not name or not labels:
        raise EngineError(f"{path}: line {line} has no file or no label; it needs {FORM}")
    video = folder / name
    if not video.is_file():
        raise EngineError(f"{path}: line {line}: {video} is not there; give its folder by --clips")
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
        near = difflib.get_close_matches(missing[0], spec.labels, n=3, cutoff=0.5)
        meant = f"did you mean {' or '.join(near)}?" if near else "leave the clip out"
        raise EngineError(f"{clip.video.name}: {spec.name} has no label {missing[0]!r}; {meant}")
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
