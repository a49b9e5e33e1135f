"""One camera of a monitor: watched while it should be, started again after whatever went wrong."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress

from realtime.clock import Clock
from realtime.errors import SettingsError, SinkError, SourceError
from realtime.frame import Frame
from realtime.monitor.config_plans import CameraPlan, EnginePlan
from realtime.monitor.run_state import CameraSnapshot, CameraState
from realtime.monitor.week import is_scheduled
from realtime.pipeline import Pipeline
from realtime.redact import public_url, redact
from realtime.sharing import SharedEngine
from realtime.sinks.base import Sink
from realtime.snapshot import StreamSnapshot
from realtime.sources import source_opener
from realtime.sources.base import Source
from realtime.status import StreamState, StreamStatus

logger = logging.getLogger(__name__)

FIRST_RETRY_SECONDS = 5.0
"""After an error that trying again at once does not cure, such as a wrong password."""

LAST_RETRY_SECONDS = 60.0

JOIN_SECONDS = 0.05
"""How long a camera that is ended in passing may hold up the others."""

LAST_JOIN_SECONDS = 1.0

OpenerOf = Callable[[CameraPlan, Clock], Callable[[], Source]]
"""What opens the source of a camera; tests bring their own."""


def opener_of(plan: CameraPlan, clock: Clock) -> Callable[[], Source]:
    """Opens what the configuration names."""
    return source_opener(plan.url, clock=clock, options=plan.options)


class CameraRun:
    """Starts and ends the pipelines of a camera; belongs to the monitor's thread."""

    def __init__(
        self, plan: CameraPlan, clock: Clock, sinks: Sequence[Sink], opener: OpenerOf = opener_of
    ) -> None:
        """Nothing runs before the first `tick`."""
        self.plan = plan
        self._clock = clock
        self._sinks = tuple(sinks)
        self._opener = opener
        self._pipeline: Pipeline | None = None
        self._running: CameraPlan | None = None
        self._last_streams: tuple[StreamSnapshot, ...] = ()
        self._state, self._reason = CameraState.WAITING, ""
        self._retired = False
        self._failures, self._starts, self._retry_at = 0, 0, 0.0
        self.error: BaseException | None = None
        """What nobody can read any more, or what no new start cures."""

    @property
    def is_over(self) -> bool:
        """Whether nothing comes of it any more."""
        return self._pipeline is None and (self._retired or self._state is CameraState.ENDED)

    @property
    def is_running(self) -> bool:
        """Whether there is a pipeline."""
        return self._pipeline is not None

    @property
    def engine_plans(self) -> set[EnginePlan]:
        """The engines that it uses or is about to use."""
        running = {self._running.engine} if self._pipeline and self._running else set()
        return running if self._retired else {self.plan.engine, *running}

    @property
    def latest_frame(self) -> Frame | None:
        """The newest picture; None while nothing runs."""
        return self._pipeline.latest_frame if self._pipeline else None

    def retire(self) -> None:
        """End it; it is in the configuration no more."""
        self._retired = True

    def change(self, plan: CameraPlan) -> None:
        """Go on by another plan: what runs by the old one ends first."""
        self.plan = plan
        self._failures, self._retry_at = 0, 0.0
        if self._state is CameraState.ENDED:
            self._state = CameraState.WAITING

    def tick(self, engine_of: Callable[[EnginePlan], SharedEngine], *, may_start: bool) -> bool:
        """Do what is due; true when it was started."""
        wanted = self._is_wanted()
        if self._pipeline is not None:
            if self._pipeline.wait(0):
                self._reap(self._pipeline)
            elif not wanted or self._running != self.plan:
                self._pipeline.stop()
            return False
        if not wanted or not may_start or self._clock.now() < self._retry_at:
            return False
        self._start(engine_of(self.plan.engine))
        return True

    def stop(self) -> None:
        """Ask it to end, with everything else."""
        if self._pipeline is not None:
            self._state, self._reason = CameraState.OFF, "stopped"
            self._pipeline.stop()

    def wait(self, timeout_seconds: float) -> bool:
        """Whether everything has been told after so long (real time)."""
        if self._pipeline is None:
            return True
        began = self._clock.now()
        if not self._pipeline.wait(timeout_seconds):
            return False
        left_seconds = max(JOIN_SECONDS, timeout_seconds - (self._clock.now() - began))
        self._reap(self._pipeline, min(left_seconds, LAST_JOIN_SECONDS))
        return True

    def snapshot(self) -> CameraSnapshot:
        """How it stands; any thread may ask."""
        pipeline = self._pipeline
        return CameraSnapshot(
            name=self.plan.name,
            address=public_url(self.plan.url),
            state=self._state,
            reason=self._reason,
            streams=tuple(pipeline.snapshots()) if pipeline else self._last_streams,
            connection_id=pipeline.connection_id if pipeline else -1,
            starts=self._starts,
        )

    def _is_wanted(self) -> bool:
        if self._retired or self._state is CameraState.ENDED:
            return False
        reason = ""
        if not self.plan.enabled:
            reason = "disabled"
        elif not is_scheduled(self.plan.schedule, self._clock.wall()):
            reason = "outside its hours"
        if reason:
            self._state, self._reason = CameraState.OFF, reason
        elif self._state is CameraState.OFF:
            self._state, self._reason = CameraState.WAITING, ""
        return not reason

    def _start(self, engine: SharedEngine) -> None:
        plan, self._running = self.plan, self.plan
        self._starts += 1
        try:
            self._pipeline = Pipeline(
                engine,
                self._opener(plan, self._clock),
                source_id=plan.name,
                settings=plan.settings,
                clock=self._clock,
                sinks=self._sinks,
                choice=engine.choice,
                views=plan.views,
            )
        except (SourceError, SettingsError) as error:
            self._fail(error)
            return
        self._pipeline.start()
        self._state, self._reason = CameraState.RUNNING, ""

    def _reap(self, pipeline: Pipeline, patience_seconds: float = JOIN_SECONDS) -> None:
        """Take note of a pipeline that has ended, by itself or because it was stopped."""
        self._last_streams = tuple(pipeline.snapshots())
        with suppress(BaseException):  # looked at below
            pipeline.join(patience_seconds)
        self._pipeline = None
        if self._last_streams[0].predictions:
            self._failures = 0
        if pipeline.error is not None:
            self._fail(pipeline.error)
        elif self._state is CameraState.RUNNING and self._running == self.plan:
            self._state, self._reason = CameraState.ENDED, "the end of the recording"
        elif self._state is not CameraState.OFF:
            self._state = CameraState.WAITING

    def _fail(self, error: BaseException) -> None:
        """Keep what ends the run; try everything else again later."""
        if isinstance(error, SinkError):
            self.error = error
        seconds = min(FIRST_RETRY_SECONDS * 2.0 ** min(self._failures, 8), LAST_RETRY_SECONDS)
        self._failures += 1
        self._retry_at = self._clock.now() + seconds
        known = isinstance(error, SourceError | SettingsError | SinkError)
        reason = redact(str(error) if known else f"{type(error).__name__}: {error}")
        self._state, self._reason = CameraState.WAITING, reason
        logger.debug("camera %s", self.plan.name, exc_info=error)
        status = StreamStatus(
            self.plan.name, StreamState.RECONNECTING, reason, retry_in_seconds=seconds
        )
        for sink in self._sinks:
            with suppress(SinkError):  # it ends the run in any case
                sink.write(status)
