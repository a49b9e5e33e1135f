"""Replays of long tracks, beside the window instead of in its thread."""

import threading

from gui.thread_priority import give_way
from realtime import DecisionSettings
from realtime.replay import Replay, ScoreTrack, replay


class LongReplay:
    """One replay in a thread of its own, which ends with it; a second of work at most."""

    def __init__(self, track: ScoreTrack, settings: DecisionSettings) -> None:
        """Begin at once."""
        self.track = track
        self._settings = settings
        self._result: Replay | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="liveact-replay", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether there is a result."""
        return not self._thread.is_alive()

    def result(self) -> Replay:
        """Wait for it; raises what went wrong."""
        self._thread.join()
        if self._result is None:
            assert self._error is not None
            raise self._error
        return self._result

    def close(self) -> None:
        """Wait for its end; calling it again does nothing."""
        self._thread.join()

    def _run(self) -> None:
        give_way()
        try:
            self._result = replay(self.track, self._settings)
        except Exception as error:  # noqa: BLE001 - top of a thread; `result` raises it
            self._error = error
