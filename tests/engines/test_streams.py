"""An engine that goes on from window to window mixes nothing up and computes nothing twice."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import EngineChoice, EngineError, ModelSpec
from engines.step_runner import StreamStep
from engines.step_timing import StepTiming
from engines.streams import EARLY_KEPT_STEPS, StepEngine, StepStore, stream_spec

STEP = 8
TIMING = StepTiming(STEP, first_settled_step=8, averaged_steps=7, lag_frames=54.0)
SPEC = ModelSpec(
    name="steps.test",
    labels=("first", "last", "number"),
    clip_len=64,
    min_clip_len=16,
    frame_rate=25.0,
    frame_interval=1,
    resize_short_px=4,
    crop_px=4,
    mean=(0.5, 0.5, 0.5),
    std=(0.5, 0.5, 0.5),
)
CAPACITY = 200


class RecordingRunner:
    """Keeps the indices that each stream was shown; its caches are that list."""

    def __init__(self) -> None:
        self.streams: list[list[int]] = []
        self.batches: list[int] = []
        self.closed = False

    @property
    def timing(self) -> StepTiming:
        return TIMING

    def new_caches(self) -> list[int]:
        self.streams.append([])
        return self.streams[-1]

    def step(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        self.batches.append(len(batch))
        return np.array([self._one(step) for step in batch], np.float32)

    def _one(self, step: StreamStep) -> tuple[int, int, int]:
        shown = [int(frame[0, 0, 0]) for frame in step.frames]
        assert len(shown) == STEP
        step.caches.extend(shown)
        assert step.number == len(step.caches) // STEP
        return shown[0], shown[-1], step.number

    def close(self) -> None:
        self.closed = True


class Camera:
    """Writes frame after frame into a store and asks for windows of the newest ones."""

    def __init__(self, engine: StepEngine) -> None:
        self.store: StepStore = engine.new_store(CAPACITY)
        self.shown = 0

    def film(self, count: int) -> None:
        for _ in range(count):
            image = np.full((4, 4, 3), self.shown % CAPACITY, np.uint8)
            self.store.write(self.shown % CAPACITY, image)
            self.shown += 1

    def window(self, count: int = 64) -> Any:
        return self.store.window([i % CAPACITY for i in range(self.shown - count, self.shown)])


@pytest.fixture
def runner() -> RecordingRunner:
    return RecordingRunner()


@pytest.fixture
def engine(runner: RecordingRunner) -> StepEngine:
    return StepEngine(runner, SPEC, EngineChoice("openvino", "fp32", "cpu"))


def test_each_frame_is_shown_once_however_windows_overlap(
    engine: StepEngine, runner: RecordingRunner
) -> None:
    camera = Camera(engine)
    camera.film(64)
    engine.infer([camera.window()])
    for frames in (8, 8, 24, 8):  # 24: the engine was busy for two steps
        camera.film(frames)
        engine.infer([camera.window()])
    assert runner.streams == [list(range(64 + 48))]


def test_a_window_that_does_not_go_on_starts_anew(
    engine: StepEngine, runner: RecordingRunner
) -> None:
    camera = Camera(engine)
    camera.film(64)
    engine.infer([camera.window()])
    camera.film(64 + 5)  # nothing of the last window is left in this one
    engine.infer([camera.window()])
    assert runner.streams == [list(range(64)), list(range(69, 133))]


def test_a_window_off_the_grid_starts_anew(engine: StepEngine, runner: RecordingRunner) -> None:
    camera = Camera(engine)
    camera.film(64)
    engine.infer([camera.window()])
    camera.film(5)
    engine.infer([camera.window()])
    assert runner.streams == [list(range(64)), list(range(5, 69))]


def test_an_answer_is_the_mean_of_the_last_seven_settled_steps(engine: StepEngine) -> None:
    camera = Camera(engine)
    camera.film(64)
    (answer,) = engine.infer([camera.window()])
    assert answer.tolist() == [56, 63, 8]  # the first settled step alone
    for _ in range(9):
        camera.film(8)
        (answer,) = engine.infer([camera.window()])
    assert answer[2] == np.mean(range(11, 18))


def test_streams_step_together(engine: StepEngine, runner: RecordingRunner) -> None:
    one, other = Camera(engine), Camera(engine)
    one.film(64)
    other.film(72)
    engine.infer([one.window(), other.window()])
    one.film(8)
    other.film(8)
    third = Camera(engine)
    third.film(64)
    engine.infer([other.window(), third.window(), one.window()])
    assert runner.streams == [list(range(72)), list(range(8, 80)), list(range(64))]
    assert runner.batches == [2] * 8 + [3] + [1] * 7  # the third camera's first window is whole


def test_no_clips_give_no_logits(engine: StepEngine) -> None:
    assert engine.infer([]).shape == (0, 3)


def test_a_stream_begins_with_whole_steps_and_enough_for_an_answer() -> None:
    short = replace(SPEC, clip_len=16)
    assert stream_spec(short, TIMING) == replace(
        short, clip_len=64, min_clip_len=64, step_frames=STEP
    )
    longer = replace(SPEC, clip_len=70)
    assert stream_spec(longer, TIMING).clip_len == 72


def test_what_a_clip_left_out_held_is_in_the_next(
    engine: StepEngine, runner: RecordingRunner
) -> None:
    """A ring gives up a window whose frames went while it gathered them."""
    camera = Camera(engine)
    camera.film(64)
    camera.window()
    camera.film(8)
    engine.infer([camera.window()])
    camera.film(8)
    camera.window()
    camera.film(8)
    engine.infer([camera.window()])
    assert runner.streams == [list(range(8, 88))]


def test_frames_that_came_into_the_same_slots_are_others(
    engine: StepEngine, runner: RecordingRunner
) -> None:
    """The engine was busy until the ring had gone round once, and a step further."""
    camera = Camera(engine)
    camera.film(64)
    engine.infer([camera.window()])
    camera.film(CAPACITY + STEP)
    engine.infer([camera.window()])
    assert [len(shown) for shown in runner.streams] == [64, 64]


def test_a_clip_given_twice_or_late_is_refused(engine: StepEngine, runner: RecordingRunner) -> None:
    camera = Camera(engine)
    camera.film(64)
    first = camera.window()
    engine.infer([first])
    camera.film(8)
    second, third = camera.window(), camera.window()
    engine.infer([second])
    for again in (second, third):
        with pytest.raises(EngineError, match="clip 1 of a stream given where clip 2 is next"):
            engine.infer([again])
    with pytest.raises(EngineError, match="clip 1 of a stream given where clip 0 is next"):
        engine.infer([replace(second, stream=engine.new_store(1))])  # nothing was shown to it yet
    assert runner.streams == [list(range(72))]


def test_slots_that_a_store_does_not_have_are_refused(engine: StepEngine) -> None:
    store = engine.new_store(8)
    for slots in ([], [0, 8], [-1, 0]):
        with pytest.raises(EngineError):
            store.window(slots)


def test_closing_gives_the_runner_back(engine: StepEngine, runner: RecordingRunner) -> None:
    engine.close()
    engine.close()
    assert runner.closed


class PositionRunner(RecordingRunner):
    """Each of its logits is the position of its time step."""

    def step(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        super().step(batch)
        return np.array([[step.number - 8] * 3 for step in batch], np.float32)


class PositionsAfter:
    """Gives five time steps after a settled one, each of whose logits is its position."""

    early_steps = 5

    def __init__(self) -> None:
        self.batches: list[int] = []
        self.rests = 0
        self.closed = False

    def early(self, batch: Sequence[StreamStep]) -> NDArray[np.float32]:
        self.batches.append(len(batch))
        positions = [step.number - 7 + np.arange(5.0) for step in batch]
        return np.repeat(np.array(positions, np.float32)[..., None], 3, axis=2)

    def rest(self) -> None:
        self.rests += 1

    def close(self) -> None:
        self.closed = True


def positions_said(engine: StepEngine) -> list[float]:
    """The mean position of each answer to a stream that is asked from 24 frames on."""
    camera, said = Camera(engine), []
    camera.film(24)
    said.append(engine.infer([camera.window(24)])[0, 0])
    for count in (32, 40, 48, 56, 64, 64, 64):
        camera.film(STEP)
        said.append(engine.infer([camera.window(count)])[0, 0])
    return [float(one) for one in said]


def test_early_answers_are_of_what_lies_in_the_video_and_of_the_newest() -> None:
    runner, early = PositionRunner(), PositionsAfter()
    choice = EngineChoice("openvino", "fp32", "cpu")
    engine = StepEngine(runner, SPEC, choice, early, always_early=True)
    assert (engine.choice.mode, engine.timing.early_steps) == ("early", 5)
    assert (engine.spec.first_frames, engine.spec.clip_len) == (24, 64)
    assert positions_said(engine) == [0, 0.5, 1, 1.5, 2, 2.5, 3, 4]
    assert runner.streams == [list(range(80))]  # a window that grows goes on too
    assert len(early.batches) == 8
    engine.close()
    assert early.closed and runner.closed


def test_early_steps_may_begin_a_stream_only() -> None:
    runner, early = PositionRunner(), PositionsAfter()
    engine = StepEngine(runner, SPEC, EngineChoice("openvino", "fp32", "cpu"), early)
    assert (engine.choice.mode, engine.timing) == ("stream", TIMING)
    assert positions_said(engine) == [0, 0.5, 1, 1.5, 2, 0, 0.5, 1]
    assert len(early.batches) == 5  # of the first clip's three steps one is asked


def test_what_only_beginnings_want_rests_after_a_while_without_one() -> None:
    early = PositionsAfter()
    engine = StepEngine(PositionRunner(), SPEC, EngineChoice("openvino", "fp32", "cpu"), early)

    def watch(steps: int) -> None:
        camera = Camera(engine)
        for count in range(24, 24 + STEP * steps, STEP):
            camera.film(24 if count == 24 else STEP)
            engine.infer([camera.window(min(count, 64))])

    watch(40)
    assert (early.rests, len(early.batches)) == (0, 5)
    watch(8 + EARLY_KEPT_STEPS)
    assert (early.rests, len(early.batches)) == (1, 10), "once, and it gave what the other wanted"


def test_a_stream_that_catches_up_pays_for_early_steps_once() -> None:
    runner, early = PositionRunner(), PositionsAfter()
    choice = EngineChoice("openvino", "fp32", "cpu")
    engine = StepEngine(runner, SPEC, choice, early, always_early=True)
    camera = Camera(engine)
    camera.film(64)
    engine.infer([camera.window(64)])
    camera.film(3 * STEP)
    engine.infer([camera.window(64)])
    assert (len(runner.batches), len(early.batches)) == (8 + 3, 2)


def test_an_engine_that_answers_early_has_one_that_waits_beside_it() -> None:
    runner, early = PositionRunner(), PositionsAfter()
    choice = EngineChoice("openvino", "fp32", "cpu")
    answering = StepEngine(runner, SPEC, choice, early, always_early=True)
    waiting = answering.that_waits()
    assert (waiting.choice.mode, waiting.timing) == ("stream", TIMING)
    assert waiting.spec == replace(answering.spec, answers_are_free=True)
    assert positions_said(waiting)[-2:] == [0.5, 1]


def test_without_early_steps_only_whole_clips_are_answered(engine: StepEngine) -> None:
    assert engine.spec.first_frames == engine.spec.clip_len == 64
    assert SPEC.first_frames == 64  # windows take no part of a clip, though the network could
