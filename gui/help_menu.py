"""The help of the main window: its keys, and what it is made of."""

from PySide6.QtWidgets import QMainWindow

from gui.diagnostics import diagnostics
from gui.dialogs import AboutDialog, ShortcutsDialog
from gui.language import translate
from gui.licences import licence_lines
from gui.shortcuts import main_window_keys
from gui.streams import Streams
from gui.window_menus import WindowMenus


def add_help(menus: WindowMenus, window: QMainWindow, streams: Streams) -> None:
    """Fill the help menu; the diagnostics are those of the selected stream."""

    def show_keys() -> None:
        ShortcutsDialog(window, main_window_keys()).open()

    def show_about() -> None:
        state = streams.selected.state
        running = state.stream.pipeline.spec.name if state.stream else ""
        facts = diagnostics(state, streams.drawing)
        AboutDialog(licence_lines(running), facts, window).open()

    shortcuts = translate("HelpMenu", "Keyboard shortcuts")
    menus.add(menus.help, "shortcuts", shortcuts, "?", show_keys)
    menus.add(menus.help, "about", translate("HelpMenu", "About liveact"), "F1", show_about)
