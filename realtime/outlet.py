"""What is said of a stream: to its sinks in order, and remembered for those who look."""

from collections import deque
from collections.abc import Sequence

from realtime.decision import Decision
from realtime.events import ActionEvent
from realtime.frame import Integrity
from realtime.sinks.base import Message, PredictionMessage, Sink
from realtime.status import StreamState, StreamStatus

WAITING_STATUSES = 256
"""Changes of state that wait for the engine's thread; the oldest goes when there are more."""

RECENT_EVENTS = 32

_PICTURES_COME = (StreamState.LIVE, StreamState.FROZEN)


class StreamOutlet:
    """Passes the messages of one stream on.

    `note` is the capture thread's; everything else belongs to the engine's thread, so that sinks
    hear everything in one order. The remembered values may be read from anywhere.
    """

    def __init__(self, source_id: str, sinks: Sequence[Sink]) -> None:
        """The sinks stay the caller's to close."""
        self._sinks = tuple(sinks)
        self._waiting: deque[StreamStatus] = deque(maxlen=WAITING_STATUSES)
        self._source_id = source_id
        self.status = StreamStatus(source_id, StreamState.CONNECTING)
        self.trouble = ""
        """Why the stream was lost the last time."""
        self.decision: Decision | None = None
        """The latest; None while no pictures come."""
        self.integrity: Integrity | None = None
        """Of the window behind it."""
        self.events: deque[ActionEvent] = deque(maxlen=RECENT_EVENTS)

    @property
    def is_connected(self) -> bool:
        """Whether what the ring holds belongs to what comes next."""
        return self.status.state not in (StreamState.CONNECTING, StreamState.RECONNECTING)

    def note(self, status: StreamStatus) -> None:
        """Keep a change of state until the engine's thread has time to tell it."""
        self._waiting.append(status)

    def tell_statuses(self) -> None:
        """Tell what was noted; the end of the stream waits for `tell_end`."""
        while self._waiting and self._waiting[0].state is not StreamState.ENDED:
            self._tell_status(self._waiting.popleft())

    def tell_end(self, explanation: str = "") -> None:
        """Tell what was noted, then the end, with more to its reason where there is more."""
        self.tell_statuses()
        reason = self._waiting.popleft().reason if self._waiting else "stopped"
        reason = "; ".join(part for part in (reason, explanation) if part)
        self._tell_status(StreamStatus(self._source_id, StreamState.ENDED, reason))

    def tell(self, message: Message) -> None:
        """Write a message to every sink."""
        if isinstance(message, ActionEvent):
            self.events.append(message)
        elif isinstance(message, PredictionMessage):
            self.decision, self.integrity = message.decision, message.integrity
        for sink in self._sinks:
            sink.write(message)

    def _tell_status(self, status: StreamStatus) -> None:
        self.status = status
        if status.state is StreamState.RECONNECTING:
            self.trouble = status.reason
        if status.state not in _PICTURES_COME:
            self.decision = self.integrity = None
        self.tell(status)
