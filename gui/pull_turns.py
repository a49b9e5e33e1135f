"""One timer for all streams of a window: each is looked at in its turn."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

PULL_MS = 15
"""How often each stream is looked at; just under a display's frame at 60 Hz."""


class PullTurns(QObject):
    """Calls one of those who joined at a time, so that no two pictures are painted in one go."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Nobody joined yet."""
        super().__init__(parent)
        self._pulls: list[Callable[[], None]] = []
        self._next = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_turn)

    def join(self, pull: Callable[[], None]) -> None:
        """Call this from now on, every `PULL_MS`."""
        self._pulls.append(pull)
        self._keep_pace()

    def leave(self, pull: Callable[[], None]) -> None:
        """Call it no more; it may have left before."""
        if pull in self._pulls:
            self._pulls.remove(pull)
            self._keep_pace()

    def _keep_pace(self) -> None:
        if self._pulls:
            self._timer.start(max(1, round(PULL_MS / len(self._pulls))))
        else:
            self._timer.stop()

    def _on_turn(self) -> None:
        self._next = (self._next + 1) % len(self._pulls)
        self._pulls[self._next]()
