"""Step graphs in int8: what they are calibrated on, and the real NNCF once on a small one."""

from pathlib import Path

import numpy as np
import pytest

from engines import load_engine
from engines.backends.openvino_early import OpenVinoEarlyRunner
from engines.backends.openvino_steps import OpenVinoStepRunner
from engines.export import CACHE, FRAMES, STEPS
from engines.int8.footage import divide, video_files
from engines.int8.graphs import built_int8
from engines.int8.steps import (
    FEEDS,
    ClipsAsStreams,
    WatchedEarly,
    WatchedStreams,
    calibration_spec,
)
from engines.step_runner import StreamStep
from engines.stream_graphs import is_channels_last
from tests.engines.stepping_network import SPEC, STEP_FRAMES


def test_what_is_watched_goes_on_where_the_step_before_ended(
    step_onnx: Path, footage: Path
) -> None:
    runner = OpenVinoStepRunner(step_onnx, "fp32")
    spec = calibration_spec(runner, SPEC)
    windows = divide(video_files([footage]), spec).calibration

    feeds = list(WatchedStreams(windows, runner))

    assert len(feeds) == len(WatchedStreams(windows, runner)) == FEEDS * 3
    first, second = feeds[:2]
    steps = spec.clip_len // STEP_FRAMES
    assert [int(feed[STEPS][0]) for feed in feeds[:FEEDS]] == list(range(steps - 2, steps + 1))
    caches = runner.new_caches()
    for one, array in zip(caches.arrays, sorted_caches(first), strict=True):
        one.data[:] = np.moveaxis(array, 1, -1) if is_channels_last(array.shape) else array
    runner.step([StreamStep(first[FRAMES][0].astype(np.uint8), steps - 2, caches)])
    for place, array in enumerate(sorted_caches(second)):
        np.testing.assert_array_equal(runner.kept(caches, place), array)
    assert {is_channels_last(array.shape) for array in sorted_caches(second)} == {True, False}


def test_early_answers_are_watched_from_the_first_provisional_one_on(
    step_onnx: Path, early_onnx: Path, footage: Path
) -> None:
    runner, early = OpenVinoStepRunner(step_onnx, "fp32"), OpenVinoEarlyRunner(early_onnx, "fp32")
    spec = calibration_spec(runner, SPEC)
    windows = divide(video_files([footage]), spec).calibration
    watched = WatchedEarly(windows, runner, early)

    feeds = list(watched)

    assert len(feeds) == len(watched) == 3 * len(windows)
    last = spec.clip_len // STEP_FRAMES
    assert [int(feed[STEPS][0]) for feed in feeds[:3]] == [last - 4, last - 2, last]
    assert last - 4 == runner.timing.first_settled_step - early.early_steps
    caches, clip = runner.new_caches(), next(iter(windows))
    for number, frames in enumerate(np.split(clip, last), start=1):
        runner.step([StreamStep(frames, number, caches)])
    assert set(feeds[2]) == {STEPS, "cache2"}
    np.testing.assert_array_equal(feeds[2]["cache2"], runner.kept(caches, 2))


def sorted_caches(
    feed: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]],
) -> list[np.ndarray[tuple[int, ...], np.dtype[np.generic]]]:
    count = sum(name.startswith(CACHE) for name in feed)
    return [feed[f"{CACHE}{number}"] for number in range(count)]


def test_each_clip_is_a_stream_of_its_own(step_onnx: Path) -> None:
    engine = ClipsAsStreams(step_onnx, "fp32", SPEC)
    clips = np.random.default_rng(0).integers(0, 256, (2, SPEC.clip_len, 8, 8, 3), np.uint8)

    together = engine.infer(list(clips))

    np.testing.assert_array_equal(engine.infer([clips[1]])[0], together[1])
    assert not np.array_equal(together[0], together[1])


def test_a_step_graph_is_quantised_on_streams_and_used(
    step_onnx: Path,
    early_onnx: Path,
    footage: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("nncf")
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path))

    graph = built_int8(step_onnx, SPEC, [footage])

    measured = graph.note.measured
    assert (measured.calibration_windows, measured.held_out_windows) == (3, 1)
    assert 0 < measured.relative_difference < 0.2
    engine = load_engine(step_onnx, precision="int8", mode="stream")
    assert (engine.choice.precision, engine.spec.step_frames) == ("int8", STEP_FRAMES)
    store = engine.new_store(24)
    for slot in range(24):
        store.write(slot, np.full((8, 8, 3), 8 * slot, np.uint8))
    answers = [engine.infer([store.window(range(at, at + 12))])[0] for at in (0, 4, 8)]
    assert np.isfinite(answers).all()
    assert not np.array_equal(answers[0], answers[1])
    assert_early_answers_read_bytes(step_onnx, graph.path, early_onnx)


def assert_early_answers_read_bytes(fp32: Path, int8: Path, early: Path) -> None:
    """After int8 steps, which keep bytes, they are what they are after fp32 ones."""
    runners = OpenVinoStepRunner(fp32, "fp32"), OpenVinoStepRunner(int8, "int8")
    said, kept = [], []
    for runner in runners:
        caches, ahead = (
            runner.new_caches(),
            OpenVinoEarlyRunner(early, "fp32", kept_bytes=runner.kept_bytes),
        )
        for number in range(1, 5):
            frames = np.full((STEP_FRAMES, 8, 8, 3), 50 * number, np.uint8)
            runner.step([step := StreamStep(frames, number, caches)])
        said.append(ahead.early([step]))
        kept.append(runner.kept(caches, 2))
    assert [set(runner.kept_bytes) for runner in runners] == [set(), {0, 1, 2}]
    np.testing.assert_allclose(said[1], said[0], atol=0.1)
    np.testing.assert_allclose(kept[1], kept[0], atol=0.1 * kept[0].max())


def test_a_graph_of_early_answers_is_quantised_after_its_steps(
    step_onnx: Path,
    early_onnx: Path,
    footage: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("nncf")
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path))

    graph = built_int8(early_onnx, SPEC, [footage], after=step_onnx)

    measured = graph.note.measured
    assert (measured.calibration_windows, measured.held_out_windows) == (3, 1)
    assert 0 < measured.relative_difference < 0.2
    runner = OpenVinoStepRunner(step_onnx, "fp32")
    step = StreamStep(np.full((STEP_FRAMES, 8, 8, 3), 99, np.uint8), 1, runner.new_caches())
    runner.step([step])
    fp32, int8 = OpenVinoEarlyRunner(early_onnx, "fp32"), OpenVinoEarlyRunner(graph.path, "int8")
    assert int8.early_steps == 1
    np.testing.assert_allclose(int8.early([step]), fp32.early([step]), atol=0.1)
