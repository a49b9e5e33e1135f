"""What a stream costs beside its engine, measured in one run: `liveact-monitor bench`."""

import itertools
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from engines import Clip, Engine, PictureConverter, VideoReader
from realtime.clock import MonotonicClock
from realtime.frame import Frame
from realtime.pipeline import PipelineSettings
from realtime.rates import Percentiles, Spread
from realtime.ring import FrameRing, ring_capacity
from realtime.sinks.base import Message, PredictionMessage
from realtime.sources.file import FileSource
from realtime.sources.paced import PacedSource
from realtime.watching import open_pipeline

LIVE_SECONDS = 30.0
WIDE_SIZE = (1920, 1080)
WIDE_FPS = 30
WIDE_SECONDS = 10

Tell = Callable[[str], None]
"""Told what is being measured."""


@dataclass(frozen=True, slots=True)
class StreamBench:
    """Figures of one run on one machine."""

    pipeline_per_second: float
    """Predictions a second of the whole pipeline on a file that never lets it wait."""
    engine_per_second: float
    """Bare calls of the same engine a second, in turn with the above."""
    pipeline_to_engine: float
    """Median over the rounds of the one divided by the other; 1 means that the rest is free."""
    arrival_to_prediction_ms: Spread | None
    """From the arrival of a window's last frame to its prediction, on a file played live."""
    behind_live_ms: Spread | None
    decoded_to_ring_ms: Spread | None
    """A 1080p frame from the decoder's hands to its place in the ring: conversion to RGB, resize,
    crop, bookkeeping."""
    capture_cpu_percent: float
    """Of one core, for decoding, converting and keeping a 1080p stream at 30 fps."""
    capture_fps: float
    """Frames a second that came through meanwhile."""


class _Stopwatch:
    """A sink that notes when predictions come and how late they are."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.latency_ms = Percentiles()
        self.behind_ms = Percentiles()

    def write(self, message: Message) -> None:
        if isinstance(message, PredictionMessage):
            self.times.append(time.perf_counter())
            self.latency_ms.add(1000 * message.decision.prediction.latency_seconds)
            self.behind_ms.add(1000 * (message.behind_live_seconds or 0.0))

    def close(self) -> None:
        pass


def measure(
    engine: Engine, video: Path, wide_video: Path, *, rounds: int, windows: int, tell: Tell
) -> StreamBench:
    """Measure a stream of this engine.

    Args:
        engine: used by one thread at a time.
        video: a file that lasts long enough for `windows` windows.
        wide_video: a 1080p file at 30 fps.
        rounds: how often pipeline and bare engine take turns.
        windows: predictions a round.
        tell: told what goes on.
    """
    pairs = []
    clips = turning_clips(engine, video)
    for number in range(1, rounds + 1):
        tell(f"round {number} of {rounds}: pipeline and bare engine")
        pairs.append((_saturated(engine, video, windows), _bare(engine, clips, windows)))
    tell("the file at its own rate")
    live = _live(engine, video)
    tell("1080p at 30 fps into the ring, without an engine")
    frame_ms = _frame_cost(engine, wide_video)
    cpu_percent, fps = _capture_cost(engine, wide_video)
    return StreamBench(
        pipeline_per_second=statistics.median(pipeline for pipeline, _ in pairs),
        engine_per_second=statistics.median(bare for _, bare in pairs),
        pipeline_to_engine=statistics.median(pipeline / bare for pipeline, bare in pairs),
        arrival_to_prediction_ms=live.latency_ms.spread(),
        behind_live_ms=live.behind_ms.spread(),
        decoded_to_ring_ms=frame_ms,
        capture_cpu_percent=cpu_percent,
        capture_fps=fps,
    )


def turning_clips(engine: Engine, video: Path) -> Iterator[Clip]:
    """The first clip of a video again and again.

    For an engine that goes on from one to the next each is a step further: the clip turns round.
    """
    count = engine.spec.clip_len
    step = engine.spec.step_frames if engine.spec.is_stepped else 0
    store = engine.new_store(count)
    with VideoReader(video) as reader:
        for slot in range(count):
            frame = reader.read()
            if frame is None:
                break
            store.write(slot, frame.image)
    for start in itertools.count(0, step):
        yield store.window([slot % count for slot in range(start, start + count)])


def _saturated(engine: Engine, video: Path, windows: int) -> float:
    """Predictions a second of a pipeline that never waits for its file."""
    settings = PipelineSettings(offline=True)
    seconds = engine.spec.span_seconds + (windows - 0.5) * settings.step_seconds
    watch = _Stopwatch()
    _run(engine, video, replace(settings, max_seconds=seconds), watch)
    return _rate(watch.times)


def _bare(engine: Engine, clips: Iterator[Clip], calls: int) -> float:
    """Calls a second of the engine alone."""
    times = []
    for clip in itertools.islice(clips, calls):
        engine.infer([clip])
        times.append(time.perf_counter())
    return _rate(times)


def _rate(times: list[float]) -> float:
    return (len(times) - 1) / (times[-1] - times[0])


def _live(engine: Engine, video: Path) -> _Stopwatch:
    """The file at its own rate, to its end or for half a minute."""
    watch = _Stopwatch()
    _run(engine, video, PipelineSettings(max_seconds=LIVE_SECONDS), watch)
    return watch


def _run(engine: Engine, video: Path, settings: PipelineSettings, watch: _Stopwatch) -> None:
    pipeline = open_pipeline(engine, str(video), settings=settings, sinks=[watch])
    pipeline.start()
    pipeline.join()


def _frame_cost(engine: Engine, wide_video: Path) -> Spread | None:
    """Milliseconds of a frame between the decoder and the ring."""
    import av  # only this command decodes by hand

    ring, converter, costs = _new_ring(engine), PictureConverter(), Percentiles()
    with av.open(str(wide_video)) as container:
        for index, decoded in enumerate(container.decode(video=0)):
            began = time.perf_counter()
            image = converter.to_rgb(decoded)
            ring.append(Frame(image, index / WIDE_FPS, 0.0, index, "bench"))
            costs.add(1000 * (time.perf_counter() - began))
    return costs.spread()


def _new_ring(engine: Engine) -> FrameRing:
    return FrameRing(engine.spec, engine.new_store(ring_capacity(engine.spec)), MonotonicClock())


def _capture_cost(engine: Engine, wide_video: Path) -> tuple[float, float]:
    """CPU in percent of one core, and the frames a second, of a played file into a ring."""
    clock, ring = MonotonicClock(), _new_ring(engine)
    source = PacedSource(FileSource(wide_video, clock, source_id="bench"), clock)
    with closing(source):
        frames = iter(source.read, None)
        ring.append(next(frames))  # what is set up once does not count
        cpu, began, count = time.process_time(), time.perf_counter(), 0
        for frame in frames:
            ring.append(frame)
            count += 1
        elapsed = time.perf_counter() - began
        return 100 * (time.process_time() - cpu) / elapsed, count / elapsed


def write_wide_video(video: Path, target: Path, tell: Tell) -> None:
    """Make a 1080p H.264 file at 30 fps of the first frames of a video, to be decoded again."""
    import av  # only this command writes a video

    tell("making a 1080p file at 30 fps")
    with VideoReader(video) as reader, av.open(str(target), "w") as container:
        stream = container.add_stream("libx264", rate=WIDE_FPS, options={"preset": "veryfast"})
        stream.width, stream.height, stream.pix_fmt = *WIDE_SIZE, "yuv420p"
        for _ in range(WIDE_FPS * WIDE_SECONDS):
            picture = reader.read()
            if picture is None:
                break
            frame = av.VideoFrame.from_ndarray(picture.image, format="rgb24")
            container.mux(stream.encode(frame.reformat(*WIDE_SIZE)))
        container.mux(stream.encode())
