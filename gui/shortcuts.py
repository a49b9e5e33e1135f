"""What keys do: those of a window's actions, and those of its parts while they have the focus."""

from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from gui.language import translate


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """Keys that belong together."""

    title: str
    """A menu, or what has the focus."""
    rows: tuple[tuple[str, str], ...]
    """Keys as the platform writes them, and what they do."""


def shortcuts_of(window: QMainWindow) -> list[Shortcuts]:
    """The keys of a window by its menus; those of actions in no menu stand at the end."""
    groups, in_menus = [], set[QAction]()
    for top in window.menuBar().actions():
        menu = top.menu()
        actions = menu.actions() if isinstance(menu, QMenu) else []
        in_menus.update(actions)
        groups.append(_group(_plain(top.text()), actions))
    others = [action for action in window.actions() if action not in in_menus]
    groups.append(_group(translate("Shortcuts", "Anywhere"), others))
    return [group for group in groups if group.rows]


def main_window_keys() -> list[Shortcuts]:
    """The keys of the main window's parts."""
    arrows = translate("Shortcuts", "← →")
    grid = (
        (translate("Shortcuts", "Arrows"), translate("Shortcuts", "Go from stream to stream")),
        (translate("Shortcuts", "Enter"), translate("Shortcuts", "Enlarge a stream, and back")),
    )
    timeline = (
        (arrows, translate("Shortcuts", "Read values in the timeline")),
        (
            translate("Shortcuts", "Enter"),
            translate("Shortcuts", "See the event again that is read"),
        ),
    )
    examples = (
        ("F2", translate("Shortcuts", "Change the label of an example")),
        (translate("Shortcuts", "Del"), translate("Shortcuts", "Delete the chosen examples")),
    )
    return [
        Shortcuts(translate("Shortcuts", "Streams side by side"), grid),
        Shortcuts(translate("Shortcuts", "Timeline"), timeline),
        Shortcuts(translate("Shortcuts", "Event seen again"), _replay_keys()),
        Shortcuts(translate("Shortcuts", "Threshold studio"), _studio_keys()),
        Shortcuts(translate("Shortcuts", "Video in which examples are marked"), _marking_keys()),
        Shortcuts(translate("Shortcuts", "Examples"), examples),
        _everywhere(),
    ]


def sign_window_keys() -> list[Shortcuts]:
    """The keys of the sign-language desk's parts."""
    practice = (
        ("Alt+S", translate("Shortcuts", "Slow motion")),
        ("Alt+R", translate("Shortcuts", "Choose the folder of reference clips")),
        ("Esc", translate("Shortcuts", "Close")),
    )
    return [Shortcuts(translate("Shortcuts", "Practice"), practice), _everywhere()]


def _marking_keys() -> tuple[tuple[str, str], ...]:
    return (
        ("I, O", translate("Shortcuts", "The example begins, ends with this picture")),
        (translate("Shortcuts", "Enter"), translate("Shortcuts", "Add what is marked")),
        (translate("Shortcuts", "Space"), translate("Shortcuts", "Play or stay")),
        (
            translate("Shortcuts", "← →"),
            translate("Shortcuts", "One picture back or on; ten with Shift"),
        ),
        (
            translate("Shortcuts", "Home, End"),
            translate("Shortcuts", "To the first or last picture"),
        ),
    )


def _replay_keys() -> tuple[tuple[str, str], ...]:
    return (
        (translate("Shortcuts", "Space"), translate("Shortcuts", "Play or stay")),
        (translate("Shortcuts", "← →"), translate("Shortcuts", "One picture back or on")),
        (
            translate("Shortcuts", "Home, End"),
            translate("Shortcuts", "To the first or last picture"),
        ),
        (
            translate("Shortcuts", "PgUp, PgDn"),
            translate("Shortcuts", "To the earlier or later part of a long event"),
        ),
        ("Esc", translate("Shortcuts", "Close")),
    )


def _studio_keys() -> tuple[tuple[str, str], ...]:
    return (
        (translate("Shortcuts", "← →"), translate("Shortcuts", "Move the cursor")),
        (translate("Shortcuts", "Space"), translate("Shortcuts", "Begin and end a mark")),
        (translate("Shortcuts", "Del"), translate("Shortcuts", "Remove a mark")),
        (
            translate("Shortcuts", "Enter"),
            translate("Shortcuts", "See the event again that is at the cursor"),
        ),
    )


def _everywhere() -> Shortcuts:
    rows = (
        (
            translate("Shortcuts", "Tab, Shift+Tab"),
            translate("Shortcuts", "Go to the next control, or back"),
        ),
        (translate("Shortcuts", "Space"), translate("Shortcuts", "Press a button, tick a box")),
    )
    return Shortcuts(translate("Shortcuts", "Everywhere"), rows)


def _group(title: str, actions: list[QAction]) -> Shortcuts:
    rows = []
    for action in actions:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if keys:
            rows.append((keys, action.statusTip() or _plain(action.text())))
    return Shortcuts(title, tuple(rows))


def _plain(text: str) -> str:
    """A menu's text without the mark of its access key; Chinese ones stand in brackets."""
    before, _, key = text.rpartition("(&")
    plain = before if before and key.endswith(")") else text
    return plain.replace("&", "").removesuffix(" …").strip()
