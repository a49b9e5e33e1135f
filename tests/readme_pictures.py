"""Makes the pictures of the README: the terminal view and the real window, on the demo clip.

Run it as `make pictures`, or `python -m tests.readme_pictures`. With `--check` it makes the window
in light and dark soon after its start, looks at them, and leaves the folder as it is: CI does that.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engines import ProgressLine, demo_clip, load_engine
from realtime import PipelineSettings, open_pipeline
from realtime.monitor.view import to_svg

FOLDER = Path(__file__).parents[1] / "docs" / "images"
TERMINAL_SECONDS = 11.0
WINDOW_SECONDS = 12.0
CHECK_SECONDS = 1.5
PROGRAM = "from gui.app import main; main()"
SIZE_PX = (1280, 720)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the window."""

    name: str
    arguments: tuple[str, ...]
    """As after `liveact`."""


PICTURES = (
    Picture("window-light.png", ("demo", "--theme", "light")),
    Picture("window-dark.png", ("demo", "--theme", "dark")),
    Picture("window-tuning.png", ("demo", "--theme", "light", "--panel", "tuning")),
    Picture("window-chinese.png", ("demo", "--theme", "light", "--lang", "zh_CN")),
    Picture("window-four.png", ("demo", "demo", "demo", "demo", "--theme", "dark")),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only see that they can be made")
    if parser.parse_args().check:
        with tempfile.TemporaryDirectory() as folder:
            take_pictures(PICTURES[:2], Path(folder), CHECK_SECONDS)
            check_pictures(Path(folder))
        return 0
    take_terminal(FOLDER / "watch.svg")
    for picture in PICTURES:
        take_pictures([picture], FOLDER, WINDOW_SECONDS)
    return 0


def take_pictures(pictures: Sequence[Picture], folder: Path, after: float) -> None:
    """Have the program take them, all at the same time."""
    running = [
        subprocess.Popen(
            [
                *(sys.executable, "-c", PROGRAM, *picture.arguments),
                *("--screenshot", str(folder / picture.name), "--after", str(after)),
            ],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        for picture in pictures
    ]
    for program, picture in zip(running, pictures, strict=True):
        if program.wait(300):
            raise SystemExit(f"{picture.name}: liveact ended with {program.returncode}")


def check_pictures(folder: Path) -> None:
    """They have the size of the window, show something, and one is brighter than the other."""
    light, dark = (_pixels(folder / picture.name) for picture in PICTURES[:2])
    for pixels in (light, dark):
        if pixels.shape[1::-1] != SIZE_PX or pixels.std() < 10:
            raise SystemExit(f"a picture of {pixels.shape} with {pixels.std():.1f} contrast")
    if light.mean() < dark.mean() + 50:
        raise SystemExit("the light picture is not brighter than the dark one")


def take_terminal(target: Path) -> None:
    """The terminal view after some seconds."""
    with ProgressLine() as progress:
        demo_clip(progress)
        engine = load_engine(progress=progress)
    with closing(engine):
        pipeline = open_pipeline(engine, "demo", settings=PipelineSettings(), choice=engine.choice)
        with pipeline:
            pipeline.wait(TERMINAL_SECONDS)
            snapshot = pipeline.snapshot()
    target.write_text(to_svg(snapshot), encoding="utf-8")


def _pixels(path: Path) -> NDArray[np.uint8]:
    read = cv2.imread(str(path))
    if read is None:
        raise SystemExit(f"{path} is no picture")
    return np.asarray(read, dtype=np.uint8)


if __name__ == "__main__":
    sys.exit(main())
