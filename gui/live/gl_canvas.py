"""A canvas that OpenGL draws on; whoever paints gets a painter like any other."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget


class GlCanvas(QOpenGLWidget):
    """Covers its parent, which goes on to get mouse and keys."""

    def __init__(self, paint: Callable[[QPainter], None], parent: QWidget) -> None:
        """Have everything painted by this function."""
        super().__init__(parent)
        self._paint = paint
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintGL(self) -> None:
        """Paint everything."""
        with QPainter(self) as painter:
            self._paint(painter)
