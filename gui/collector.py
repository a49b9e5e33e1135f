"""Frees what Python's garbage collector finds in the thread of Qt, and in no other.

The collector runs in whichever thread happens to make the next object. Widgets that it frees in a
capture or engine thread crash Qt.
"""

import gc
from typing import Self

from PySide6.QtCore import QObject, QTimer

_LOOKS_MS = 1000


def spare_modules() -> None:
    """Never look through what is there by now: the modules that were loaded, freed only at the end.

    A look at everything took 20 ms of Qt's thread with them, and takes 2 without
    (`python -m tests.paint_costs`).
    """
    gc.freeze()


class GarbageCollector(QObject):
    """While it is entered, collecting happens by a timer of this thread."""

    def __init__(self) -> None:
        """Nothing changes before it is entered."""
        super().__init__()
        self._timer = QTimer(self, interval=_LOOKS_MS)
        self._timer.timeout.connect(self.look)

    def __enter__(self) -> Self:
        """Take over from Python."""
        gc.disable()
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()

    def look(self) -> None:
        """Collect the oldest generation that is due, as Python would."""
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        for generation, (count, threshold) in reversed(list(enumerate(due))):
            if threshold and count > threshold:
                gc.collect(generation)
                return
