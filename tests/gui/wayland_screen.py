"""A real Wayland desktop that no monitor shows (sway), with the keys and the eyes of a person."""

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.conftest import require_or_skip

SIZE_PX = (1400, 900)
PATIENCE_SECONDS = 30.0
_LOOK_SECONDS = 0.02
_NOBODY = 65534
_CONFIG = f"output HEADLESS-1 resolution {SIZE_PX[0]}x{SIZE_PX[1]}\nxwayland disable\n"
_WITHOUT_HARDWARE = {
    "WLR_BACKENDS": "headless",
    "WLR_LIBINPUT_NO_DEVICES": "1",
    "WLR_RENDERER": "pixman",
}
_OF_ANOTHER_DESKTOP = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "SWAYSOCK")


@dataclass(frozen=True, slots=True)
class ShownWindow:
    """As the desktop knows it."""

    app_id: str
    title: str
    fills_screen: bool


class WaylandScreen:
    """Sends what a keyboard sends, and sees what a monitor would show."""

    def __init__(self, folder: Path) -> None:
        """Of the desktop that has its sockets here; waits until they are there."""
        self._folder = folder
        self.wait_for(lambda: len(self._sockets()) == 2)
        ipc, display = self._sockets()
        self.environment: Mapping[str, str] = {
            **{
                name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_DESKTOP
            },
            "XDG_RUNTIME_DIR": str(folder),
            "XDG_SESSION_TYPE": "wayland",
            "WAYLAND_DISPLAY": display,
            "SWAYSOCK": str(folder / ipc),
        }
        # As long as this runs there is a keyboard: who sees it come has to ask for its keys first.
        self._keyboard = subprocess.Popen(["wtype", "-s", "600000"], env=self.environment)

    def close(self) -> None:
        """Press no more."""
        self._keyboard.terminate()
        self._keyboard.wait(10)

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Look again and again until it is so."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert time.monotonic() < deadline, f"never so; there is {sorted(self._sockets())}"
            time.sleep(_LOOK_SECONDS)

    def windows(self) -> list[ShownWindow]:
        """All that are there."""
        tree: dict[str, Any] = json.loads(self._run("swaymsg", "-r", "-t", "get_tree"))
        return list(_windows(tree))

    def press(self, key: str, *, holding: str = "") -> None:
        """A key by its X name, while another one may be held down: `press("q", holding="ctrl")`."""
        held = ["-M", holding] if holding else []
        self._run("wtype", *held, "-k", key)

    def clipboard(self) -> str:
        """What was copied last."""
        return self._run("wl-paste", "--no-newline").decode()

    def pixels(self) -> NDArray[np.uint8]:
        """Everything on the screen, (H, W, 3) RGB."""
        ppm = np.frombuffer(self._run("grim", "-t", "ppm", "-"), np.uint8)
        bgr = cv2.imdecode(ppm, cv2.IMREAD_COLOR)
        assert bgr is not None
        return np.ascontiguousarray(bgr[..., ::-1])

    def _run(self, *command: str) -> bytes:
        return subprocess.run(command, env=self.environment, check=True, capture_output=True).stdout

    def _sockets(self) -> list[str]:
        names = [path.name for path in self._folder.iterdir() if path.is_socket()]
        return sorted(names)


def _windows(node: Mapping[str, Any]) -> Iterator[ShownWindow]:
    if node.get("app_id"):
        yield ShownWindow(node["app_id"], node["name"] or "", node["fullscreen_mode"] != 0)
    for child in (*node.get("nodes", ()), *node.get("floating_nodes", ())):
        yield from _windows(child)


@contextmanager
def wayland_screen() -> Iterator[WaylandScreen]:
    """A desktop of its own, for as long as it is wanted."""
    for program in ("sway", "wtype", "grim", "wl-paste"):
        if shutil.which(program) is None:
            require_or_skip(
                "wayland", f"no {program}; apt-get install sway wtype grim wl-clipboard"
            )
    with tempfile.TemporaryDirectory(prefix="wayland-") as name:
        folder = Path(name)
        (folder / "config").write_text(_CONFIG)
        desktop = subprocess.Popen(
            ["sway", "--config", str(folder / "config")],
            env={**os.environ, **_WITHOUT_HARDWARE, "XDG_RUNTIME_DIR": name},
            stderr=subprocess.DEVNULL,
            **_somebody(folder),
        )
        try:
            screen = WaylandScreen(folder)
            yield screen
            screen.close()
        finally:
            desktop.terminate()
            desktop.wait(10)


def _somebody(folder: Path) -> dict[str, Any]:
    """Who runs the desktop: sway refuses to be root's."""
    if os.getuid() != 0:
        return {}
    os.chown(folder, _NOBODY, _NOBODY)
    return {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
