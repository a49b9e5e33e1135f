"""What signals ask for, and the last resort where a stop comes to no end."""

import os
import signal

import pytest

from realtime.monitor.signals import LAST_SECONDS, Signals, StoppedError


@pytest.fixture
def alarms(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What was asked of the system; not done, since the tests' own time limit is an alarm too."""
    asked: list[int] = []
    monkeypatch.setattr(signal, "alarm", asked.append)
    return asked


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_is_a_wish_with_a_last_resort(number: signal.Signals, alarms: list[int]) -> None:
    signals, told = Signals(), []
    wishes = signals.wishes(lambda: told.append("ends"))
    with signals.caught():
        assert not wishes.stop()
        signals.refuse_stopped()
        os.kill(os.getpid(), number)
        assert wishes.stop()
        assert told == ["ends"]
        assert signals.received is number
        assert alarms == [LAST_SECONDS]
        with pytest.raises(StoppedError):
            signals.refuse_stopped()
    assert alarms == [LAST_SECONDS, 0]
    assert LAST_SECONDS < 10, "what the documents promise"


def test_a_reload_is_wished_once(alarms: list[int]) -> None:
    signals = Signals()
    wishes = signals.wishes(lambda: None)
    with signals.caught():
        os.kill(os.getpid(), signal.SIGHUP)
        assert wishes.take_reload()
        assert not wishes.take_reload()
    assert alarms == [0]
