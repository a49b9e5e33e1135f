"""Where threads meet Qt: a timer pulls what a worker has, widgets hear it in the GUI's thread.

Nothing is pushed at Qt from another thread, so that no queue of Qt can grow and no picture waits
behind an older one.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from engines import Head, TaughtEngine
from gui.engine_share import EngineLoader
from gui.worker import Phase, StreamWorker, WorkerState
from realtime import ActionEvent
from realtime.profiles import Profile

PULL_MS = 15
"""How often new pictures are looked for; just under a display's frame at 60 Hz."""

SNAPSHOT_EVERY = 8
"""Every how many pulls the figures are read: about eight times a second."""


class StreamBridge(QObject):
    """Tells the window what its worker does. Lives in the GUI's thread, and so do its signals."""

    state_changed = Signal(object)
    """A `WorkerState`."""
    stream_changed = Signal()
    """Another stream runs from now on; what is remembered of the last one is void."""
    frame_came = Signal(object)
    """The newest `Frame`; its pixels belong to the pipeline and are never written to."""
    snapshot_came = Signal(object)
    """A `StreamSnapshot`, some times a second."""
    message_came = Signal(object)
    """Every other `Message` of the stream, each once and in order."""
    event_came = Signal(object)
    """An `ActionEvent`, each once and in order."""

    def __init__(self, worker: StreamWorker, parent: QObject | None = None) -> None:
        """Look after this worker, which is closed with the bridge."""
        super().__init__(parent)
        self._worker = worker
        self._state = WorkerState()
        self._frame: object = None
        self._pulls = 0
        self._timer = QTimer(self)
        self._timer.setInterval(PULL_MS)
        self._timer.timeout.connect(self._on_pull)
        self._timer.start()

    @property
    def state(self) -> WorkerState:
        """As it was last told."""
        return self._state

    def watch(self, source: str) -> None:
        """Run this source, in place of what runs now."""
        self._worker.watch(source)

    def stop(self) -> None:
        """End the running stream, or give up what is being prepared."""
        self._worker.stop()

    def tune(self, profile: Profile) -> None:
        """Decide by other settings; raises `SettingsError` for labels that are not there."""
        self._worker.tune(profile)

    def use(self, load: EngineLoader) -> None:
        """Go on with another engine; the source of a stream that runs stays open."""
        self._worker.use(load)

    def teach(self, head: Head) -> bool:
        """Whether what runs was taught these labels; then it has this head from now on."""
        return self._worker.teach(head)

    @property
    def taught(self) -> TaughtEngine | None:
        """The engine that is loaded, where it was taught."""
        return self._worker.taught

    @property
    def is_over(self) -> bool:
        """Whether it was asked to end, and has."""
        return self._worker.is_over

    def end(self) -> None:
        """Tell nothing more and ask everything to end; returns at once."""
        self._timer.stop()
        self._worker.end()

    def close(self) -> None:
        """End everything and wait for it; calling it again does nothing."""
        self._timer.stop()
        self._worker.close()

    def _on_pull(self) -> None:
        state = self._worker.state
        is_other = state is not self._state
        if is_other:
            self._tell_state(state)
        if state.stream is None:
            return
        self._pull_messages()
        frame = state.stream.pipeline.latest_frame
        if frame is not None and frame is not self._frame:
            self._frame = frame
            self.frame_came.emit(frame)
        self._pulls += 1
        if is_other or (self._pulls % SNAPSHOT_EVERY == 0 and state.phase is Phase.RUNNING):
            self.snapshot_came.emit(state.stream.pipeline.snapshot())

    def _tell_state(self, state: WorkerState) -> None:
        self._pull_messages()  # of the stream that is left
        is_other_stream = state.stream is not None and state.stream is not self._state.stream
        self._state = state
        if is_other_stream:
            self._frame = None
            self.stream_changed.emit()
        self.state_changed.emit(state)

    def _pull_messages(self) -> None:
        stream = self._state.stream
        for message in stream.mailbox.take() if stream else ():
            signal = self.event_came if isinstance(message, ActionEvent) else self.message_came
            signal.emit(message)
