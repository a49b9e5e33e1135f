"""Parser, network and ahead-of-time builds with the real TensorRT-RTX; needs no GPU."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from engines import EngineError
from engines.backends.tensorrt import builder, library
from engines.backends.tensorrt.builder import COMMAND, BuildJob, build_plan
from engines.backends.tensorrt.library import TensorRt, load_library
from engines.backends.tensorrt.network import check_precision, parse_network
from engines.export import export_early, export_steps
from engines.half_onnx import write_half
from tests.engines.colour_model import SPEC
from tests.engines.stepping_network import SPEC as STEPPING
from tests.engines.stepping_network import EarlyNetwork, SteppingNetwork

pytestmark = pytest.mark.rtx
SHAPE = (SPEC.clip_len, SPEC.crop_px, SPEC.crop_px, 3)


@pytest.fixture
def job(rtx: TensorRt, conv3d_onnx: Path, tmp_path: Path) -> BuildJob:
    plan = str(tmp_path / "conv3d.plan")
    return BuildJob(str(conv3d_onnx), plan, rtx.module, "fp16", SHAPE, (1, 2, 4, 8), "8.6")


def network_of(rtx: TensorRt, path: Path) -> Any:
    return parse_network(rtx, rtx.api.Builder(rtx.logger), path)


@pytest.mark.parametrize("precision", ["fp16", "bf16"])
def test_types_are_those_of_the_file(
    rtx: TensorRt, conv3d_onnx: Path, tmp_path: Path, precision: str
) -> None:
    half = tmp_path / "half.onnx"
    write_half(conv3d_onnx, half, precision)

    check_precision(rtx, network_of(rtx, half), precision)
    with pytest.raises(EngineError, match=f"runs in FLOAT, {precision} was asked for"):
        check_precision(rtx, network_of(rtx, conv3d_onnx), precision)


def test_what_is_no_model_of_ours_is_refused(rtx: TensorRt, tmp_path: Path) -> None:
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"nothing that any runtime reads")

    with pytest.raises(EngineError, match=r"broken\.onnx: TensorRT-RTX .* cannot read it"):
        network_of(rtx, broken)
    with pytest.raises(EngineError, match="no such file"):
        network_of(rtx, tmp_path / "gone.onnx")


@pytest.mark.parametrize("target", ["7.5", "8.0", "8.6", "8.9", "12.0"])
def test_plans_are_built_ahead(
    job: BuildJob, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    build_plan(replace(job, target=target))

    assert Path(job.plan).stat().st_size > 10_000
    steps = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert steps
    assert all(0 <= step["done"] <= step["total"] for step in steps)


def test_step_graphs_are_built_ahead_in_fp16(rtx: TensorRt, tmp_path: Path) -> None:
    """What a stream keeps is in half precision too."""
    steps, half = tmp_path / "steps.onnx", tmp_path / "half.onnx"
    export_steps(SteppingNetwork(), STEPPING, steps)
    write_half(steps, half, "fp16")
    network = network_of(rtx, half)
    kinds = {network.get_input(i).name: network.get_input(i).dtype for i in range(5)}
    types = rtx.api.DataType
    assert (kinds["frames"], kinds["steps"]) == (types.UINT8, types.INT64)
    assert kinds["cache0"] == kinds["cache1"] == kinds["cache2"] == types.HALF

    shape = (4, STEPPING.crop_px, STEPPING.crop_px, 3)
    plan = tmp_path / "steps.plan"
    build_plan(BuildJob(str(steps), str(plan), rtx.module, "fp16", shape, (1, 2, 4, 8), "8.9"))
    assert plan.stat().st_size > 10_000


def test_graphs_of_early_answers_are_built_ahead_in_fp16(rtx: TensorRt, tmp_path: Path) -> None:
    """They see no pixels, only what a stream keeps."""
    early, half, plan = (tmp_path / name for name in ("early.onnx", "half.onnx", "early.plan"))
    export_early(EarlyNetwork(), STEPPING, early)
    write_half(early, half, "fp16")
    network = network_of(rtx, half)
    kinds = {network.get_input(i).name: network.get_input(i).dtype for i in range(2)}
    assert kinds == {"steps": rtx.api.DataType.INT64, "cache2": rtx.api.DataType.HALF}

    shape = (4, STEPPING.crop_px, STEPPING.crop_px, 3)
    build_plan(BuildJob(str(early), str(plan), rtx.module, "fp16", shape, (1, 2, 4, 8), "8.9"))
    assert plan.stat().st_size > 5_000


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"target": "7.5", "precision": "bf16"}, "builds no bf16 plan for compute capability 7.5"),
        ({"target": "7.5", "precision": "fp32"}, "fp32 are refused for compute .*; choose fp16"),
        ({"target": "6.1"}, r"compute capability 6\.1 given, .* knows 7\.5, 8\.0"),
        ({"module": "tensorrt_none"}, "tensorrt_none cannot be imported"),
    ],
)
def test_what_cannot_be_built_is_said(job: BuildJob, change: dict[str, str], message: str) -> None:
    with pytest.raises(EngineError, match=message):
        build_plan(replace(job, **change))  # type: ignore[arg-type]  # each has its own type
    assert not Path(job.plan).exists()


def test_the_plain_product_builds_for_its_own_gpu_only() -> None:
    plain = TensorRt("tensorrt", "11.0", SimpleNamespace(), None)

    with pytest.raises(EngineError, match=r"GPU of this machine only, 8\.9 given"):
        builder._aim(plain, None, "8.9")


def test_a_process_says_its_error_as_json(job: BuildJob) -> None:
    bad = replace(job, onnx="/nowhere.onnx")
    answer = subprocess.run([*COMMAND, bad.to_json()], capture_output=True, text=True)

    assert answer.returncode == 1
    assert "cannot be read" in json.loads(answer.stdout.splitlines()[-1])["error"]


def test_a_job_survives_its_journey(job: BuildJob) -> None:
    assert BuildJob.from_json(job.to_json()) == job


def test_no_library_names_both_extras(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "find_tensorrt", lambda: None)

    with pytest.raises(EngineError, match=r"liveact\[tensorrt\].*liveact\[rtx\]"):
        load_library()


def test_an_old_tensorrt_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    old = SimpleNamespace(__version__="8.6.1")
    monkeypatch.setattr("importlib.import_module", lambda _name: old)

    with pytest.raises(EngineError, match=r"TensorRT 8\.6\.1 given, 10 or newer"):
        load_library("tensorrt")
