"""Many cameras from one file, with real threads on a virtual clock."""

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from engines import EngineError
from realtime.clock import Clock
from realtime.errors import PipelineError, SettingsError, SinkError, SourceError
from realtime.monitor.config import parse_config
from realtime.monitor.config_plans import CameraPlan, EnginePlan
from realtime.monitor.run_monitor import Monitor, Wishes
from realtime.monitor.run_state import CameraSnapshot, CameraState
from realtime.sinks.base import Message, PredictionMessage
from realtime.sources.base import Source
from realtime.status import StreamState, StreamStatus
from tests.realtime.scripted_source import ScriptedSource
from tests.realtime.test_sharing import SharedIndexEngine
from tests.realtime.virtual_clock import VirtualClock

TWO = """
stagger_seconds = 0.5
[[cameras]]
name = "a"
url = "synthetic:"
[[cameras]]
name = "b"
url = "synthetic:"
"""


@pytest.fixture(autouse=True)
def _time_goes_on_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A monitor that waits for others' ends does not sleep: the clock is not to wait for it."""
    end = Monitor._end

    def ending(monitor: Monitor) -> None:
        threading.current_thread().name = "ending"
        end(monitor)

    monkeypatch.setattr(Monitor, "_end", ending)


class Bench:
    """A monitor in a thread of the clock, whose cameras film numbers."""

    def __init__(self, folder: Path, text: str) -> None:
        self.clock = VirtualClock(threads=2)
        self.path = folder / "cameras.toml"
        self.path.write_text(text)
        self.messages: list[Message] = []
        self.loaded: list[SharedIndexEngine] = []
        self.frames: dict[str, int] = {}
        self.refused: dict[str, str] = {}
        self.opened: list[tuple[str, float]] = []
        self.error: BaseException | None = None
        self.reload = False
        self.dying = False
        self.taken_over: list[Any] = []
        self.awaits_restart: tuple[str, ...] = ()
        self.loading = threading.Event()
        self.loading.set()
        self.monitor = Monitor(
            self.path,
            self._read(self.path),
            load_config=self._read,
            load_engine=self._load,
            sinks=[self],
            clock=self.clock,
            wishes=Wishes(take_reload=self._take_reload),
            opener=self._opener,
            take_over=self._take_over,
        )

    def write(self, message: Message) -> None:
        self.messages.append(message)

    def close(self) -> None:
        pass

    def rewrite(self, text: str) -> None:
        """Another file and a wish to read it; once, however often this is called."""
        if self.path.read_text() != text:
            self.path.write_text(text)
            self.reload = True

    def camera(self, name: str) -> CameraSnapshot:
        return next(one for one in self.monitor.snapshot().cameras if one.name == name)

    def run(self, seconds: float, on_tick: Callable[[float], None] = lambda _now: None) -> None:
        """Run for so long; `on_tick` is told how much of it is over."""
        began = self.clock.now()

        def body() -> None:
            try:
                self.monitor.run(
                    max_seconds=seconds, on_tick=lambda: on_tick(self.clock.now() - began)
                )
            except Exception as error:  # noqa: BLE001 - the test looks at it
                self.error = error

        thread = threading.Thread(target=body, name="liveact-monitor", daemon=True)
        thread.start()
        thread.join(60)
        assert not thread.is_alive(), "the monitor did not end"
        for left in [one for one in threading.enumerate() if one.name.startswith("liveact-")]:
            left.join(20)  # cameras that were asleep when the monitor ended
            assert not left.is_alive(), left

    def predictions(self, name: str) -> int:
        ones = [m for m in self.messages if isinstance(m, PredictionMessage)]
        return sum(one.source_id == name for one in ones)

    def _read(self, path: Path) -> Any:
        return parse_config(
            path.read_text(), path.name, environment={}, labels_of=lambda _model: ("even", "odd")
        )

    def _take_over(self, config: Any) -> tuple[str, ...]:
        self.taken_over.append(config)
        return self.awaits_restart

    def _load(self, plan: EnginePlan) -> SharedIndexEngine:
        assert self.loading.wait(20.0)
        if plan.model == "missing":
            raise EngineError("no such model")
        engine = SharedIndexEngine(self.clock, seconds=0.05)
        engine.dies_at_call = 1 if plan.model == "broken" else 5 if self.dying else -1
        self.loaded.append(engine)
        return engine

    def _opener(self, plan: CameraPlan, clock: Clock) -> Callable[[], Source]:
        def open_once() -> Source:
            self.opened.append((plan.name, clock.now()))
            if plan.name in self.refused:
                raise SourceError(self.refused[plan.name], permanent=True)
            return ScriptedSource(clock, range(self.frames.get(plan.name, 10**6)))

        return open_once

    def _take_reload(self) -> bool:
        wanted, self.reload = self.reload, False
        return wanted


def test_cameras_share_one_engine_and_do_not_all_connect_at_once(tmp_path: Path) -> None:
    bench = Bench(tmp_path, TWO)
    bench.run(10.0)
    assert bench.error is None
    (engine,) = bench.loaded
    assert engine.closed
    assert bench.predictions("a") == pytest.approx(bench.predictions("b"), abs=3)
    assert bench.predictions("a") > 20
    (_, first), (_, second) = bench.opened
    assert second - first >= 0.5


def test_a_new_file_changes_only_what_is_another_one(tmp_path: Path) -> None:
    bench = Bench(tmp_path, TWO)
    seen: dict[str, Any] = {}

    def script(now: float) -> None:
        if now > 5 and "written" not in seen:
            seen["written"] = True
            changed = TWO.replace('name = "b"', 'name = "b"\nstep_seconds = 1.0')
            bench.path.write_text(changed + '[[cameras]]\nname = "c"\nurl = "synthetic:"\n')
        if now > 14 and "then" not in seen:
            seen["then"] = bench.monitor.snapshot()

    bench.run(15.0, script)
    assert bench.error is None
    a, b, c = seen["then"].cameras
    assert (a.starts, b.starts, c.starts) == (1, 2, 1)
    assert a.connection_id == 0
    assert a.streams[0].seconds > 13, "the same stream goes on"
    assert seen["then"].generation == 2
    assert [name for name, _ in bench.opened].count("a") == 1


def test_a_camera_that_left_the_file_ends_and_the_others_go_on(tmp_path: Path) -> None:
    bench = Bench(tmp_path, TWO)
    only_a = TWO[: TWO.rindex("[[cameras]]")]

    def script(now: float) -> None:
        if 5 < now < 5.5:
            bench.path.write_text(only_a)
            bench.reload = True

    bench.run(12.0, script)
    assert [one.name for one in bench.monitor.snapshot().cameras] == ["a"]
    assert bench.predictions("a") > 1.7 * bench.predictions("b") > 0


def test_a_wrong_file_keeps_the_old_one_running_and_says_so(tmp_path: Path) -> None:
    bench = Bench(tmp_path, TWO)
    errors: list[str] = []

    def script(now: float) -> None:
        if 3 < now < 3.5:
            bench.path.write_text(TWO + "stepp = 1\n")
            bench.reload = True
        if 6 < now < 6.5:
            errors.append(bench.monitor.snapshot().config_error)
            bench.path.write_text(TWO.replace('name = "b"', 'name = "b"\nmodel = "missing"'))
            bench.reload = True
        if 8.5 < now < 9:
            errors.append(bench.monitor.snapshot().config_error)
        if 9 < now < 9.5:
            bench.path.write_text(TWO)
            bench.reload = True

    bench.run(12.0, script)
    assert bench.error is None
    assert "no key 'stepp'" in errors[0]
    assert "no such model" in errors[-1]
    assert bench.monitor.snapshot().config_error == ""
    assert len(bench.loaded) == 1
    assert [name for name, _ in bench.opened].count("b") == 1


def test_the_loop_goes_on_while_a_model_is_loaded(tmp_path: Path) -> None:
    bench = Bench(tmp_path, TWO)

    def script(now: float) -> None:
        if 3 < now < 3.2:
            bench.loading.clear()
            bench.path.write_text(TWO.replace('name = "b"', 'name = "b"\nmode = "stream"'))
            bench.reload = True
        elif "liveact-reload" in [thread.name for thread in threading.enumerate()]:
            bench.loading.set()  # from the tick in which it began to load

    bench.run(12.0, script)
    assert bench.error is None
    assert len(bench.loaded) == 2
    assert bench.camera("b").starts == 2
    assert bench.camera("a").starts == 1


def test_a_new_model_that_dies_of_its_first_call_leaves_the_old_one_running(
    tmp_path: Path,
) -> None:
    bench = Bench(tmp_path, TWO)

    def script(now: float) -> None:
        if 3 < now < 3.5:
            bench.rewrite(TWO.replace('name = "b"', 'name = "b"\nmodel = "broken"'))

    bench.run(10.0, script)
    assert bench.error is None
    assert "broken cannot be used: the engine ended" in bench.monitor.snapshot().config_error
    assert "secret" not in bench.monitor.snapshot().config_error
    assert bench.loaded[1].closed
    assert bench.camera("b").starts == 1
    assert bench.predictions("b") > 20


def test_what_waits_for_a_restart_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    bench = Bench(tmp_path, TWO)
    bench.awaits_restart = ("[http]",)

    def script(now: float) -> None:
        if 3 < now < 3.5:
            bench.reload = True

    bench.run(6.0, script)
    assert bench.monitor.snapshot().awaits_restart == ("[http]",)
    assert "[http] changed, and is used from the next start on" in caplog.text


def test_the_engine_that_runs_takes_over_its_settings(tmp_path: Path) -> None:
    head = "[engine]\nlinger_seconds = 0.3\nmax_batch = 2\n"
    text = TWO.replace("stagger_seconds = 0.5", "")
    bench = Bench(tmp_path, head + text)

    def script(now: float) -> None:
        if 3 < now < 3.5:
            bench.rewrite(head.replace("= 2", "= 1") + text)

    bench.run(10.0, script)
    (engine,) = bench.loaded
    assert 2 in engine.batches
    assert set(engine.batches[len(engine.batches) // 2 :]) == {1}


def test_what_is_kept_of_one_camera_changes_that_camera_only(tmp_path: Path) -> None:
    bench = Bench(tmp_path, TWO)

    def script(now: float) -> None:
        if 3 < now < 3.5:
            evidence = 'name = "b"\nevidence = { pre_roll_seconds = 9 }'
            bench.rewrite(TWO.replace('name = "b"', evidence))

    bench.run(8.0, script)
    assert (bench.camera("a").starts, bench.camera("b").starts) == (1, 2)
    (config,) = bench.taken_over
    assert config.keeps_evidence
    assert [plan.evidence is None for plan in config.cameras] == [True, False]


def test_a_camera_is_watched_in_its_hours_only(tmp_path: Path) -> None:
    wall = VirtualClock().wall()
    begin = datetime.fromtimestamp(wall + 60 - wall % 60)
    end = datetime.fromtimestamp(begin.timestamp() + 60)
    hours = f'schedule = [{{ from = "{begin:%H:%M}", to = "{end:%H:%M}" }}]\n'
    bench = Bench(tmp_path, f'[[cameras]]\nname = "a"\nurl = "synthetic:"\n{hours}')
    states: list[CameraState] = []

    def script(_now: float) -> None:
        state = bench.camera("a").state
        if states[-1:] != [state]:
            states.append(state)

    before = bench.clock.now()
    bench.run(150.0, script)
    assert [one for one in states if one is not CameraState.WAITING] == [
        CameraState.OFF,
        CameraState.RUNNING,
        CameraState.OFF,
    ]
    ((_, opened),) = bench.opened
    assert opened - before == pytest.approx(60 - wall % 60, abs=1.0)
    assert bench.predictions("a") == pytest.approx(60 / 0.32, rel=0.1)


def test_a_camera_that_refuses_is_tried_again_and_disturbs_nobody(tmp_path: Path) -> None:
    bench = Bench(tmp_path, TWO)
    bench.refused["b"] = "rtsp://camera.example: wrong password"

    def script(now: float) -> None:
        if now > 8:
            bench.refused.clear()

    bench.run(30.0, script)
    assert bench.error is None
    told = [m for m in bench.messages if isinstance(m, StreamStatus) and m.source_id == "b"]
    assert any("wrong password" in m.reason and m.retry_in_seconds for m in told)
    assert told[-1].state is StreamState.ENDED
    assert bench.predictions("b") > 0, "it is back"
    assert bench.predictions("a") == pytest.approx(30 / 0.32, rel=0.15)
    tries = [at for name, at in bench.opened if name == "b"]
    assert len(tries) == 3, "it is not asked all the time"


def test_when_every_recording_is_over_so_is_the_run(tmp_path: Path) -> None:
    bench = Bench(tmp_path, TWO)
    bench.frames = {"a": 100, "b": 200}
    bench.run(1000.0)
    assert bench.error is None
    assert bench.clock.now() < 1000 + 20
    assert bench.camera("a").state is CameraState.ENDED


def test_an_engine_that_cannot_be_had_again_ends_the_run(tmp_path: Path) -> None:
    bench = Bench(
        tmp_path, "[engine]\nmax_restarts = 1\n" + TWO.replace("stagger_seconds = 0.5", "")
    )
    bench.dying = True
    bench.loaded[0].dies_at_call = 5
    bench.run(1000.0)
    assert isinstance(bench.error, PipelineError)
    assert "out of memory" in str(bench.error)
    assert bench.monitor.snapshot().stopping


def test_an_engine_that_hangs_is_told_once_and_its_return_too(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bench = Bench(tmp_path, TWO)
    bench.loaded[0].hangs_at_call, bench.loaded[0].hang_seconds = 5, 90.0
    told: list[tuple[float, str]] = []

    def script(now: float) -> None:
        (engine,) = bench.monitor.snapshot().engines
        told.append((now, engine.report.hang))

    bench.run(120.0, script)
    assert bench.error is None
    hung = [now for now, hang in told if "it hangs" in hang]
    assert hung[0] == pytest.approx(30, abs=5), "not before hang_seconds"
    assert hung[-1] - hung[0] == pytest.approx(60, abs=5)
    assert told[-1][1] == ""
    lines = [record.message for record in caplog.records if "engine i3d.k400" in record.message]
    assert len(lines) == 2
    assert "it hangs: a call lasts 30 s, usually one takes 0.05 s" in lines[0]
    assert "answers again" in lines[1]
    assert bench.predictions("a") > 50, "it goes on"


def test_an_engine_that_hangs_ends_the_run_where_that_is_wished(tmp_path: Path) -> None:
    head = "[engine]\nhang_seconds = 5\nexit_on_hang = true\n"
    bench = Bench(tmp_path, head + TWO.replace("stagger_seconds = 0.5", ""))
    bench.loaded[0].hangs_at_call, bench.loaded[0].hang_seconds = 5, 90.0
    bench.run(1000.0)
    assert isinstance(bench.error, PipelineError)
    assert str(bench.error).startswith("engine i3d.k400: it hangs")
    assert bench.clock.now() < 1000 + 100


def test_a_sink_that_takes_no_more_ends_the_run(tmp_path: Path) -> None:
    bench = Bench(tmp_path, TWO)

    def full(message: Message) -> None:
        if isinstance(message, PredictionMessage):
            raise SinkError("the disk is full")

    bench.write = full  # type: ignore[method-assign]  # a sink that breaks
    bench.run(1000.0)
    assert isinstance(bench.error, SinkError)


def test_a_label_that_only_the_loaded_model_knows_not_is_refused(tmp_path: Path) -> None:
    rule = '[[cameras.rules]]\nlabel = "odd"\n'
    Bench(tmp_path, TWO + rule).run(0.5)
    config = parse_config(
        TWO + rule.replace("odd", "evenn"), "x", environment={}, labels_of=lambda _model: ()
    )
    clock = VirtualClock()
    with pytest.raises(SettingsError, match=r"no label 'evenn'.* did you mean 'even'"):
        Monitor(
            tmp_path / "x",
            config,
            load_config=lambda _path: config,
            load_engine=lambda _plan: SharedIndexEngine(clock),
            sinks=[],
            clock=clock,
        )
