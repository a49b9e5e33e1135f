"""One engine for many streams: one thread, fair turns, windows in batches, restarts.

A stream asks for a turn when a window of it is due. Its window is gathered when its turn comes and
not before: under overload it is the newest one there is by then.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

from engines import Engine, EngineChoice, LoadedEngine, ModelSpec
from realtime.calls import CallMeter, EngineReport
from realtime.clock import Clock, MonotonicClock, StopSignal
from realtime.errors import PipelineError, SettingsError
from realtime.frame import Window
from realtime.redact import redact
from realtime.restarts import RestartCount, RestartSettings
from realtime.turn_queue import TurnQueue
from realtime.turns import Answer, RenewStore, TakeWindow

logger = logging.getLogger(__name__)


WARM_UP_LOOK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class SharingSettings:
    """How an engine is shared, and how often it is loaded again."""

    max_batch: int = 1
    """Windows in one call of the engine; more pays only where the runtime runs them side by side,
    which OpenVINO's graphs for one clip do not."""
    linger_seconds: float = 0.02
    """How long a call waits for its batch to fill, from the first turn that was asked for."""
    restarts: RestartSettings = field(default_factory=RestartSettings)
    hang_seconds: float = 30.0
    """A call that lasts longer, and far longer than usual, is said to hang."""

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        if self.max_batch < 1:
            raise SettingsError(f"max_batch {self.max_batch} given; at least 1 is allowed")


class SharedSeat:
    """A stream's place at a shared engine; made by `SharedEngine.new_seat`."""

    def __init__(
        self, shared: "SharedEngine", take: TakeWindow, renew: RenewStore, wake: Callable[[], None]
    ) -> None:
        """See `SharedEngine.new_seat`."""
        self._shared = shared
        self.take = take
        self.renew = renew
        self.capacity = 0
        """Frames in its store; 0 while it has none."""
        self._wake = wake
        self._answer: Answer | None = None

    def settle(self, capacity: int) -> None:
        """Get a store for so many frames, now and whenever the engine was loaded again."""
        self.capacity = capacity
        self._shared.settle(self)

    def ask(self) -> None:
        """Ask for a turn; returns at once."""
        self._shared.queue(self)

    def answer(self) -> Answer | None:
        """What came of the turn, given once; raises `PipelineError` when the engine ended."""
        self._shared.refuse_ended()
        answer, self._answer = self._answer, None
        return answer

    def leave(self) -> None:
        """Want no more turns."""
        self._shared.forget(self)

    def give(self, answer: Answer) -> None:
        """The engine's thread has an answer."""
        self._answer = answer
        self._wake()

    def wake(self) -> None:
        """Have the stream look at what has changed."""
        self._wake()


class SharedEngine:
    """Owns an engine and the only thread that calls it."""

    def __init__(
        self,
        engine: LoadedEngine,
        load: Callable[[], LoadedEngine],
        *,
        settings: SharingSettings | None = None,
        clock: Clock | None = None,
        warm_up: Callable[[Engine], None] | None = None,
    ) -> None:
        """Take the engine over and start the thread.

        Args:
            engine: closed at the end, or after it crashed.
            load: gives another one of the same model after a crash; called in the thread.
            settings: batches and restarts.
            clock: the machine's own unless a test brings another.
            warm_up: called in the thread with each engine before its first window.
        """
        self.spec: ModelSpec = engine.spec
        self._engine: LoadedEngine | None = engine
        self._choice = engine.choice
        self._load = load
        self._warm_up = warm_up
        self._settings = settings or SharingSettings()
        self._clock = clock or MonotonicClock()
        self._stop = StopSignal(self._clock)
        self._begun = StopSignal(self._clock)  # set when the warm-up is over
        self._turns: TurnQueue[SharedSeat] = TurnQueue(self._clock)
        self._error: BaseException | None = None
        self._restarts = RestartCount(self._settings.restarts, self._clock.now())
        self._reason = ""
        self._calls = CallMeter(self._clock)
        self._thread = threading.Thread(target=self._run, name="liveact-shared-engine", daemon=True)
        self._thread.start()

    @property
    def choice(self) -> EngineChoice:
        """What it runs with, and what was passed over."""
        return self._choice

    @property
    def error(self) -> BaseException | None:
        """What ended it for good."""
        return self._error

    def report(self) -> EngineReport:
        """How it stands."""
        return EngineReport(
            is_running=self._engine is not None,
            restarts=self._restarts.total,
            reason=self._reason,
            waiting=self._turns.waiting,
            serving=self._calls.serving,
            calls=self._calls.calls,
            windows=self._calls.windows,
            call_ms=self._calls.call_ms,
            call_seconds=self._calls.call_seconds,
            hang=self._calls.hang(self._settings.hang_seconds),
        )

    def await_warm_up(self) -> None:
        """Wait until it is warm or closed; raises `PipelineError` where it died of that."""
        while not self._begun.sleep(WARM_UP_LOOK_SECONDS) and not self._stop.is_set():
            continue
        self.refuse_ended()

    def tune(self, settings: SharingSettings) -> None:
        """Go on with other settings; any thread may ask."""
        self._settings = settings
        self._restarts.settings = settings.restarts

    def new_seat(self, take: TakeWindow, renew: RenewStore, wake: Callable[[], None]) -> SharedSeat:
        """A place for one row of windows.

        Args:
            take: gathers the newest window; called in the engine's thread, at its turn.
            renew: gets another store, or None, as the engine is loaded again; same thread.
            wake: says that there is an answer; same thread.
        """
        return SharedSeat(self, take, renew, wake)

    def close(self, patience_seconds: float | None = None) -> bool:
        """End the thread and close the engine; calling it again does nothing.

        Waits for the call that is under way, which nothing can interrupt, at most so long (real
        time); false where it was not waited for to the end.
        """
        self._stop.set()
        self._turns.wake()
        self._thread.join(patience_seconds)
        return not self._thread.is_alive()

    def __enter__(self) -> Self:
        """It runs already."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close."""
        self.close()

    # The streams' threads, through their seats.

    def settle(self, seat: SharedSeat) -> None:
        """Give a seat its store; where the engine is being loaded again it gets one after that."""
        with self._turns.changing() as seats:
            seats.append(seat)
            if self._engine is not None:
                seat.renew(self._engine.new_store(seat.capacity))

    def queue(self, seat: SharedSeat) -> None:
        """A seat asks for a turn."""
        self._turns.ask(seat)

    def forget(self, seat: SharedSeat) -> None:
        """A seat is left."""
        self._turns.forget(seat)

    def refuse_ended(self) -> None:
        """Raise what ended the engine for good."""
        if self._error is not None:
            raise PipelineError(redact(f"the engine ended: {self._error}")) from self._error

    # The engine's thread.

    def _run(self) -> None:
        try:
            self._begin(self._engine)
            self._begun.set()
            while not self._stop.is_set():
                settings = self._settings
                seats = self._turns.next_seats(settings.max_batch, settings.linger_seconds)
                if seats:
                    self._serve(seats)
        except BaseException as error:  # noqa: BLE001 - top of a thread; the seats raise it
            logger.error("%s", redact(str(error)))
            self._error, self._reason = error, redact(str(error))
        finally:
            engine, self._engine = self._engine, None
            if engine is not None:
                engine.close()
            self._begun.set()
            for seat in self._turns.seats:
                seat.wake()

    def _serve(self, seats: Sequence[SharedSeat]) -> None:
        """Gather, classify, answer; a crash costs these windows."""
        assert self._engine is not None
        windows = [(seat, seat.take()) for seat in seats]
        turns = [(seat, window) for seat, window in windows if window is not None]
        try:
            with self._calls.under_way(serving=len(turns)):
                answers = self._classify(self._engine, [window for _, window in turns])
        except Exception as error:  # noqa: BLE001 - whatever an engine dies of, it is loaded again
            self._restart(error)
            answers = [Answer(None)] * len(turns)
        for (seat, _), answer in zip(turns, answers, strict=True):
            seat.give(answer)
        for seat, window in windows:
            if window is None:
                seat.give(Answer(None))

    def _classify(self, engine: Engine, windows: Sequence[Window]) -> list[Answer]:
        if not windows:
            return []
        began = self._clock.now()
        logits = engine.infer([window.clip for window in windows])
        seconds = self._clock.now() - began
        self._calls.add(seconds, len(windows))
        return [Answer(window, row, seconds) for window, row in zip(windows, logits, strict=True)]

    def _begin(self, engine: Engine | None) -> None:
        if engine is not None and self._warm_up is not None:
            with self._calls.under_way():
                self._warm_up(engine)

    def _restart(self, error: Exception) -> None:
        """Load the engine again after a wait; raises the error where that was tried enough."""
        self._reason = redact(f"{type(error).__name__}: {error}")
        self._give_up_engine()
        wait_seconds = self._restarts.wait_after_crash(self._clock.now())
        if wait_seconds is None:
            raise error
        logger.warning("the engine crashed: %s; loaded again in %.0f s", self._reason, wait_seconds)
        if self._stop.sleep(wait_seconds):
            return
        try:
            engine = self._load()
            self._begin(engine)
        except Exception as failure:  # noqa: BLE001 - one more crash, counted as the first was
            return self._restart(failure)
        self._take_on(engine)

    def _give_up_engine(self) -> None:
        with self._turns.changing() as seats:
            engine, self._engine = self._engine, None
            for seat in seats:
                seat.renew(None)
        if engine is not None:
            with suppress(Exception):  # it is given up in any case
                engine.close()

    def _take_on(self, engine: LoadedEngine) -> None:
        if engine.spec != self.spec:
            engine.close()
            raise PipelineError(f"{engine.spec.name} is another model now; start again with it")
        with self._turns.changing() as seats:
            self._engine, self._choice = engine, engine.choice
            for seat in seats:
                seat.renew(engine.new_store(seat.capacity))
