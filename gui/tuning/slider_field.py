"""A number to set with a slider or to type, with its name and what it means."""

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from gui.calm_inputs import CalmNumber, CalmSlider

_NUMBER_PX = 120
"""Room for the widest number, so that all fields are alike."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Which values a field takes."""

    low: float
    high: float
    """The most that the slider reaches."""
    step: float
    most: float | None = None
    """The most that may be typed; None: no more than the slider reaches."""
    decimals: int = 2
    suffix: str = ""
    """Of the number, as ` s`."""


class SliderField(QWidget):
    """One setting. `changed` tells what the user sets, not what the program shows."""

    changed = Signal(float)

    def __init__(self, name: str, meaning: str, scale: Scale, parent: QWidget | None = None):
        """Name it, and say in its tooltip what it means."""
        super().__init__(parent)
        self._scale = scale
        self._slider = CalmSlider()
        self._spin = CalmNumber()
        label = QLabel(name)
        label.setBuddy(self._spin)
        for widget in (self._slider, self._spin):
            widget.setAccessibleName(name)
            widget.setAccessibleDescription(meaning)
        self.setToolTip(meaning)
        self._set_up()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self._spin, 0, 1)
        grid.addWidget(self._slider, 1, 0, 1, 2)

    @property
    def number_px(self) -> int:
        """How wide its number needs to be."""
        return self._spin.sizeHint().width()

    def widen_number(self, width_px: int) -> None:
        """At least so wide, as those of the fields above and below it."""
        self._spin.setMinimumWidth(max(width_px, _NUMBER_PX))

    @property
    def value(self) -> float:
        """As it is shown."""
        return self._spin.value()

    def show_value(self, value: float) -> None:
        """Show a value; nobody is told."""
        with QSignalBlocker(self._slider), QSignalBlocker(self._spin):
            self._spin.setValue(value)
            self._slider.setValue(self._notch(value))

    def _set_up(self) -> None:
        scale = self._scale
        self._slider.setRange(0, self._notch(scale.high))
        self._slider.setPageStep(max(1, self._slider.maximum() // 10))
        self._slider.valueChanged.connect(self._on_slider)
        self._spin.setDecimals(scale.decimals)
        self._spin.setRange(scale.low, scale.high if scale.most is None else scale.most)
        self._spin.setSingleStep(scale.step)
        self._spin.setSuffix(scale.suffix)
        self._spin.setKeyboardTracking(False)
        self._spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._spin.setMinimumWidth(_NUMBER_PX)
        self._spin.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._spin.valueChanged.connect(self._on_spin)

    def _notch(self, value: float) -> int:
        return round((value - self._scale.low) / self._scale.step)

    def _on_slider(self, notch: int) -> None:
        value = round(self._scale.low + notch * self._scale.step, 6)
        with QSignalBlocker(self._spin):
            self._spin.setValue(value)
        self.changed.emit(value)

    def _on_spin(self, value: float) -> None:
        with QSignalBlocker(self._slider):
            self._slider.setValue(self._notch(value))
        self.changed.emit(value)
