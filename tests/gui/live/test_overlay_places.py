import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from gui.live.overlay import Chip, Overlay, Tone
from gui.live.overlay_places import Pill, place_chips, place_overlay, sized_font

pytestmark = pytest.mark.usefixtures("qapp")

EM = 12.0
CHIPS = (
    Chip("live", Tone.GOOD),
    Chip("resampled: 30 → 25 fps", Tone.WARNING, "resampled"),
    Chip("0.2 s behind live", Tone.NEUTRAL, "0.2 s"),
)


def pills(width: float, height: float = 200, name: str = "front door") -> list[Pill]:
    return place_chips(QRectF(6, 6, width, height), CHIPS, EM, name, QFont())


def said(width: float, height: float = 200, name: str = "front door") -> list[str]:
    return [pill.text for pill in pills(width, height, name)]


def rows(found: list[Pill]) -> int:
    return len({pill.rect.top() for pill in found})


def test_beside_a_name_they_are_whole_where_one_row_has_room_for_them() -> None:
    assert said(900) == ["front door", *(chip.text for chip in CHIPS)]
    assert rows(pills(900)) == 1


def test_else_they_are_said_shorter() -> None:
    assert said(460) == ["front door", "live", "resampled", "0.2 s"]
    assert rows(pills(460)) == 1


def test_they_are_wrapped_and_left_out_where_the_room_is_small() -> None:
    assert rows(pills(260)) == 2
    assert said(260) == ["front door", "live", "resampled", "0.2 s"]
    low = said(260, height=40)
    assert low == said(260)[: len(low)]
    assert rows(pills(260, height=40)) == 1


def test_a_stream_alone_says_everything() -> None:
    assert said(260, height=40, name="") == [chip.text for chip in CHIPS]
    assert rows(pills(260, name="")) == 2


def test_a_full_score_fits_beside_its_bar() -> None:
    for height in (300, 480, 1080):
        places = place_overlay(QRectF(0, 0, 2 * height, height), Overlay((), "waving"))
        bold = QFontMetricsF(sized_font(QFont(), places.em, bold=True))
        assert places.figure(0).width() > bold.horizontalAdvance("100%")


def test_a_reason_that_is_too_long_ends_with_an_ellipsis_and_a_shorter_one_is_whole() -> None:
    room, reason = QRectF(0, 0, 240, 140), "rtsp://camera.example/live: nobody answers; is it on? "
    notes = [
        place_overlay(room, Overlay((), "Stream stopped", note=note)).overlay.note
        for note in (reason.strip(), 4 * reason)
    ]
    assert notes[0] == reason.strip()
    assert notes[1].endswith("…")
    assert (4 * reason).startswith(notes[1].removesuffix("…"))
    assert len(notes[1]) > len(reason)
