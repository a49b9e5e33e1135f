"""A stream at one moment, as its viewers see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engines import EngineChoice
from realtime.decision import Decision
from realtime.events import ActionEvent
from realtime.frame import Integrity
from realtime.rates import Spread
from realtime.status import StreamStatus

DropCounts = Mapping[str, Mapping[str, int]]
"""Frames or windows lost: stage (`capture`, `ring`, `engine`) -> reason -> how many."""


@dataclass(frozen=True, slots=True)
class StreamRates:
    """Events a second, counted over the last seconds; None while unknown."""

    camera_fps: float | None = None
    """Frames that arrive."""
    window_fps: float | None = None
    """Predictions that are made."""
    engine_fps: float | None = None
    """Predictions that the engine could make: one over its median time."""


@dataclass(frozen=True, slots=True)
class StageTimes:
    """What lies between the camera and an event beside the engine; ms, None while unknown."""

    arrival: Spread | None = None
    """Until a frame was decoded, from when it could have been at the earliest."""
    preparing: Spread | None = None
    """A frame made the model's size and put into the ring."""
    waiting: Spread | None = None
    """From the ring to the engine: its turn, and the window gathered."""
    smoothing: Spread | None = None
    """From scores to a decision and events."""


@dataclass(frozen=True, slots=True)
class StreamSnapshot:
    """Everything that a viewer shows of one stream; made by the pipeline, never changed."""

    status: StreamStatus
    """Names the source and says where it stands."""
    engine: EngineChoice | None
    """What the engine runs with and what was passed over for it; None where nobody said."""
    warmup_frames: int
    """Frames of the first window that the ring holds, at most `clip_len`."""
    clip_len: int
    """Frames in a window."""
    model_fps: float
    """Frames a second that the model wants."""
    model: str = ""
    """Its registered name, as in `i3d.k400`."""
    decision: Decision | None = None
    """The latest; None until the first window, and again after an interruption."""
    integrity: Integrity | None = None
    """Of the latest window."""
    rates: StreamRates = StreamRates()
    behind_live_ms: Spread | None = None
    """From the newest frame's capture to now, as far as known; None for offline files."""
    latency_ms: Spread | None = None
    """From the arrival of a window's last frame to its prediction."""
    engine_ms: Spread | None = None
    """One call of the engine."""
    stages: StageTimes = StageTimes()
    drops: DropCounts = field(default_factory=dict)
    frames: int = 0
    """Frames taken into the ring."""
    windows: int = 0
    """Windows given to the engine."""
    predictions: int = 0
    seconds: float = 0.0
    """Since the start, on the pipeline's clock."""
    events: tuple[ActionEvent, ...] = ()
    """The last messages about events, oldest first."""
