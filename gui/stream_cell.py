"""One stream of the window: its worker, its picture, and what is remembered of it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui.bridge import StreamBridge
from gui.engine_share import EngineShare
from gui.going import GoingStream
from gui.live.live_view import LiveView
from gui.pull_turns import PullTurns
from gui.record.footage import Scene
from gui.stream_memory import StreamMemory
from gui.theme import Theme
from gui.worker import StreamWorker
from gui.worker_state import Phase, WorkerState
from realtime import ActionEvent, Frame, Message, StreamSnapshot
from realtime.profiles import Profile
from realtime.sources import source_name

_REDRAWN_A_SECOND = 10
"""How often a timeline scrolls while nothing new is said."""


class StreamCell(QObject):
    """Shows one stream and remembers it, whether or not it is the selected one."""

    history_changed = Signal()
    """What a timeline shows of it is another thing now."""

    def __init__(
        self,
        engines: EngineShare,
        theme: Theme,
        profile: Profile,
        source: str = "",
        *,
        turns: PullTurns | None = None,
    ) -> None:
        """Nothing runs yet; the source is what `watch` will be asked for.

        It is looked at in turns with the other streams of its window.
        """
        super().__init__()
        self.bridge = StreamBridge(StreamWorker(engines), self, turns=turns)
        self.view = LiveView(theme, parent=None)
        self.profile = profile
        self.source = source
        """What it runs, as the pipeline takes it."""
        self.is_camera = source.isdecimal()
        self.error = ""
        """Why it does not run; empty where all is well."""
        self.frame: Frame | None = None
        self.memory = StreamMemory()
        self._told = Phase.IDLE, ""
        self.view.set_title(self.name)
        self._connect()
        self.tune(profile)

    @property
    def name(self) -> str:
        """Of its source, short and safe to show."""
        if not self.source:
            return self.tr("no source yet")
        if self.is_camera:
            return self.tr("camera {n}").format(n=self.source)
        shown = source_name(self.source)
        return shown.split("://", 1)[1] if "://" in shown else Path(shown).name

    @property
    def labels(self) -> tuple[str, ...]:
        """Of the model that runs; none before the first stream."""
        stream = self.bridge.state.stream
        return tuple(stream.pipeline.spec.labels) if stream else ()

    def scene_of(self, event: ActionEvent, wanted_seconds: float | None = None) -> Scene:
        """What is to be seen of an event, up to now while it goes on."""
        end = self.memory.history.told_seconds if event.end_seconds is None else event.end_seconds
        until = max(event.start_seconds, end)
        return Scene(event.label, event.start_seconds, until, wanted_seconds)

    def watch(self, source: str, is_camera: bool) -> None:
        """Run this source, in place of what runs."""
        self.source, self.is_camera = source, is_camera
        self.error = ""
        self.view.set_title(self.name)
        self.bridge.watch(source)

    def leave(self) -> GoingStream:
        """The stream, for a cell of another window; this one is to be closed."""
        return GoingStream(self.source, self.bridge.release(), self.memory)

    def go_on(self, going: GoingStream) -> None:
        """Show a stream that another window has shown, and all that is remembered of it."""
        self.source, self.is_camera = going.source, going.source.isdecimal()
        self.view.set_title(self.name)
        self.memory = going.memory
        self.bridge.take_over(going.worker)

    def tune(self, profile: Profile) -> None:
        """Decide and show by other settings.

        Raises:
            SettingsError: a label is named that the model which runs does not have.
        """
        self.profile = profile
        self.view.set_top_k(profile.top_k)
        self.bridge.tune(profile)

    def _connect(self) -> None:
        bridge = self.bridge
        bridge.state_changed.connect(self._on_state)
        bridge.stream_changed.connect(self._on_stream_changed)
        bridge.frame_came.connect(self._on_frame)
        bridge.picture_came.connect(self.view.show_picture)
        self.view.room_changed.connect(bridge.show_in)
        bridge.snapshot_came.connect(self._on_snapshot)
        bridge.message_came.connect(self._on_message)
        bridge.event_came.connect(self._on_event)

    def _on_state(self, state: WorkerState) -> None:
        now = state.phase, state.error
        if now == self._told:
            return
        self._told, self.error = now, state.error
        if not state.error:
            self._show_waiting(state)
        elif state.phase is Phase.PREPARING:
            self.view.show_failure(self.tr("No picture yet"), state.error)
        else:
            self.view.show_failure(self.tr("Stream stopped"), state.error)

    def _show_waiting(self, state: WorkerState) -> None:
        """What stands in place of a picture while there is no stream."""
        if state.phase is Phase.PREPARING:
            self.view.clear(self.tr("Getting ready …"))
        elif state.stream is None:
            self.view.clear()

    def _on_stream_changed(self) -> None:
        self.view.clear(self.tr("Connecting …"))
        self.frame = None
        stream = self.bridge.state.stream
        if stream is not self.memory.stream:
            self.memory = StreamMemory.of(stream)
        self.history_changed.emit()

    def _on_frame(self, frame: Frame) -> None:
        self.frame = frame
        history = self.memory.history
        before, now = history.now_seconds, frame.pts_seconds
        history.pass_time(now)
        if int(now * _REDRAWN_A_SECOND) != int(before * _REDRAWN_A_SECOND):
            self.history_changed.emit()

    def _on_snapshot(self, snapshot: StreamSnapshot) -> None:
        if not self.error:
            self.view.show_snapshot(snapshot)
        if self.memory.history.pass_outage(snapshot):
            self.history_changed.emit()

    def _on_message(self, message: Message) -> None:
        self.memory.history.add(message)
        if self.memory.track is not None:
            self.memory.track.add(message)
        self.history_changed.emit()

    def _on_event(self, event: ActionEvent) -> None:
        self.memory.events.append(event)
        self.memory.history.add_event(event)
        self.history_changed.emit()
