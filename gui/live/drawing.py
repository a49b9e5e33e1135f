"""What draws the live pictures: OpenGL where a graphics card does it, else Qt's own raster."""

import sys
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QOffscreenSurface, QOpenGLContext, QSurfaceFormat

from gui.language import translate
from gui.platforms import has_graphics_card

DrawingWish = Literal["auto", "opengl", "raster"]

_SOFTWARE = ("llvmpipe", "softpipe", "swrast", "software", "swiftshader", "gdi generic", "warp")
"""What the names of renderers without a graphics card contain."""
_GL_RENDERER = 0x1F01
_SAMPLES = 4
"""Of a pixel: round corners are smooth as in raster."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What draws, and why."""

    has_opengl: bool = False
    renderer: str = ""
    """What draws for OpenGL; empty where it does not work or was not looked at."""
    was_asked_for: bool = True
    has_card: bool = True
    """Whether there is something to look for."""

    @property
    def words(self) -> str:
        """For people."""
        if self.has_opengl:
            return translate("Drawing", "OpenGL: {renderer}").format(renderer=self.renderer)
        if self.was_asked_for:
            return translate("Drawing", "raster, as you asked for")
        if not self.has_card:
            return translate("Drawing", "raster: there is no graphics card here")
        if not self.renderer:
            return translate("Drawing", "raster: OpenGL does not work here")
        said = translate(
            "Drawing", "raster: OpenGL has no graphics card here ({renderer}) and would be slower"
        )
        return said.format(renderer=self.renderer)


def prepare_opengl() -> None:
    """What all windows want of OpenGL; before the application is made.

    Nobody waits for the screen: with four pictures a frame Qt's thread would do little else.
    """
    wanted = QSurfaceFormat()
    wanted.setSamples(_SAMPLES)
    wanted.setSwapInterval(0)
    QSurfaceFormat.setDefaultFormat(wanted)


def choose_drawing(wish: DrawingWish) -> Drawing:
    """What draws here; looks once at what the application's screen can do.

    `opengl` takes a renderer in software too; where there is no OpenGL at all it is raster. `auto`
    does not look where there is no card: OpenGL takes a while to load.
    """
    if wish == "raster":
        return Drawing()
    if wish == "auto" and not has_graphics_card(sys.platform):
        return Drawing(was_asked_for=False, has_card=False)
    renderer = _renderer()
    has_opengl = bool(renderer) and (wish == "opengl" or not is_software(renderer))
    return Drawing(has_opengl, renderer, was_asked_for=False)


def is_software(renderer: str) -> bool:
    """Whether a renderer of this name draws without a graphics card."""
    return any(word in renderer.lower() for word in _SOFTWARE)


def _renderer() -> str:
    """The name of what draws for OpenGL; empty where no context can be had."""
    surface, context = QOffscreenSurface(), QOpenGLContext()
    surface.create()
    if not context.create() or not context.makeCurrent(surface):
        return ""
    try:
        return str(context.functions().glGetString(_GL_RENDERER))
    finally:
        context.doneCurrent()
