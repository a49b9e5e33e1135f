import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from gui.diagnostics import diagnostics
from gui.live.drawing import Drawing, choose_drawing, is_software, prepare_opengl
from gui.live.live_view import LiveView
from gui.live.screen_pictures import ScreenPicture
from gui.theme import DARK
from gui.worker_state import WorkerState
from realtime import Frame
from tests.gui.waiting import wait
from tests.realtime.monitor.snapshots import LIVE

LLVMPIPE = "llvmpipe (LLVM 15.0.6, 256 bits)"


@pytest.mark.parametrize("name", [LLVMPIPE, "softpipe", "Software Rasterizer", "GDI Generic"])
def test_renderers_without_a_graphics_card_are_known(name: str) -> None:
    assert is_software(name)


@pytest.mark.parametrize("name", ["Mesa Intel(R) UHD Graphics 620 (KBL GT2)", "Apple M2", "NVIDIA"])
def test_a_graphics_card_is_none_of_them(name: str) -> None:
    assert not is_software(name)


def test_what_draws_is_told_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    cards, renderers = iter([True, True, False]), iter([LLVMPIPE, LLVMPIPE, "Apple M2", ""])
    monkeypatch.setattr("gui.live.drawing.has_graphics_card", lambda _platform: next(cards))
    monkeypatch.setattr("gui.live.drawing._renderer", lambda: next(renderers))
    assert [
        choose_drawing(wish).words
        for wish in ("raster", "auto", "opengl", "auto", "opengl", "auto")
    ] == [
        "raster, as you asked for",
        f"raster: OpenGL has no graphics card here ({LLVMPIPE}) and would be slower",
        f"OpenGL: {LLVMPIPE}",
        "OpenGL: Apple M2",
        "raster: OpenGL does not work here",
        "raster: there is no graphics card here",
    ]
    assert "drawn by: raster, renderer: not looked for" in diagnostics(WorkerState(), Drawing())


def grabbed(qtbot: QtBot, *, has_opengl: bool) -> NDArray[np.uint8]:
    """The same stream in a view, (H, W, 4) BGRA."""
    view = LiveView(DARK, parent=None)
    if has_opengl:
        view.use_opengl()
    qtbot.addWidget(view)
    view.resize(640, 360)
    rows = np.linspace(0, 255, 270, dtype=np.uint8)[:, None, None]
    pixels = np.broadcast_to(rows, (270, 480, 3)).copy()
    view.show_picture(ScreenPicture(Frame(pixels, 0.0, 0.0, 0, "test")))
    view.show_snapshot(LIVE)
    view.show()
    wait(qtbot, lambda: not view.is_moving)
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(360, 640, 4).copy()


@pytest.mark.window
def test_opengl_draws_what_raster_draws_and_where_it_is_not_there_raster_does(qtbot: QtBot) -> None:
    drawing = choose_drawing("opengl")
    if QGuiApplication.platformName() == "offscreen":
        assert drawing.words == "raster: OpenGL does not work here"
        return
    assert drawing.has_opengl
    prepare_opengl()
    by_card, by_raster = (grabbed(qtbot, has_opengl=one).astype(int) for one in (True, False))
    differences = np.abs(by_card - by_raster)[..., :3].max(axis=2)
    assert by_raster.std() > 30
    assert (differences > 40).mean() < 0.02  # edges of letters lie on other fractions of a pixel
    assert (differences > 6).mean() < 0.03
