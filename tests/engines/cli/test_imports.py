"""The real command: a file comes in, other processes know the model, it goes again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from engines.models import create_model
from tests.engines.cli.conftest import Run
from tests.engines.painted_video import noisy, write_video

NAME = "conv3d.mine"
PROGRAM = "from engines.cli import main; main()"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LIVEACT_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    torch.manual_seed(0)
    torch.save(create_model("conv3d", num_classes=3).state_dict(), tmp_path / "mine.pt")
    (tmp_path / "labels.txt").write_text("wave\nnod\nnone\n")
    return tmp_path / "mine.pt"


def in_another_process(*arguments: object) -> list[dict[str, object]]:
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=dict(os.environ),
    )
    assert answer.returncode == 0, answer.stderr
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_a_model_comes_is_used_and_goes(
    run: Run, capsys: pytest.CaptureFixture[str], checkpoint: Path, tmp_path: Path
) -> None:
    labels = tmp_path / "labels.txt"
    assert run("import", checkpoint, "--arch", "conv3d", "--labels", labels) == 0
    output = capsys.readouterr()
    assert output.out == f"{NAME}\n"
    assert "read as: weights under the network's own names" in output.err
    assert "(found by itself, --format says otherwise)" in output.err

    (row,) = [row for row in in_another_process("list", "--json") if row["model"] == NAME]
    assert (row["labels"], row["weights_here"]) == (3, True)
    video = write_video(tmp_path / "video.mp4", frames=60, paint=noisy)
    (answer,) = in_another_process(
        "predict", video, "--model", NAME, "--json", "--precision", "fp32"
    )
    assert answer["model"] == NAME
    assert isinstance(answer["top"], list)
    assert {best["label"] for best in answer["top"]} == {"wave", "nod", "none"}

    assert run("remove", NAME) == 0
    assert run("predict", video, "--model", NAME) == 2
    assert f"unknown model '{NAME}'; did you mean" in capsys.readouterr().err


@pytest.mark.parametrize("option", [["--arch", "conv4d"], ["--format", "keras"]])
def test_wrong_use_is_one_line(
    option: list[str], run: Run, capsys: pytest.CaptureFixture[str], checkpoint: Path
) -> None:
    labels = checkpoint.with_name("labels.txt")
    assert run("import", checkpoint, "--arch", "conv3d", "--labels", labels, *option) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("liveact-engine: unknown ")


def test_the_base_install_names_the_extra(checkpoint: Path) -> None:
    program = f"import sys; sys.modules['torch'] = None; {PROGRAM}"
    arguments = ["import", str(checkpoint), "--arch", "conv3d", "--labels", "labels.txt"]
    answer = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        cwd=checkpoint.parent,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert answer.returncode == 2
    assert answer.stderr.splitlines()[-1] == (
        "liveact-engine: reading checkpoints needs torch, which is not installed; "
        "pip install 'liveact[train]'"
    )


def test_models_of_ours_stay(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("remove", "i3d.k400") == 2
    assert "only imported models can be removed" in capsys.readouterr().err
