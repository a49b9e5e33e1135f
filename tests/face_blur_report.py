"""Measures the face blur on the evaluation clips: what is left, and what is never found.

Run it as `python -m tests.face_blur_report [CLIP…]`. A face that the detector finds in a picture
searched at twice the usual size with high confidence, although the blur did not cover it, counts
as missed. That is the detector judged by itself, with a closer look: faces that it never sees at
any size are not in the figure, so the true share is higher.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engines import VideoReader
from realtime.blur import SEARCHED_PX, FaceBlur, FaceBox, detect_faces
from tests.conftest import CLIPS_HOME

SURE = 60
"""Confidence of 100 from which on a closer look is believed."""
CLOSER_PX = 2 * SEARCHED_PX
EVERY = 10
"""Pictures of a clip between two that are looked at; all of them are blurred."""


def main(names: Sequence[str]) -> int:
    clips = sorted((CLIPS_HOME / "clips").iterdir())
    chosen = [clip for clip in clips if not names or clip.name in names]
    totals = np.zeros(3, int)
    for clip in chosen:
        counts = report(clip)
        totals += counts
        _say(clip.name, counts)
    _say("all", totals)
    return 0


def report(clip: Path) -> NDArray[np.int_]:
    """Faces by the closer look, those not covered, those still found after the blur."""
    reader, blur = VideoReader(clip), FaceBlur()
    faces = missed = left = number = 0
    while (frame := reader.read()) is not None:
        blurred = blur.apply(frame.image)
        if number % EVERY == 0:
            sure = closer_look(frame.image)
            faces += len(sure)
            missed += sum(not _is_changed(frame.image, blurred, box) for box in sure)
            left += len(closer_look(blurred))
        number += 1
    reader.close()
    return np.array([faces, missed, left])


def closer_look(image: NDArray[np.uint8]) -> list[FaceBox]:
    """The faces that are seen when the picture is large."""
    scale = CLOSER_PX / max(image.shape[:2])
    size = (round(image.shape[1] * scale), round(image.shape[0] * scale))
    large = np.asarray(cv2.resize(image, size), dtype=np.uint8)
    return [
        FaceBox(*(round(v / scale) for v in (box.left, box.top, box.width, box.height)))
        for box in detect_faces(large, CLOSER_PX, SURE)
    ]


def _is_changed(before: NDArray[np.uint8], after: NDArray[np.uint8], box: FaceBox) -> bool:
    """Whether nearly the whole box was blurred."""
    part = np.s_[max(0, box.top) : box.top + box.height, max(0, box.left) : box.left + box.width]
    changed = (before[part] != after[part]).any(axis=2)
    return bool(changed.size) and changed.mean() > 0.75


def _say(name: str, counts: NDArray[np.int_]) -> None:
    faces, missed, left = counts
    share = f"{missed / faces:.0%}" if faces else "-"
    sys.stdout.write(f"{name:28} faces {faces:5}  missed {missed:4} ({share})  left {left:4}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
