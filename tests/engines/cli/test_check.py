import json
from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray

from engines.export import LOGITS
from tests.engines.cli.conftest import Run
from tests.engines.colour_model import write_colour_model
from tests.engines.painted_video import HEIGHT, WIDTH, write_video


def red_then_green(number: int) -> NDArray[np.uint8]:
    image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    image[..., number // 16] = 200
    return image


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return write_colour_model(tmp_path / "colour.onnx")


@pytest.fixture
def video(tmp_path: Path) -> Path:
    return write_video(tmp_path / "colours.mp4", frames=32, paint=red_then_green)


@pytest.fixture
def contrary(model: Path) -> Path:
    """The same model, with the sign of its logits changed."""
    changed = onnx.load(model)
    mean = next(node for node in changed.graph.node if node.op_type == "ReduceMean")
    mean.output[0] = "means"
    changed.graph.node.insert(3, onnx.helper.make_node("Neg", ["means"], [LOGITS]))
    path = model.with_name("contrary.onnx")
    onnx.save(changed, path)
    return path


def test_engines_that_agree(
    run: Run, model: Path, video: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = f"{model}:openvino:fp32"

    assert run("check", engine, engine, "--clips", video, "--json") == 0

    facts = json.loads(capsys.readouterr().out)
    assert (facts["clips"], facts["step_frames"]) == (7, 4)  # half a window of 8 over 32 frames
    assert (facts["top1_agreement"], facts["max_abs_difference"]) == (1.0, 0.0)
    assert facts["outside"] == []


def test_engines_that_do_not(
    run: Run, model: Path, contrary: Path, video: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engines = f"{model}:openvino:fp32", f"{contrary}:openvino:fp32"

    assert run("check", *engines, "--clips", video, "--step", 0.32) == 1

    said = capsys.readouterr().out
    assert "4 windows" in said
    assert "outside the budget" in said
    generous = "--top1", 0.0, "--difference", 2.0
    assert run("check", *engines, "--clips", video, *generous) == 0


def test_wrong_use(run: Run, model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", model, f"{model}:onnxruntime") == 2
    assert "unknown runtime 'onnxruntime'" in capsys.readouterr().err
    assert run("check", model, model, "--clips", "absent.mp4") == 2
    assert "absent.mp4: no such file" in capsys.readouterr().err


def test_wrong_use_of_streams(
    run: Run, model: Path, video: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", model) == 2
    assert "mode window compares two; name another" in capsys.readouterr().err
    assert run("check", "tcn", "--mode", "stream", "--clips", video) == 2
    assert "tcn, which sees each window by itself" in capsys.readouterr().err
    assert run("check", f"{model}:openvino:fp32", "--mode", "stream", "--clips", video) == 2
    assert "a step graph is needed" in capsys.readouterr().err
