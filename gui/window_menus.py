"""The menus of the window: every action with its name, its key and what it does."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from gui.named_actions import NamedActions
from gui.theme import THEMES, ThemeName


class WindowMenus:
    """Puts named actions into the menus of a window; keys work while the bar is hidden too."""

    def __init__(self, window: QMainWindow) -> None:
        """The menus, empty."""
        self._window = window
        bar = window.menuBar()
        self.stream = bar.addMenu(window.tr("&Stream"))
        self.view = bar.addMenu(window.tr("&View"))
        self.teach = bar.addMenu(window.tr("&Teach"))
        self.help = bar.addMenu(window.tr("&Help"))
        self.actions = NamedActions(window)

    def add(self, menu: QMenu, name: str, text: str, keys: str, slot: Callable[[], object]) -> None:
        """Something to do."""
        menu.addAction(self.actions.add(name, text, keys, slot))

    def add_switch(
        self, menu: QMenu, name: str, text: str, keys: str, slot: Callable[[bool], object]
    ) -> None:
        """Something that is on or off."""
        menu.addAction(self.actions.add_switch(name, text, keys, slot))

    def add_hidden(self, text: str, keys: str, slot: Callable[[], object]) -> None:
        """A key that stands in no menu."""
        action = QAction(text, self._window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(slot)
        self._window.addAction(action)

    def add_themes(self, chosen: ThemeName, slot: Callable[[QAction], object]) -> None:
        """One of the themes; the action's data is its name."""
        tr = self._window.tr
        words = {"auto": tr("As the desktop"), "light": tr("Light"), "dark": tr("Dark")}
        group = QActionGroup(self._window)
        menu = self.view.addMenu(tr("Theme"))
        for name in THEMES:
            action = QAction(words[name], self._window, checkable=True, checked=name == chosen)
            action.setData(name)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(slot)
