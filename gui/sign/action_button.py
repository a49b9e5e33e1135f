"""A button that does what an action does, and shows its key."""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from gui.steady_button import SteadyButton


class ActionButton(SteadyButton):
    """Follows the action's text, and whether it can be done."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        """Stand for this action."""
        super().__init__(parent)
        self.action_of = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        keys = self.action_of.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(f"{self.action_of.text()}  [{keys}]".replace("&", "&&"))
        self.setAccessibleName(self.action_of.text())
        self.setEnabled(self.action_of.isEnabled())
