"""A button whose keys go back, not on, when there is nothing more for it to do."""

from PySide6.QtWidgets import QPushButton


class SteadyButton(QPushButton):
    """Once it cannot be pressed the focus stays near, on nothing that undoes or removes more.

    Qt would give it to the next button: the next press of Space would be another button's.
    """

    def setEnabled(self, is_enabled: bool) -> None:
        """Whether it can be pressed; what stands before it has the focus where it had it."""
        if self.hasFocus() and not is_enabled:
            self.focusPreviousChild()
        super().setEnabled(is_enabled)
