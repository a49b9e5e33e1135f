"""Which streams sit out for a while where an engine that goes on cannot keep up with all.

An engine that goes on from window to window gains nothing by skipping windows: it looks at their
frames all the same. Where it has no time for those it falls behind, until each stream has to begin
anew with a whole clip at each of its windows: then nearly all its work gives no answer. So streams
sit out in turn, as few as need be, and the others are answered in time.
"""

import threading

from realtime.clock import Clock

_SPANS = 2.0
"""A stream that alone sits out does so for so many windows' spans. It begins anew with a whole
window, so what was never looked at is one less."""
_SPANS_FOR_EACH = 1.0
"""And for so many more where others sit out too: the more it is that the engine has no time for."""


class Overload:
    """Keeps count of those who sit out at one engine; any thread may ask."""

    def __init__(self, clock: Clock) -> None:
        """Nobody does."""
        self._clock = clock
        self._lock = threading.Lock()
        self._last: float | None = None
        self._until: list[float] = []

    def sit_out(self, late_seconds: float, span_seconds: float) -> float:
        """How long a stream sits out whose window is so late; 0 where it goes on.

        One begins after another: what it gave free is seen only after as long as all were late.
        """
        with self._lock:
            now = self._clock.now()
            if self._last is not None and now - self._last < late_seconds:
                return 0.0
            self._until = [until for until in self._until if until > now]
            seconds = span_seconds * (_SPANS + _SPANS_FOR_EACH * len(self._until))
            self._until.append(now + seconds)
            self._last = now
            return seconds
