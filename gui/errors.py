"""What can go wrong with the window itself."""

from realtime.redact import redact


class GuiError(Exception):
    """The window cannot be shown, or gave no picture; one line that says what to do."""


def unforeseen_text(error: BaseException) -> str:
    """What is said of an error that nobody expected; holds no password."""
    what = f"{type(error).__name__}: {redact(str(error))}".rstrip(": ")
    return f"internal error, please report it with Help > About > Copy diagnostics: {what}"
