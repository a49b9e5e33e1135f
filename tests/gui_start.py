"""How soon the window is there: from starting `liveact` until its first picture is on the screen.

    python -m tests.gui_start [--rounds 5]

Each round is a first start, with an empty home, settings and cache, then a second one of the same
person, on an X screen of their own (Xvfb). It takes some ten seconds.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.gui.real_screen import RealScreen, real_screen

PROGRAM = "from gui.app import main; main()"
PATIENCE_SECONDS = 60.0
LOOK_SECONDS = 0.01
_PAINTED_COLOURS = 20
"""A window that was only mapped is of one colour."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    first, again = [], []
    with real_screen() as screen:
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as home:
                first.append(seconds_to_window(screen, Path(home)))
                again.append(seconds_to_window(screen, Path(home)))
    for name, seconds in (("first start", first), ("second start", again)):
        spread = f"{min(seconds):.2f} to {max(seconds):.2f}"
        sys.stdout.write(f"{name}: median {statistics.median(seconds):.2f} s ({spread})\n")
    return 0


def seconds_to_window(screen: RealScreen, home: Path) -> float:
    """Start it, look until something is painted, end it as a person does."""
    folders = {
        name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIVEACT_")}
    began = time.monotonic()
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        env={**kept, **folders, "DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"},
    )
    try:
        while not is_painted(screen):
            if program.poll() is not None or time.monotonic() - began > PATIENCE_SECONDS:
                raise SystemExit("no window came")
            time.sleep(LOOK_SECONDS)
        seconds = time.monotonic() - began
        screen.focus("liveact")
        screen.press("Control_L", "q")
        program.wait(PATIENCE_SECONDS)
    finally:
        program.kill()
    return seconds


def is_painted(screen: RealScreen) -> bool:
    """Whether the bar of sources can be seen."""
    if not any("liveact" in title for title in screen.titles()):
        return False
    bar = screen.pixels()[:120].reshape(-1, 3)
    return len(np.unique(bar, axis=0)) > _PAINTED_COLOURS


if __name__ == "__main__":
    sys.exit(main())
