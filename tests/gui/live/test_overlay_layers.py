from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QImage, QPainter

from gui.live import overlay_layers
from gui.live.overlay import Overlay, make_overlay
from gui.live.overlay_layers import OverlayLayers
from gui.live.paint_overlay import paint_overlay
from gui.live.smooth_bars import MovingBar, SmoothBars
from realtime.monitor.bars import BarBoard
from tests.realtime.monitor.snapshots import ALL

pytestmark = pytest.mark.usefixtures("qapp")

ROOM = QRectF(0, 0, 640, 360)


def said(name: str = "live", seconds: float = 0.1) -> tuple[Overlay, list[MovingBar]]:
    """An overlay of a stream of many, its bars on their way for so long."""
    overlay = replace(make_overlay(ALL[name], BarBoard()), name="front door")
    bars = SmoothBars()
    bars.advance(overlay.bars, seconds)
    return overlay, bars.moving


def noise(ratio: float) -> QImage:
    """A screen full of pixels of any colour."""
    width, height = round(ROOM.width() * ratio), round(ROOM.height() * ratio)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    pixels(image)[:] = np.random.default_rng(0).integers(0, 256, (height, width, 4))
    image.setDevicePixelRatio(ratio)
    return image


def pixels(image: QImage) -> NDArray[np.uint8]:
    return np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.width(), 4)


def lay_over(
    screen: QImage, layers: OverlayLayers, overlay: Overlay, bars: list[MovingBar]
) -> None:
    with QPainter(screen) as painter:
        layers.prepare(ROOM, overlay, bars, painter.font, screen.devicePixelRatio())
        layers.paint(painter, bars)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_layers_look_as_what_is_painted_at_once(name: str, ratio: float) -> None:
    overlay, bars = said(name)
    layered, painted = noise(ratio), noise(ratio)
    lay_over(layered, OverlayLayers(), overlay, bars)
    with QPainter(painted) as painter:
        paint_overlay(painter, ROOM, overlay, bars)
    differ = np.abs(pixels(layered).astype(int) - pixels(painted)).max(axis=2) > 2
    assert differ.mean() < 0.0005  # the ends of bars, which are whole pixels here


def test_a_message_alone_has_no_chips(qtlog: Any) -> None:
    screen, untouched = noise(1.0), noise(1.0)
    lay_over(screen, OverlayLayers(), Overlay((), "Choose a source"), [])
    assert screen.copy(0, 0, 640, 180) == untouched.copy(0, 0, 640, 180)
    assert screen != untouched
    assert not qtlog.records


def test_they_are_painted_anew_only_where_more_than_lengths_differ(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    painted: list[str] = []
    monkeypatch.setattr(overlay_layers, "paint_card", lambda *_: painted.append("card"))
    monkeypatch.setattr(overlay_layers, "paint_chips", lambda *_: painted.append("chips"))
    (overlay, bars), layers = said(), OverlayLayers()
    font, smaller = QFont, QRectF(0, 0, 320, 180)
    longer = [replace(one, length=one.length + 0.1) for one in bars]
    lower = [replace(one, row=one.row + 0.1) for one in bars]
    other = replace(overlay, headline="sleeping")
    for moved in (bars, longer, bars):
        layers.prepare(ROOM, overlay, moved, font, 1.0)
    assert sorted(painted) == ["card", "chips"]
    painted.clear()
    layers.prepare(ROOM, overlay, lower, font, 1.0)
    layers.prepare(ROOM, other, lower, font, 1.0)
    assert painted == ["card", "card"]
    painted.clear()
    layers.prepare(smaller, other, lower, font, 1.0)
    layers.prepare(smaller, other, lower, font, 2.0)
    assert sorted(painted) == ["card", "card", "chips", "chips"]


def test_bars_grow_between_two_answers() -> None:
    overlay, bars = said()
    layers, short, long = OverlayLayers(), noise(1.0), noise(1.0)
    lay_over(short, layers, overlay, bars)
    lay_over(long, layers, overlay, [replace(one, length=1.0) for one in bars])
    assert (pixels(short) != pixels(long)).any(axis=2).sum() > 100
