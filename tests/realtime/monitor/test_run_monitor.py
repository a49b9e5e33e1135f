"""Many cameras from one file, with real threads on a virtual clock."""

from datetime import datetime
from pathlib import Path

import pytest

from realtime.errors import PipelineError, SettingsError, SinkError
from realtime.monitor.config import parse_config
from realtime.monitor.run_monitor import Monitor
from realtime.monitor.run_state import CameraState
from realtime.sinks.base import Message, PredictionMessage
from realtime.status import StreamState, StreamStatus
from tests.realtime.monitor.filmed_monitor import TWO, Bench
from tests.realtime.test_sharing import SharedIndexEngine
from tests.realtime.virtual_clock import VirtualClock

pytestmark = pytest.mark.usefixtures("time_goes_on_at_the_end")


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
