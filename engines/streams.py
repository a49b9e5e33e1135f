"""An engine that pays only for the new frames of a stream, behind the same door as any other.

Its store hands out a window as the frames that the stream has not shown before; the engine keeps
what the network needs to go on. A window that does not go on from the one before it (the first,
one after a gap) starts the stream anew with all its frames, so no time step mixes both sides.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engines.choice import EngineChoice
from engines.errors import EngineError
from engines.spec import ModelSpec
from engines.store_numpy import NumpyStore

FIRST_SETTLED_STEP = 8
"""The step that completes the first time step of logits: 64 frames at 8 a step."""

AVERAGED_STEPS = 7
"""Time steps of logits in an answer, at most: as many as a window of 64 frames gives."""


class StepRunner(Protocol):
    """Runs one step of one stream; a runtime implements it."""

    def new_caches(self) -> Any:
        """What a stream that begins has kept: zeros."""

    def step(self, frames: NDArray[np.uint8], number: int, caches: Any) -> NDArray[np.float32]:
        """Logits float32 (C,) of frames uint8 (step, H, W, channels); the caches go on in place.

        `number` counts the steps of the stream from 1.
        """

    def close(self) -> None:
        """Give memory back; calling it again does nothing."""


@dataclass(slots=True)
class StreamState:
    """What one stream has behind it. Belongs to the engine's thread."""

    caches: Any
    steps: int = 0
    clips: int = 0
    """Clips that were inferred; a stream must not lose one in between."""
    settled: deque[NDArray[np.float32]] = field(
        default_factory=lambda: deque[NDArray[np.float32]](maxlen=AVERAGED_STEPS)
    )
    """The last time steps of logits (C,) that are complete."""


@dataclass(frozen=True, slots=True)
class StepClip:
    """A window as what is new in it."""

    frames: NDArray[np.uint8]  # (steps * step_frames, H, W, channels)
    begins: bool
    """Whether the stream starts anew with these frames."""
    number: int
    """Counts the clips of the store from 0."""
    stream: "StepStore"


class StepStore(NumpyStore):
    """Frames of one stream, handed out once each."""

    def __init__(self, spec: ModelSpec, capacity: int) -> None:
        """All the memory of the frames is taken here; `capacity` counts them."""
        super().__init__(spec, capacity)
        self._step_frames = spec.step_frames
        self._last_slots: list[int] = []
        self._handed_out = 0
        self.state: StreamState | None = None
        """The engine's own."""

    def clip(self, slots: Sequence[int]) -> StepClip:
        """What is new in the window of these slots since the one before."""
        new = self._new_frames(list(slots))
        frames = super().window(list(slots)[len(slots) - new :])
        self._last_slots = list(slots)
        self._handed_out += 1
        return StepClip(frames, new == len(slots), self._handed_out - 1, self)

    def window(self, slots: Sequence[int]) -> Any:
        """As `clip`: only the engine that made the store looks inside."""
        return self.clip(slots)

    def _new_frames(self, slots: list[int]) -> int:
        """How many frames at the end the window before did not have; all where it is another."""
        for new in range(self._step_frames, len(slots), self._step_frames):
            if slots[:-new] == self._last_slots[new:]:
                return new
        return len(slots)


class StepEngine:
    """Classifies the windows of streams, each from what is new in it.

    An answer is the mean of the last time steps of logits, up to seven. The newest of them is
    centred 48 frames before the end of the window; a whole window's pass centres at 32.
    """

    def __init__(self, runner: StepRunner, spec: ModelSpec, choice: EngineChoice) -> None:
        """Take the runner over.

        Args:
            runner: runs the network.
            spec: `clip_len` is what a stream begins with, `step_frames` what a step takes.
            choice: what the runner was chosen with.
        """
        self._runner = runner
        self._spec = spec
        self._choice = choice

    @property
    def spec(self) -> ModelSpec:
        """How clips are made for it, and its labels."""
        return self._spec

    @property
    def choice(self) -> EngineChoice:
        """What it runs with, and what was passed over."""
        return self._choice

    def new_store(self, capacity: int) -> StepStore:
        """A store for `capacity` frames of one stream, which keeps the stream's caches too."""
        return StepStore(self._spec, capacity)

    def infer(self, clips: Sequence[StepClip]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of the next windows of N streams; the array is the caller's.

        Raises:
            EngineError: a clip of a stream is left out or given twice.
        """
        return np.stack([self._answer(clip) for clip in clips])

    def close(self) -> None:
        """Give memory back; calling it again does nothing."""
        self._runner.close()

    def _answer(self, clip: StepClip) -> NDArray[np.float32]:
        state = self._state_before(clip)
        size = self._spec.step_frames
        for start in range(0, len(clip.frames), size):
            state.steps += 1
            frames = clip.frames[start : start + size]
            logits = self._runner.step(frames, state.steps, state.caches)
            if state.steps >= FIRST_SETTLED_STEP:
                state.settled.append(logits)
        state.clips = clip.number + 1
        answer: NDArray[np.float32] = np.stack(state.settled).mean(axis=0)
        return answer

    def _state_before(self, clip: StepClip) -> StreamState:
        """The stream's state, a new one where it begins."""
        state = clip.stream.state
        if clip.begins or state is None:
            state = clip.stream.state = StreamState(self._runner.new_caches())
        elif state.clips != clip.number:
            raise EngineError(
                f"{self._spec.name}: clip {clip.number} of a stream given after clip "
                f"{state.clips - 1}; give each clip of a store once, in order"
            )
        return state
