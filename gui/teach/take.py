"""When an example is recorded: a countdown, then some seconds of the stream; no Qt."""

import math
from dataclasses import dataclass

COUNTDOWN_SECONDS = 3.0
_HANDS_DOWN_SECONDS = 0.3
"""Of the countdown's end are not 'nothing' any more: some begin early."""


@dataclass(frozen=True, slots=True)
class Take:
    """One recording, on the time of its stream."""

    label: str
    pressed_seconds: float
    """When it was asked for."""
    seconds: float
    """How long it shall be."""

    @property
    def start_seconds(self) -> float:
        """When the countdown is over."""
        return self.pressed_seconds + COUNTDOWN_SECONDS

    @property
    def end_seconds(self) -> float:
        """When it is done."""
        return self.start_seconds + self.seconds

    @property
    def filler(self) -> tuple[float, float]:
        """Start and end of the ordinary footage before it, as long as itself where that fits."""
        end = self.start_seconds - _HANDS_DOWN_SECONDS
        return max(self.pressed_seconds, end - self.seconds), end

    def count(self, now_seconds: float) -> int:
        """3, 2, 1; 0 while it is recorded."""
        return max(0, math.ceil(self.start_seconds - now_seconds))

    def share(self, now_seconds: float) -> float:
        """How much is recorded, 0..1."""
        return min(max((now_seconds - self.start_seconds) / self.seconds, 0.0), 1.0)

    def is_over(self, now_seconds: float) -> bool:
        """Whether the stream has come to its end."""
        return now_seconds >= self.end_seconds


class RecordingNames:
    """Names what examples were cut from, so that none that share pictures are told apart.

    Training never has examples of one recording on both sides of a split. Each piece of a camera
    is a recording of its own unless it overlaps another one; a file is one recording however
    often it is played.
    """

    def __init__(self, source: str, *, whole: str, began: str) -> None:
        """One stream that began at a time of day.

        Args:
            source: safe to show.
            whole: the one recording that all of it is; empty for a camera.
            began: the time of day.
        """
        self._source, self._whole, self._began = source, whole, began
        self._pieces: list[tuple[float, float, str]] = []

    def name(self, start_seconds: float, end_seconds: float) -> str:
        """The recording of a piece."""
        if self._whole:
            return self._whole
        shared = (
            name for start, end, name in self._pieces if start_seconds < end and start < end_seconds
        )
        own = f"{self._source} {self._began} {len(self._pieces) + 1}"
        name = next(shared, own)
        self._pieces.append((start_seconds, end_seconds, name))
        return name
