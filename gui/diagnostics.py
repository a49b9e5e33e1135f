"""What a bug report needs; never a password."""

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QGuiApplication

from gui.live.drawing import Drawing
from gui.worker_state import WorkerState
from realtime.redact import redact
from realtime.sinks.console import drops_text, status_text

_PACKAGES = ("liveact", "PySide6-Essentials", "openvino", "opencv-python-headless", "av", "numpy")


def versions() -> dict[str, str]:
    """The versions of everything that matters, by name."""
    found = {name: _version(name) for name in _PACKAGES}
    return {
        **found,
        "Python": platform.python_version(),
        "Qt": f"{qVersion()} on {QGuiApplication.platformName()}",
        "system": platform.platform(),
    }


def diagnostics(state: WorkerState, drawing: Drawing | None = None) -> str:
    """Versions, what draws where that is a choice, and how the stream stands, as lines to copy.

    In English whatever the window speaks: those who read bug reports need not know every language.
    """
    lines = [f"{name}: {text}" for name, text in versions().items()]
    lines.append(f"language: {QLocale().name()}")
    if drawing is not None:
        drawn_by = "OpenGL" if drawing.has_opengl else "raster"
        lines.append(f"drawn by: {drawn_by}, renderer: {drawing.renderer or 'not looked for'}")
    lines += [f"phase: {state.phase}", f"source: {state.source or 'none'}"]
    if state.error:
        lines.append(f"error: {state.error}")
    if state.stream is not None:
        snapshot = state.stream.pipeline.snapshot()
        engine = snapshot.engine
        lines += [
            f"stream: {status_text(snapshot.status)}",
            f"model: {snapshot.model}",
            f"engine: {engine.runtime} {engine.precision} {engine.device}" if engine else "",
            f"frames {snapshot.frames}, windows {snapshot.windows}, {snapshot.seconds:.0f} s",
            f"dropped: {drops_text(snapshot.drops)}",
        ]
    return "\n".join(redact(line) for line in lines if line)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
