"""The actions of a window, by name."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


class NamedActions(dict[str, QAction]):
    """What buttons, menus and keys do; keys work wherever the focus is in the window."""

    def __init__(self, window: QWidget) -> None:
        """None yet."""
        super().__init__()
        self._window = window

    def add(self, name: str, text: str, keys: str, slot: Callable[[], object]) -> None:
        """Something to do."""
        self._put(name, text, keys).triggered.connect(lambda _checked=False: slot())

    def add_switch(self, name: str, text: str, keys: str, slot: Callable[[], object]) -> None:
        """Something to turn on and off; off at first."""
        action = self._put(name, text, keys)
        action.setCheckable(True)
        action.toggled.connect(lambda _on: slot())

    def of(self, *names: str) -> list[QAction]:
        """These, in this order."""
        return [self[name] for name in names]

    def _put(self, name: str, text: str, keys: str) -> QAction:
        action = QAction(text, self._window)
        action.setShortcut(QKeySequence(keys))
        self._window.addAction(action)
        self[name] = action
        return action
