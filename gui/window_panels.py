"""What stands around the picture: strips and panels that are shown or hidden, and remembered."""

from collections.abc import Callable, Mapping
from typing import Literal, get_args

from gui.language import translate
from gui.preferences import Preferences
from gui.window_menus import WindowMenus

PanelName = Literal["latency", "tuning", "teach"]
"""The panels that stand beside the picture."""
PartName = Literal["timeline", "latency", "record_bar", "tuning", "teach"]
"""All that stands around it."""

_AT_FIRST: dict[PartName, bool] = {
    "timeline": True,
    "latency": True,
    "record_bar": True,
    "tuning": False,
    "teach": False,
}


class WindowPanels:
    """Shows what the user wants around the picture; nothing of it on the full screen."""

    def __init__(
        self, menus: WindowMenus, show: Mapping[PartName, Callable[[bool], object]]
    ) -> None:
        """Put a switch for each into the view menu; `show` shows or hides each."""
        self._actions, self._show = menus.actions, show
        self._is_full = False
        rows: tuple[tuple[PartName, str, str], ...] = (
            ("timeline", translate("WindowPanels", "Timeline"), "Ctrl+T"),
            ("latency", translate("WindowPanels", "Why is it slow?"), "Ctrl+L"),
            ("record_bar", translate("WindowPanels", "Record and export"), "Ctrl+E"),
            ("tuning", translate("WindowPanels", "Tuning"), "Ctrl+U"),
            ("teach", translate("WindowPanels", "Teach"), "Ctrl+K"),
        )
        for name, text, keys in rows:
            menus.add_switch(menus.view, name, text, keys, show[name])

    def show_only(self, name: PanelName) -> None:
        """This panel beside the picture, and no other."""
        for panel in get_args(PanelName):
            self._actions[panel].setChecked(panel == name)

    def fill_screen(self, is_full: bool) -> None:
        """Hide everything around the picture, or show again what the user wants."""
        self._is_full = is_full
        self._show_all()

    def restore(self, preferences: Preferences) -> None:
        """As the user left it the last time."""
        for name, is_usual in _AT_FIRST.items():
            self._actions[name].setChecked(preferences.flag(name, is_usual))
        self._show_all()

    def remember(self, preferences: Preferences) -> None:
        """For the next start."""
        for name in _AT_FIRST:
            preferences.set_flag(name, self._actions[name].isChecked())

    def _show_all(self) -> None:
        for name, show in self._show.items():
            show(not self._is_full and self._actions[name].isChecked())
