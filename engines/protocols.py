"""How a whole video becomes one prediction.

`centre` is one clip from the middle; `full` is the paper's own protocol, the network convolved
over all of the video. Both decode the video twice, once for its times and once for its pixels,
so that a film of hours needs no more memory than a clip.
"""

from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engines.api import Clip, Engine
from engines.artifacts import Progress, ProgressEvent
from engines.errors import VideoError
from engines.spec import LabelScore, ModelSpec, softmax, top_labels
from engines.timeline import Timeline, read_timeline, sample, wanted_pictures
from engines.video import VideoReader

Protocol = Literal["centre", "full"]
"""The names of the command line."""

_PIECE_FRAMES = 250
"""Frames convolved at once: what the paper's networks saw (10 s); memory grows with it."""


@dataclass(frozen=True, slots=True)
class VideoPrediction:
    """What the model says of a whole video."""

    video: Path
    model: str
    """Registered name of the model."""
    labels: tuple[str, ...]
    logits: NDArray[np.float32]  # (C,)
    frames: int
    """How many frames the model saw, repeats included."""
    damaged: int
    """Places of the video that could not be decoded."""

    @property
    def logits_norm(self) -> float:
        """The L2 norm of all logits; small where the model knows nothing of what it sees."""
        return float(np.linalg.norm(self.logits))

    def top(self, k: int = 5) -> list[LabelScore]:
        """The k best labels, best first."""
        return top_labels(self.labels, self.logits, softmax(self.logits), k)


def predict_video(
    engine: Engine,
    video: Path | str,
    protocol: Protocol = "full",
    progress: Progress | None = None,
) -> VideoPrediction:
    """What an engine says of a video.

    Args:
        engine: Not closed; its own clip length is what `centre` takes.
        video: A file.
        protocol: `centre` for the one clip in the middle (all of it where it is shorter, and
            where its pictures have the network's size already: such a file is a clip, prepared
            by someone); `full` for all of it, in pieces whose logits are averaged, each with
            its number of frames as weight.
        progress: Told how many frames are done.

    Raises:
        VideoError: The file cannot be decoded or is too short for the model.
    """
    path, spec = Path(video), engine.spec
    timeline = read_timeline(path)
    pieces = _centre(timeline, spec) if protocol == "centre" else _pieces(sample(timeline, spec))
    frames = sum(map(len, pieces))
    if frames < spec.min_clip_len:
        raise VideoError(_too_short(path, frames, spec))
    total = np.zeros(len(spec.labels), np.float64)
    done = 0
    with closing(_clips(engine, path, timeline, pieces)) as clips:
        for piece, clip in zip(pieces, clips, strict=True):
            total += engine.infer([clip])[0] * float(len(piece))
            done += len(piece)
            if progress is not None:
                progress(ProgressEvent(f"predicting {path.name}", done, frames, "frames"))
    logits = (total / frames).astype(np.float32)
    return VideoPrediction(path, spec.name, spec.labels, logits, frames, timeline.damaged)


def _centre(timeline: Timeline, spec: ModelSpec) -> list[NDArray[np.intp]]:
    if timeline.side_px == spec.crop_px and len(timeline.pts_seconds) <= _PIECE_FRAMES:
        return [np.arange(spec.lead_frames, len(timeline.pts_seconds))]
    indices = sample(timeline, spec)
    start = max(0, (len(indices) - spec.clip_len) // 2)
    return [indices[start : start + spec.clip_len]]


def _pieces(indices: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """As few as the memory allows, and as even, so that none is too short for the network."""
    return np.array_split(indices, -(-len(indices) // _PIECE_FRAMES))


def _clips(
    engine: Engine, path: Path, timeline: Timeline, pieces: Sequence[NDArray[np.intp]]
) -> Generator[Clip, None, None]:
    """The clip of each piece, in order, decoding as far as it is asked for.

    Every picture is written once, with the time since the one before: one that repeats, in a piece
    or from one to the next, moves no less for it.
    """
    wanted = wanted_pictures(np.concatenate(pieces), engine.spec)
    capacity = max(map(len, pieces))
    store, written = engine.new_store(capacity), 0
    with closing(_pictures(path, wanted)) as pictures:
        coming = zip(pictures, [None, *timeline.elapsed_seconds(wanted)], strict=True)
        for piece in pieces:
            places = np.searchsorted(wanted, piece)
            for picture, elapsed_seconds in islice(coming, int(places[-1]) + 1 - written):
                store.write(written % capacity, picture, elapsed_seconds)
                written += 1
            yield store.window((places % capacity).tolist())


def _pictures(path: Path, indices: Iterable[np.intp]) -> Generator[NDArray[np.uint8], None, None]:
    """The pictures of a video with these indices, which rise."""
    with VideoReader(path) as reader:
        position, picture = -1, np.empty(0, np.uint8)
        for index in indices:
            while position < index:
                frame = reader.read()
                if frame is None:
                    raise VideoError(f"{path}: changed while it was read; run it again")
                position, picture = position + 1, frame.image
            yield picture


def _too_short(path: Path, frames: int, spec: ModelSpec) -> str:
    seconds = spec.sample_seconds
    return (
        f"{path}: {frames} frames ({frames * seconds:.2f} s) at the {spec.frame_rate:g} fps of "
        f"{spec.name}, at least {spec.min_clip_len} ({spec.min_clip_len * seconds:.2f} s) are "
        "needed; give a longer video"
    )
