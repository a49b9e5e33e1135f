"""A real X screen that no monitor shows, with the keys, the mouse and the eyes of a person."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray
from Xlib import XK, X
from Xlib.display import Display
from Xlib.error import BadWindow
from Xlib.ext import xtest
from Xlib.xobject.drawable import Window

from tests.conftest import require_or_skip

SIZE_PX = (1400, 900)
PATIENCE_SECONDS = 30.0
_LOOK_SECONDS = 0.05


class RealScreen:
    """Sends what a keyboard and a mouse send, and sees what a monitor would show."""

    def __init__(self, name: str) -> None:
        """Of the X server of this name, as in `:5`."""
        self.name = name
        self._display = Display(name)
        self._root = self._display.screen().root

    def close(self) -> None:
        """Look no more."""
        self._display.close()

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Look again and again until it is so."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert time.monotonic() < deadline, f"never so; on the screen: {self.titles()}"
            time.sleep(_LOOK_SECONDS)

    def titles(self) -> list[str]:
        """Of the windows that can be seen."""
        return [title for title, _ in self._windows()]

    def focus(self, words: str) -> None:
        """Give the keyboard to the window with these words in its title, as a desktop does."""
        for title, window in self._windows():
            if words in title:
                window.set_input_focus(X.RevertToParent, X.CurrentTime)
        self._display.sync()

    def press(self, *keys: str) -> None:
        """Hold these keys down together, then let go: `press("Control_L", "l")`."""
        codes = [self._display.keysym_to_keycode(XK.string_to_keysym(key)) for key in keys]
        for code in codes:
            xtest.fake_input(self._display, X.KeyPress, code)
        for code in reversed(codes):
            xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.sync()

    def click(self, x: int, y: int) -> None:
        """Go there with the mouse and press its first button."""
        xtest.fake_input(self._display, X.MotionNotify, x=x, y=y)
        for kind in (X.ButtonPress, X.ButtonRelease):
            xtest.fake_input(self._display, kind, 1)
        self._display.sync()

    def pixels(self) -> NDArray[np.uint8]:
        """Everything on the screen, (H, W, 3) RGB."""
        width, height = SIZE_PX
        image = self._root.get_image(0, 0, width, height, X.ZPixmap, 0xFFFFFFFF)
        bgrx = np.frombuffer(image.data, np.uint8).reshape(height, width, 4)
        return np.ascontiguousarray(bgrx[..., 2::-1])

    def _windows(self) -> list[tuple[str, Window]]:
        found = []
        for window in self._root.query_tree().children:
            try:
                if window.get_attributes().map_state == X.IsViewable and window.get_wm_name():
                    found.append((str(window.get_wm_name()), window))
            except BadWindow:  # it went in the meantime
                continue
        return found


@contextmanager
def real_screen() -> Iterator[RealScreen]:
    """A screen of its own, for as long as it is wanted."""
    if shutil.which("Xvfb") is None:
        require_or_skip("xcb", "no Xvfb; apt-get install xvfb")
    reading, writing = os.pipe()
    size = "x".join(map(str, SIZE_PX))
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "Xvfb ended at once"
        screen = RealScreen(f":{number}")
        yield screen
        screen.close()
    finally:
        server.terminate()
        server.wait(10)
