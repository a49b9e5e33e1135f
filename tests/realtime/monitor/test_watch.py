"""One stream from its start to Ctrl-C; the pipeline is a stand-in that only waits."""

import signal
from typing import Any, cast

import pytest

from realtime.monitor.watch import INTERRUPTED, Interrupts, run_until_end


class WaitingPipeline:
    """Runs until it is stopped; Ctrl-C comes while it is waited for."""

    def __init__(self) -> None:
        self.is_stopped = False

    def start(self) -> None:
        """Nothing to do."""

    def stop(self) -> None:
        self.is_stopped = True

    def wait(self, _seconds: float | None = None) -> bool:
        if not self.is_stopped:
            signal.raise_signal(signal.SIGINT)
        return self.is_stopped


def test_ctrl_c_ends_the_stream_first() -> None:
    pipeline = WaitingPipeline()
    with pytest.raises(KeyboardInterrupt):
        run_until_end(cast(Any, pipeline), None)
    assert pipeline.is_stopped


def test_the_second_wish_to_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[int] = []
    monkeypatch.setattr("realtime.monitor.watch.os._exit", left.append)
    interrupts = Interrupts()
    with interrupts.caught():
        signal.raise_signal(signal.SIGINT)
        assert interrupts.came
        assert not left
        signal.raise_signal(signal.SIGTERM)
    assert left == [INTERRUPTED]


def test_what_is_to_be_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Interrupts().caught():
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
