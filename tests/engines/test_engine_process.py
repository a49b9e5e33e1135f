import multiprocessing
import os
import signal
from pathlib import Path

import numpy as np
import pytest

from engines.engine_process import EngineProcess, EngineRequest
from engines.errors import EngineError
from tests.engines.colour_model import SPEC, write_colour_model

GREEN = np.zeros((SPEC.clip_len, 32, 32, 3), np.uint8)
GREEN[..., 1] = 200


@pytest.fixture
def request_(tmp_path: Path) -> EngineRequest:
    model = write_colour_model(tmp_path / "colour.onnx")
    return EngineRequest(str(model), "openvino", "fp32", "cpu")


def test_an_engine_runs_in_another_process(request_: EngineRequest) -> None:
    with EngineProcess(request_) as process:
        (child,) = _engine_children()
        call = process.infer(GREEN)
        assert call.logits.tolist() == [0.0, 200.0, 0.0]
        assert call.seconds > 0
        used = _rss_mb(child)
        # Its own peak: at least what it holds now, and not what this process held at the fork.
        assert 0.9 * used < process.peak_rss_mb() < 2 * used
    assert _engine_children() == []


def test_closing_twice_does_nothing(request_: EngineRequest) -> None:
    process = EngineProcess(request_)
    process.close()
    process.close()
    assert _engine_children() == []


def test_what_the_engine_refuses_is_raised_here(request_: EngineRequest) -> None:
    with (
        EngineProcess(request_) as process,
        pytest.raises(EngineError, match=r"\(1, 32, 32, 3\)|1 frames"),
    ):
        process.infer(GREEN[:1])


def test_an_engine_that_cannot_be_loaded(tmp_path: Path) -> None:
    (tmp_path / "empty.onnx").touch()
    with pytest.raises(EngineError, match=r"empty\.onnx"):
        EngineProcess(EngineRequest(str(tmp_path / "empty.onnx"), "openvino", "fp32", "cpu"))
    assert _engine_children() == []


def test_a_process_that_was_killed_is_named(request_: EngineRequest) -> None:
    with EngineProcess(request_) as process:
        (child,) = _engine_children()
        assert child is not None
        os.kill(child, signal.SIGKILL)
        with pytest.raises(EngineError, match=r"openvino fp32 ended \(exit code -9\)"):
            process.infer(GREEN)


def _engine_children() -> list[int | None]:
    return [child.pid for child in multiprocessing.active_children()]


def _rss_mb(process_id: int | None) -> float:
    if not Path("/proc").exists():
        pytest.skip("memory of another process is only read where there is /proc")
    lines = Path(f"/proc/{process_id}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmRSS:"))
