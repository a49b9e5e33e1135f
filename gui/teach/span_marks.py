"""Where an example begins and ends in a video, as editing programs mark it; no Qt."""


class SpanMarks:
    """Numbers of pictures; the end is never before the beginning."""

    def __init__(self) -> None:
        """Nothing is marked."""
        self.first: int | None = None
        self.last: int | None = None

    @property
    def span(self) -> tuple[int, int] | None:
        """First and last picture; None before both are marked."""
        if self.first is None or self.last is None:
            return None
        return self.first, self.last

    def mark_in(self, number: int) -> None:
        """It begins with this picture; an end before it counts no more."""
        self.first = number
        if self.last is not None and self.last < number:
            self.last = None

    def mark_out(self, number: int) -> None:
        """It ends with this picture; a beginning behind it counts no more."""
        self.last = number
        if self.first is not None and self.first > number:
            self.first = None

    def clear(self) -> None:
        """The next one."""
        self.first = self.last = None
