"""A backbone in miniature that sees colours, and a video in which colours come and go."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines import (
    EngineError,
    Lesson,
    LoadedEngine,
    Progress,
    TaughtEngine,
    TaughtModel,
    TeachingReport,
    read_taught,
    taught_place,
    taught_spec,
)
from engines.teaching.report import report_of
from engines.teaching.taught_file import taught_model
from engines.teaching.training import train_head
from gui.teach.shared_backbone import Backbone
from tests.engines.painted_video import HEIGHT, WIDTH, write_video
from tests.gui.small_engine import SPEC, SmallEngine

COLOURS = {"grey": (120, 120, 120), "red": (220, 30, 30), "green": (30, 200, 40)}
SEGMENT_FRAMES = 32
ORDER = ("grey", "red", "grey", "green")


class ColourEmbedder(SmallEngine):
    """The mean colour of each quarter of the picture, and how much it differs from grey."""

    def infer(self, clips: Sequence[Any]) -> NDArray[np.float32]:
        if self.is_closed:
            raise EngineError("this engine is closed")
        return np.stack([_embedding(clip) for clip in clips])


def _embedding(clip: NDArray[np.uint8]) -> NDArray[np.float32]:
    half = clip.shape[1] // 2
    parts = [clip[:, :half, :half], clip[:, half:, :half], clip[:, :half, half:]]
    means = np.array([part.mean(axis=(0, 1, 2)) for part in parts], np.float32) / 255
    return np.concatenate([means.ravel(), np.ones(3, np.float32)]).astype(np.float32)


def train(lesson: Lesson) -> tuple[TaughtModel, TeachingReport]:
    head, held_out = train_head(lesson)
    report = report_of(lesson, held_out)
    model = taught_model(lesson, head, report, backbone="colour", backbone_identity="1", clip_len=8)
    return model, report


def colour_backbone(name: str = "colour", _seconds: float = 2.0) -> Backbone:
    return Backbone(name, "1", SPEC, lambda _progress: ColourEmbedder(), train)


def load_taught_colours(name: str, _progress: Progress) -> LoadedEngine:
    model = read_taught(taught_place(name))
    engine = ColourEmbedder()
    spec = taught_spec(SPEC, name, model.head.labels, model.card.clip_len)
    return TaughtEngine(engine, model.head, spec, engine.choice)


def colour_shot(name: str, seed: int = 0, frames: int = 16) -> NDArray[np.uint8]:
    """A clip of a colour as the model sees it."""
    noise = np.random.default_rng(seed).integers(-20, 20, (frames, 16, 16, 3))
    return np.clip(np.array(COLOURS[name]) + noise, 0, 255).astype(np.uint8)


def write_colours(path: Path, seconds: int) -> Path:
    """Grey, red, grey, green, and so on, a little different each time."""

    def paint(number: int) -> NDArray[np.uint8]:
        name = ORDER[number // SEGMENT_FRAMES % len(ORDER)]
        noise = np.random.default_rng(number).integers(-15, 15, (1, WIDTH, 3))
        image = np.broadcast_to(np.array(COLOURS[name]), (HEIGHT, WIDTH, 3)) + noise
        return np.clip(image, 0, 255).astype(np.uint8)

    return write_video(path, frames=25 * seconds, paint=paint, codec="mpeg4")
