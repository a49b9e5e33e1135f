import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter

from gui.live.latency import Stage
from gui.live.overlay import Overlay, Tone, make_overlay
from gui.live.overlay_places import text_px
from gui.live.paint_overlay import paint_mark, paint_overlay, paint_ring
from gui.live.smooth_bars import SmoothBars
from gui.live.stage_bar import paint_stages
from gui.live.video_image import fitted_rect, video_image
from gui.theme import DARK, LIGHT, Theme
from realtime.monitor.bars import BarBoard
from realtime.rates import Spread
from tests.realtime.monitor.snapshots import ALL, LIVE

pytestmark = pytest.mark.usefixtures("qapp")


def canvas(width: int, height: int, background: str) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(background))
    return image


def painted(snapshot_name: str, background: str, size: tuple[int, int]) -> QImage:
    image = canvas(*size, background)
    overlay = make_overlay(ALL[snapshot_name], BarBoard())
    bars = SmoothBars()
    bars.advance(overlay.bars, 10.0)
    with QPainter(image) as painter:
        paint_overlay(painter, QRectF(image.rect()), overlay, bars.moving)
    return image


def luminance(colour: QColor) -> float:
    """As WCAG 2 defines it, 0..1."""
    levels = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return float(np.dot(levels, (0.2126, 0.7152, 0.0722)))


def contrast(one: str, two: str) -> float:
    bright, dark = sorted((luminance(QColor(one)), luminance(QColor(two))), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("size", [(320, 200), (1280, 720), (400, 900)])
def test_every_state_is_painted_inside_any_room(name: str, size: tuple[int, int]) -> None:
    image = painted(name, "#808080", size)
    edges = {image.pixelColor(x, y).name() for x in (0, size[0] - 1) for y in range(size[1])}
    assert edges == {"#808080"}
    assert image != canvas(*size, "#808080")


@pytest.mark.parametrize("background", ["#ffffff", "#000000"])
def test_white_words_stand_on_a_dark_card_whatever_is_behind(background: str) -> None:
    image = painted("live", background, (1280, 720))
    em = text_px(QRectF(image.rect()))
    card = image.pixelColor(round(em * 1.6), round(720 - em * 1.4)).name()
    assert contrast("#ffffff", card) > 7


def test_the_ring_fills_clockwise() -> None:
    quarter = canvas(80, 80, "#000000")
    with QPainter(quarter) as painter:
        paint_ring(painter, QRectF(0, 0, 80, 80), 16, 64)
    upper_right, lower_left = quarter.pixelColor(62, 17), quarter.pixelColor(17, 62)
    assert luminance(upper_right) > 4 * luminance(lower_left)


def test_tones_differ_in_shape_not_only_in_colour() -> None:
    shapes = []
    for tone in Tone:
        image = canvas(40, 40, "#000000")
        with QPainter(image) as painter:
            paint_mark(painter, QPointF(20, 20), tone, 12)
        shapes.append(
            frozenset(
                (x, y)
                for x in range(40)
                for y in range(40)
                if image.pixelColor(x, y).lightness() > 40
            )
        )
    assert len(set(shapes)) == len(Tone)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_of_a_theme_can_be_read(theme: Theme) -> None:
    for text in (theme.text, theme.dim, theme.good, theme.warning, theme.bad):
        assert contrast(text, theme.panel) >= 4.5, text
    assert contrast(theme.accent_text, theme.accent) >= 4.5
    assert all(contrast(curve, theme.panel) >= 3 for curve in theme.series)


def test_stages_share_the_bar_by_their_time() -> None:
    image = canvas(300, 90, "#000000")
    stages = [Stage("one", Spread(100, 120, 130)), Stage("two", Spread(300, 320, 330))]
    with QPainter(image) as painter:
        paint_stages(painter, QRectF(0, 0, 300, 90), stages, DARK)
    assert image.pixelColor(70, 8).name() == DARK.series[0]
    assert image.pixelColor(80, 8).name() == DARK.series[1]


def test_a_picture_keeps_its_aspect_in_any_room() -> None:
    wide = fitted_rect(QSizeF(1920, 1080), QRectF(0, 0, 800, 800))
    portrait = fitted_rect(QSizeF(1080, 1920), QRectF(0, 0, 800, 800))
    assert (wide.width(), wide.height(), wide.y()) == (800, 450, 175)
    assert (portrait.width(), portrait.height(), portrait.x()) == (450, 800, 175)


def test_an_image_owns_its_pixels() -> None:
    pixels = np.zeros((6, 8, 3), np.uint8)
    pixels[:, 0] = (255, 0, 0)
    image = video_image(pixels, QSize(8, 6))
    pixels[:] = 7
    assert image.pixelColor(0, 0).name() == "#ff0000"
    assert image.pixelColor(4, 4).name() == "#000000"


def test_a_mirror_swaps_left_and_right() -> None:
    pixels = np.zeros((6, 8, 3), np.uint8)
    pixels[:, 0] = (255, 0, 0)
    image = video_image(pixels, QSize(8, 6), mirrored=True)
    assert image.pixelColor(7, 3).name() == "#ff0000"
    assert image.pixelColor(0, 3).name() == "#000000"


@pytest.mark.parametrize("width", [40, 400])
def test_images_come_in_the_size_of_the_screen(width: int) -> None:
    image = video_image(np.full((90, 160, 3), 200, np.uint8), QSize(width, 50))
    assert (image.width(), image.height()) == (width, 50)
    assert image.pixelColor(width // 2, 25).red() == 200


def test_bars_glide_and_arrive() -> None:
    overlay = make_overlay(LIVE, BarBoard())
    bars = SmoothBars()
    assert bars.advance(overlay.bars, 0.05)
    assert 0 < bars.moving[0].length < overlay.bars[0].smoothed
    assert not bars.advance(overlay.bars, 10.0)
    assert bars.moving[0].length == overlay.bars[0].smoothed


def test_bars_change_rows_on_the_way() -> None:
    first, second = make_overlay(LIVE, BarBoard()).bars[:2]
    bars = SmoothBars()
    bars.advance((first, second), 10.0)
    bars.advance((second, first), 0.05)
    assert 0 < bars.moving[0].row < 1


def test_an_empty_overlay_has_no_bars() -> None:
    image = canvas(640, 360, "#808080")
    with QPainter(image) as painter:
        paint_overlay(painter, QRectF(image.rect()), Overlay((), "Hello"), [])
    assert image.pixelColor(320, 100).name() == "#808080"
