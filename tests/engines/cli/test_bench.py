import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from engines.artifacts import Progress
from engines.benchmark import BenchRow
from engines.engine_process import EngineRequest
from tests.engines.cli.conftest import Run

FIELDS = {
    *("model", "runtime", "precision", "device", "clip", "p50_ms", "p95_ms"),
    *("clips_per_second", "peak_rss_mb", "speedup_vs_torch", "top1_agreement"),
}


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
        requests: Sequence[EngineRequest], _clips: object, rounds: int, _progress: Progress
    ) -> list[BenchRow]:
        used.update(rounds=rounds)
        figures = 10.0, 20.0, 90.0, 300.0, 2.5, 0.5
        return [
            BenchRow(each.model, each.runtime, each.precision, each.device, "2x4x4", *figures)
            for each in requests
        ]

    monkeypatch.setattr("engines.build.built_onnx", lambda *_: tmp_path / "x.onnx")
    monkeypatch.setattr("engines.bench_clips.clips_of", clips_of)
    monkeypatch.setattr("engines.benchmark.benchmark", benchmark)
    monkeypatch.setattr("engines.cli.bench.demo_clip", lambda _progress: Path("dancer.avi"))
    return used


def test_json_is_one_list(
    used: dict[str, object], run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("bench", "--json", "--rounds", 3) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [set(row) for row in rows] == [FIELDS] * len(rows)
    assert rows[0]["runtime"] == "torch"
    assert used == {"place": Path("dancer.avi"), "count": 3, "rounds": 3}


def test_a_table_for_people(
    used: dict[str, object], run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run("bench", "--clips", tmp_path) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["torch", "fp32", "10", "20", "90.00", "300", "2.50x", "50%"] in lines
    assert "10 rounds over 2 clips" in " ".join(lines[0])
    assert used["place"] == tmp_path


def test_wrong_use(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("bench", "--rounds", 0) == 2
    assert "--rounds" in capsys.readouterr().err
    assert run("bench", "--model", "i3d.k40") == 2
    assert "did you mean i3d.k400" in capsys.readouterr().err
