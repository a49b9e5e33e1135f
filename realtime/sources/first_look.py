"""Tells early that a source cannot be opened, while whatever needs it is still being prepared."""

import logging
import threading
from collections.abc import Callable

from realtime.clock import Clock, StopSignal
from realtime.errors import SourceError
from realtime.sources.base import Source

logger = logging.getLogger(__name__)

AGAIN_SECONDS = 1.0
"""Between two attempts at a source that may come yet."""
_JOIN_SECONDS = 1.5
"""A camera that hangs longer is left behind; its connection is closed once it opens."""


class FirstLook:
    """Opens a source in a thread of its own until that works once, and closes it again.

    Whoever needs the source then `take`s what is being opened at that moment: a camera of this
    computer cannot be opened twice.
    """

    def __init__(
        self, open_once: Callable[[], Source], tell: Callable[[str], object], clock: Clock
    ) -> None:
        """Begin.

        Args:
            open_once: opens a connection, as often as it is asked to.
            tell: called with `problem` in the thread of the look, when it is another one.
            clock: the time that is waited on between two attempts.
        """
        self.problem = ""
        """Why it cannot be opened so far; one line for people, without a password."""
        self._open_once, self._tell = open_once, tell
        self._stop = StopSignal(clock)
        self._opening = threading.Lock()
        self._is_wanted = False
        self._taken: Source | None = None
        self._thread = threading.Thread(target=self._run, name="liveact-first-look", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether nothing is opened any more."""
        return not self._thread.is_alive()

    def take(self) -> Source | None:
        """The connection that is being opened, once it is there; None where there is none.

        Nothing more is opened from then on.
        """
        self._is_wanted = True
        self._stop.set()
        with self._opening:
            taken, self._taken = self._taken, None
            self._is_wanted = False
        return taken

    def end(self) -> None:
        """Ask it to end; returns at once."""
        self._stop.set()

    def close(self) -> None:
        """End it and wait, but not long for a source that does not answer."""
        self.end()
        self._thread.join(_JOIN_SECONDS)

    def _run(self) -> None:
        try:
            while not self._stop.is_set() and not self._try():
                self._stop.sleep(AGAIN_SECONDS)
        except BaseException:  # whoever opens it in earnest tells
            logger.debug("the first look at a source", exc_info=True)

    def _try(self) -> bool:
        """Whether this is known: it can be opened, or never will be."""
        try:
            with self._opening:
                if not self._stop.is_set():
                    self._keep(self._open_once())
        except SourceError as error:
            self._say(str(error))
            return error.permanent
        self._say("")
        return True

    def _keep(self, source: Source) -> None:
        """For whoever waits for it, else for nobody."""
        if self._is_wanted:
            self._taken = source
        else:
            source.close()

    def _say(self, problem: str) -> None:
        if problem != self.problem and not self._stop.is_set():
            self.problem = problem
            self._tell(problem)
