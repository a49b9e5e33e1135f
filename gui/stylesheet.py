"""The one stylesheet of the window."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from gui.theme import Theme, ThemeName, theme_for

_IMAGES = Path(__file__).with_name("images").as_posix()
_SCHEMES = {
    "auto": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


def dress(name: ThemeName) -> Theme:
    """Everything in the colours of a theme, title bars among it; gives them.

    Where the desktop knows of neither light nor dark, Qt draws title bars itself, by the palette.
    """
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.styleHints().setColorScheme(_SCHEMES[name])
    theme = theme_for(name)
    application.setPalette(_palette(theme))
    application.setStyleSheet(stylesheet(theme))
    return theme


def _palette(theme: Theme) -> QPalette:
    palette = QPalette(QColor(theme.panel), QColor(theme.window))
    palette.setColor(QPalette.ColorRole.Base, QColor(theme.panel))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        palette.setColor(role, QColor(theme.text))
    palette.setColor(QPalette.ColorRole.PlaceholderText, QColor(theme.dim))
    palette.setColor(QPalette.ColorRole.Highlight, QColor(theme.accent))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.accent_text))
    return palette


def stylesheet(theme: Theme) -> str:
    """What all widgets look like in a theme."""
    parts = (_window, _fields, _sliders, _lists, _panels)
    return "".join(part(theme) for part in parts)


def _window(theme: Theme) -> str:
    """The window itself, its menus and hints."""
    return f"""
    QWidget {{ background: {theme.window}; color: {theme.text}; }}
    QLabel {{ background: transparent; }}
    QToolTip {{
        background: {theme.panel}; color: {theme.text};
        border: 1px solid {theme.line}; padding: 4px;
    }}
    QMenuBar, QMenu {{ background: {theme.window}; color: {theme.text}; }}
    QMenuBar::item {{ padding: 4px 10px; background: transparent; }}
    QMenu {{ border: 1px solid {theme.line}; padding: 4px; }}
    QMenu::item {{ padding: 5px 28px 5px 24px; }}
    QMenuBar::item:selected, QMenu::item:selected {{
        background: {theme.accent}; color: {theme.accent_text}; border-radius: 4px;
    }}
    QMenu::item:disabled {{ color: {theme.dim}; }}
    QMenu::separator {{ height: 1px; background: {theme.line}; margin: 4px 8px; }}
    QSplitter::handle {{ background: {theme.window}; }}
    QSplitter::handle:hover {{ background: {theme.line}; }}
    """


def _fields(theme: Theme) -> str:
    """What is pressed, chosen or typed into."""
    return f"""
    QPushButton, QComboBox, QPlainTextEdit, QLineEdit, QDoubleSpinBox {{
        background: {theme.panel}; color: {theme.text};
        border: 1px solid {theme.line}; border-radius: 6px; padding: 6px 12px;
    }}
    QPushButton:hover, QComboBox:hover {{ border-color: {theme.accent}; }}
    QPushButton:focus, QComboBox:focus, QPlainTextEdit:focus {{
        border: 2px solid {theme.accent}; padding: 5px 11px;
    }}
    QLineEdit, QDoubleSpinBox {{ padding: 4px 8px; }}
    QLineEdit:focus, QDoubleSpinBox:focus {{ border: 2px solid {theme.accent}; padding: 3px 7px; }}
    QDoubleSpinBox QLineEdit, QDoubleSpinBox QLineEdit:focus {{
        border: none; padding: 0; background: transparent;
    }}
    QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{ width: 6px; border: none; }}
    QPushButton:disabled, QCheckBox:disabled, QComboBox:disabled, QDoubleSpinBox:disabled {{
        color: {theme.dim};
    }}
    QPushButton#primary {{
        background: {theme.accent}; color: {theme.accent_text};
        border-color: {theme.accent}; font-weight: 600; min-width: 84px;
    }}
    QPushButton#primary:focus {{ border: 2px solid {theme.text}; }}
    QComboBox::drop-down {{ border: none; width: 28px; }}
    QComboBox QLineEdit {{ background: transparent; border: none; padding: 0; }}
    QComboBox QAbstractItemView {{
        background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.line};
        selection-background-color: {theme.accent}; selection-color: {theme.accent_text};
    }}
    """


def _sliders(theme: Theme) -> str:
    """Sliders, and the boxes that are ticked."""
    return f"""
    QSlider {{ background: transparent; min-height: 20px; }}
    QSlider::groove:horizontal {{ background: {theme.line}; height: 4px; border-radius: 2px; }}
    QSlider::sub-page:horizontal {{ background: {theme.accent}; border-radius: 2px; }}
    QSlider::handle:horizontal {{
        background: {theme.panel}; border: 2px solid {theme.accent}; border-radius: 8px;
        width: 12px; margin: -6px 0;
    }}
    QSlider::handle:horizontal:focus {{ background: {theme.accent}; border-color: {theme.text}; }}
    QTreeView::indicator, QCheckBox::indicator {{
        width: 14px; height: 14px; border: 1px solid {theme.dim}; border-radius: 3px;
        background: {theme.panel};
    }}
    QTreeView::indicator:checked, QCheckBox::indicator:checked {{
        background: {theme.accent}; border-color: {theme.accent};
        image: url("{_IMAGES}/{theme.tick}");
    }}
    QCheckBox::indicator:disabled {{ border-color: {theme.line}; }}
    QCheckBox::indicator:checked:disabled {{
        background: {theme.dim}; border-color: {theme.dim};
    }}
    QCheckBox::indicator:focus {{ width: 12px; height: 12px; border: 2px solid {theme.text}; }}
    QCheckBox, QSlider, SliderField {{ background: transparent; }}
    """


def _lists(theme: Theme) -> str:
    """Lists and what they scroll with."""
    return f"""
    QTreeView::item {{ padding: 3px 0; min-height: 18px; }}
    QTreeView QLineEdit, QTreeView QLineEdit:focus {{ padding: 0 4px; border-radius: 0; }}
    QTreeView, ExampleList {{
        background: {theme.panel}; color: {theme.text};
        border: 1px solid {theme.line}; border-radius: 6px;
        selection-background-color: {theme.accent}; selection-color: {theme.accent_text};
    }}
    QTreeView:focus, ExampleList:focus {{ border: 2px solid {theme.accent}; }}
    QHeaderView::section {{
        background: {theme.window}; color: {theme.dim}; border: none; padding: 4px 6px;
    }}
    QScrollBar:vertical {{ background: transparent; width: 10px; }}
    QScrollBar::handle:vertical {{
        background: {theme.line}; border-radius: 5px; min-height: 24px;
    }}
    QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
    """


def _panels(theme: Theme) -> str:
    """Panels, banners and their texts."""
    return f"""
    QProgressBar {{
        background: {theme.line}; border: none; border-radius: 4px;
        min-height: 8px; max-height: 8px;
    }}
    QProgressBar::chunk {{ background: {theme.accent}; border-radius: 4px; }}
    QFrame#error {{
        background: {theme.panel}; border: 1px solid {theme.bad}; border-radius: 6px;
    }}
    QFrame#error QLabel#mark {{ color: {theme.bad}; font-weight: 700; }}
    QFrame#progress {{
        background: {theme.panel}; border: 1px solid {theme.line}; border-radius: 6px;
    }}
    QScrollArea#latency, QWidget#latency_page, QScrollArea#tuning, QWidget#tuning_page,
    QScrollArea#teach, QWidget#teach_page, QWidget#teach_live,
    QScrollArea#shortcuts, QWidget#shortcuts_page {{
        background: {theme.panel}; border: none;
    }}
    QLabel#title {{ font-size: 15px; font-weight: 700; }}
    QLabel#verdict {{ font-weight: 600; }}
    QLabel#failure {{ color: {theme.bad}; font-weight: 600; }}
    QLabel#group {{ font-weight: 700; padding-top: 6px; }}
    QLabel#keys {{ font-weight: 600; }}
    QLabel#name, QLabel#note {{ color: {theme.dim}; }}
    """
