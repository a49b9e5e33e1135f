"""The menus of the window: every action with its name, its key and what it does."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from gui.language import LANGUAGES, LanguageChoice, translate
from gui.named_actions import NamedActions
from gui.theme import THEMES, ThemeName


class WindowMenus:
    """Puts named actions into the menus of a window; keys work while the bar is hidden too."""

    def __init__(self, window: QMainWindow) -> None:
        """The menus, empty."""
        self._window = window
        bar = window.menuBar()
        self.stream = bar.addMenu(translate("WindowMenus", "&Stream"))
        self.view = bar.addMenu(translate("WindowMenus", "&View"))
        self.teach = bar.addMenu(translate("WindowMenus", "&Teach"))
        self.help = bar.addMenu(translate("WindowMenus", "&Help"))
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
        words = {
            "auto": translate("WindowMenus", "As the desktop"),
            "light": translate("WindowMenus", "Light"),
            "dark": translate("WindowMenus", "Dark"),
        }
        menu = self.view.addMenu(translate("WindowMenus", "Theme"))
        add_choices(menu, {name: words[name] for name in THEMES}, chosen, slot)


def add_languages(view: QMenu, chosen: LanguageChoice, slot: Callable[[QAction], object]) -> None:
    """A menu of the languages, each in its own words; the action's data is its name."""
    words: dict[str, str] = {"system": translate("WindowMenus", "As the system")}
    words |= {str(name): text for name, text in LANGUAGES.items()}
    add_choices(view.addMenu(translate("WindowMenus", "Language")), words, chosen, slot)


def add_choices(
    menu: QMenu, words: Mapping[str, str], chosen: str, slot: Callable[[QAction], object]
) -> None:
    """One of several; each action's data is the name of its choice."""
    group = QActionGroup(menu)
    for name, text in words.items():
        action = QAction(text, menu, checkable=True, checked=name == chosen)
        action.setData(name)
        group.addAction(action)
        menu.addAction(action)
    group.triggered.connect(slot)
