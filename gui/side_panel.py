"""A panel beside the picture."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStyle, QWidget


class SidePanel(QScrollArea):
    """A column that scrolls up and down; as wide as its widest text needs in any language."""

    def __init__(self, name: str, least_px: int, parent: QWidget | None = None) -> None:
        """Empty.

        Args:
            name: of the panel in the stylesheet; its page is `NAME_page`.
            least_px: how narrow it may become where the texts are short.
            parent: as Qt wants it.
        """
        super().__init__(parent)
        self._least_px = least_px
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        """What the page needs from left to right, its scroll bar too."""
        page = self.widget()
        needed = page.minimumSizeHint().width() if page is not None else 0
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        return QSize(max(self._least_px, needed + bar), super().minimumSizeHint().height())
