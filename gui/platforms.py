"""What differs between desktops: displays, libraries, voices. Plain values, so that each is tested.

Cameras differ too: `realtime/sources/cameras.py`. Everything else is Qt's business. Importing this
loads no Qt.
"""

import ctypes
from collections.abc import Callable, Mapping
from pathlib import Path

_LINUX_CARDS = ("dri", "nvidiactl", "dxg")
"""In /dev: Linux's own drivers, NVIDIA's, and Windows' under it."""
_LINUX_LIBRARIES = "libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3"
_SPEECH = (
    "Add-Type -AssemblyName System.Speech; (New-Object "
    "System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)
_ESPEAK = (("espeak-ng", ("--stdin",)), ("espeak", ("--stdin",)))
_VOICES: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "linux": _ESPEAK,
    "darwin": (("say", ("-f", "-")), *_ESPEAK),
    "win32": (("powershell", ("-NoProfile", "-Command", _SPEECH)), *_ESPEAK),
}


def voice_commands(platform: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Programs that say aloud what they read from their input, with arguments, the best first.

    The text is never an argument, so that no word is an option.
    """
    return _VOICES.get(platform, _ESPEAK)


def can_load(library: str) -> bool:
    """Whether the system's loader finds a library, as it will for Qt."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_graphics_card(platform: str, devices: Path = Path("/dev")) -> bool:
    """Whether something may draw faster than the CPU; on Linux known without asking OpenGL."""
    return platform != "linux" or any((devices / name).exists() for name in _LINUX_CARDS)


def why_no_display(
    platform: str,
    environment: Mapping[str, str],
    can_load: Callable[[str], bool] = can_load,
) -> str:
    """Why no window can be shown here, with what to do; empty where one can.

    Qt itself ends the program where it finds no display or not what X11 needs, with a dump.

    Args:
        platform: as `sys.platform` has it.
        environment: says which display there is, and which of Qt's plugins is wanted.
        can_load: whether a library is there.
    """
    if platform != "linux" or environment.get("QT_QPA_PLATFORM"):
        return ""
    wayland = _wayland_socket(environment)
    if wayland is not None and wayland.exists():
        return ""
    if not environment.get("DISPLAY"):
        missing = (
            f"WAYLAND_DISPLAY means {wayland}, which is not there, and DISPLAY is not set"
            if wayland is not None
            else "neither WAYLAND_DISPLAY nor DISPLAY is set"
        )
        return (
            f"no display: {missing}; start it in a desktop session or with `ssh -X`, use "
            "liveact-monitor, or set QT_QPA_PLATFORM=offscreen for a --screenshot"
        )
    if not can_load("libxcb-cursor.so.0"):
        return "Qt needs libxcb-cursor on X11; install it (on Debian and Ubuntu: libxcb-cursor0)"
    return ""


def _wayland_socket(environment: Mapping[str, str]) -> Path | None:
    """Where a Wayland desktop listens, as its library looks for it; None where none is named."""
    name = environment.get("WAYLAND_DISPLAY")
    return Path(environment.get("XDG_RUNTIME_DIR", ""), name) if name else None


def library_hint(platform: str) -> str:
    """What to install where Qt's own libraries cannot be loaded."""
    if platform == "win32":
        return "install Microsoft's Visual C++ Redistributable"
    if platform == "darwin":
        return "Qt needs a newer macOS, or another Python (3.11 or later from python.org)"
    return f"install the system's libraries for Qt (on Debian and Ubuntu: {_LINUX_LIBRARIES})"
