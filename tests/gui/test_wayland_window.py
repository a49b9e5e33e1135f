"""`liveact` on a real Wayland desktop, with real keys."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.colour_model import write_colour_model
from tests.gui.test_real_window import PROGRAM, SOURCE, TITLE
from tests.gui.wayland_screen import ShownWindow, WaylandScreen, wayland_screen

pytestmark = pytest.mark.wayland

WINDOW, FULL = (ShownWindow("liveact", TITLE, full) for full in (False, True))
ABOUT = ShownWindow("liveact", "About liveact", False)


@pytest.fixture
def screen() -> Iterator[WaylandScreen]:
    with wayland_screen() as found:
        yield found


@pytest.fixture
def liveact(screen: WaylandScreen, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """The program with a small real model, started as a person does."""
    model = write_colour_model(tmp_path / "colour.onnx")
    folders = {"XDG_CONFIG_HOME": str(tmp_path), "LIVEACT_CACHE_DIR": str(tmp_path)}
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, SOURCE, "--model", str(model), "--theme", "dark"],
        env={**screen.environment, **folders},
        stderr=subprocess.PIPE,
        text=True,
    )
    yield program
    program.kill()
    program.communicate()


def test_a_person_fills_the_screen_copies_and_quits(
    screen: WaylandScreen, liveact: "subprocess.Popen[str]"
) -> None:
    screen.wait_for(lambda: screen.windows() == [WINDOW])
    screen.wait_for(lambda: screen.pixels()[200:400, 200:700].std() > 60)  # the picture is there
    screen.press("F11")
    screen.wait_for(lambda: screen.windows() == [FULL])
    screen.press("Escape")
    screen.wait_for(lambda: screen.windows() == [WINDOW])
    screen.press("F1")
    screen.wait_for(lambda: screen.windows() == [WINDOW, ABOUT])
    screen.press("a", holding="ctrl")
    screen.press("c", holding="ctrl")
    screen.press("Escape")
    screen.wait_for(lambda: screen.windows() == [WINDOW])
    assert "Apache-2.0" in screen.clipboard()
    screen.press("q", holding="ctrl")
    _, said = liveact.communicate(timeout=30)
    assert liveact.returncode == 0
    assert said == ""
