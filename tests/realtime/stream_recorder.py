"""A capture in a thread of its own, and everything that comes of it."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

from realtime.capture import Capture, CaptureSettings
from realtime.clock import MonotonicClock, StopSignal
from realtime.errors import SourceError
from realtime.frame import Frame
from realtime.sources import SourceOptions, source_name, source_opener
from realtime.sources.painted import painted_index
from realtime.status import StreamStatus

Thing = TypeVar("Thing")

POLL_SECONDS = 0.05


class StreamRecorder:
    """Watches a stream until the test has seen enough."""

    def __init__(
        self,
        uri: str,
        *,
        options: SourceOptions | None = None,
        settings: CaptureSettings | None = None,
    ) -> None:
        clock = MonotonicClock()
        self.frames: list[Frame] = []
        self.statuses: list[StreamStatus] = []
        self.error: SourceError | None = None
        self.stop = StopSignal(clock)
        self._changed = threading.Condition()
        self.capture = Capture(
            source_opener(uri, clock=clock, options=options),
            source_id=source_name(uri),
            settings=settings or CaptureSettings(),
            clock=clock,
            stop=self.stop,
            on_frame=lambda frame: self._keep(self.frames, frame),
            on_status=lambda status: self._keep(self.statuses, status),
        )
        self._thread = threading.Thread(target=self._run, name="capture-under-test", daemon=True)

    @property
    def states(self) -> list[str]:
        return [str(status.state) for status in self.statuses]

    def numbers(self, connection_id: int) -> list[int | None]:
        """What is painted in the frames of one connection."""
        frames = [frame for frame in self.frames if frame.connection_id == connection_id]
        return [painted_index(frame.image) for frame in frames]

    def wait_for(self, what: Callable[[], bool], seconds: float = 30.0) -> None:
        """Watch on until this is so; far longer than it should take counts as never."""
        for _ in range(int(seconds / POLL_SECONDS)):
            with self._changed:
                if what():
                    return
                self._changed.wait(POLL_SECONDS)
            self.capture.poll()
        raise AssertionError(f"never came; {self.statuses} after {len(self.frames)} frames")

    def wait_for_frames(self, count: int, *, connection_id: int = 0) -> None:
        self.wait_for(lambda: sum(f.connection_id == connection_id for f in self.frames) >= count)

    def wait_for_state(self, state: str, reason: str = "") -> None:
        """Until the newest state is this one, for this reason."""
        self.wait_for(lambda: self.states[-1:] == [state] and reason in self.statuses[-1].reason)

    def wait_for_end(self) -> None:
        self._thread.join(30.0)
        assert not self._thread.is_alive()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop.set()
        self._thread.join(30.0)
        if error is None:
            assert not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self.capture.run()
        except SourceError as error:
            self.error = error

    def _keep(self, things: list[Thing], thing: Thing) -> None:
        with self._changed:
            things.append(thing)
            self._changed.notify_all()
