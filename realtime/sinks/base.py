"""What goes to a sink, and what every sink offers."""

from dataclasses import dataclass
from typing import Literal, Protocol

from realtime.decision import Decision
from realtime.events import ActionEvent
from realtime.frame import Integrity
from realtime.snapshot import DropCounts
from realtime.status import StreamStatus

Mode = Literal["window", "stream"]
"""Whether each window was seen by itself, or only what was new in it."""


@dataclass(frozen=True, slots=True)
class PredictionMessage:
    """A decision with the circumstances of its window."""

    source_id: str
    decision: Decision
    integrity: Integrity
    engine_seconds: float
    """What the engine alone took."""
    behind_live_seconds: float | None = None
    """How late the prediction is behind the camera; None where nothing is live."""
    segment: int = 0
    """As of its window: another number where the stream was interrupted before it."""
    mode: Mode = "window"


@dataclass(frozen=True, slots=True)
class StreamSummary:
    """What a stream came to; the last message of each."""

    source_id: str
    frames: int
    windows: int
    predictions: int
    dropped: DropCounts
    seconds: float
    """From the start to the end, on the pipeline's clock."""


Message = PredictionMessage | ActionEvent | StreamStatus | StreamSummary


class Sink(Protocol):
    """Takes the messages of streams. One thread at a time may call it."""

    def write(self, message: Message) -> None:
        """Take a message. Raises `SinkError` where it can take no more of them."""

    def close(self) -> None:
        """Finish what was begun; calling it again does nothing."""
