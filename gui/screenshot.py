"""Takes a picture of the real window after some seconds of its stream, then ends the program."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from gui.bridge import StreamBridge
from gui.selected_stream import SelectedStream
from gui.worker_state import Phase, WorkerState


class Screenshot(QObject):
    """Waits until the stream has run for a while; an error comes out as `failure`."""

    def __init__(
        self,
        window: QMainWindow,
        stream: SelectedStream | StreamBridge,
        path: Path,
        after_seconds: float,
        done: Callable[[], object],
    ) -> None:
        """Take it so long after the stream began to run.

        Args:
            window: whose picture it is.
            stream: tells when it runs.
            path: the PNG file to write.
            after_seconds: fetching and building do not count.
            done: called once, at the end or at the failure.
        """
        super().__init__(window)
        self.failure = ""
        self._window, self._path, self._done = window, path, done
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(1000 * after_seconds))
        self._timer.timeout.connect(self._on_time)
        stream.state_changed.connect(self._on_state)

    def _on_state(self, state: WorkerState) -> None:
        if state.error and state.phase is not Phase.PREPARING:
            self._timer.stop()
            self._end(state.error)
        elif state.phase is Phase.RUNNING:
            self._timer.start()

    def _on_time(self) -> None:
        taken = self._window.grab().save(str(self._path))
        self._end("" if taken else f"{self._path}: cannot be written; is the folder there?")

    def _end(self, failure: str) -> None:
        self.failure = failure
        self._done()
