"""Waits for what a window shows, on a machine that does much else too."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

PATIENCE_MS = 30_000
"""Only a test that fails takes so long."""


def wait(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    """Look again and again until it is so; a failing assertion in it is told in the end."""
    qtbot.waitUntil(condition, timeout=PATIENCE_MS)
