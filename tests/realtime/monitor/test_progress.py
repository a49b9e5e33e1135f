"""What counts as standing still, and what is only a bad day of a camera."""

from dataclasses import replace
from typing import Any

import pytest

from realtime.monitor.progress import PATIENCE_SECONDS, Progress
from realtime.monitor.run_state import MonitorSnapshot
from realtime.status import StreamState, StreamStatus
from tests.realtime.monitor.http.bed import DOOR, engine
from tests.realtime.monitor.snapshots import LIVE
from tests.realtime.virtual_clock import VirtualClock


def snapshot(
    frames: int, calls: int, state: StreamState = StreamState.LIVE, **changes: Any
) -> MonitorSnapshot:
    stream = replace(LIVE, frames=frames, status=StreamStatus("door", state))
    cameras = (replace(DOOR, streams=(stream,)),)
    return MonitorSnapshot(cameras, (engine(calls=calls, **changes),), 1, "", 60.0, False)


def trouble_after(seconds: float, first: MonitorSnapshot, then: MonitorSnapshot) -> str:
    clock = VirtualClock()
    progress = Progress(clock)
    assert not progress.trouble(first)
    clock.advance(seconds)
    return progress.trouble(then)


LONG = PATIENCE_SECONDS + 1


def test_what_goes_on_is_well() -> None:
    assert not trouble_after(LONG, snapshot(1, 1), snapshot(2, 2))
    assert not trouble_after(PATIENCE_SECONDS - 1, snapshot(1, 1), snapshot(1, 1))


@pytest.mark.parametrize("state", [StreamState.LIVE, StreamState.STALLED])
def test_a_capture_that_hangs_is_found(state: StreamState) -> None:
    assert "no camera gave a frame" in trouble_after(LONG, snapshot(5, 1), snapshot(5, 2, state))


def test_a_network_that_is_down_is_no_reason_to_start_again() -> None:
    away = snapshot(5, 1, StreamState.RECONNECTING, waiting=0, serving=0)
    assert not trouble_after(LONG, away, away)


def test_an_engine_that_hangs_is_found_and_one_without_work_is_not() -> None:
    hung: dict[str, Any] = {"waiting": 0, "serving": 1}
    assert "i3d.k400" in trouble_after(LONG, snapshot(1, 7, **hung), snapshot(2, 7, **hung))
    idle: dict[str, Any] = {"waiting": 0, "serving": 0}
    assert not trouble_after(LONG, snapshot(1, 7, **idle), snapshot(2, 7, **idle))
    told: dict[str, Any] = {"hang": "it hangs: a call lasts 31 s"}
    assert trouble_after(1.0, snapshot(1, 7), snapshot(2, 7, **told)) == (
        "engine i3d.k400: it hangs: a call lasts 31 s"
    )
    loading: dict[str, Any] = {"waiting": 3, "is_running": False}
    assert not trouble_after(LONG, snapshot(1, 7, **loading), snapshot(2, 7, **loading))
