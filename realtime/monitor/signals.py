"""What SIGTERM, SIGINT and SIGHUP ask of a monitor."""

import ctypes
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from realtime.monitor.run_monitor import Wishes

LAST_SECONDS = 9
"""After a wish to stop the system ends the process, whatever hangs; what is stored is stored."""


_SS_DISABLE = 2
"""Of sigaltstack(2): no other stack."""


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
        """The same for a monitor; `on_stop` is told when it asks and is to end.

        Only the main thread may ask for them, as the system wants it.
        """

        def stop() -> bool:
            _use_own_stack()
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


class _SignalStack(ctypes.Structure):
    """`stack_t` of sigaltstack(2)."""

    _fields_ = (("sp", ctypes.c_void_p), ("flags", ctypes.c_int), ("size", ctypes.c_size_t))


def _use_own_stack() -> None:
    """Have this thread's handlers run on its own stack, and not on one that a library gave it.

    A library that comes with an engine gives the thread that loads it another stack for signals,
    and takes that away as it is unloaded: the next signal would end the process with SIGSEGV.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).sigaltstack(ctypes.byref(_SignalStack(None, _SS_DISABLE, 0)), None)


def _alarm(seconds: int) -> None:
    """Have SIGALRM, which nobody handles, come after so long; 0 has it come no more."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
