"""Where threads meet Qt: a timer pulls what a worker has, widgets hear it in the GUI's thread.

Nothing is pushed at Qt from another thread, so that no queue of Qt can grow and no picture waits
behind an older one.
"""

from PySide6.QtCore import QObject, Signal

from engines import Head, TaughtEngine
from gui.engine_share import EngineLoader
from gui.live.screen_pictures import PictureRoom, ScreenPicture, ScreenPictures
from gui.pull_turns import PullTurns
from gui.worker import StreamWorker
from gui.worker_state import Phase, Stream, WorkerState
from realtime import ActionEvent
from realtime.profiles import Profile

SNAPSHOT_EVERY = 10
"""Every how many pulls the figures are read: seven to ten times a second."""


class StreamBridge(QObject):
    """Tells the window what its worker does. Lives in the GUI's thread, and so do its signals."""

    state_changed = Signal(object)
    """A `WorkerState`."""
    stream_changed = Signal()
    """Another stream runs from now on; what is remembered of the last one is void."""
    frame_came = Signal(object)
    """The newest `Frame`; its pixels belong to the pipeline and are never written to."""
    picture_came = Signal(object)
    """The same as a `ScreenPicture`, for the room that was given to `show_in`."""
    snapshot_came = Signal(object)
    """A `StreamSnapshot`, some times a second."""
    message_came = Signal(object)
    """Every other `Message` of the stream, each once and in order."""
    event_came = Signal(object)
    """An `ActionEvent`, each once and in order."""

    def __init__(
        self,
        worker: StreamWorker,
        parent: QObject | None = None,
        *,
        turns: PullTurns | None = None,
    ) -> None:
        """Look after this worker, which is closed with the bridge; in turns with other bridges."""
        super().__init__(parent)
        self._worker = worker
        self._state = WorkerState()
        self._room: PictureRoom | None = None
        self._pictures = self._new_pictures()
        self._shown: ScreenPicture | None = None
        self._pulls = 0
        self._is_released = False
        self._turns = turns or PullTurns(self)
        self._turns.join(self._on_pull)

    @property
    def state(self) -> WorkerState:
        """As it was last told."""
        return self._state

    def watch(self, source: str) -> None:
        """Run this source, in place of what runs now."""
        self._worker.watch(source)

    def show_in(self, room: PictureRoom | None) -> None:
        """Have pictures made for this room from the next frame on; None where nobody looks."""
        self._room = room

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

    def release(self) -> StreamWorker:
        """The worker, which runs on and is closed by whoever has it now; nothing more is told."""
        self._turns.leave(self._on_pull)
        self._is_released = True
        if self._state.stream is not None:
            self._state.stream.pipeline.remove_tap(self._pictures.append)
        return self._worker

    def take_over(self, worker: StreamWorker) -> None:
        """Look after this worker from now on, in place of one that has done nothing yet."""
        self._worker.close()
        self._worker = worker

    def end(self) -> None:
        """Tell nothing more and ask everything to end; returns at once."""
        self._turns.leave(self._on_pull)
        if not self._is_released:
            self._worker.end()

    def close(self) -> None:
        """End everything and wait for it; calling it again does nothing."""
        self.end()
        if not self._is_released:
            self._worker.close()

    def _on_pull(self) -> None:
        state = self._worker.state
        is_other = state is not self._state
        if is_other:
            self._tell_state(state)
        if state.stream is None:
            return
        self._pull_messages()
        self._pull_picture(state.stream)
        self._pulls += 1
        if is_other or (self._pulls % SNAPSHOT_EVERY == 0 and state.phase is Phase.RUNNING):
            self.snapshot_came.emit(state.stream.pipeline.snapshot())

    def _tell_state(self, state: WorkerState) -> None:
        self._pull_messages()  # of the stream that is left
        is_other_stream = state.stream is not None and state.stream is not self._state.stream
        self._state = state
        if is_other_stream and state.stream is not None:
            self._pictures, self._shown = self._new_pictures(), None
            state.stream.pipeline.add_tap(self._pictures.append)
            self.stream_changed.emit()
        self.state_changed.emit(state)

    def _new_pictures(self) -> ScreenPictures:
        """Of one stream; a camera that is slow to let go still fills those of its own."""
        return ScreenPictures(lambda: self._room)

    def _pull_picture(self, stream: Stream) -> None:
        picture = self._pictures.latest
        if picture is None:  # what came before the tap was there
            frame = stream.pipeline.latest_frame
            picture = ScreenPicture(frame) if frame is not None else None
        if picture is None or (self._shown and picture.frame is self._shown.frame):
            return
        self._shown = picture
        self.frame_came.emit(picture.frame)
        self.picture_came.emit(picture)

    def _pull_messages(self) -> None:
        stream = self._state.stream
        for message in stream.mailbox.take() if stream else ():
            signal = self.event_came if isinstance(message, ActionEvent) else self.message_came
            signal.emit(message)
