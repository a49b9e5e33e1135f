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

    def add(self, name: str, text: str, keys: str, slot: Callable[[], object]) -> QAction:
        """Something to do."""
        action = self._put(name, text, keys)
        action.triggered.connect(lambda _checked=False: slot())
        return action

    def add_switch(
        self, name: str, text: str, keys: str, slot: Callable[[bool], object]
    ) -> QAction:
        """Something to turn on and off; off at first."""
        action = self._put(name, text, keys)
        action.setCheckable(True)
        action.toggled.connect(slot)
        return action

    def of(self, *names: str) -> list[QAction]:
        """These, in this order."""
        return [self[name] for name in names]

    def _put(self, name: str, text: str, keys: str) -> QAction:
        action = QAction(text, self._window)
        action.setShortcut(QKeySequence(keys))
        self._window.addAction(action)
        self[name] = action
        return action
