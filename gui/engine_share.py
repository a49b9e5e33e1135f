"""One engine for many streams: loaded by the first that wants it, without Qt."""

import threading
from collections.abc import Callable
from contextlib import suppress

from engines import LoadedEngine, Progress, ProgressEvent
from realtime import SharedEngine, SharingSettings
from realtime.restarts import RestartSettings
from realtime.watching import infer_blank

MOST_STREAMS = 9
"""Streams of a window; more pictures are too small to see anything in."""

EngineLoader = Callable[[Progress], LoadedEngine]
"""Loads the engine, telling how it goes; called in a worker's thread."""

_LOOK_SECONDS = 0.1
_SETTINGS = SharingSettings(restarts=RestartSettings(max_restarts=0))
"""A person sits in front of it: a crash is told, and the next start loads the engine anew."""
_BEGIN = ProgressEvent("loading the engine", 0, None, "steps")


class EngineShare:
    """Hands out the engine to all who hold it; the last one who leaves closes it. Any thread."""

    def __init__(self, load: EngineLoader) -> None:
        """Nothing is loaded before the first `get`."""
        self._load = load
        self._condition = threading.Condition()
        self._holders = 0
        self._is_loading = False
        self._loaded: LoadedEngine | None = None
        self._shared: SharedEngine | None = None
        self._last = _BEGIN

    @property
    def loaded(self) -> LoadedEngine | None:
        """What runs under the shared engine; None before it was loaded."""
        return self._loaded

    def hold(self) -> None:
        """One more wants the engine, until it leaves."""
        with self._condition:
            self._holders += 1

    def leave(self) -> None:
        """One who held it has no stream any more that uses it."""
        with self._condition:
            self._holders -= 1
            if self._holders:
                return
        self._close()

    def get(self, progress: Progress) -> SharedEngine:
        """The engine that runs, else a new one; one thread loads it while others wait.

        Args:
            progress: hears how the loading goes, whoever does it, some times a second; what it
                raises ends this call, and the next one that waits goes on with the loading.
        """
        with self._condition:
            while self._is_loading:
                progress(self._last)
                self._condition.wait(_LOOK_SECONDS)
            if self._shared is not None and self._shared.error is None:
                return self._shared
            self._is_loading = True
        try:
            return self._take_on(progress)
        finally:
            with self._condition:
                self._is_loading = False
                self._condition.notify_all()

    def _take_on(self, progress: Progress) -> SharedEngine:
        def tell(event: ProgressEvent) -> None:
            self._last = event
            progress(event)

        self._close()  # one that crashed
        tell(_BEGIN)
        self._loaded = self._load(tell)
        self._shared = SharedEngine(
            self._loaded, lambda: self._load(tell), settings=_SETTINGS, warm_up=infer_blank
        )
        return self._shared

    def _close(self) -> None:
        shared, self._shared, self._loaded = self._shared, None, None
        if shared is not None:
            with suppress(Exception):  # it is given up in any case
                shared.close()
