"""What Qt's thread does piece by piece, and what it waits for meanwhile; for the bench."""

import ctypes
import os
import sys
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

LIMIT_MS = 8.0
"""A longer piece of work in the GUI's thread is seen as a jerk."""
_SHOWN_KINDS = 8


@dataclass(frozen=True, slots=True)
class Spread:
    """Of one kind of work, in milliseconds."""

    count: int
    p50_ms: float
    p95_ms: float
    max_ms: float


@dataclass(frozen=True, slots=True)
class Slot:
    """One piece of work that Qt gave to its thread."""

    kind: str
    """Who got which event."""
    taken_ms: float
    """By the clock."""
    worked_ms: float
    """CPU time of the thread."""
    core_ms: float
    """It could have worked and had no core."""

    @property
    def locked_ms(self) -> float:
        """The rest: it waited for another thread, mostly to let go of Python's lock."""
        return max(0.0, self.taken_ms - self.worked_ms - self.core_ms)


PARTS = ("taken_ms", "worked_ms", "core_ms", "locked_ms")


class CoreWaits:
    """How long this thread has waited for a core, as Linux counts it; elsewhere 0.

    The file is read without letting go of Python's lock, which would be a wait of its own.
    """

    def __init__(self) -> None:
        """Of the thread that makes it."""
        self._file: int | None = None
        if sys.platform == "linux":
            path = f"/proc/self/task/{threading.get_native_id()}/schedstat"
            self._file = os.open(path, os.O_RDONLY)
            self._buffer = ctypes.create_string_buffer(128)
            self._pread = ctypes.PyDLL(None).pread

    def ms(self) -> float:
        """Since the thread began."""
        if self._file is None:
            return 0.0
        length = self._pread(self._file, self._buffer, len(self._buffer), 0)
        _on_core_ns, waited_ns, _turns = self._buffer.raw[:length].split()
        return int(waited_ns) / 1e6


class TimedApplication(QApplication):
    """Times every piece of work that Qt gives to the thread of the GUI."""

    def __init__(self) -> None:
        """As any application."""
        super().__init__(["gui_bench"])
        self.slots: list[Slot] = []
        self._waits = CoreWaits()
        self._depth = 0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Deliver an event; one within another is part of the outer one."""
        if self._depth:
            return super().notify(receiver, event)
        kind = f"{receiver.metaObject().className()} {event.type().name}"
        waited, worked, began = self._waits.ms(), time.thread_time(), time.perf_counter()
        self._depth += 1
        try:
            return super().notify(receiver, event)
        finally:
            self._depth -= 1
            taken_ms = 1000 * (time.perf_counter() - began)
            worked_ms = 1000 * (time.thread_time() - worked)
            self.slots.append(Slot(kind, taken_ms, worked_ms, self._waits.ms() - waited))


def over_limit(slots: Iterable[Slot]) -> dict[str, int]:
    """How many exceed the limit by the clock, and by what they worked or waited alone."""
    slots = list(slots)
    return {part: sum(getattr(slot, part) > LIMIT_MS for slot in slots) for part in PARTS}


def spreads(slots: Iterable[Slot]) -> dict[str, Spread | None]:
    """Of what they took, worked, and waited."""
    slots = list(slots)
    return {part: spread([getattr(slot, part) for slot in slots]) for part in PARTS}


def longest_kinds(slots: Iterable[Slot]) -> dict[str, dict[str, Spread | None]]:
    """By what they were, those with the longest first; the first eight."""
    by_kind: dict[str, list[Slot]] = {}
    for slot in slots:
        by_kind.setdefault(slot.kind, []).append(slot)
    kinds = sorted(by_kind, key=lambda kind: -max(slot.taken_ms for slot in by_kind[kind]))
    return {kind: spreads(by_kind[kind]) for kind in kinds[:_SHOWN_KINDS]}


def spread(taken_ms: Iterable[float]) -> Spread | None:
    """None of nothing."""
    values = list(taken_ms)
    if not values:
        return None
    p50, p95 = np.percentile(values, [50, 95])
    figures = (round(float(one), 2) for one in (p50, p95, max(values)))
    return Spread(len(values), *figures)
