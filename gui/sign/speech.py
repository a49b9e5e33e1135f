"""Says glosses aloud where this computer can, and says why where it cannot."""

import importlib
import shutil
import sys
from collections import deque
from typing import Any

from PySide6.QtCore import QLocale, QObject, QProcess

from gui.platforms import voice_commands

_WAITING = 4
"""Words that wait for their turn; signing goes on, so that older ones are left out."""


class Speech(QObject):
    """Speaks one text after another; never blocks. Lives in the GUI's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Look for a voice: Qt's, else a command of the platform."""
        super().__init__(parent)
        self._voice = _qt_voice(self)
        self._command = None if self._voice else _command()
        self._waiting: deque[str] = deque(maxlen=_WAITING)
        self._process = QProcess(self)
        self._process.finished.connect(self._next)
        self._process.errorOccurred.connect(self._on_error)
        self._failure = ""

    @property
    def why_not(self) -> str:
        """Why nothing can be said; empty where it can."""
        if self._failure or self._voice or self._command:
            return self._failure
        commands = [name for name, _ in voice_commands(sys.platform)]
        return self.tr(
            "no voice here: neither Qt's speech (PySide6-Addons) nor one of {names} is installed"
        ).format(names=QLocale().createSeparatedList(commands))

    def say(self, text: str) -> None:
        """Say this after what is being said."""
        if self._voice is not None:
            self._voice.enqueue(text)
            return
        self._waiting.append(text)
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self._next()

    def close(self) -> None:
        """Be silent; calling it again does nothing."""
        self._waiting.clear()
        if self._voice is not None:
            self._voice.stop()
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(1000)

    def _next(self) -> None:
        if not self._waiting or self._command is None:
            return
        program, arguments = self._command
        self._process.start(program, list(arguments))
        self._process.write(self._waiting.popleft().encode())
        self._process.closeWriteChannel()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._failure = self.tr("the voice cannot be started: {why}").format(
                why=self._process.errorString()
            )
            self._command = None


def _command() -> tuple[str, tuple[str, ...]] | None:
    for name, arguments in voice_commands(sys.platform):
        program = shutil.which(name)
        if program:
            return program, arguments
    return None


def _qt_voice(parent: QObject) -> Any | None:
    """Qt's own speech, which is in PySide6's Addons; None where it is not or has no voice."""
    try:
        speech = importlib.import_module("PySide6.QtTextToSpeech")
    except ImportError:
        return None
    voice = speech.QTextToSpeech(parent)
    return voice if voice.state() is not speech.QTextToSpeech.State.Error else None
