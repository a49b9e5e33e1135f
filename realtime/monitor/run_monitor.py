"""Runs all cameras of a configuration until it is told to end."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from realtime.clock import Clock, StopSignal
from realtime.errors import SinkError
from realtime.frame import Frame
from realtime.monitor.config import MonitorConfig
from realtime.monitor.config_plans import CameraPlan
from realtime.monitor.run_camera import CameraRun, OpenerOf, opener_of
from realtime.monitor.run_engines import EnginePool, LoadEngine
from realtime.monitor.run_file import WatchedFile
from realtime.monitor.run_reload import Reload
from realtime.monitor.run_state import MonitorSnapshot
from realtime.sinks.base import Sink

logger = logging.getLogger(__name__)

TICK_SECONDS = 0.2

ENGINE_SECONDS = 2.0
"""How long the call of an engine that is under way may hold up the end."""

RELOAD_SECONDS = 0.5
"""How long a configuration that is being read may."""

END_SECONDS = 5.0
"""How long the cameras have to tell their ends, all together."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What signals ask for; set by their handlers, so these are plain values and no locks."""

    stop: Callable[[], bool] = lambda: False
    take_reload: Callable[[], bool] = lambda: False
    """Whether the file is to be read again; true once for each wish."""


TakeOver = Callable[[MonitorConfig], Sequence[str]]
"""Does what a new configuration says beside cameras and engines, such as where events go.

Gives what of it waits for the next start; raises `SettingsError` where it cannot be, after which
all is as before.
"""


class Monitor:
    """Cameras, engines and configuration; `run` belongs to one thread, `snapshot` to any."""

    def __init__(
        self,
        path: Path,
        config: MonitorConfig,
        *,
        load_config: Callable[[Path], MonitorConfig],
        load_engine: LoadEngine,
        sinks: Sequence[Sink],
        clock: Clock,
        wishes: Wishes | None = None,
        opener: OpenerOf = opener_of,
        take_over: TakeOver = lambda _config: (),
    ) -> None:
        """Load the engines; connect to nothing yet.

        Args:
            path: of the configuration, to be read again when it changes.
            config: what is in it.
            load_config: reads it again.
            load_engine: loads what a camera names.
            sinks: get every message of all cameras, from several threads; the caller's to close.
            clock: the machine's own unless a test brings another.
            wishes: what signals ask for.
            opener: opens the source of a camera.
            take_over: see `TakeOver`; called in a thread of its own.

        Raises:
            EngineError: an engine cannot be had.
            SettingsError: a rule names a label that its model does not have.
        """
        self._config = config
        self._load_config = load_config
        self._sinks = tuple(sinks)
        self._clock = clock
        self._wishes = wishes or Wishes()
        self._opener = opener
        self._take_over_rest = take_over
        self._file = WatchedFile(path, clock)
        self._engines = EnginePool(load_engine, clock)
        try:
            self._prepare_engines(config)
        except BaseException:
            self._engines.close()
            raise
        self._cameras = [self._new_run(plan) for plan in config.cameras]
        self._leaving: list[CameraRun] = []
        self._stop = StopSignal(clock)
        self.has_ended = False
        """Whether nothing runs any more; false after `run` where an engine was left in a call."""
        self._generation, self._config_error = 1, ""
        self._reload: Reload | None = None
        self._awaits_restart: tuple[str, ...] = ()
        self._started = clock.now()
        self._next_start = self._started

    def snapshot(self) -> MonitorSnapshot:
        """How everything stands."""
        return MonitorSnapshot(
            cameras=tuple(camera.snapshot() for camera in self._cameras),
            engines=self._engines.snapshots(),
            generation=self._generation,
            config_error=self._config_error,
            awaits_restart=self._awaits_restart,
            seconds=self._clock.now() - self._started,
            stopping=self._stop.is_set(),
        )

    def latest_frame(self, camera: str) -> Frame | None:
        """The newest picture of a camera, None where there is none; any thread may ask."""
        return next((run.latest_frame for run in self._cameras if run.plan.name == camera), None)

    def stop(self) -> None:
        """End soon; any thread may ask."""
        self._stop.set()

    def run(
        self, *, max_seconds: float | None = None, on_tick: Callable[[], None] = lambda: None
    ) -> None:
        """Watch until a stop, or until every source was a recording and is over.

        Raises:
            PipelineError: an engine ended for good.
            SinkError: nobody can take the messages any more.
        """
        try:
            while not self._is_over(max_seconds):
                self._tick()
                on_tick()
                self._stop.sleep(TICK_SECONDS)
        finally:
            self._end()
            on_tick()

    def _is_over(self, max_seconds: float | None) -> bool:
        if self._stop.is_set() or self._wishes.stop():
            return True
        if max_seconds is not None and self._clock.now() - self._started >= max_seconds:
            return True
        return all(camera.is_over for camera in self._cameras)

    def _tick(self) -> None:
        self._look_for_changes()
        self._engines.refuse_ended()
        self._engines.look_for_hangs(exit_on_hang=self._config.file.engine.exit_on_hang)
        for camera in [*self._cameras, *self._leaving]:
            may_start = self._clock.now() >= self._next_start
            if camera.tick(self._engines.engine, may_start=may_start):
                self._next_start = self._clock.now() + self._config.file.stagger_seconds
            if isinstance(camera.error, SinkError):
                raise camera.error
        self._leaving = [camera for camera in self._leaving if camera.is_running]
        if self._reload is None:  # else some are loaded that nobody uses yet
            users = [*self._cameras, *self._leaving]
            self._engines.close_unwanted({plan for user in users for plan in user.engine_plans})

    def _look_for_changes(self) -> None:
        """Begin to read a new file, or take over what was read; all else goes on meanwhile."""
        if self._reload is None:
            if self._wishes.take_reload() or self._file.has_changed():
                self._file.note_reading()
                self._reload = Reload(self._prepare)
        elif self._reload.wait(0):
            reload, self._reload = self._reload, None
            self._finish(reload)

    def _prepare(self) -> MonitorConfig:
        """Read the file and do all of it that may fail or take long; the reload's thread."""
        config = self._load_config(self._file.path)
        self._prepare_engines(config)
        self._awaits_restart = tuple(self._take_over_rest(config))
        return config

    def _finish(self, reload: Reload) -> None:
        """Take a new configuration over; one that is wrong changes nothing."""
        self._config_error = reload.problem
        if reload.config is None:
            logger.error("the configuration stays as it was: %s", reload.problem)
            return
        self._take_over(reload.config)
        self._generation += 1
        logger.info("configuration %d: %d cameras", self._generation, len(self._cameras))
        for what in self._awaits_restart:
            logger.warning("%s changed, and is used from the next start on", what)

    def _prepare_engines(self, config: MonitorConfig) -> None:
        """Load what the cameras want, and hold their rules against it; may raise `EngineError`."""
        self._engines.prepare({plan.engine for plan in config.cameras}, config.file.engine)
        for plan in config.cameras:
            labels = self._engines.engine(plan.engine).spec.labels
            for decisions in (plan.settings.decisions, *(view.decisions for view in plan.views)):
                decisions.check_labels(labels)

    def _take_over(self, config: MonitorConfig) -> None:
        """Change what is another one; cameras that are the same notice nothing."""
        self._config = config
        known = {camera.plan.name: camera for camera in self._cameras}
        cameras = []
        for plan in config.cameras:
            camera = known.pop(plan.name, None)
            if camera is None:
                camera = self._new_run(plan)
            elif camera.plan != plan:
                camera.change(plan)
            cameras.append(camera)
        for camera in known.values():
            camera.retire()
        self._leaving += known.values()
        self._cameras = cameras

    def _new_run(self, plan: CameraPlan) -> CameraRun:
        return CameraRun(plan, self._clock, self._sinks, self._opener)

    def _end(self) -> None:
        """Have everything told, then close the engines; a camera that hangs is left behind."""
        self._stop.set()
        cameras = [*self._cameras, *self._leaving]
        for camera in cameras:
            camera.stop()
        deadline = self._clock.now() + END_SECONDS
        for camera in cameras:
            if not camera.wait(max(0.0, deadline - self._clock.now())):
                logger.warning("camera %s did not end in time", camera.plan.name)
        reloaded = self._reload is None or self._reload.wait(RELOAD_SECONDS)
        self.has_ended = self._engines.close(ENGINE_SECONDS) and reloaded
