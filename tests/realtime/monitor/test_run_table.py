import io
from dataclasses import replace

from rich.console import Console

from realtime.calls import EngineReport
from realtime.monitor.config_plans import EnginePlan
from realtime.monitor.run_state import CameraSnapshot, CameraState, EngineSnapshot, MonitorSnapshot
from realtime.monitor.run_table import draw_table
from realtime.rates import Histogram, Spread
from tests.realtime.monitor.snapshots import LIVE

PLAN = EnginePlan("i3d.k400", "window", "auto", "auto", "auto")


def shown(snapshot: MonitorSnapshot, width: int = 110) -> str:
    console = Console(file=io.StringIO(), width=width, record=True)
    console.print(draw_table(snapshot))
    return console.export_text()


def monitor(*cameras: CameraSnapshot, config_error: str = "") -> MonitorSnapshot:
    calls = Histogram(()).counts()
    spread = Spread(900.0, 950.0, 990.0)
    report = EngineReport(True, 1, "out of memory", 0, 0, 10, 12, spread, calls)
    engines = (EngineSnapshot(PLAN, report),)
    return MonitorSnapshot(cameras, engines, 2, config_error, 75.0, False)


def camera(state: CameraState, reason: str = "") -> CameraSnapshot:
    streams = (LIVE,)
    return CameraSnapshot("door", "rtsp://camera.example", state, reason, streams, 0, 1)


def test_each_camera_has_a_line_with_what_it_sees() -> None:
    text = shown(monitor(camera(CameraState.RUNNING)))
    decision = LIVE.decision
    assert decision is not None
    assert decision.label is not None
    assert decision.label in text
    assert "● live" in text
    assert "i3d.k400: 12 windows, 900 ms a call, loaded again 1 times: out of memory" in text
    assert "1:15  configuration 2" in text


def test_a_camera_that_does_not_run_says_why() -> None:
    text = shown(monitor(camera(CameraState.OFF, "outside its hours")))
    assert "off" in text
    assert "outside its hours" in text


def test_a_file_that_is_not_used_is_named() -> None:
    text = shown(monitor(config_error="cameras.toml: 1 problem\n  line 3: …"))
    assert "not used: cameras.toml: 1 problem" in text


def test_what_waits_for_the_next_start_is_named() -> None:
    one = replace(monitor(), awaits_restart=("[http]", "store of [outputs]"))
    assert "from the next start on: [http], store of [outputs]" in shown(one)


def test_an_engine_that_hangs_says_so() -> None:
    one = monitor(camera(CameraState.RUNNING))
    (engine,) = one.engines
    hung = replace(engine, report=replace(engine.report, hang="it hangs: a call lasts 31 s"))
    assert "i3d.k400: it hangs: a call lasts 31 s" in shown(replace(one, engines=(hung,)))


def test_regions_have_a_line_each() -> None:
    one = camera(CameraState.RUNNING)
    regions = [
        replace(LIVE, status=replace(LIVE.status, source_id=f"door/{name}"))
        for name in ("mat", "bench")
    ]
    text = shown(monitor(replace(one, streams=tuple(regions))))
    assert "door/mat" in text
    assert "door/bench" in text
