from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.cli.conftest import Run
from tests.engines.colour_model import write_colour_model


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return write_colour_model(tmp_path / "colour.onnx")


def test_each_plan_is_named(
    run: Run,
    model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def build_ahead(
        _onnx: Path, _spec: object, _precision: str, capabilities: list[str], _progress: object
    ) -> Iterator[tuple[str, Path]]:
        for capability in capabilities:
            plan = tmp_path / f"{capability}.plan"
            plan.write_bytes(bytes(2_000_000))
            yield capability, plan

    monkeypatch.setattr("engines.backends.tensorrt.ahead.build_ahead", build_ahead)
    assert run("build", model, "--for", "sm75,sm120") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        f"7.5: {tmp_path / '7.5.plan'} (2 MB)",
        f"12.0: {tmp_path / '12.0.plan'} (2 MB)",
    ]
    assert ".plan with its .json" in lines[2]


def test_wrong_use(run: Run, model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, message in (
        (("--for", "ada"), "as in sm75,sm89,sm120"),
        (("--for", "sm75", "--runtime", "openvino"), "choose auto, tensorrt"),
        (("--for", "sm75", "--precision", "int8"), "choose auto, fp16, bf16, fp32"),
    ):
        assert run("build", model, *arguments) == 2
        assert message in capsys.readouterr().err
