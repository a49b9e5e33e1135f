"""What SIGTERM, SIGINT and SIGHUP ask of a monitor."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from realtime.monitor.run_monitor import Wishes

LAST_SECONDS = 9
"""After a wish to stop the system ends the process, whatever hangs; what is stored is stored."""


class StoppedError(Exception):
    """A stop was asked for while an engine was prepared."""


class Signals:
    """What SIGTERM, SIGINT and SIGHUP asked for."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.received: signal.Signals | None = None
        self._reload = False
        self._handlers: dict[signal.Signals, Callable[[int, FrameType | None], None]] = {
            signal.SIGTERM: self._on_stop,
            signal.SIGINT: self._on_stop,
        }
        if hasattr(signal, "SIGHUP"):
            self._handlers[signal.SIGHUP] = self._on_reload

    def wishes(self, on_stop: Callable[[], None]) -> Wishes:
        """The same for a monitor; `on_stop` is told when it asks and is to end."""

        def stop() -> bool:
            if self.received is not None:
                on_stop()
            return self.received is not None

        return Wishes(stop=stop, take_reload=self._take_reload)

    def refuse_stopped(self) -> None:
        """Raise where a stop was asked for."""
        if self.received is not None:
            raise StoppedError

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Listen to them in here."""
        before = {number: signal.getsignal(number) for number in self._handlers}
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        try:
            yield
        finally:
            _alarm(0)
            for number, earlier in before.items():
                signal.signal(number, earlier)

    def _on_stop(self, number: int, _frame: FrameType | None) -> None:
        self.received = signal.Signals(number)
        _alarm(LAST_SECONDS)

    def _on_reload(self, _number: int, _frame: FrameType | None) -> None:
        self._reload = True

    def _take_reload(self) -> bool:
        wanted, self._reload = self._reload, False
        return wanted


def _alarm(seconds: int) -> None:
    """Have SIGALRM, which nobody handles, come after so long; 0 has it come no more."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
