"""An engine that pays only for the new frames of a stream, behind the same door as any other.

Its store hands out a window as the frames that the stream has not shown before; the engine keeps
what the network needs to go on. A window that does not go on from the one before it (the first,
one after a gap) starts the stream anew with all its frames, so no time step mixes both sides.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.choice import EngineChoice
from engines.errors import EngineError
from engines.spec import ModelSpec
from engines.step_runner import EarlyRunner, StepRunner, StreamStep
from engines.step_timing import StepTiming
from engines.store_numpy import NumpyStore

EARLY_KEPT_STEPS = 64
"""Steps in a row that want nothing early: then what gives it may rest."""


@dataclass(slots=True)
class StreamState:
    """What one stream has behind it. Belongs to the engine's thread."""

    caches: Any
    """What the runner keeps for it."""
    clips: int = 0
    """Those of the store that were inferred."""
    window: tuple[int, ...] = ()
    """The frames of the last of them, by the store's numbers; what follows goes on from there."""
    steps: int = 0
    """Since the stream began, the one under way among them."""
    settled: deque[NDArray[np.float32]] = field(default_factory=deque)
    """The last time steps of logits (C,) that are complete, no more than an answer needs."""
    early: NDArray[np.float32] | None = None
    """Time steps (k, C) after those, as if the stream ended here; None where there are none."""


@dataclass(frozen=True, slots=True)
class StepClip:
    """A window as what is new in it."""

    frames: NDArray[np.uint8]  # (steps * step_frames, H, W, channels)
    begins: bool
    """Whether the stream starts anew with these frames."""
    number: int
    """How many clips of the store were inferred before it."""
    stream: "StepStore"
    """Where its frames lie."""
    window: tuple[int, ...] = ()
    """All frames of the window, by the store's numbers."""


class StepStore(NumpyStore):
    """Frames of one stream, handed out until they were inferred.

    A slot comes to hold one frame after another, so frames are known by numbers of their own. One
    thread writes; the engine's thread asks for clips.
    """

    def __init__(self, spec: ModelSpec, capacity: int) -> None:
        """All the memory of the frames is taken here; `capacity` counts them."""
        super().__init__(spec, capacity)
        self._step_frames = spec.step_frames
        self._written = 0
        self._numbers = [0] * capacity  # of the frame in each slot
        self.state: StreamState | None = None
        """The engine's own."""

    def write(
        self, slot: int, image: NDArray[np.uint8], elapsed_seconds: float | None = None
    ) -> None:
        """As `NumpyStore.write`; the slot holds another frame from now on."""
        super().write(slot, image, elapsed_seconds)
        self._written += 1
        self._numbers[slot] = self._written

    def clip(self, slots: Sequence[int]) -> StepClip:
        """What is new in the window of these slots since the one that was inferred last.

        One that is never given to the engine, for its frames went meanwhile, costs nothing.
        """
        self._check_slots(min(slots, default=0), max(slots, default=0))
        known = () if self.state is None else self.state.window
        number = 0 if self.state is None else self.state.clips
        window = tuple(self._numbers[slot] for slot in slots)
        new = self._new_frames(window, known)
        frames = super().window(slots[len(slots) - new :])
        return StepClip(frames, new == len(slots), number, self, window)

    def window(self, slots: Sequence[int]) -> Any:
        """As `clip`: only the engine that made the store looks inside."""
        return self.clip(slots)

    def _new_frames(self, window: tuple[int, ...], before: tuple[int, ...]) -> int:
        """How many frames at the end the window before did not have; all where it is another."""
        for new in range(self._step_frames, len(window), self._step_frames):
            known = len(window) - new
            if known <= len(before) and window[:known] == before[-known:]:
                return new
        return len(window)


@dataclass(frozen=True, slots=True)
class _Turn:
    """The next step of a stream in a call."""

    frames: NDArray[np.uint8]  # (step_frames, H, W, channels)
    state: StreamState
    is_last: bool
    """Whether the call's answer is made after it; steps before it need no early time steps."""

    @classmethod
    def of(cls, clip: StepClip, state: StreamState, start: int, size: int) -> "_Turn":
        """The `size` frames of a clip from `start` on."""
        end = start + size
        return cls(clip.frames[start:end], state, end >= len(clip.frames))


def stream_spec(spec: ModelSpec, timing: StepTiming) -> ModelSpec:
    """How clips are made for a stream of the model.

    One begins with whole steps, at least as many as its first answer needs; where there are early
    time steps, a provisional one may come with fewer, from `min_clip_len` on.
    """
    step = timing.step_frames
    whole_steps = -(-spec.clip_len // step) * step
    clip_len = max(whole_steps, timing.settled_frames)
    least = timing.first_answering_step * step if timing.early_steps else clip_len
    return replace(spec, clip_len=clip_len, min_clip_len=least, step_frames=step)


class StepEngine:
    """Classifies the windows of streams, each from what is new in it.

    An answer is the mean of the last time steps of logits, `timing.averaged_steps` of them at most.
    The newest complete one is centred `timing.lag_frames` before the end of the window; early ones
    follow it where they are wanted. Until a stream has a complete one there is a provisional
    answer of the early ones.
    """

    def __init__(
        self,
        runner: StepRunner,
        spec: ModelSpec,
        choice: EngineChoice,
        early: EarlyRunner | None = None,
        *,
        always_early: bool = False,
    ) -> None:
        """Take the runners over.

        Args:
            runner: runs the network.
            spec: the model's own; `stream_spec` makes that of its streams.
            choice: what the runner was chosen with.
            early: gives early time steps where a stream is asked before its first complete one.
            always_early: it gives them wherever a stream is asked; never at the steps between, of
                a stream that fell behind.
        """
        self._runner = runner
        self._early = early
        self._is_early = always_early
        self._steps_without_early = 0
        self._model_spec = spec
        early_steps = 0 if early is None else early.early_steps
        beginning = replace(runner.timing, early_steps=early_steps)
        self._timing = beginning if always_early else runner.timing
        self._spec = replace(stream_spec(spec, beginning), answers_are_free=not always_early)
        self._choice = replace(choice, mode="early" if always_early else "stream")

    @property
    def spec(self) -> ModelSpec:
        """How clips are made for it, and its labels; `clip_len` is what a stream begins with."""
        return self._spec

    @property
    def choice(self) -> EngineChoice:
        """What it runs with, and what was passed over."""
        return self._choice

    @property
    def timing(self) -> StepTiming:
        """When a stream is settled, and how old what is said of it is."""
        return self._timing

    def that_waits(self) -> "StepEngine":
        """The same, whose answers wait until they are complete; both use the same runners."""
        return StepEngine(self._runner, self._model_spec, self._choice, self._early)

    def new_store(self, capacity: int) -> StepStore:
        """A store for `capacity` frames of one stream, which keeps the stream's caches too."""
        return StepStore(self._spec, capacity)

    def infer(self, clips: Sequence[StepClip]) -> NDArray[np.float32]:
        """Logits float32 (N, C) of the next windows of N streams; the array is the caller's.

        The streams step together. They may be others at each call, and may begin at any.

        Raises:
            EngineError: a clip of a stream is given twice, or after a later one.
        """
        streams = [(clip, self._state_before(clip)) for clip in clips]
        size = self._spec.step_frames
        longest = max((len(clip.frames) for clip in clips), default=0)
        for start in range(0, longest, size):
            going = [(clip, state) for clip, state in streams if start < len(clip.frames)]
            self._step([_Turn.of(clip, state, start, size) for clip, state in going])
        answers = np.empty((len(clips), len(self._spec.labels)), np.float32)
        for row, (_, state) in enumerate(streams):
            answers[row] = self._answer(state)
        return answers

    def close(self) -> None:
        """Give memory back; calling it again does nothing."""
        self._runner.close()
        if self._early is not None:
            self._early.close()

    def _step(self, turns: list["_Turn"]) -> None:
        """One step of each of these streams."""
        batch = []
        for turn in turns:
            turn.state.steps += 1
            batch.append(StreamStep(turn.frames, turn.state.steps, turn.state.caches))
        for turn, logits in zip(turns, self._runner.step(batch), strict=True):
            self._keep(turn.state, logits)
        self._look_ahead(
            [(turn.state, step) for turn, step in zip(turns, batch, strict=True) if turn.is_last]
        )

    def _keep(self, state: StreamState, logits: NDArray[np.float32]) -> None:
        """Put a time step (C,) with those that an answer is made of."""
        state.early = None
        if state.steps >= self.timing.first_settled_step:
            state.settled.append(logits)
        if len(state.settled) > self.timing.averaged_steps:
            state.settled.popleft()

    def _look_ahead(self, asked: list[tuple[StreamState, StreamStep]]) -> None:
        """Give those streams early time steps whose answers want them."""
        first = self.timing.first_settled_step
        wanting = [pair for pair in asked if self._is_early or pair[0].steps < first]
        if self._early is None:
            return
        if not wanting:
            return self._let_rest(self._early)
        self._steps_without_early = 0
        said = self._early.early([step for _, step in wanting])
        for (state, _), early in zip(wanting, said, strict=True):
            state.early = self._from_frames(early, state.steps)

    def _let_rest(self, early: EarlyRunner) -> None:
        """Count a step that wants nothing early; after some of them the runner may rest."""
        self._steps_without_early += 1
        if self._steps_without_early == EARLY_KEPT_STEPS:
            early.rest()

    def _from_frames(self, early: NDArray[np.float32], steps: int) -> NDArray[np.float32] | None:
        """Those of the early time steps that see frames and not what was before the first."""
        without = max(0, self.timing.first_settled_step - 1 - steps)
        return early[without:] if len(early) > without else None

    def _answer(self, state: StreamState) -> NDArray[np.float32]:
        early = [] if state.early is None else list(state.early)
        last = [*state.settled, *early][-self.timing.averaged_steps :]
        answer: NDArray[np.float32] = np.mean(last, axis=0)
        return answer

    def _state_before(self, clip: StepClip) -> StreamState:
        """The stream's state, a new one where it begins; the clip counts as given."""
        state = clip.stream.state
        if clip.begins:
            state = clip.stream.state = StreamState(self._runner.new_caches())
        elif state is None or state.clips != clip.number:
            awaited = 0 if state is None else state.clips
            raise EngineError(
                f"{self._spec.name}: clip {clip.number} of a stream given where clip {awaited} "
                "is next; give each clip of a store once, in order"
            )
        state.clips, state.window = clip.number + 1, clip.window
        return state
