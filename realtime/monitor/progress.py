"""Whether a monitor still does something, or only looks as if it did."""

from realtime.clock import Clock
from realtime.monitor.run_state import MonitorSnapshot
from realtime.status import StreamState

PATIENCE_SECONDS = 60.0
"""How long counts may stand still where they should grow; far longer than any time-out."""

_CONNECTED = (StreamState.LIVE, StreamState.STALLED, StreamState.FROZEN)


class Progress:
    """Looks at one snapshot after another; belongs to one thread.

    A network that is down, a camera that hangs or an engine that is loaded again is no reason to
    start the program again: all of them are taken care of. Threads that stand still and an engine
    that never returns are.
    """

    def __init__(self, clock: Clock) -> None:
        """Nothing was seen yet."""
        self._clock = clock
        self._counts: dict[str, int] = {}
        self._grew_at: dict[str, float] = {}

    def trouble(self, snapshot: MonitorSnapshot) -> str:
        """What stands still; empty where all is well."""
        streams = [stream for camera in snapshot.cameras for stream in camera.streams]
        connected = any(stream.status.state in _CONNECTED for stream in streams)
        frames = sum(stream.frames for stream in streams)
        if self._stands_still("frames", frames, should_grow=connected):
            return f"no camera gave a frame for {PATIENCE_SECONDS:.0f} s, though some are connected"
        for engine in snapshot.engines:
            report = engine.report
            if report.hang:
                return f"engine {engine.plan.model}: {report.hang}"
            busy = report.is_running and report.waiting + report.serving > 0
            name = str(engine.plan)
            if self._stands_still(name, report.calls, should_grow=busy):
                return f"{engine.plan.model} answered nothing for {PATIENCE_SECONDS:.0f} s"
        return ""

    def _stands_still(self, name: str, count: int, *, should_grow: bool) -> bool:
        now = self._clock.now()
        if not should_grow or count != self._counts.get(name):
            self._counts[name], self._grew_at[name] = count, now
        return now - self._grew_at[name] > PATIENCE_SECONDS
