"""One stream from its source to its sinks: two threads, and nothing between them that can grow."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from engines import Engine, EngineChoice, ModelSpec
from realtime.capture import Capture, CaptureSettings
from realtime.clock import Clock, MonotonicClock, StopSignal
from realtime.errors import SettingsError
from realtime.frame import Frame, Window
from realtime.meters import StreamMeters
from realtime.outlet import StreamOutlet
from realtime.recogniser import Recogniser
from realtime.ring import FrameRing, ring_capacity
from realtime.rules import DecisionSettings
from realtime.schedule import WindowSchedule
from realtime.sinks.base import Message, Sink, StreamSummary
from realtime.snapshot import DropCounts, StreamSnapshot
from realtime.sources.base import Source
from realtime.status import StreamStatus
from realtime.timeline import LiveEdge, StreamTimeline

logger = logging.getLogger(__name__)

TICK_SECONDS = 0.25
"""How often the engine's thread looks after a stream from which nothing comes."""

JOIN_SECONDS = 1.5
"""How long a stop waits for a camera that does not answer before it leaves it behind."""


@dataclass(frozen=True, slots=True)
class PipelineSettings:
    """How a stream is cut into windows, and what is made of them."""

    step_seconds: float = 0.32
    """Time between the ends of two windows; an engine that is slower makes fewer."""
    offline: bool = False
    """Lose no frame and give the same output every time, as fast as the engine can."""
    max_seconds: float | None = None
    """End after so long: of the clock when live, of the video when offline."""
    decisions: DecisionSettings = field(default_factory=DecisionSettings)
    capture: CaptureSettings = field(default_factory=CaptureSettings)

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        for name, value in (("step", self.step_seconds), ("max-seconds", self.max_seconds)):
            if value is not None and value < 0.01:
                raise SettingsError(f"{name} {value:g} given; at least 0.01 seconds is allowed")


class Pipeline:
    """Runs one stream: start, stop, join, first error.

    A capture thread reads the source and fills the ring; the engine's thread takes the newest
    window, classifies it, decides, and writes to the sinks. The engine may be shared only by
    pipelines that take turns; it stays the caller's to close, and so do the sinks.
    """

    def __init__(
        self,
        engine: Engine,
        open_source: Callable[[], Source],
        *,
        source_id: str,
        settings: PipelineSettings | None = None,
        clock: Clock | None = None,
        sinks: Sequence[Sink] = (),
        choice: EngineChoice | None = None,
        warm_up: Callable[[], None] | None = None,
    ) -> None:
        """Prepare everything, open nothing: `start` does.

        Args:
            engine: used by this pipeline's thread only, from start to join.
            open_source: opens one connection; called again after each that is lost.
            source_id: names the stream in every message.
            settings: defaults are for a live stream.
            clock: the machine's own unless a test brings another.
            sinks: each gets every message, in order, from the engine's thread.
            choice: how the engine was chosen, for those who look at a snapshot.
            warm_up: called in the engine's thread while the first window fills.
        """
        self._engine = engine
        self._settings = settings or PipelineSettings()
        self._clock = clock or MonotonicClock()
        self._source_id = source_id
        self._outlet = StreamOutlet(source_id, sinks)
        self._choice = choice
        self._warm_up = warm_up
        self._build_stages(open_source)
        self._condition = threading.Condition()
        self._latest_frame: Frame | None = None
        self._error: BaseException | None = None
        self._capturing = True
        self._tuning: tuple[DecisionSettings, float] | None = None
        self._started = self._clock.now()
        self._threads: list[threading.Thread] = []
        self._finished = threading.Event()

    def _build_stages(self, open_source: Callable[[], Source]) -> None:
        spec, settings = self._engine.spec, self._settings
        self._stop = StopSignal(self._clock)
        self._stop_capture = StopSignal(self._clock)
        self._capture = Capture(
            open_source,
            source_id=self._source_id,
            settings=settings.capture,
            clock=self._clock,
            stop=self._stop_capture,
            on_frame=self._on_frame,
            on_status=self._on_status,
        )
        self._ring = FrameRing(spec, self._engine.new_store(ring_capacity(spec)), self._clock)
        self._schedule = WindowSchedule(
            spec, settings.step_seconds, offline=settings.offline, source_id=self._source_id
        )
        self._recogniser = Recogniser(
            self._engine, settings.decisions, self._source_id, self._clock
        )
        self._timeline, self._edge, self._meters = StreamTimeline(), LiveEdge(), StreamMeters()

    def start(self) -> None:
        """Begin; returns at once."""
        self._started = self._clock.now()
        bodies = (("engine", self._run_engine), ("capture", self._run_capture))
        for name, body in bodies:
            thread = threading.Thread(target=body, name=f"liveact-{name}", daemon=True)
            self._threads.append(thread)
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ask both threads to end; returns at once, may be called again."""
        self._stop_capture.set()
        self._stop.set()
        with self._condition:
            self._clock.notify(self._condition)

    def wait(self, timeout_seconds: float | None = None) -> bool:
        """Whether the stream has come to its end, waiting for it at most so long (real time)."""
        return self._finished.wait(timeout_seconds)

    def join(self) -> None:
        """Wait for the end, then raise the first error there was.

        A camera that hangs in a read is left behind after a moment when a stop was asked for; its
        thread ends with its time-out.
        """
        self._finished.wait()
        for thread in self._threads:
            thread.join(JOIN_SECONDS)
            if thread.is_alive():
                logger.warning("%s: the camera does not let go; not waiting for it", thread.name)
        if self._error is not None:
            raise self._error

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop and join; an error of the pipeline is raised unless one is under way."""
        self.stop()
        if error is None:
            self.join()

    def tune(self, decisions: DecisionSettings, step_seconds: float) -> None:
        """Go on with other settings from the next window on; any thread may ask, the last wins.

        Raises:
            SettingsError: a rule is of a label that the model does not have, or the step too small.
        """
        decisions.check_labels(self.spec.labels)
        PipelineSettings(step_seconds=step_seconds)
        with self._condition:
            self._tuning = (decisions, step_seconds)
            self._clock.notify(self._condition)

    @property
    def spec(self) -> ModelSpec:
        """What the model is, its labels among it."""
        return self._engine.spec

    @property
    def latest_frame(self) -> Frame | None:
        """The newest frame in full size, for whoever draws it."""
        return self._latest_frame

    def snapshot(self) -> StreamSnapshot:
        """How the stream stands now. Any thread may ask."""
        now = self._clock.now()
        meters, outlet, spec = self._meters, self._outlet, self._engine.spec
        return StreamSnapshot(
            status=outlet.status,
            engine=self._choice,
            warmup_frames=self._ring.ready() if outlet.is_connected else 0,
            clip_len=spec.clip_len,
            model_fps=1 / spec.sample_seconds,
            model=spec.name,
            decision=outlet.decision,
            integrity=outlet.integrity,
            rates=meters.rates(now),
            behind_live_ms=meters.behind_live_ms.spread(),
            latency_ms=meters.latency_ms.spread(),
            engine_ms=meters.engine_ms.spread(),
            drops=self._drops(),
            frames=meters.frames,
            windows=meters.windows,
            predictions=meters.predictions,
            seconds=now - self._started,
            events=tuple(outlet.events),
        )

    def _drops(self) -> DropCounts:
        return {
            "capture": dict(self._capture.drops),
            "ring": dict(self._ring.drops),
            "engine": dict(self._schedule.drops),
        }

    # The capture thread.

    def _run_capture(self) -> None:
        try:
            self._capture.run()
        except BaseException as error:  # noqa: BLE001 - top of a thread; join raises it
            self._fail(error)
        finally:
            with self._condition:
                self._capturing = False
                self._clock.notify(self._condition)

    def _on_frame(self, frame: Frame) -> None:
        now = self._clock.now()
        frame = self._timeline.place(frame, now)
        if self._settings.offline:
            if self._is_over(frame.pts_seconds):
                self._stop_capture.set()
                return
            self._wait_for_room(frame)
        self._meters.count_frame(now)
        self._edge.add(frame, now)
        self._latest_frame = frame
        self._ring.append(frame)
        with self._condition:
            self._clock.notify(self._condition)

    def _wait_for_room(self, frame: Frame) -> None:
        """Offline: let the engine take the windows that this frame would push out."""
        with self._condition:
            while self._schedule.must_wait(self._ring, frame) and not self._stop.is_set():
                self._clock.wait(self._condition, TICK_SECONDS)

    def _on_status(self, status: StreamStatus) -> None:
        self._outlet.note(status)
        with self._condition:
            self._clock.notify(self._condition)

    # The engine's thread.

    def _run_engine(self) -> None:
        try:
            if self._warm_up is not None:
                self._warm_up()
            while (window := self._next_window()) is not None:
                self._recognise(window)
            self._end()
        except BaseException as error:  # noqa: BLE001 - top of a thread; join raises it
            self._fail(error)
        finally:
            self._stop_capture.set()
            self._finished.set()

    def _next_window(self) -> Window | None:
        """The window that is due, once there is one; None at the end."""
        while not self._stop.is_set():
            self._outlet.tell_statuses()
            with self._condition:
                self._take_tuning()
                if not self._schedule.is_due(self._ring):
                    if not self._capturing:
                        return None
                    self._clock.wait(self._condition, TICK_SECONDS)
            self._capture.poll()
            self._end_when_over()
            window = self._schedule.next_window(self._ring)
            if window is not None:
                return window
        return None

    def _take_tuning(self) -> None:
        """Take over what was asked for; the condition is held."""
        if self._tuning is not None:
            decisions, step_seconds = self._tuning
            self._tuning = None
            self._recogniser.tune(decisions)
            self._schedule.tune(step_seconds)

    def _recognise(self, window: Window) -> None:
        with self._condition:  # the decoder of a file may go on
            self._clock.notify(self._condition)
        self._meters.windows += 1
        self._tell(self._recogniser.interrupted_before(window))
        message = self._recogniser.recognise(window, None if self._settings.offline else self._edge)
        self._meters.count_prediction(message, self._clock.now())
        self._tell([message, *self._recogniser.events(message)])

    def _end_when_over(self) -> None:
        if not self._settings.offline and self._is_over(self._clock.now() - self._started):
            self._stop_capture.set()

    def _is_over(self, seconds: float) -> bool:
        return self._settings.max_seconds is not None and seconds >= self._settings.max_seconds

    def _end(self) -> None:
        self._tell(self._recogniser.finish())
        self._outlet.tell_end("" if self._meters.windows else self._why_no_window())
        self._tell([self._summary()])

    def _tell(self, messages: Sequence[Message]) -> None:
        for message in messages:
            self._outlet.tell(message)

    def _why_no_window(self) -> str:
        if not self._meters.frames:
            return f"not one frame came; {self._outlet.trouble or 'it was not asked long enough'}"
        spec = self._engine.spec
        return (
            f"too short for a prediction: {self._ring.ready()} of {spec.clip_len} frames "
            f"({spec.span_seconds:.1f} s without a gap are needed)"
        )

    def _summary(self) -> StreamSummary:
        return StreamSummary(
            source_id=self._source_id,
            frames=self._meters.frames,
            windows=self._meters.windows,
            predictions=self._meters.predictions,
            dropped=self._drops(),
            seconds=self._clock.now() - self._started,
        )

    def _fail(self, error: BaseException) -> None:
        """Keep the first error and end both threads."""
        if self._error is None:
            self._error = error
        self.stop()
