import json
from pathlib import Path

import pytest

from tests import gpu_report
from tests.gpu_report import Outcome, main, outcomes

JUNIT = """<testsuites><testsuite>
<testcase classname="tests.a" name="test_runs"/>
<testcase classname="tests.a" name="test_fails"><failure message="assert 1\n == 2"/></testcase>
<testcase classname="tests.b" name="test_skips"><skipped message="no pycuda"/></testcase>
</testsuite></testsuites>"""
ROW = {
    **{"runtime": "torch", "precision": "fp16", "device": "cuda", "p50_ms": 9.5, "p95_ms": 9.9},
    **{"gflops_per_second": 23000.0, "speedup_vs_torch": 1.0, "top1_agreement": 1.0},
}


def test_what_pytest_wrote_is_read() -> None:
    assert outcomes(JUNIT) == (
        Outcome("tests.a::test_runs", "passed", ""),
        Outcome("tests.a::test_fails", "failed", "assert 1 == 2"),
        Outcome("tests.b::test_skips", "skipped", "no pycuda"),
    )


def test_both_files_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpu_report, "why_no_tensorrt", lambda: None)
    monkeypatch.setattr(gpu_report, "gpu_name", lambda: "Test GPU, 590.1")
    monkeypatch.setattr(gpu_report, "run_tests", lambda: outcomes(JUNIT)[::2])
    monkeypatch.setattr(gpu_report, "run_bench", lambda: ((ROW,), "left out: tensorrt: gone"))

    assert main([str(tmp_path / "new")]) == 0

    facts = json.loads((tmp_path / "new" / "gpu-report.json").read_text())
    assert (facts["gpu"], facts["bench"]) == ("Test GPU, 590.1", [ROW])
    told = (tmp_path / "new" / "gpu-report.md").read_text()
    assert "| torch fp16 cuda | 9.5 | 9.9 | 23000.0 | 1.0 | 1.0 |" in told
    assert "| tests.b::test_skips | skipped | no pycuda |" in told
    assert "left out: tensorrt: gone" in told

    monkeypatch.setattr(gpu_report, "run_tests", lambda: outcomes(JUNIT))
    assert main([str(tmp_path)]) == 1


def test_without_a_gpu_nothing_is_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gpu_report, "why_no_tensorrt", lambda: "no driver")
    monkeypatch.setattr(gpu_report, "why_no_torch_cuda", lambda: "a torch for the CPU")

    assert main([str(tmp_path)]) == 2
    assert "not run: no driver; a torch for the CPU" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
