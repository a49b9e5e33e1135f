"""Inputs that the wheel changes only while they have the focus; else it scrolls their panel."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QSlider, QWidget


class CalmSlider(QSlider):
    """From left to right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """As Qt has it."""
        super().__init__(Qt.Orientation.Horizontal, parent)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only for whoever chose this one."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CalmNumber(QDoubleSpinBox):
    """A number that is typed or stepped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """As Qt has it, but the wheel gives it no focus."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only for whoever chose this one."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
