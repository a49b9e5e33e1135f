"""The thread that compares attempts with what was taught; no Qt."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from engines import EngineError
from gui.errors import unforeseen_text
from gui.thread_priority import give_way

logger = logging.getLogger(__name__)

_WAIT_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of an attempt."""

    number: int
    """Of the attempt's gloss."""
    likeness: float | None
    """0..1; None where it cannot be told."""
    why_not: str = ""


class AttemptJudge:
    """Works on one attempt at a time; of those that wait only the newest is judged."""

    def __init__(self) -> None:
        """Start the thread."""
        self._condition = threading.Condition()
        self._waiting: tuple[int, Callable[[], float]] | None = None
        self._judged: Judged | None = None
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="liveact-attempts", daemon=True)
        self._thread.start()

    def judge(self, number: int, compare: Callable[[], float]) -> None:
        """Have an attempt compared, in the judge's thread."""
        with self._condition:
            self._waiting = number, compare
            self._condition.notify_all()

    def take(self) -> Judged | None:
        """What was judged since the last call."""
        with self._condition:
            judged, self._judged = self._judged, None
        return judged

    def close(self) -> None:
        """End and wait for it; calling it again does nothing."""
        with self._condition:
            self._closing, self._waiting = True, None
            self._condition.notify_all()
        self._thread.join()

    def _run(self) -> None:
        give_way()
        while (job := self._next_job()) is not None:
            judged = _judged(*job)
            with self._condition:
                self._judged = judged

    def _next_job(self) -> tuple[int, Callable[[], float]] | None:
        with self._condition:
            while self._waiting is None and not self._closing:
                self._condition.wait(_WAIT_SECONDS)
            job, self._waiting = self._waiting, None
            return job


def _judged(number: int, compare: Callable[[], float]) -> Judged:
    """Whatever goes wrong becomes a text."""
    try:
        return Judged(number, compare())
    except EngineError as error:
        return Judged(number, None, str(error))
    except BaseException as error:
        logger.debug("unforeseen", exc_info=error)
        return Judged(number, None, unforeseen_text(error))
