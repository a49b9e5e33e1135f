"""Reads the score track of a stream from what `watch --json` wrote."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from engines import ModelSpec, Prediction
from realtime.errors import SettingsError
from realtime.replay import ScoreTrack


def read_track(path: Path | str) -> ScoreTrack:
    """The track of the first stream in a file of JSON lines.

    A line holds the best five labels of its window; every other label counts as 0 there, and
    whether a window looks familiar at all is not judged.

    Raises:
        SettingsError: there are no predictions in the file.
    """
    lines = list(_predictions(Path(path)))
    if not lines:
        raise SettingsError(
            f"{path}: no predictions in it; `liveact-monitor watch SOURCE --json` writes them"
        )
    lines = [line for line in lines if line.get("source") == lines[0].get("source")]
    labels = tuple(sorted({one["label"] for line in lines for one in line["top"]}))
    predictions = tuple(_prediction(line, labels) for line in lines)
    segments = tuple(line.get("segment", 0) for line in lines)
    return ScoreTrack(_spec(labels), predictions, segments, str(lines[0].get("source", "")))


def _predictions(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, text in enumerate(file, 1):
                line = _parsed(path, number, text)
                if line.get("type") == "prediction":
                    yield line
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}; choose a .jsonl file") from error


def _parsed(path: Path, number: int, text: str) -> Mapping[str, Any]:
    """A line; the last one of a stream that was killed may be cut off, and says nothing."""
    try:
        line = json.loads(text)
    except json.JSONDecodeError as error:
        if not text.endswith("\n"):
            return {}
        raise SettingsError(f"{path}: line {number} is no JSON; choose a .jsonl file") from error
    return line if isinstance(line, Mapping) else {}


def _prediction(line: Mapping[str, Any], labels: tuple[str, ...]) -> Prediction:
    told = {one["label"]: one["score"] for one in line["top"]}
    scores = np.array([told.get(label, 0.0) for label in labels], np.float32)
    return Prediction(
        labels=labels,
        logits=np.log(np.maximum(scores, np.float32(1e-6))),
        scores=scores,
        start_seconds=line["start"],
        end_seconds=line["end"],
        latency_seconds=line.get("latency_ms", 0.0) / 1000,
    )


def _spec(labels: tuple[str, ...]) -> ModelSpec:
    """Stands in for the model's own, of which a file says the labels only."""
    return ModelSpec(
        name="recorded",
        labels=labels,
        clip_len=1,
        min_clip_len=1,
        frame_rate=1.0,
        frame_interval=1,
        resize_short_px=1,
        crop_px=1,
        mean=(0.0, 0.0, 0.0),
        std=(1.0, 1.0, 1.0),
    )
