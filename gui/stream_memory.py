"""What a window remembers of a stream; it goes on in the next window, in another language."""

from collections import deque
from dataclasses import dataclass, field

from gui.live.score_history import ScoreHistory
from gui.record.footage import StreamFootage
from gui.worker_state import Stream
from realtime import ActionEvent
from realtime.replay import TrackRecorder

_KEPT_EVENTS = 10_000


def _no_events() -> deque[ActionEvent]:
    return deque(maxlen=_KEPT_EVENTS)


@dataclass(frozen=True, slots=True)
class StreamMemory:
    """Of one run of a stream; what it holds grows with it, and is bounded."""

    stream: Stream | None = None
    """None before the first run."""
    history: ScoreHistory = field(default_factory=ScoreHistory)
    """For the timeline."""
    events: deque[ActionEvent] = field(default_factory=_no_events)
    """As they were told, oldest first."""
    track: TrackRecorder | None = None
    """Its scores, for the threshold studio."""
    footage: StreamFootage | None = None
    """Where it can be seen again."""

    @classmethod
    def of(cls, stream: Stream | None) -> "StreamMemory":
        """Of a stream that begins; nothing has happened yet."""
        if stream is None:
            return cls()
        track = TrackRecorder(stream.pipeline.spec)
        return cls(stream, track=track, footage=StreamFootage(stream))
