"""One row of windows of a stream: from its ring to its sinks."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from engines import Engine, EngineChoice
from realtime.clock import Clock
from realtime.frame import Frame, Window
from realtime.meters import StreamMeters
from realtime.outlet import StreamOutlet
from realtime.recogniser import Recogniser
from realtime.regions import Region, RegionCutter
from realtime.ring import FrameRing, ring_capacity
from realtime.rules import DecisionSettings
from realtime.schedule import WindowSchedule
from realtime.sharing import SharedEngine
from realtime.sinks.base import Message, Sink, StreamSummary
from realtime.snapshot import DropCounts, StreamSnapshot
from realtime.status import StreamStatus
from realtime.timeline import LiveEdge
from realtime.turns import Answer, OwnSeat, Seat

TICK_SECONDS = 0.25
"""How often a lane looks after a stream from which nothing comes."""


@dataclass(frozen=True, slots=True)
class Upstream:
    """What a lane asks of the capture that it shares with other lanes."""

    tick: Callable[[], None]
    """Looks after a stream from which nothing comes; called a few times a second."""
    drops: Callable[[], Mapping[str, int]]
    """Frames lost before they came to the lanes, by reason."""


class Lane:
    """Asks for windows when they are due, decides about the answers, and tells the sinks.

    `append`, `note` and `end_capture` are the capture thread's, `run` has a thread of its own
    (with an engine of its own: the engine's), `snapshot` is anybody's.
    """

    def __init__(
        self,
        engine: Engine | SharedEngine,
        upstream: Upstream,
        *,
        source_id: str,
        step_seconds: float,
        offline: bool,
        decisions: DecisionSettings,
        clock: Clock,
        sinks: Sequence[Sink],
        region: Region | None = None,
    ) -> None:
        """Take a seat at the engine; raises `SettingsError` for rules of unknown labels."""
        self._spec = spec = engine.spec
        self._upstream = upstream
        self._clock = clock
        self._source_id = source_id
        self._offline = offline
        self._cutter = RegionCutter(region) if region else None
        self._recogniser = Recogniser(spec, decisions, source_id, clock)
        self._outlet = StreamOutlet(source_id, sinks)
        self._schedule = WindowSchedule(
            spec,
            step_seconds,
            offline=offline,
            source_id=source_id,
            overload=engine.overload if isinstance(engine, SharedEngine) else None,
        )
        self._condition = threading.Condition()
        self._ring = FrameRing(spec, None, clock)
        self._seat = self._take_seat(engine)
        self._seat.settle(ring_capacity(spec))
        self._edge, self._meters = LiveEdge(), StreamMeters()
        self._started = clock.now()
        self._tuning: tuple[DecisionSettings, float] | None = None
        self._capturing, self._stopping, self._asked = True, False, False

    def _take_seat(self, engine: Engine | SharedEngine) -> Seat:
        if isinstance(engine, SharedEngine):
            return engine.new_seat(self._take_window, self._ring.renew, self._wake)
        return OwnSeat(engine, self._take_window, self._ring.renew, self._clock)

    def start(self) -> None:
        """The stream begins now."""
        self._started = self._clock.now()

    def stop(self) -> None:
        """End `run` soon; may be called again."""
        self._stopping = True
        self._wake()

    def tune(self, decisions: DecisionSettings, step_seconds: float) -> None:
        """Go on with other settings from the next window on; any thread may ask, the last wins.

        Raises:
            SettingsError: a rule is of a label that the model does not have.
        """
        decisions.check_labels(self._spec.labels)
        with self._condition:
            self._tuning = (decisions, step_seconds)
            self._clock.notify(self._condition)

    def snapshot(self, choice: EngineChoice | None) -> StreamSnapshot:
        """How it stands now."""
        now = self._clock.now()
        meters, outlet, spec = self._meters, self._outlet, self._spec
        return StreamSnapshot(
            status=outlet.status,
            engine=choice,
            warmup_frames=self._ring.ready() if outlet.is_connected else 0,
            clip_len=spec.clip_len,
            model_fps=1 / spec.sample_seconds,
            model=spec.name,
            decision=outlet.decision,
            integrity=outlet.integrity,
            rates=meters.rates(now),
            behind_live_ms=meters.behind_live_ms.spread(),
            latency_ms=meters.latency_ms.spread(),
            engine_ms=meters.engine_ms.spread(),
            stages=meters.stages(),
            drops=self._drops(),
            frames=meters.frames,
            windows=meters.windows,
            predictions=meters.predictions,
            seconds=now - self._started,
            events=tuple(outlet.events),
        )

    def _drops(self) -> DropCounts:
        return {
            "capture": dict(self._upstream.drops()),
            "ring": dict(self._ring.drops),
            "engine": dict(self._schedule.drops),
        }

    # The capture thread.

    def append(self, frame: Frame) -> None:
        """Take a frame in; offline, wait until the windows that it would push out are taken."""
        if self._offline:
            self._wait_for_room(frame)
        now = self._clock.now()
        self._meters.count_frame(now)
        self._edge.add(frame, now)
        if self._ring.append(self._cutter.cut(frame) if self._cutter else frame):
            self._meters.time_preparing(self._clock.now() - now)
        self._wake()

    def note(self, status: StreamStatus) -> None:
        """Keep a change of state for the lane's thread to tell."""
        self._outlet.note(status)
        self._wake()

    def end_capture(self) -> None:
        """No more frames come."""
        self._capturing = False
        self._wake()

    def _wait_for_room(self, frame: Frame) -> None:
        with self._condition:
            while self._schedule.must_wait(self._ring, frame) and not self._stopping:
                self._clock.wait(self._condition, TICK_SECONDS)

    def _wake(self) -> None:
        with self._condition:
            self._clock.notify(self._condition)

    # The thread in which windows are taken: the lane's own, or that of a shared engine.

    def _take_window(self) -> Window | None:
        window = self._schedule.next_window(self._ring)
        self._wake()  # the decoder of a file may go on
        return window

    # The lane's thread.

    def run(self) -> None:
        """Work until no more windows come, then tell the end and what it came to."""
        try:
            while (answer := self._next_answer()) is not None:
                self._take_in(answer)
            self._end()
        finally:
            self._seat.leave()

    def _next_answer(self) -> Answer | None:
        """The next answer of the engine; None at the end."""
        while not self._stopping:
            self._outlet.tell_statuses()
            self._upstream.tick()
            if not self._asked and self._is_due():
                self._asked = True
                self._seat.ask()
            with self._condition:
                if (answer := self._seat.answer()) is not None:
                    self._asked = False
                    return answer
                if not self._asked and self._schedule.is_due(self._ring):
                    continue
                if not self._asked and not self._capturing:
                    return None
                self._clock.wait(self._condition, TICK_SECONDS)
        return None

    def _is_due(self) -> bool:
        with self._condition:
            self._take_tuning()
            return self._schedule.is_due(self._ring)

    def _take_tuning(self) -> None:
        """Take over what was asked for; the condition is held, no window is under way."""
        if self._tuning is not None:
            decisions, step_seconds = self._tuning
            self._tuning = None
            self._recogniser.tune(decisions)
            self._schedule.tune(step_seconds)

    def _take_in(self, answer: Answer) -> None:
        window = answer.window
        if window is None:
            return
        self._meters.windows += 1
        self._tell(self._recogniser.interrupted_before(window))
        began = self._clock.now()
        message = self._recogniser.decide(window, answer, None if self._offline else self._edge)
        self._meters.count_prediction(message, self._clock.now())
        events = self._recogniser.events(message)
        self._meters.smoothing_ms.add(1000 * (self._clock.now() - began))
        self._tell([message, *events])

    def _end(self) -> None:
        self._tell(self._recogniser.finish())
        self._outlet.tell_end("" if self._meters.windows else self._why_no_window())
        self._tell([self._summary()])

    def _tell(self, messages: Sequence[Message]) -> None:
        for message in messages:
            self._outlet.tell(message)

    def _why_no_window(self) -> str:
        if not self._meters.frames:
            return f"not one frame came; {self._outlet.trouble or 'it was not asked long enough'}"
        spec = self._spec
        if self._ring.ready() == spec.clip_len:
            return "no prediction: the engine had no time for it"
        return (
            f"too short for a prediction: {self._ring.ready()} of {spec.clip_len} frames "
            f"({spec.span_seconds:.1f} s without a gap are needed)"
        )

    def _summary(self) -> StreamSummary:
        return StreamSummary(
            source_id=self._source_id,
            frames=self._meters.frames,
            windows=self._meters.windows,
            predictions=self._meters.predictions,
            dropped=self._drops(),
            seconds=self._clock.now() - self._started,
        )
