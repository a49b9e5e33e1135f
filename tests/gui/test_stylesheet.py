from typing import get_args

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox

from gui.stylesheet import dress
from gui.theme import DARK, LIGHT, Theme, ThemeName


@pytest.mark.parametrize(("name", "theme"), [("dark", DARK), ("light", LIGHT)])
def test_what_qt_draws_by_itself_has_the_colours_of_the_theme(
    qapp: QApplication, name: ThemeName, theme: Theme
) -> None:
    assert dress(name) is theme
    palette = qapp.palette()
    assert palette.window().color().name() == theme.window
    assert palette.windowText().color().name() == theme.text
    assert palette.base().color().name() == theme.panel
    assert palette.placeholderText().color().name() == theme.dim


def test_every_theme_can_be_worn(qapp: QApplication) -> None:
    for name in get_args(ThemeName):
        assert dress(name).panel in qapp.styleSheet()


def test_a_box_that_cannot_be_ticked_looks_so(qapp: QApplication) -> None:
    assert qapp
    dress("light")
    box = QCheckBox("Blur faces")
    before = box.grab().toImage()
    box.setEnabled(False)
    assert box.grab().toImage() != before


@pytest.mark.parametrize(("name", "theme"), [("dark", DARK), ("light", LIGHT)])
def test_a_ticked_box_has_a_tick_and_not_a_colour_only(
    qapp: QApplication, name: ThemeName, theme: Theme
) -> None:
    assert qapp
    dress(name)
    box = QCheckBox()
    box.setChecked(True)
    image = box.grab().toImage()
    seen = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    assert {theme.accent, theme.accent_text} <= seen
