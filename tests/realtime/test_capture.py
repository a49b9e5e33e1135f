"""The life of a stream, on a clock that the test moves."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pytest

from realtime.capture import Capture, CaptureSettings
from realtime.clock import StopSignal
from realtime.errors import SettingsError, SourceError
from realtime.frame import Frame
from realtime.sources.base import Source
from realtime.status import StreamState, StreamStatus
from tests.realtime.index_engine import index_frame
from tests.realtime.virtual_clock import VirtualClock

Step = int | float | str | Callable[[], None] | None


class StepSource:
    """An int is a frame, a float lets time pass, a str is an error, None is the end."""

    def __init__(self, clock: VirtualClock, steps: Iterable[Step], *, is_live: bool = True) -> None:
        self.is_live = is_live
        self.drops: Counter[str] = Counter()
        self.closed = 0
        self._clock = clock
        self._steps = iter(steps)

    def read(self) -> Frame | None:
        for step in self._steps:
            if step is None:
                return None
            if isinstance(step, str):
                raise SourceError(step)
            if isinstance(step, int):
                return index_frame(step, self._clock.now())
            if isinstance(step, float):
                self._clock.advance(step)
            else:
                step()
        return None

    def close(self) -> None:
        self.closed += 1


class NoChance(random.Random):
    """Always the same: waits are as long as they can be, or as short."""

    def __init__(self, value: float) -> None:
        super().__init__()
        self.value = value

    def random(self) -> float:
        return self.value


class Stage:
    """A capture with all that it needs, and what came of it."""

    def __init__(
        self,
        connections: Sequence[Callable[[VirtualClock], Source]],
        settings: CaptureSettings | None = None,
        chance: float = 0.0,
    ) -> None:
        self.clock = VirtualClock()
        self.stop = StopSignal(self.clock)
        self.frames: list[Frame] = []
        self.statuses: list[StreamStatus] = []
        self.opened_at: list[float] = []
        self._connections = iter(connections)
        self.capture = Capture(
            self._open,
            source_id="test",
            settings=settings or CaptureSettings(),
            clock=self.clock,
            stop=self.stop,
            on_frame=self.frames.append,
            on_status=self.statuses.append,
            rng=NoChance(chance),
        )

    def run(self) -> "Stage":
        self.capture.run()
        return self

    @property
    def states(self) -> list[str]:
        return [str(status.state) for status in self.statuses]

    def _open(self) -> Source:
        self.opened_at.append(self.clock.now())
        return next(self._connections)(self.clock)


def steps(*of: Step, is_live: bool = True) -> Callable[[VirtualClock], Source]:
    return lambda clock: StepSource(clock, of, is_live=is_live)


def refused(message: str, *, permanent: bool = False) -> Callable[[VirtualClock], Source]:
    def refuse(_clock: VirtualClock) -> Source:
        raise SourceError(message, permanent=permanent)

    return refuse


def test_a_file_is_connecting_live_ended() -> None:
    stage = Stage([steps(0, 1, 2, None)]).run()
    assert stage.states == ["connecting", "live", "ended"]
    assert [frame.index for frame in stage.frames] == [0, 1, 2]
    assert stage.statuses[-1].reason == "the end of the video"


def test_damage_is_said_at_the_end() -> None:
    source = StepSource(VirtualClock(), [0, None])
    source.drops["damaged"] = 3
    stage = Stage([lambda _clock: source]).run()
    assert stage.statuses[-1].reason.endswith("damaged or missing frames: 3")


def test_a_lost_connection_comes_back_under_a_new_id() -> None:
    stage = Stage([steps(0, 1, "cable out"), steps(7, 8, None)]).run()
    assert stage.states == ["connecting", "live", "reconnecting", "live", "ended"]
    assert [frame.connection_id for frame in stage.frames] == [0, 0, 1, 1]
    assert stage.statuses[2].reason == "cable out"
    assert stage.capture.reconnects == 1


@pytest.mark.parametrize(
    ("chance", "waits"), [(0.0, [0.25, 0.5, 1.0, 1.0]), (1.0, [0.125, 0.25, 0.5, 0.5])]
)
def test_waits_double_up_to_a_limit_and_are_left_to_chance(
    chance: float, waits: list[float]
) -> None:
    stage = Stage([*[refused("off")] * 4, steps(0, None)], chance=chance).run()
    told = [status.retry_in_seconds for status in stage.statuses if status.state == "reconnecting"]
    assert told == waits
    assert np.diff(stage.opened_at).tolist() == pytest.approx(waits)


def test_a_frame_makes_the_next_wait_short_again() -> None:
    down = refused("off")
    stage = Stage([down, down, down, steps(0, "lost"), down, steps(1, None)]).run()
    told = [status.retry_in_seconds for status in stage.statuses if status.retry_in_seconds]
    assert told == [0.25, 0.5, 1.0, 0.25, 0.5]


def test_a_permanent_error_ends_a_stream_that_never_lived() -> None:
    stage = Stage([refused("off"), refused("wrong password", permanent=True)])
    with pytest.raises(SourceError, match="wrong password"):
        stage.run()
    assert stage.states == ["connecting", "reconnecting"]


def test_a_permanent_error_is_tried_again_once_it_has_lived() -> None:
    gone = refused("no such path", permanent=True)
    stage = Stage([steps(0, "lost"), gone, gone, steps(1, None)]).run()
    assert stage.states[2:5] == ["reconnecting"] * 3
    assert stage.states[-2:] == ["live", "ended"]


def test_a_silent_camera_is_stalled_and_then_live_again() -> None:
    stage = Stage([])
    poll = stage.capture.poll
    source = steps(0, 1.9, poll, 0.2, poll, 5.0, poll, 1, 0.1, poll, None)
    stage._connections = iter([source])
    stage.run()
    assert stage.states == ["connecting", "live", "stalled", "live", "ended"]
    assert stage.statuses[2].reason == "no frame for 2 s"


def test_a_file_read_offline_never_stalls() -> None:
    stage = Stage([])
    stage._connections = iter([steps(0, 60.0, stage.capture.poll, 1, None, is_live=False)])
    assert stage.run().states == ["connecting", "live", "ended"]


def test_a_consumer_that_takes_its_time_is_no_stall() -> None:
    stage = Stage([steps(0, 60000, None)])

    def dawdle(frame: Frame) -> None:
        stage.frames.append(frame)
        stage.clock.advance(30.0)
        stage.capture.poll()

    stage.capture._on_frame = dawdle
    assert stage.run().states == ["connecting", "live", "ended"]


def test_a_still_picture_is_frozen_until_it_moves() -> None:
    still = [step for _ in range(30) for step in (7, 0.5)]
    stage = Stage([steps(0, 0.5, *still, 60000, 0.5, 60001, None)]).run()
    assert stage.states == ["connecting", "live", "frozen", "live", "ended"]
    assert stage.statuses[2].reason == "the picture has not changed for 10 s"


def test_a_frozen_camera_can_stall_too() -> None:
    still = [step for _ in range(30) for step in (7, 0.5)]
    stage = Stage([])
    stage._connections = iter([steps(*still, 2.0, stage.capture.poll, None)])
    assert stage.run().states == ["connecting", "live", "frozen", "stalled", "ended"]


def test_stop_wakes_the_wait_between_attempts() -> None:
    stage = Stage([refused("off")] * 9)

    def stop_at_third(status: StreamStatus) -> None:
        stage.statuses.append(status)
        if len(stage.opened_at) == 3:
            stage.stop.set()

    stage.capture._on_status = stop_at_third
    stage.run()
    assert len(stage.opened_at) == 3
    assert stage.clock.now() == pytest.approx(stage.opened_at[-1])
    assert (stage.states[-1], stage.statuses[-1].reason) == ("ended", "stopped")


def test_drops_add_up_over_connections_and_sources_are_closed() -> None:
    clock = VirtualClock()
    first, second = StepSource(clock, [0, "lost"]), StepSource(clock, [1, None])
    first.drops.update(late=2, damaged=1)
    second.drops.update(late=3)
    stage = Stage([lambda _clock: first, lambda _clock: second]).run()
    assert stage.capture.drops == {"late": 5, "damaged": 1}
    assert (first.closed, second.closed) == (1, 1)


def test_a_bug_in_the_consumer_closes_the_source_and_gets_out() -> None:
    source = StepSource(VirtualClock(), [0, 1, None])
    stage = Stage([lambda _clock: source])

    def fail(_frame: Frame) -> None:
        raise ZeroDivisionError

    stage.capture._on_frame = fail
    with pytest.raises(ZeroDivisionError):
        stage.run()
    assert source.closed == 1


@pytest.mark.parametrize(
    ("setting", "value", "allowed"),
    [
        ("stall_seconds", 0.0, "0.1 to 3600"),
        ("frozen_seconds", -1.0, "0.1 to 3600"),
        ("retry_max_seconds", 4000.0, "0.1 to 3600"),
        ("retry_first_seconds", 2.0, "at most retry_max_seconds"),
        ("retry_jitter", 1.5, "0 to 1"),
    ],
)
def test_impossible_settings_are_refused(setting: str, value: float, allowed: str) -> None:
    with pytest.raises(SettingsError, match=allowed):
        CaptureSettings(**{setting: value})


def test_states_are_those_of_the_status_line() -> None:
    assert {str(state) for state in StreamState} == {
        "connecting",
        "live",
        "stalled",
        "frozen",
        "reconnecting",
        "ended",
    }
