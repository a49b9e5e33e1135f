"""One engine for many streams: fair turns, windows in batches, calls side by side, restarts.

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
from realtime.engine_gate import EngineGate
from realtime.errors import PipelineError, SettingsError
from realtime.frame import Window
from realtime.overload import Overload
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
    """Owns an engine and the only threads that call it: as many as it says, mostly one."""

    def __init__(
        self,
        engine: LoadedEngine,
        load: Callable[[], LoadedEngine],
        *,
        settings: SharingSettings | None = None,
        clock: Clock | None = None,
        warm_up: Callable[[Engine], None] | None = None,
    ) -> None:
        """Take the engine over and start its threads, one for each call that it takes side by side.

        Args:
            engine: closed at the end, or after it crashed.
            load: gives another one of the same model after a crash; called in one of the threads.
            settings: batches and restarts.
            clock: the machine's own unless a test brings another.
            warm_up: called in one of them with each engine before its first window.
        """
        self.spec: ModelSpec = engine.spec
        self._choice = engine.choice
        self._load = load
        self._warm_up = warm_up
        self._settings = settings or SharingSettings()
        self._clock = clock or MonotonicClock()
        self.overload = Overload(self._clock)
        """Which of the streams sit out where it is too slow for all."""
        self._gate = EngineGate(engine, self._clock)
        self._stop = StopSignal(self._clock)
        self._begun = StopSignal(self._clock)  # set when the warm-up is over
        self._turns: TurnQueue[SharedSeat] = TurnQueue(self._clock)
        self._error: BaseException | None = None
        self._restarts = RestartCount(self._settings.restarts, self._clock.now())
        self._reason = ""
        self._calls = CallMeter(self._clock)
        self._leaving = threading.Lock()
        self._running = engine.choice.side_by_side
        self._threads = [
            threading.Thread(target=body, name="liveact-shared-engine", daemon=True)
            for body in [self._run_first] + [self._run_another] * (self._running - 1)
        ]
        for thread in self._threads:
            thread.start()

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
            is_running=self._gate.engine is not None,
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
        """End the threads and close the engine; calling it again does nothing.

        Waits for the calls that are under way, which nothing can interrupt, at most so long each
        (real time); false where they were not waited for to the end.
        """
        self._stop.set()
        self._turns.wake()
        for thread in self._threads:
            thread.join(patience_seconds)
        return not any(thread.is_alive() for thread in self._threads)

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
            if (engine := self._gate.engine) is not None:
                seat.renew(engine.new_store(seat.capacity))

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

    # The engine's threads.

    def _run_first(self) -> None:
        self._run(self._begin_first)

    def _run_another(self) -> None:
        self._run(self._await_begin)

    def _run(self, begin: Callable[[], None]) -> None:
        try:
            begin()
            while not self._stop.is_set():
                self._serve_next()
        except BaseException as error:  # noqa: BLE001 - top of a thread; the seats raise it
            logger.error("%s", redact(str(error)))
            self._error, self._reason = error, redact(str(error))
            self._stop.set()
        finally:
            self._leave()

    def _begin_first(self) -> None:
        self._begin(self._gate.engine)
        self._begun.set()

    def _await_begin(self) -> None:
        while not self._begun.sleep(WARM_UP_LOOK_SECONDS) and not self._stop.is_set():
            continue

    def _leave(self) -> None:
        """A thread ends: the last one closes the engine."""
        with self._leaving:
            self._running -= 1
            is_last = not self._running
        engine = self._gate.engine
        if is_last and engine is not None and self._gate.shut(engine):
            engine.close()
        self._begun.set()
        for seat in self._turns.seats:
            seat.wake()

    def _serve_next(self) -> None:
        self._gate.wait()
        settings = self._settings
        seats = self._turns.next_seats(settings.max_batch, settings.linger_seconds)
        if not seats:
            return
        with self._gate.call() as engine:
            windows = [(seat, seat.take()) for seat in seats]
            given, crash = self._answers(
                engine, [window for _, window in windows if window is not None]
            )
        if crash is not None:
            self._restart(engine, crash)
        answers = iter(given)
        for seat, window in windows:
            seat.give(Answer(None) if window is None else next(answers))

    def _answers(
        self, engine: LoadedEngine | None, windows: Sequence[Window]
    ) -> tuple[list[Answer], Exception | None]:
        """What is said of each; a crash costs them all, and is given too."""
        if engine is None or not windows:
            return [Answer(None)] * len(windows), None
        try:
            with self._calls.under_way(serving=len(windows)):
                return self._classify(engine, windows), None
        except Exception as error:  # noqa: BLE001 - whatever an engine dies of, it is loaded again
            return [Answer(None)] * len(windows), error

    def _classify(self, engine: Engine, windows: Sequence[Window]) -> list[Answer]:
        began = self._clock.now()
        logits = engine.infer([window.clip for window in windows])
        seconds = self._clock.now() - began
        self._calls.add(seconds, len(windows))
        return [Answer(window, row, seconds) for window, row in zip(windows, logits, strict=True)]

    def _begin(self, engine: Engine | None) -> None:
        if engine is not None and self._warm_up is not None:
            with self._calls.under_way():
                self._warm_up(engine)

    def _restart(self, engine: LoadedEngine | None, error: Exception) -> None:
        """Load the engine again after a wait; raises the error where that was tried enough.

        Where calls side by side crashed, one of their threads does it.
        """
        if engine is None or not self._gate.shut(engine):
            return
        self._give_up(engine)
        while (wait_seconds := self._wait_after(error)) is not None:
            if self._stop.sleep(wait_seconds):
                return
            try:
                other = self._load()
                self._begin(other)
            except Exception as failure:  # noqa: BLE001 - one more crash, as the first was
                error = failure
            else:
                return self._take_on(other)
        raise error

    def _wait_after(self, error: Exception) -> float | None:
        """The seconds until the next attempt; None where that was tried enough."""
        self._reason = redact(f"{type(error).__name__}: {error}")
        seconds = self._restarts.wait_after_crash(self._clock.now())
        if seconds is not None:
            logger.warning("the engine crashed: %s; loaded again in %.0f s", self._reason, seconds)
        return seconds

    def _give_up(self, engine: LoadedEngine) -> None:
        with self._turns.changing() as seats:
            for seat in seats:
                seat.renew(None)
        with suppress(Exception):  # it is given up in any case
            engine.close()

    def _take_on(self, engine: LoadedEngine) -> None:
        if engine.spec != self.spec:
            engine.close()
            raise PipelineError(f"{engine.spec.name} is another model now; start again with it")
        with self._turns.changing() as seats:
            self._gate.open(engine)
            self._choice = engine.choice
            for seat in seats:
                seat.renew(engine.new_store(seat.capacity))
