"""One stream from its source to its sinks: two threads, and nothing between them that can grow."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Self

from engines import Engine, EngineChoice, ModelSpec
from realtime.capture import CaptureSettings
from realtime.clock import Clock, MonotonicClock
from realtime.errors import SettingsError
from realtime.frame import Frame
from realtime.intake import Intake
from realtime.lane import Lane, Upstream
from realtime.regions import View, view_source_id
from realtime.rules import DecisionSettings
from realtime.sharing import SharedEngine
from realtime.sinks.base import Sink
from realtime.snapshot import StreamSnapshot
from realtime.sources.base import Source

logger = logging.getLogger(__name__)

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

    A capture thread reads the source and fills the ring; a second one has the newest window
    classified, decides, and writes to the sinks. With an engine of its own that thread also calls
    it; a `SharedEngine` is called by its own thread, in turns, for any number of pipelines at a
    time. Engine and sinks stay the caller's to close.
    """

    def __init__(
        self,
        engine: Engine | SharedEngine,
        open_source: Callable[[], Source],
        *,
        source_id: str,
        settings: PipelineSettings | None = None,
        clock: Clock | None = None,
        sinks: Sequence[Sink] = (),
        choice: EngineChoice | None = None,
        warm_up: Callable[[], None] | None = None,
        views: Sequence[View] = (),
    ) -> None:
        """Prepare everything, open nothing: `start` does.

        Args:
            engine: a bare one is used by this pipeline's thread only, from start to join.
            open_source: opens one connection; called again after each that is lost.
            source_id: names the stream in every message.
            settings: defaults are for a live stream.
            clock: the machine's own unless a test brings another.
            sinks: each gets every message, in order, from one thread.
            choice: how the engine was chosen, for those who look at a snapshot.
            warm_up: called before the first window is taken, while it fills.
            views: parts of the picture that are looked at in place of the whole, each with windows
                and decisions of its own and a thread that writes to the sinks; the source is read
                and decoded once. More than one need a `SharedEngine`.
        """
        if len(views) > 1 and not isinstance(engine, SharedEngine):
            raise SettingsError(f"{len(views)} views given; with an engine of its own 1 is allowed")
        self._clock = clock or MonotonicClock()
        self._settings = settings or PipelineSettings()
        self._engine = engine
        self._choice = choice
        self._warm_up = warm_up
        self._lanes = [self._new_lane(engine, source_id, view, sinks) for view in views or (None,)]
        self._intake = Intake(
            open_source,
            self._lanes,
            source_id=source_id,
            settings=self._settings.capture,
            clock=self._clock,
            max_seconds=self._settings.max_seconds,
            offline=self._settings.offline,
        )
        self._error: BaseException | None = None
        self._threads: list[threading.Thread] = []
        self._finished = threading.Event()
        self._lock = threading.Lock()
        self._running = 0

    def _new_lane(
        self,
        engine: Engine | SharedEngine,
        source_id: str,
        view: View | None,
        sinks: Sequence[Sink],
    ) -> Lane:
        upstream = Upstream(
            tick=lambda: self._intake.tick(), drops=lambda: self._intake.capture.drops
        )
        return Lane(
            engine,
            upstream,
            source_id=view_source_id(source_id, view),
            step_seconds=self._settings.step_seconds,
            offline=self._settings.offline,
            decisions=view.decisions if view else self._settings.decisions,
            clock=self._clock,
            sinks=sinks,
            region=view.region if view else None,
        )

    def start(self) -> None:
        """Begin; returns at once."""
        self._intake.start()
        self._running = len(self._lanes)
        for lane in self._lanes:
            lane.start()
            self._add_thread("engine", partial(self._run_lane, lane))
        self._add_thread("capture", self._run_capture)
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ask all threads to end; returns at once, may be called again."""
        self._intake.stop()
        for lane in self._lanes:
            lane.stop()

    def wait(self, timeout_seconds: float | None = None) -> bool:
        """Whether the stream has come to its end, waiting for it at most so long (real time)."""
        return self._finished.wait(timeout_seconds)

    def join(self, patience_seconds: float = JOIN_SECONDS) -> None:
        """Wait for the end, then raise the first error there was.

        A camera that hangs in a read is left behind after a moment when a stop was asked for; its
        thread ends with its time-out.
        """
        self._finished.wait()
        for thread in self._threads:
            thread.join(patience_seconds)
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
        PipelineSettings(step_seconds=step_seconds)
        for lane in self._lanes:
            lane.tune(decisions, step_seconds)

    def add_tap(self, take: Callable[[Frame], None]) -> None:
        """Have each frame from now on told, in the capture thread, which it must not hold up."""
        self._intake.add_tap(take)

    def remove_tap(self, take: Callable[[Frame], None]) -> None:
        """Tell it no more frames; one may be on its way. The thread that added it asks."""
        self._intake.remove_tap(take)

    @property
    def spec(self) -> ModelSpec:
        """What the model is, its labels among it."""
        return self._engine.spec

    @property
    def latest_frame(self) -> Frame | None:
        """The newest frame in full size, for whoever draws it."""
        return self._intake.latest_frame

    @property
    def began_seconds(self) -> float | None:
        """Where in its source the stream began: 0 of a file, unless another pipeline had it before.

        None before the first frame.
        """
        return self._intake.began_seconds

    def snapshot(self) -> StreamSnapshot:
        """How the stream stands now, or the first of its views. Any thread may ask."""
        return self._lanes[0].snapshot(self._choice)

    def snapshots(self) -> list[StreamSnapshot]:
        """The same of every view."""
        return [lane.snapshot(self._choice) for lane in self._lanes]

    @property
    def connection_id(self) -> int:
        """Grows by one with each reconnect; -1 before the first connection."""
        return self._intake.capture.connection_id

    @property
    def error(self) -> BaseException | None:
        """The first error; `join` raises it."""
        return self._error

    def _run_capture(self) -> None:
        try:
            self._intake.run()
        except BaseException as error:  # noqa: BLE001 - top of a thread; join raises it
            self._fail(error)

    def _run_lane(self, lane: Lane) -> None:
        try:
            if self._warm_up is not None:
                self._warm_up()
            lane.run()
        except BaseException as error:  # noqa: BLE001 - top of a thread; join raises it
            self._fail(error)
        finally:
            self._count_ended()

    def _count_ended(self) -> None:
        """The stream is over when the last of its lanes is."""
        with self._lock:
            self._running -= 1
            if self._running:
                return
        self._intake.stop()
        self._finished.set()

    def _add_thread(self, name: str, body: Callable[[], None]) -> None:
        self._threads.append(threading.Thread(target=body, name=f"liveact-{name}", daemon=True))

    def _fail(self, error: BaseException) -> None:
        """Keep the first error and end all threads."""
        if self._error is None:
            self._error = error
        self.stop()
