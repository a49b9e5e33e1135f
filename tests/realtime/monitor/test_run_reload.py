"""A new configuration is taken over while everything else runs on."""

import threading
from pathlib import Path
from typing import Any

import pytest

from tests.realtime.monitor.filmed_monitor import TWO, Bench

pytestmark = pytest.mark.usefixtures("time_goes_on_at_the_end")


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
