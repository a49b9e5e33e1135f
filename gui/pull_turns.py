"""One timer for all streams of a window: each is looked at in its turn."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

PULL_MS = 10
"""How often a stream is looked at; with its painting that is less than a frame at 60 Hz."""
PULL_OF_MANY_MS = 15
"""The same of each of several, since every look is work for the one thread of Qt."""


class PullTurns(QObject):
    """Calls one of those who joined at a time, so that no two pictures are painted in one go."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Nobody joined yet."""
        super().__init__(parent)
        self._pulls: list[Callable[[], None]] = []
        self._next = 0
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_turn)

    def join(self, pull: Callable[[], None]) -> None:
        """Call this from now on, every `PULL_MS`, or more rarely beside others."""
        self._pulls.append(pull)
        self._keep_pace()

    def leave(self, pull: Callable[[], None]) -> None:
        """Call it no more; it may have left before."""
        if pull in self._pulls:
            self._pulls.remove(pull)
            self._keep_pace()

    def _keep_pace(self) -> None:
        if self._pulls:
            each_ms = PULL_MS if len(self._pulls) == 1 else PULL_OF_MANY_MS
            self._timer.start(max(1, round(each_ms / len(self._pulls))))
        else:
            self._timer.stop()

    def _on_turn(self) -> None:
        self._next = (self._next + 1) % len(self._pulls)
        self._pulls[self._next]()
