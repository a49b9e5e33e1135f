"""What a running pipeline counts and times."""

from dataclasses import dataclass, field

from realtime.rates import Percentiles, RateMeter
from realtime.sinks.base import PredictionMessage
from realtime.snapshot import StageTimes, StreamRates


@dataclass(slots=True)
class StreamMeters:
    """Counts of one stream; the capture thread counts frames, the engine's thread the rest."""

    frames: int = 0
    """Frames that arrived."""
    windows: int = 0
    """Windows given to the engine."""
    predictions: int = 0
    camera_rate: RateMeter = field(default_factory=RateMeter)
    window_rate: RateMeter = field(default_factory=RateMeter)
    engine_ms: Percentiles = field(default_factory=Percentiles)
    latency_ms: Percentiles = field(default_factory=Percentiles)
    behind_live_ms: Percentiles = field(default_factory=Percentiles)
    smoothing_ms: Percentiles = field(default_factory=Percentiles)
    """Of answers that were made decisions and events."""
    _preparing_seconds: float = 0.0
    _preparing_ms: Percentiles = field(default_factory=Percentiles)
    _arrival_ms: Percentiles = field(default_factory=Percentiles)
    _waiting_ms: Percentiles = field(default_factory=Percentiles)

    def count_frame(self, now_seconds: float) -> None:
        """A frame arrived."""
        self.frames += 1
        self.camera_rate.add(now_seconds)

    def time_preparing(self, seconds: float) -> None:
        """A frame was made the model's size and put into the ring."""
        self._preparing_seconds = seconds
        self._preparing_ms.add(1000 * seconds)

    def count_prediction(self, message: PredictionMessage, now_seconds: float) -> None:
        """A window was classified."""
        self.predictions += 1
        self.window_rate.add(now_seconds)
        latency_seconds = message.decision.prediction.latency_seconds
        self.engine_ms.add(1000 * message.engine_seconds)
        self.latency_ms.add(1000 * latency_seconds)
        self._waiting_ms.add(1000 * max(0.0, latency_seconds - message.engine_seconds))
        if message.behind_live_seconds is not None:
            self.behind_live_ms.add(1000 * message.behind_live_seconds)
            before = message.behind_live_seconds - latency_seconds - self._preparing_seconds
            self._arrival_ms.add(1000 * max(0.0, before))

    def rates(self, now_seconds: float) -> StreamRates:
        """Camera, window and engine rates apart."""
        engine = self.engine_ms.spread()
        return StreamRates(
            camera_fps=self.camera_rate.rate(now_seconds),
            window_fps=self.window_rate.rate(now_seconds),
            engine_fps=1000 / engine.p50 if engine and engine.p50 > 0 else None,
        )

    def stages(self) -> StageTimes:
        """What lies between the camera and an event beside the engine."""
        return StageTimes(
            arrival=self._arrival_ms.spread(),
            preparing=self._preparing_ms.spread(),
            waiting=self._waiting_ms.spread(),
            smoothing=self.smoothing_ms.spread(),
        )
