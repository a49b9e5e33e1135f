"""A source whose frames are written down beforehand."""

from collections import Counter
from collections.abc import Iterable

from realtime.clock import Clock, StopSignal
from realtime.errors import SourceError
from realtime.frame import Frame
from tests.realtime.index_engine import index_frame


class ScriptedSource:
    """Gives frames of these painted indices at 25 fps of a clock; a str in between is an error."""

    def __init__(self, clock: Clock, script: Iterable[int | str], *, paced: bool = True) -> None:
        self.is_live = paced
        self.drops: Counter[str] = Counter()
        self.closed = False
        self._script = iter(script)
        self._pause = StopSignal(clock)
        self._clock = clock
        self._opened = clock.now()
        self._given = 0

    def read(self) -> Frame | None:
        item = next(self._script, None)
        if item is None:
            return None
        if isinstance(item, str):
            raise SourceError(item)
        pts = self._given / 25
        self._given += 1
        if self.is_live:
            self._pause.sleep(self._opened + pts - self._clock.now())
        return index_frame(item, pts)

    def close(self) -> None:
        self.closed = True
