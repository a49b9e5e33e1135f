"""The thread behind a window: prepares an engine, runs one stream after another; without Qt."""

import logging
import threading
from dataclasses import replace

from engines import (
    ArtifactError,
    EngineError,
    Head,
    ProgressEvent,
    TaughtEngine,
    demo_clip,
)
from gui.engine_share import EngineLoader, EngineShare
from gui.errors import unforeseen_text
from gui.mailbox import Mailbox
from gui.preparing import Preparation, PreparationClock
from gui.record.picture_ring import PictureRing
from gui.record.played_file import PlayedFile, played_file
from gui.source_looks import SourceLooks
from gui.thread_priority import give_way
from gui.worker_state import Phase, Stream, WorkerState
from realtime import Pipeline, PipelineSettings, SharedEngine, SourceError
from realtime.clock import MonotonicClock
from realtime.errors import PipelineError, SettingsError
from realtime.mirroring import MirroredEngine
from realtime.profiles import Profile
from realtime.redact import redact
from realtime.sources import source_name, source_opener, video_path
from realtime.sources.handover import SourceHandover
from realtime.watching import DEMO, refuse_unusable

logger = logging.getLogger(__name__)

_EXPECTED = (ArtifactError, EngineError, SourceError, SettingsError, PipelineError)
"""Errors whose text is made for people."""


class _CancelledError(Exception):
    """The user wants no more of what is being prepared."""


class StreamWorker:
    """Owns the running pipeline; its methods return at once, except `close`.

    An error ends one stream, never the worker. A source given while another runs takes its place;
    while the engine is still being prepared only the last one given is run.
    """

    def __init__(
        self, engines: EngineShare | EngineLoader, settings: PipelineSettings | None = None
    ) -> None:
        """Start the thread; nothing is loaded before the first `watch`.

        Args:
            engines: whose engine is used, with the other workers that hold it; a bare loader is
                for a worker that is alone.
            settings: how streams are cut into windows.
        """
        self._engines = engines if isinstance(engines, EngineShare) else EngineShare(engines)
        self._engines.hold()
        self._former: EngineShare | None = None
        self._settings = settings or PipelineSettings()
        self._condition = threading.Condition()
        self._wanted: str | None = None
        self._order = 0
        self._closing = False
        self._handover: SourceHandover | None = None
        self._handed_over = ""
        self._looks = SourceLooks(self._on_look)
        self._played: PlayedFile | None = None
        self._state = WorkerState()
        self._thread = threading.Thread(target=self._run, name="liveact-desktop", daemon=True)
        self._thread.start()

    @property
    def state(self) -> WorkerState:
        """The newest one."""
        return self._state

    def watch(self, source: str) -> None:
        """Run this source, in place of what runs now."""
        with self._condition:
            self._give_order(source)
            if self._engines.loaded is None:
                self._looks.begin(source)

    def stop(self) -> None:
        """End the running stream, or give up what is being prepared."""
        self._give_order(None)

    def tune(self, profile: Profile) -> None:
        """Decide by other settings, in the stream that runs and in the next ones.

        Raises:
            SettingsError: a label is named that the model which runs does not have.
        """
        with self._condition:
            self._settings = replace(
                self._settings, step_seconds=profile.step_seconds, decisions=profile.decisions
            )
            if self._state.phase is Phase.RUNNING and self._state.stream is not None:
                self._state.stream.pipeline.tune(profile.decisions, profile.step_seconds)

    def use(self, load: EngineLoader) -> None:
        """Go on with an engine of its own; a stream that runs begins anew, its source stays open.

        Others that hold the engine which was used before go on with that.
        """
        with self._condition:
            if self._former is None:
                self._former = self._engines
            self._engines = EngineShare(load)
            if self._state.phase is Phase.IDLE:
                return
            if self._handover is not None:
                self._handover.keep()
            self._give_order(self._wanted)

    @property
    def taught(self) -> TaughtEngine | None:
        """The engine that is loaded, where it was taught."""
        engine = self._engines.loaded
        if isinstance(engine, MirroredEngine):
            engine = engine.engine
        return engine if isinstance(engine, TaughtEngine) else None

    def teach(self, head: Head) -> bool:
        """Whether the engine that runs is a taught one of these labels; then it has this head."""
        with self._condition:
            engine = self.taught
            if engine is None or engine.spec.labels != head.labels:
                return False
            engine.teach(head)
            return True

    @property
    def is_over(self) -> bool:
        """Whether it was asked to end, and has."""
        return not self._thread.is_alive()

    def end(self) -> None:
        """Ask everything to end; returns at once."""
        self._closing = True
        self._give_order(None)

    def close(self) -> None:
        """End everything and wait for it; calling it again does nothing."""
        self.end()
        self._thread.join()

    def _on_look(self) -> None:
        """In the thread of a look."""
        with self._condition:
            self._show_problem()

    def _show_problem(self) -> None:
        """What the source that is wanted has wrong with it, until it is opened in earnest."""
        if self._state.phase is Phase.PREPARING:
            self._state = replace(self._state, error=self._looks.problem)

    def _give_order(self, source: str | None) -> None:
        with self._condition:
            self._wanted = source
            self._order += 1
            self._looks.end()
            self._show_problem()
            if self._state.phase is Phase.RUNNING and self._state.stream is not None:
                self._state.stream.pipeline.stop()
            if self._state.phase is Phase.PREPARING and source is None:
                # Heard at the next step of what is done: until then the user sees that it was.
                self._state = replace(self._state, preparation=Preparation("stopping"))
            self._condition.notify_all()

    # The worker's thread.

    def _run(self) -> None:
        give_way()  # and with it the camera, the decoder and the engine, which start from here
        done = 0
        try:
            while (order := self._next_order(done)) is not None:
                done, source = order
                if source is not None:
                    self._serve(source, done)
                else:
                    self._close_source()
        finally:
            self._close_source()
            self._looks.close()
            self._leave_former()
            self._engines.leave()

    def _next_order(self, done: int) -> tuple[int, str | None] | None:
        """The newest order with its number, once there is one after `done`; None at the end."""
        with self._condition:
            while self._order == done and not self._closing:
                self._condition.wait()
            return None if self._closing else (self._order, self._wanted)

    def _serve(self, source: str, order: int) -> None:
        """Run one source to its end; whatever goes wrong becomes a text."""
        error = ""
        try:
            with self._condition:
                self._state = WorkerState(Phase.PREPARING, source_name(source))
                self._show_problem()
            self._stream(source, order)
        except _CancelledError:
            pass
        except _EXPECTED as failure:
            error = _foreseen(failure)
        except BaseException as failure:
            logger.debug("unforeseen", exc_info=failure)
            error = unforeseen_text(failure)
        if error:
            self._close_source()
        with self._condition:
            if self._order == order:
                self._looks.end()
            self._state = replace(self._state, phase=Phase.IDLE, preparation=None, error=error)

    def _stream(self, source: str, order: int) -> None:
        engine = self._prepare(source)
        handover, mailbox = self._handover_of(source), Mailbox()
        pipeline = Pipeline(
            engine,
            handover.open,
            source_id=source_name(source),
            settings=self._settings,
            sinks=[mailbox],
            choice=engine.choice,
        )
        pictures = PictureRing()
        pipeline.add_tap(pictures.append)
        with self._condition:
            if self._order != order:
                return
            self._handover = handover
            # What was tuned since the pipeline was made.
            pipeline.tune(self._settings.decisions, self._settings.step_seconds)
            stream = Stream(pipeline, mailbox, pictures, _video_of(source), self._played)
            self._state = WorkerState(Phase.RUNNING, source_name(source), stream=stream)
            pipeline.start()
        pipeline.join()

    def _handover_of(self, source: str) -> SourceHandover:
        """What keeps the source open while only the engine changes."""
        if self._handover is not None and source == self._handed_over:
            return self._handover
        self._close_source()
        self._handed_over, self._played = source, played_file(video_path(source))
        open_once = source_opener(source, clock=MonotonicClock())
        return SourceHandover(self._looks.opener(open_once))

    def _close_source(self) -> None:
        handover, self._handover = self._handover, None
        if handover is not None:
            handover.close()

    def _prepare(self, source: str) -> SharedEngine:
        """Have the source looked at, the demo fetched and the engine loaded."""
        times = PreparationClock()

        def tell(event: ProgressEvent) -> None:
            self._refuse_cancelled()
            self._show_preparation(times.prepare(event))

        if source == DEMO:
            demo_clip(tell)
        refuse_unusable(source)
        self._leave_former()
        self._show_preparation(Preparation("loading the engine"))
        engine = self._engines.get(tell)
        self._refuse_cancelled()
        return engine

    def _show_preparation(self, preparation: Preparation) -> None:
        with self._condition:
            self._state = replace(self._state, preparation=preparation)

    def _leave_former(self) -> None:
        """Nothing runs that uses the engine before the last `use`."""
        with self._condition:
            former, self._former = self._former, None
            if former is not None:
                self._engines.hold()
        if former is not None:
            former.leave()

    def _refuse_cancelled(self) -> None:
        if self._wanted is None:
            raise _CancelledError


def _video_of(source: str) -> str:
    return source if source == DEMO or video_path(source) is not None else ""


def _foreseen(error: BaseException) -> str:
    """Its text; an engine that crashed is told as what it crashed of."""
    cause = error.__cause__
    if isinstance(error, PipelineError) and cause and not isinstance(cause, _EXPECTED):
        return unforeseen_text(cause)
    return redact(str(error))
