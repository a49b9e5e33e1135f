"""Teaches from videos: a folder for each label, or a CSV of file, start, end and label."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engines.artifacts import Progress, ProgressEvent
from engines.errors import EngineError, VideoError
from engines.evaluation.labelled import SEPARATOR, LabelledClip, frames_of, read_labels
from engines.spec import ModelSpec
from engines.teaching.lesson import NOTHING, Lesson, TaughtExample, check_counts, clean_label
from engines.teaching.views import CLIP_MULTIPLE, Embedder, embedded, may_be_mirrored, thumbnail

_BACKGROUND_PIECES = 4
"""Examples of 'nothing' that one video of ordinary footage gives at most."""


@dataclass(frozen=True, slots=True)
class Showing:
    """A piece of a video that shows a label."""

    clip: LabelledClip
    label: str


def showings_of(place: Path, nothing: Path | None = None) -> list[Showing]:
    """What a folder or a CSV file names, and ordinary footage.

    Args:
        place: A folder with a folder of videos for each label, or a CSV file.
        nothing: A video or a folder of videos in which none of the actions happens.

    Raises:
        EngineError: There is nothing to learn from in it, or too little.
    """
    found = list(_from_folder(place) if place.is_dir() else _from_table(place))
    if nothing is not None:
        videos = _videos(nothing) if nothing.is_dir() else [nothing]
        found += [Showing(LabelledClip(video, (NOTHING,)), NOTHING) for video in videos]
    if not found:
        raise EngineError(
            f"{place}: no folders of videos in it; make one for each label: {place}/wave/1.mp4"
        )
    check_counts(Counter(showing.label for showing in found))
    return found


def taught_lesson(
    showings: Sequence[Showing],
    embedder: Embedder,
    progress: Progress | None = None,
) -> Lesson:
    """Look at every showing with the backbone; some seconds each.

    Raises:
        EngineError: A showing is too short.
        VideoError: A video cannot be decoded.
    """
    lesson = Lesson()
    for done, showing in enumerate(showings):
        if progress is not None:
            progress(ProgressEvent("looking at the examples", done, len(showings), "examples"))
        for example in _examples(showing, embedder):
            lesson = lesson.with_example(example)
    return lesson


def usual_clip_len(lesson: Lesson, spec: ModelSpec) -> int:
    """Frames of a live window: as long as the taught actions usually take."""
    seconds = sorted(e.end_seconds - e.start_seconds for e in lesson.examples if e.label != NOTHING)
    frames = round(seconds[len(seconds) // 2] / spec.sample_seconds)
    whole = frames // CLIP_MULTIPLE * CLIP_MULTIPLE
    return max(spec.min_clip_len, min(whole, spec.clip_len))


def _from_folder(place: Path) -> Iterator[Showing]:
    for folder in sorted(path for path in place.iterdir() if path.is_dir()):
        label = clean_label(folder.name)
        for video in _videos(folder):
            yield Showing(LabelledClip(video, (label,)), label)


def _from_table(place: Path) -> Iterator[Showing]:
    for clip in read_labels(place):
        yield Showing(clip, clean_label(SEPARATOR.join(clip.labels)))


def _videos(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")
    )


def _examples(showing: Showing, embedder: Embedder) -> Iterator[TaughtExample]:
    """One example, or several of a long video of ordinary footage."""
    clip, spec = showing.clip, embedder.spec
    frames = frames_of(clip, spec)
    pieces = 1
    if showing.label == NOTHING:
        pieces = max(1, min(_BACKGROUND_PIECES, len(frames) // spec.clip_len))
    length = len(frames) // pieces
    mirrored = may_be_mirrored(showing.label)
    for piece in range(pieces):
        first = piece * length
        own = frames[first : first + (min(length, spec.clip_len) if pieces > 1 else length)]
        try:
            embeddings = embedded(embedder, own, mirrored=mirrored)
        except EngineError as error:
            raise VideoError(f"{clip.video}: {error}") from error
        start = clip.start_seconds + first * spec.sample_seconds
        end = start + len(own) * spec.sample_seconds
        yield TaughtExample(
            showing.label, recording_of(clip.video), start, end, embeddings, thumbnail(own)
        )


def recording_of(video: Path) -> str:
    """What examples of one video have in common; no more of its path than that takes."""
    return "/".join(video.resolve().parts[-2:])
