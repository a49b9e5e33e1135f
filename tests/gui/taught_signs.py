"""A model that was taught two signs by a coloured hand."""

from collections.abc import Sequence
from pathlib import Path

from engines import (
    NOTHING,
    Lesson,
    Likeness,
    TaughtEngine,
    TaughtExample,
    embedded,
    frames_between,
    read_timeline,
    taught_spec,
)
from engines.teaching.training import train_head
from tests.gui.colour_teaching import ColourEmbedder
from tests.gui.signing import BLUE, RED, REST_FRAMES, SIGN_FRAMES, write_signs
from tests.gui.small_engine import SPEC

SHOWN = (("red sign", RED), ("blue sign", BLUE), ("red sign", RED), ("blue sign", BLUE))


def teach_signs(folder: Path) -> TaughtEngine:
    """Each sign twice, what is between them as 'nothing'."""
    video = write_signs(folder / "lesson.mp4", [colour for _, colour in SHOWN])
    starts = [REST_FRAMES + place * (SIGN_FRAMES + REST_FRAMES) for place in range(len(SHOWN))]
    signs = [(label, start) for (label, _), start in zip(SHOWN, starts, strict=True)]
    rests = [(NOTHING, start - REST_FRAMES) for start in starts]
    lesson = Lesson(tuple(_examples(video, [*signs, *rests])))
    head = train_head(lesson)[0]
    backbone = ColourEmbedder()
    spec = taught_spec(SPEC, "my signs", head.labels, SPEC.clip_len)
    return TaughtEngine(backbone, head, spec, backbone.choice, Likeness(lesson, head))


def _examples(video: Path, pieces: Sequence[tuple[str, int]]) -> list[TaughtExample]:
    timeline = read_timeline(video)
    made = []
    for label, first in pieces:
        last = first + SIGN_FRAMES - 1
        frames = frames_between(video, timeline, first, last, SPEC)
        views = embedded(ColourEmbedder(), frames, mirrored=True)
        made.append(TaughtExample(label, video.name, first / 25, (last + 1) / 25, views))
    return made
