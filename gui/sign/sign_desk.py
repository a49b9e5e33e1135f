"""Brings the running stream together with the transcript of what is signed in it."""

from PySide6.QtCore import QObject, Signal

from engines import ModelSpec
from gui.bridge import StreamBridge
from gui.worker_state import Phase, WorkerState
from realtime import Frame, Message, PredictionMessage, StreamSummary
from realtime.motion import MotionMeter
from realtime.sign_gate import GatePhase
from realtime.signing import SignReader
from realtime.transcript import Gloss, Transcript


class SignDesk(QObject):
    """Reads the signs of the stream that runs; the transcript outlives streams."""

    changed = Signal()
    """The transcript did."""
    signed = Signal(object)
    """A new `Gloss`, or one that turned out longer."""
    phase_changed = Signal(object)
    """A `GatePhase`."""

    def __init__(self, bridge: StreamBridge, parent: QObject | None = None) -> None:
        """Wait for a stream."""
        super().__init__(parent)
        self.transcript = Transcript()
        self._bridge = bridge
        self._reader: SignReader | None = None
        self._meter = MotionMeter()
        self._segment: int | None = None
        self._phase = GatePhase.REST
        bridge.stream_changed.connect(self._on_stream_changed)
        bridge.frame_came.connect(self._on_frame)
        bridge.message_came.connect(self._on_message)
        bridge.state_changed.connect(self._on_state)

    @property
    def phase(self) -> GatePhase:
        """What the hands do now."""
        return self._phase

    @property
    def spec(self) -> ModelSpec | None:
        """The model that reads; None before the first stream."""
        stream = self._bridge.state.stream
        return None if stream is None else stream.pipeline.spec

    def score(self, gloss: Gloss, label: str) -> float:
        """How likely a sign that was told just now is this label of the model, 0..1."""
        return 0.0 if self._reader is None else self._reader.score(gloss, label)

    def _on_stream_changed(self) -> None:
        self._finish()
        stream = self._bridge.state.stream
        if stream is not None:
            self._reader = SignReader(
                stream.pipeline.spec, first_number=self.transcript.next_number
            )
            self._meter, self._segment = MotionMeter(), None

    def _on_frame(self, frame: Frame) -> None:
        sample = self._meter.update(frame.image, frame.pts_seconds)
        if sample is not None and self._reader is not None:
            self._take(self._reader.add_motion(sample))

    def _on_message(self, message: Message) -> None:
        if isinstance(message, StreamSummary):
            self._finish()
        elif isinstance(message, PredictionMessage) and self._reader is not None:
            if self._segment not in (None, message.segment):
                self._take(self._reader.interrupt())
            self._segment = message.segment
            self._take(self._reader.add_prediction(message.decision.prediction))

    def _on_state(self, state: WorkerState) -> None:
        if state.phase is Phase.IDLE:
            self._finish()

    def _finish(self) -> None:
        """The stream is over; what is left of it is told."""
        if self._reader is not None:
            self._take(self._reader.finish())

    def _take(self, glosses: list[Gloss]) -> None:
        for gloss in glosses:
            self.transcript.put(gloss)
            self.signed.emit(gloss)
        if glosses:
            self.changed.emit()
        assert self._reader is not None
        if self._reader.phase is not self._phase:
            self._phase = self._reader.phase
            self.phase_changed.emit(self._phase)
