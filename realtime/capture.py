"""The body of the capture thread: keeps a stream coming, whatever its camera does."""

import logging
import random
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from realtime.clock import Clock, StopSignal
from realtime.errors import SettingsError, SourceError
from realtime.frame import Frame
from realtime.frozen import FrozenPicture
from realtime.sources.base import Source
from realtime.status import StreamState, StreamStatus

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CaptureSettings:
    """When a stream counts as stalled or frozen, and how it is connected again."""

    stall_seconds: float = 2.0
    """A live stream without a frame for so long is stalled."""
    frozen_seconds: float = 10.0
    """A live stream whose picture does not change for so long is frozen."""
    retry_first_seconds: float = 0.25
    """The longest wait before the first new attempt to connect; each next one doubles it."""
    retry_max_seconds: float = 1.0
    """The longest wait of all: short, since a window has to fill before the next prediction."""
    retry_jitter: float = 0.5
    """The share of a wait that is left to chance, so that many cameras do not call at once."""

    def __post_init__(self) -> None:
        """Refuse values that could never work."""
        for name in ("stall", "frozen", "retry_first", "retry_max"):
            seconds = getattr(self, f"{name}_seconds")
            if not 0.1 <= seconds <= 3600:
                raise SettingsError(f"{name}_seconds {seconds:g} given; 0.1 to 3600 are allowed")
        if self.retry_first_seconds > self.retry_max_seconds:
            raise SettingsError(
                f"retry_first_seconds {self.retry_first_seconds:g} given; at most "
                f"retry_max_seconds ({self.retry_max_seconds:g}) is allowed"
            )
        if not 0 <= self.retry_jitter <= 1:
            raise SettingsError(f"retry_jitter {self.retry_jitter:g} given; 0 to 1 is allowed")


class Capture:
    """Opens a source, hands on its frames, and connects again when it is lost.

    `run` is the capture thread's; `poll` is for another one, since a thread that waits for a
    frame cannot tell that none comes.
    """

    def __init__(
        self,
        open_once: Callable[[], Source],
        *,
        source_id: str,
        settings: CaptureSettings,
        clock: Clock,
        stop: StopSignal,
        on_frame: Callable[[Frame], None],
        on_status: Callable[[StreamStatus], None],
        rng: random.Random | None = None,
    ) -> None:
        """Open nothing yet.

        Args:
            open_once: opens one connection; called again after each that is lost.
            source_id: names the stream; safe to show.
            settings: patience.
            clock: the time that patience is measured on.
            stop: ends `run`, also while it waits to connect again.
            on_frame: gets every frame, in the capture thread.
            on_status: gets every change of state, in the thread that notices it; must not block.
            rng: chance for the waits between attempts.
        """
        self._open_once = open_once
        self._source_id = source_id
        self._settings = settings
        self._clock = clock
        self._stop = stop
        self._on_frame = on_frame
        self._on_status = on_status
        self._rng = rng or random.Random()
        self._lock = threading.RLock()
        self._state: StreamState | None = None
        self._source: Source | None = None
        self._frozen = FrozenPicture()
        self._connection_id = -1
        self._was_live = False
        self._failures = 0
        self._reading_since: float | None = None
        self._past_drops: Counter[str] = Counter()

    @property
    def connection_id(self) -> int:
        """Of the connection that is open or was the last; -1 before the first."""
        return self._connection_id

    @property
    def reconnects(self) -> int:
        """How many times the stream has been connected again."""
        return max(0, self._connection_id)

    @property
    def drops(self) -> Mapping[str, int]:
        """Frames lost before they could be handed on, by reason, over all connections."""
        with self._lock:
            total = self._past_drops + Counter(self._source.drops if self._source else {})
        return dict(total)

    def run(self) -> None:
        """Read until the end of the source or the stop.

        Raises the `SourceError` of a source that cannot be opened at all: no such file, wrong
        password. One that was live is tried again for ever.
        """
        self._tell(StreamState.CONNECTING)
        while not self._stop.is_set():
            try:
                reason = self._run_connection()
            except SourceError as error:
                if error.permanent and not self._was_live:
                    raise
                self._wait_to_retry(str(error).removeprefix(f"{self._source_id}: "))
            else:
                self._tell(StreamState.ENDED, reason)
                return
        self._tell(StreamState.ENDED, "stopped")

    def poll(self) -> None:
        """Notice a stream from which nothing comes; call a few times a second."""
        with self._lock:
            since, state = self._reading_since, self._state
            if since is None or state not in (StreamState.LIVE, StreamState.FROZEN):
                return
            if self._clock.now() - since > self._settings.stall_seconds:
                self._tell(StreamState.STALLED, f"no frame for {self._settings.stall_seconds:g} s")

    def _run_connection(self) -> str:
        """Open, hand on every frame, close; gives the reason of a regular end."""
        source = self._open_once()
        with self._lock:
            self._source = source
            self._connection_id += 1
        self._frozen.reset()
        try:
            while not self._stop.is_set():
                frame = self._read(source)
                if frame is None:
                    return self._end_reason()
                self._note(frame, source)
                self._on_frame(replace(frame, connection_id=self._connection_id))
            return "stopped"
        finally:
            self._leave(source)

    def _read(self, source: Source) -> Frame | None:
        """The next frame; `poll` can see for how long it has been waited for."""
        if source.is_live:
            self._reading_since = self._clock.now()
        try:
            return source.read()
        finally:
            self._reading_since = None

    def _note(self, frame: Frame, source: Source) -> None:
        """A frame has come: the stream lives, unless its picture stands still."""
        self._was_live, self._failures = True, 0
        still_seconds = self._frozen.add(frame.image, self._clock.now()) if source.is_live else 0.0
        if still_seconds > self._settings.frozen_seconds:
            reason = f"the picture has not changed for {self._settings.frozen_seconds:g} s"
            self._tell(StreamState.FROZEN, reason)
        else:
            self._tell(StreamState.LIVE)

    def _leave(self, source: Source) -> None:
        with self._lock:
            self._past_drops.update(source.drops)
            self._source = None
        source.close()

    def _wait_to_retry(self, reason: str) -> None:
        """Tell why, and wait longer each time that it fails."""
        settings = self._settings
        longest = min(
            settings.retry_first_seconds * 2 ** min(self._failures, 16), settings.retry_max_seconds
        )
        self._failures += 1
        wait_seconds = longest * (1.0 - settings.retry_jitter * self._rng.random())
        logger.info("%s; next attempt in %.1f s", reason, wait_seconds)
        self._tell(StreamState.RECONNECTING, reason, wait_seconds)
        self._stop.sleep(wait_seconds)

    def _end_reason(self) -> str:
        damaged = self.drops.get("damaged", 0)
        if not damaged:
            return "the end of the video"
        return f"the end of the video; damaged or missing frames: {damaged}"

    def _tell(
        self, state: StreamState, reason: str = "", retry_in_seconds: float | None = None
    ) -> None:
        """Pass a change of state on; the same state again only when it is a new attempt."""
        with self._lock:
            if state is self._state and retry_in_seconds is None:
                return
            self._state = state
            status = StreamStatus(
                self._source_id, state, reason, max(0, self._connection_id), retry_in_seconds
            )
            self._on_status(status)
