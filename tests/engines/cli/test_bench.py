import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from engines.artifacts import Progress
from engines.bench_row import BenchRow
from engines.benchmark import BenchReport
from engines.choice import PassedOver
from engines.engine_process import EngineRequest
from tests.engines.bench_rows import bench_row
from tests.engines.cli.conftest import Run
from tests.engines.colour_model import write_colour_model
from tests.engines.painted_video import write_video

FIELDS = {
    *("model", "runtime", "precision", "device", "clip", "p50_ms", "p95_ms"),
    *("clips_per_second", "peak_rss_mb", "speedup_vs_torch", "top1_agreement"),
    *("p99_ms", "gflops", "gflops_per_second", "first_result_seconds", "mode"),
    *("ms_per_prediction", "speedup_vs_window"),
}
COMMAND = (sys.executable, "-c", "from engines.cli import main; main()", "bench")


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, object]:
    """What the command asked for; the measuring itself has its own tests."""
    used: dict[str, object] = {}

    def clips_of(
        place: Path, _spec: object, count: int, _progress: Progress
    ) -> list[NDArray[np.uint8]]:
        used.update(place=place, count=count)
        return [np.zeros((1, 1, 1, 3), np.uint8)] * 2

    def benchmark(
        requests: Sequence[EngineRequest],
        _clips: object,
        rounds: int,
        _gflops: Mapping[str, float],
        _progress: Progress,
    ) -> BenchReport:
        used.update(rounds=rounds, engines=[str(each) for each in requests])
        used.update(random=requests[0].random_onnx)
        rows: list[BenchRow] = [bench_row(each.runtime, each.precision) for each in requests]
        return BenchReport(tuple(rows), (PassedOver("torch fp32", "it is not installed"),))

    monkeypatch.setattr("engines.build.built_onnx", lambda *_, **__: tmp_path / "x.onnx")
    monkeypatch.setattr("engines.flops.call_gflops", lambda *_: 1.0)
    files = {"window": tmp_path / "random.onnx"}
    monkeypatch.setattr("engines.untrained.untrained_files", lambda *_: files)
    monkeypatch.setattr("engines.bench_clips.clips_of", clips_of)
    monkeypatch.setattr("engines.benchmark.benchmark", benchmark)
    monkeypatch.setattr("engines.cli.bench.demo_clip", lambda _progress: Path("dancer.avi"))
    return used


def test_json_is_one_list(
    used: dict[str, object], run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("bench", "--json", "--rounds", 3) == 0
    said = capsys.readouterr()
    rows = json.loads(said.out)
    assert [set(row) for row in rows] == [FIELDS] * len(rows)
    assert rows[0]["runtime"] == "torch"
    assert "left out: torch fp32: it is not installed" in said.err
    assert (used["place"], used["count"], used["rounds"]) == (Path("dancer.avi"), 3, 3)
    assert used["random"] is None


def test_a_table_for_people(
    used: dict[str, object], run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run("bench", "--clips", tmp_path, "--chart", tmp_path / "chart.png") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("i3d.k400, 64x224x224: 10 rounds over 2 clips")
    assert any(line.startswith("torch fp32") for line in lines)
    assert used["place"] == tmp_path
    assert cv2.imread(str(tmp_path / "chart.png")) is not None


def test_engines_and_modes_by_name(used: dict[str, object], run: Run) -> None:
    assert run("bench", "--engine", "openvino:fp32", "--engine", "torch:fp32") == 0
    assert used["engines"] == [
        *("openvino fp32", "openvino fp32 stream", "torch fp32", "torch fp32 stream")
    ]
    assert run("bench", "--engine", "openvino:fp32", "--mode", "stream") == 0
    assert used["engines"] == ["openvino fp32 stream"]


def test_an_architecture_without_weights_gets_random_ones(
    used: dict[str, object], run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run("bench", "--model", "r2plus1d_18", "--mode", "window") == 0
    assert used["random"] == str(tmp_path / "random.onnx")
    assert "random weights and made-up labels" in capsys.readouterr().err


def test_wrong_use(run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for arguments, message in (
        (("--rounds", 0), "--rounds"),
        (("--model", "i3d.k40"), "did you mean i3d.k400"),
        (("--mode", "both"), "--mode"),
        (("--chart", tmp_path / "chart.gif"), "ends in .png"),
        (("--model", tmp_path / "gone.onnx"), "gone.onnx"),
    ):
        assert run("bench", *arguments) == 2
        assert message in capsys.readouterr().err


def test_a_file_with_real_processes_and_without_torch(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, *_of_colours(tmp_path), "--rounds", "2", "--json"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    first, *_ = rows = json.loads(done.stdout)
    assert {row["mode"] for row in rows} == {"window"}
    assert (first["runtime"], first["precision"], first["speedup_vs_torch"]) == (
        "openvino",
        "fp32",
        None,
    )
    assert "left out: torch fp32: " in done.stderr
    assert "left out: openvino fp32 stream: " in done.stderr


def test_ctrl_c_ends_every_process(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, *_of_colours(tmp_path), "--rounds", "1000000"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as command:
        assert command.stderr is not None
        next(line for line in command.stderr if line.startswith("measuring"))
        os.killpg(command.pid, signal.SIGINT)
        assert command.wait(60) == 130
    assert _engines_of(command.pid) == []


def _engines_of(group: int) -> list[str]:
    """The engine processes of a group that still run."""
    if not Path("/proc").exists():
        pytest.skip("processes of a group are only found where there is /proc")
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile
            *_, its_group = (process / "stat").read_text().rpartition(")")[2].split()[:3]
            if int(its_group) == group:
                found.append((process / "cmdline").read_text())
    return [command for command in found if "spawn_main" in command]


def _of_colours(folder: Path) -> list[str]:
    model = write_colour_model(folder / "colour.onnx")
    video = write_video(folder / "video.mp4", frames=30)
    return ["--model", str(model), "--clips", str(video)]
