"""Everything an engine says along some frames, kept so that it is asked only once.

A run of all windows of a few minutes of video takes minutes; what is made of it takes none.
"""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from engines.api import Engine
from engines.artifacts import atomic_path, cache_dir
from engines.step_timing import StepTiming
from engines.streams import StepRunner, StreamStep

Frames = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Run:
    """What was said at each of some moments."""

    ends: NDArray[np.intp]  # (n,) frames that had come
    time_steps: NDArray[np.float32]  # (n, S, C) logits, S = 1 for windows
    seconds: NDArray[np.float64]  # (n,) what each took


class Runner(Protocol):
    """Goes along frames and says something every few of them."""

    @property
    def identity(self) -> str:
        """All that its logits depend on but the frames."""

    def run(self, frames: Frames) -> Run:
        """Along frames uint8 (n, H, W, channels)."""


class WindowRunner:
    """Whole windows, one every `step` frames."""

    def __init__(self, engine: Engine, identity: str, step: int) -> None:
        """The engine stays the caller's."""
        self._engine, self._step = engine, step
        self.identity = f"window {step} {identity}"
        self._known: dict[bytes, tuple[NDArray[np.float32], float]] = {}

    def run(self, frames: Frames) -> Run:
        """Windows that were seen in an earlier run are not looked at again."""
        size = self._engine.spec.clip_len
        ends = np.arange(size, len(frames) + 1, self._step)
        said = [self._window(frames[end - size : end]) for end in ends]
        logits = np.array([one for one, _ in said], np.float32)[:, np.newaxis]
        return Run(ends, logits, np.array([seconds for _, seconds in said]))

    def _window(self, clip: Frames) -> tuple[NDArray[np.float32], float]:
        key = hashlib.sha256(clip.tobytes()).digest()
        if key not in self._known:
            began = time.perf_counter()
            logits = self._engine.infer([clip])[0]
            self._known[key] = logits, time.perf_counter() - began
        return self._known[key]


class StreamRunner:
    """Every step of a stream that begins with the first frame."""

    def __init__(self, runner: StepRunner, identity: str) -> None:
        """The runner gives (N, C), or (N, 1 + early, C); it stays the caller's."""
        self._runner = runner
        self.identity = f"stream {identity}"

    @property
    def timing(self) -> StepTiming:
        """When the network says what."""
        return self._runner.timing

    def run(self, frames: Frames) -> Run:
        """All steps, the unsettled ones too."""
        size, caches = self.timing.step_frames, self._runner.new_caches()
        said, seconds = [], []
        for number in range(1, len(frames) // size + 1):
            began = time.perf_counter()
            new = frames[(number - 1) * size : number * size]
            logits = self._runner.step([StreamStep(new, number, caches)])[0]
            seconds.append(time.perf_counter() - began)
            said.append(logits.reshape(-1, logits.shape[-1]))
        return Run(size * np.arange(1, len(said) + 1), np.array(said), np.array(seconds))


def kept(runner: Runner, frames: Frames) -> Run:
    """The run over these frames, from the cache where it was made before."""
    place = _place(runner.identity, frames)
    if place.is_file():
        return _read(place)
    run = runner.run(frames)
    place.parent.mkdir(parents=True, exist_ok=True)
    with atomic_path(place) as unfinished, unfinished.open("wb") as file:
        np.savez_compressed(file, ends=run.ends, time_steps=run.time_steps, seconds=run.seconds)
    return run


def _place(identity: str, frames: Frames) -> Path:
    key = hashlib.sha256(identity.encode())
    key.update(frames.tobytes())
    return cache_dir() / "evaluations" / f"{key.hexdigest()[:20]}.npz"


def _read(place: Path) -> Run:
    with np.load(place, allow_pickle=False) as file:
        return Run(file["ends"], file["time_steps"], file["seconds"])
