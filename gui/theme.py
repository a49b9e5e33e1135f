"""The colours of the window, light and dark, told apart by the colour-blind too.

The series are Okabe and Ito's palette (https://jfly.uni-koeln.de/color/); wherever a colour means
something, a shape or a word says it again.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPen

ThemeName = Literal["auto", "light", "dark"]
THEMES: tuple[ThemeName, ...] = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#rrggbb`."""

    window: str
    """Behind everything."""
    panel: str
    """Of fields, strips and panels."""
    text: str
    dim: str
    """Of text that matters less; still 4.5 : 1 against the panel."""
    line: str
    """Of borders and grids."""
    accent: str
    """Of what is to be clicked."""
    accent_text: str
    tick: str
    """File in `gui/images`: a tick in the colour of text on the accent."""
    good: str
    warning: str
    bad: str
    series: tuple[str, ...]
    """Of curves, in the order in which they are given out."""


LIGHT = Theme(
    window="#f3f4f6",
    panel="#ffffff",
    text="#16191d",
    dim="#5a626d",
    line="#d3d7dd",
    accent="#0b63b0",
    accent_text="#ffffff",
    tick="tick_light.svg",
    good="#00694c",
    warning="#8a5a00",
    bad="#b3350a",
    series=("#0072b2", "#d55e00", "#007a5a", "#b0528a", "#946700"),
)
DARK = Theme(
    window="#15181c",
    panel="#1e2227",
    text="#eceff3",
    dim="#a3acb8",
    line="#383f48",
    accent="#56b4e9",
    accent_text="#08121a",
    tick="tick_dark.svg",
    good="#2fd6a3",
    warning="#f0b429",
    bad="#ff8a5c",
    series=("#56b4e9", "#f0903c", "#2fd6a3", "#e39ac4", "#f0e442"),
)


def theme_for(name: ThemeName) -> Theme:
    """The theme by name; `auto` is the one that the desktop uses."""
    if name == "auto":
        is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if is_dark else LIGHT
    return DARK if name == "dark" else LIGHT


@cache
def colour(value: str, opacity: float = 1.0) -> QColor:
    """A colour of a theme, ready to paint with; the same for all who ask, so never changed."""
    made = QColor(value)
    made.setAlphaF(opacity)
    return made


@cache
def pen(value: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen in a colour of a theme; the same for all who ask, so never changed."""
    return QPen(colour(value), width, style)
