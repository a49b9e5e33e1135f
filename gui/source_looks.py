"""What is wrong with a source, told while the engine is still prepared for it."""

from collections.abc import Callable
from functools import partial

from gui.thread_priority import made_behind
from realtime.clock import MonotonicClock
from realtime.redact import redact
from realtime.sources import Source, SourceOptions, is_connected, open_source
from realtime.sources.first_look import FirstLook

_OPTIONS = SourceOptions(open_timeout_seconds=2.0)
"""People hear of a server that does not answer while they still think of its address."""


class SourceLooks:
    """One look after another; of those that were given up some may still wait for a server."""

    def __init__(self, tell: Callable[[], object]) -> None:
        """Nothing is looked at. `tell` is called in another thread where `problem` changes."""
        self._tell = tell
        self._now: FirstLook | None = None
        self._known: list[FirstLook] = []

    @property
    def problem(self) -> str:
        """Why the source cannot be opened so far; empty where nobody knows of a reason."""
        return "" if self._now is None else redact(self._now.problem)

    def begin(self, source: str) -> None:
        """Look at this source, if there is anything to connect to."""
        if not is_connected(source):
            return
        clock = MonotonicClock()
        open_once = partial(open_source, source, clock=clock, options=_OPTIONS)
        self._now = made_behind(lambda: FirstLook(open_once, lambda _problem: self._tell(), clock))
        self._known = [*(one for one in self._known if not one.is_over), self._now]

    def end(self) -> None:
        """Look no more; returns at once."""
        look, self._now = self._now, None
        if look is not None:
            look.end()

    def opener(self, open_once: Callable[[], Source]) -> Callable[[], Source]:
        """What opens the source in earnest: never beside a look."""
        return open_once if self._now is None else partial(_opened, self._now, open_once)

    def close(self) -> None:
        """Wait for all that was begun, but not long for a source that does not answer."""
        for look in self._known:
            look.close()


def _opened(look: FirstLook, open_once: Callable[[], Source]) -> Source:
    """What the look is opening just now, else a new connection."""
    taken = look.take()
    return open_once() if taken is None else taken
