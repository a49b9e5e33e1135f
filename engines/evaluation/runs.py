"""Everything an engine says along some frames, asked only where it is not kept.

A run of all windows of a few minutes of video takes minutes; what is made of it takes none.
"""

import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from engines.api import Engine
from engines.artifacts import Progress, ProgressEvent
from engines.evaluation.kept import KeptAnswers, Said
from engines.spec import ModelSpec
from engines.step_timing import StepTiming
from engines.streams import StepClip, StepEngine, StreamState

Frames = NDArray[np.uint8]
Answer = tuple[NDArray[np.float32], float]
"""Logits (S, C), S = 1 for windows, and the seconds that they took."""
Plan = list[tuple[str, NDArray[np.intp]]]
"""The keys of a video's pieces, each with its ends."""


@dataclass(frozen=True, slots=True)
class Run:
    """What was said at each of some moments."""

    ends: NDArray[np.intp]  # (n,) frames that had come
    time_steps: NDArray[np.float32]  # (n, S, C) logits, S = 1 for windows
    seconds: NDArray[np.float64]  # (n,) what each took


@dataclass(frozen=True, slots=True)
class Piece:
    """Frames that an engine is asked about by themselves."""

    frames: Frames  # (n, H, W, channels)
    ends: NDArray[np.intp]  # (answers,) frames of the whole video that had come at each answer


class Runner(Protocol):
    """Says something along frames."""

    @property
    def what(self) -> str:
        """Its answers, for people: `windows`."""

    @property
    def fingerprint(self) -> str:
        """The same where it would say the same."""

    def pieces(self, frames: Frames) -> list[Piece]:
        """What it is asked about, of a video; none where that is too short."""

    def ask(self, frames: Frames) -> Iterator[Answer]:
        """Its answers along a piece, one for each of its ends."""


class WindowRunner:
    """Whole windows, one every `step` frames, each a piece of its own."""

    what = "windows"

    def __init__(self, engine: Engine, step: int) -> None:
        """The engine stays the caller's; it is asked once, for its fingerprint."""
        self._engine, self._step = engine, step
        self.fingerprint = _fingerprint(self, _noise(engine.spec, engine.spec.clip_len))

    def pieces(self, frames: Frames) -> list[Piece]:
        """The windows of a video."""
        size = self._engine.spec.clip_len
        ends = np.arange(size, len(frames) + 1, self._step)
        return [Piece(frames[end - size : end], np.array([end])) for end in ends]

    def ask(self, frames: Frames) -> Iterator[Answer]:
        """The answer for a window."""
        began = time.perf_counter()
        logits = self._engine.infer([frames])
        yield logits, time.perf_counter() - began


class StreamRunner:
    """Every step of a stream that begins with the first frame.

    A row of time steps is the complete one and the early ones after it; what is not there yet, or
    not made of frames alone, is NaN.
    """

    what = "steps of streams"

    def __init__(self, engine: StepEngine) -> None:
        """The engine stays the caller's; it is asked for one stream, for its fingerprint."""
        self._engine = engine
        self.fingerprint = _fingerprint(self, _noise(engine.spec, self.timing.settled_frames))

    @property
    def timing(self) -> StepTiming:
        """When the network says what."""
        return self._engine.timing

    def pieces(self, frames: Frames) -> list[Piece]:
        """All whole steps of a video: a stream goes on only from where it stood."""
        size = self.timing.step_frames
        steps = len(frames) // size
        return [Piece(frames[: steps * size], size * np.arange(1, steps + 1))] if steps else []

    def ask(self, frames: Frames) -> Iterator[Answer]:
        """What each step says."""
        spec, size = self._engine.spec, self.timing.step_frames
        stream, given, start = self._engine.new_store(1), 0, 0
        for end in range(size, len(frames) + 1, size):
            time_steps = np.full((1 + self.timing.early_steps, len(spec.labels)), np.nan)
            began = time.perf_counter()
            if end >= spec.min_clip_len:
                self._engine.infer([StepClip(frames[start:end], start == 0, given, stream)])
                given, start = given + 1, end
                _fill(time_steps, stream.state)
            yield time_steps.astype(np.float32), time.perf_counter() - began


def runs(
    runner: Runner,
    videos: Iterable[Frames],
    kept: KeptAnswers,
    progress: Progress | None = None,
) -> list[Run]:
    """What is said along each video; what is not kept is asked, and kept at once.

    Args:
        runner: who says it.
        videos: gone through twice.
        kept: answers of earlier runs; those of this one are put there.
        progress: told how many of the missing answers are there.
    """
    plans: list[Plan] = []
    count = len(videos) if isinstance(videos, Sized) else None
    for video in videos:
        _tell(progress, ProgressEvent("looking for kept answers", len(plans), count, "videos"))
        plans.append(_plan(runner, video, kept))
    counts = {key: len(ends) for plan in plans for key, ends in plan}
    said = {key: found for key in counts if (found := kept.find(key)) is not None}
    total = sum(count for key, count in counts.items() if key not in said)
    stage, done = f"asking for {runner.what}", 0
    if total:
        _tell(progress, ProgressEvent(stage, done, total, "answers"))
    for key, piece in _missing(runner, videos, plans, said):
        answers: list[Answer] = []
        for answer in runner.ask(piece.frames):
            answers.append(answer)
            done += 1
            _tell(progress, ProgressEvent(stage, done, total, "answers"))
        said[key] = _together(answers)
        kept.keep(key, said[key])
    return [_run(plan, said) for plan in plans]


def _fill(time_steps: NDArray[np.float64], state: StreamState | None) -> None:
    """Put what a stream has said last into a row of NaN."""
    if state is not None and state.settled:
        time_steps[0] = state.settled[-1]
    early = () if state is None or state.early is None else state.early
    if len(time_steps) > 1 and len(early):  # an engine may say some while a stream begins only
        time_steps[len(time_steps) - len(early) :] = early


def _plan(runner: Runner, video: Frames, kept: KeptAnswers) -> Plan:
    return [
        (kept.key(runner.fingerprint, piece.frames), piece.ends) for piece in runner.pieces(video)
    ]


def _missing(
    runner: Runner,
    videos: Iterable[Frames],
    plans: Sequence[Plan],
    said: Mapping[str, Said],
) -> Iterator[tuple[str, Piece]]:
    """What has to be asked, each once: `said` grows meanwhile."""
    for video, plan in zip(videos, plans, strict=True):
        for (key, _), piece in zip(plan, runner.pieces(video), strict=True):
            if key not in said:
                yield key, piece


def _together(answers: Sequence[Answer]) -> Said:
    return Said(
        np.array([logits for logits, _ in answers], np.float32),
        np.array([seconds for _, seconds in answers]),
    )


def _run(plan: Plan, said: Mapping[str, Said]) -> Run:
    """The answers along a video; (0, S, C) of them for one that is too short."""
    like = next(iter(said.values()), Said(np.empty((0, 1, 0), np.float32), np.empty(0)))
    found = [Said(like.logits[:0], like.seconds[:0]), *(said[key] for key, _ in plan)]
    return Run(
        np.concatenate([np.empty(0, np.intp), *(ends for _, ends in plan)]),
        np.concatenate([one.logits for one in found]),
        np.concatenate([one.seconds for one in found]),
    )


def _noise(spec: ModelSpec, frames: int) -> Frames:
    """The same at each call."""
    shape = frames, spec.crop_px, spec.crop_px, spec.channels
    return np.random.default_rng(0).integers(0, 256, shape, np.uint8)


def _fingerprint(runner: Runner, noise: Frames) -> str:
    """What it says of noise: other weights, another library or precision say something else."""
    said = _together(list(runner.ask(noise))).logits
    return f"{runner.what} {hashlib.sha256(said.tobytes()).hexdigest()}"


def _tell(progress: Progress | None, event: ProgressEvent) -> None:
    if progress is not None:
        progress(event)
