"""What can go wrong with the window itself."""


class GuiError(Exception):
    """The window cannot be shown, or gave no picture; one line that says what to do."""
