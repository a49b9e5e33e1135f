"""Footage of one colour, and a process that stands for the one in which NNCF works."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engines.int8.note import Measured
from tests.engines.painted_video import HEIGHT, WIDTH

MEASURED = Measured(
    videos=("a.mp4",),
    calibration_windows=12,
    held_out_windows=4,
    top1_agreement=1.0,
    relative_difference=0.01,
    fp32_ms=80.0,
    int8_ms=20.0,
    measured_on="this CPU",
)


def painted(colour: int) -> Callable[[int], NDArray[np.uint8]]:
    """Frames of one colour that grow brighter."""

    def paint(number: int) -> NDArray[np.uint8]:
        image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
        image[..., colour] = 100 + 2 * number
        return image

    return paint


class Int8Worker:
    """A script that writes two files and tells what it measured; counts how often it ran."""

    def __init__(self, folder: Path) -> None:
        self._runs = folder / "runs"
        self._script = folder / "worker.py"
        self.does(f"tell(measured={asdict(MEASURED)!r})")

    def does(self, end: str) -> None:
        event = {"stage": "calibrating int8", "done": 0, "total": 12, "unit": "windows"}
        self._script.write_text(
            "import json, sys\n"
            "from pathlib import Path\n"
            f"with open({str(self._runs)!r}, 'a') as file: file.write('run ')\n"
            "def tell(**message): print(json.dumps(message), flush=True)\n"
            "graph = Path(sys.argv[2])\n"
            "graph.write_text('<net/>')\n"
            "graph.with_suffix('.bin').write_text('weights')\n"
            f"tell(**json.loads({json.dumps(event)!r}))\n"
            f"{end}\n"
        )

    @property
    def command(self) -> tuple[str, ...]:
        return sys.executable, str(self._script)

    @property
    def runs(self) -> int:
        return len(self._runs.read_text().split()) if self._runs.exists() else 0
