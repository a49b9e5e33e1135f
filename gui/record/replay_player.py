"""Shows a few pictures again: where one is in them, and when the next one is due. Without Qt."""

from bisect import bisect_left
from collections.abc import Sequence

from gui.record.picture_ring import Picture

_LONGEST_WAIT_SECONDS = 1.0
"""A gap in the stream is not waited out."""


class ReplayPlayer:
    """A place in a clip that moves by itself or by steps; one thread."""

    def __init__(self, pictures: Sequence[Picture]) -> None:
        """At the first picture; there is at least one."""
        self.pictures = tuple(pictures)
        self.is_looping = True
        self._at = 0

    @property
    def at(self) -> int:
        """The number of the picture that is shown, from 0."""
        return self._at

    @property
    def picture(self) -> Picture:
        """The one that is shown."""
        return self.pictures[self._at]

    @property
    def wait_seconds(self) -> float:
        """How long it is shown when nobody hurries, by the times of the frames."""
        if self._at + 1 == len(self.pictures):
            return _LONGEST_WAIT_SECONDS
        wait = self.pictures[self._at + 1].seconds - self.picture.seconds
        return min(_LONGEST_WAIT_SECONDS, max(0.0, wait))

    def go_to(self, number: int) -> None:
        """Show this picture, or the nearest there is."""
        self._at = min(max(number, 0), len(self.pictures) - 1)

    def go_to_time(self, seconds: float) -> None:
        """Show the first picture that is not before this time, else the last."""
        times = [picture.seconds for picture in self.pictures]
        self.go_to(bisect_left(times, seconds))

    def advance(self) -> bool:
        """Show the next picture; false at the end of a clip that is not repeated."""
        if self._at + 1 < len(self.pictures):
            self._at += 1
            return True
        if self.is_looping:
            self._at = 0
        return self.is_looping
