"""The stream that panels show: they listen here, whichever one is selected."""

from PySide6.QtCore import QObject, Signal

from engines import Head
from gui.engine_share import EngineLoader
from gui.live.live_view import LiveView
from gui.stream_cell import StreamCell
from gui.worker_state import WorkerState
from realtime.profiles import Profile

_SIGNALS = (
    "state_changed",
    "stream_changed",
    "frame_came",
    "snapshot_came",
    "message_came",
    "event_came",
)


class SelectedStream(QObject):
    """Says what the bridge of the selected stream says, and `selected` where it is another one."""

    selected = Signal()
    """Another stream is the selected one; what is remembered of it is in its `cell`."""
    state_changed = Signal(object)
    stream_changed = Signal()
    frame_came = Signal(object)
    snapshot_came = Signal(object)
    message_came = Signal(object)
    event_came = Signal(object)
    history_changed = Signal()
    """What a timeline shows is another thing now."""

    def __init__(self, cell: StreamCell, parent: QObject | None = None) -> None:
        """Follow this stream first."""
        super().__init__(parent)
        self._cell = cell
        self._join(cell)

    @property
    def cell(self) -> StreamCell:
        """What is selected."""
        return self._cell

    @property
    def view(self) -> LiveView:
        """Its picture."""
        return self._cell.view

    @property
    def state(self) -> WorkerState:
        """As it was last told."""
        return self._cell.bridge.state

    def follow(self, cell: StreamCell) -> None:
        """Select another stream."""
        if cell is self._cell:
            return
        self._leave(self._cell)
        self._cell = cell
        self._join(cell)
        self.selected.emit()

    def watch(self, source: str) -> None:
        """Run this source, in place of what runs."""
        self._cell.watch(source, source.isdecimal())

    def stop(self) -> None:
        """End the running stream, or give up what is being prepared."""
        self._cell.bridge.stop()

    def tune(self, profile: Profile) -> None:
        """Decide by other settings; raises `SettingsError` for labels that are not there."""
        self._cell.tune(profile)

    def use(self, load: EngineLoader) -> None:
        """Go on with an engine of its own; its source stays open."""
        self._cell.bridge.use(load)

    def teach(self, head: Head) -> bool:
        """Whether what runs was taught these labels; then it has this head from now on."""
        return self._cell.bridge.teach(head)

    def _join(self, cell: StreamCell) -> None:
        for name in _SIGNALS:
            getattr(cell.bridge, name).connect(getattr(self, name))
        cell.history_changed.connect(self.history_changed)

    def _leave(self, cell: StreamCell) -> None:
        for name in _SIGNALS:
            getattr(cell.bridge, name).disconnect(getattr(self, name))
        cell.history_changed.disconnect(self.history_changed)
