"""Pictures and their motion, live: what a two-stream model is given, on a virtual clock."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import NumpyStore, model_card
from realtime.clock import Clock, StopSignal
from realtime.pipeline import Pipeline, PipelineSettings
from realtime.sources import SourceOptions
from realtime.sources.faults import parse_plan
from realtime.sources.synthetic import SyntheticCamera
from tests.realtime.virtual_clock import VirtualClock

SPEC = replace(model_card("i3d_two_stream").spec, labels=tuple("abcde"), clip_len=16)
SECONDS = 5
ENGINE_SECONDS = 1.0
"""What a window takes on the virtual clock: more than three steps."""


class TimedEngine:
    """Takes as long as it is told and keeps what it saw; the mean of each channel is a logit."""

    spec = SPEC

    def __init__(self, clock: Clock) -> None:
        self.clips: list[NDArray[np.uint8]] = []
        self._pause = StopSignal(clock)

    def new_store(self, capacity: int) -> NumpyStore:
        return NumpyStore(SPEC, capacity)

    def infer(self, clips: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        self._pause.sleep(ENGINE_SECONDS)
        self.clips += clips
        return np.stack([clip.mean(axis=(0, 1, 2), dtype=np.float32) for clip in clips])

    def close(self) -> None:
        pass


@pytest.fixture(scope="module")
def watched() -> tuple[TimedEngine, Pipeline]:
    """A few seconds of a camera that loses its connection after two."""
    clock = VirtualClock(threads=2)
    engine = TimedEngine(clock)
    plan = parse_plan(f"synthetic:?size=320x240&fps=25&seconds={SECONDS}&disconnect=50")
    camera = SyntheticCamera(plan, clock, SourceOptions())
    pipeline = Pipeline(
        engine,
        camera.connect,
        source_id="test",
        settings=PipelineSettings(step_seconds=0.32),
        clock=clock,
    )
    pipeline.start()
    assert pipeline.wait(120), "the pipeline did not end"
    pipeline.join()
    return engine, pipeline


def test_it_makes_as_many_predictions_as_it_has_time_for_and_counts_the_others(
    watched: tuple[TimedEngine, Pipeline],
) -> None:
    engine, pipeline = watched
    snapshot = pipeline.snapshot()

    assert 3 <= snapshot.predictions == len(engine.clips) <= 1 + SECONDS / ENGINE_SECONDS
    assert snapshot.drops["engine"]["busy"] >= 3


def test_its_windows_hold_pictures_and_motion(watched: tuple[TimedEngine, Pipeline]) -> None:
    engine, _ = watched

    assert {clip.shape for clip in engine.clips} == {(16, 224, 224, 5)}
    for clip in engine.clips:
        assert clip[..., :3].std() > 1
        moved = np.abs(clip[..., 3:].astype(int) - 128).max(axis=(1, 2, 3))
        assert (moved > 6).all()  # 1 px: the painted number changes in every frame
