"""The real command: videos of a user's own become a model that others know by its name."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from engines import EngineError, load_engine, model_spec, taught_place
from engines.models import create_model
from engines.teaching.lesson import NOTHING
from tests.engines.cli.conftest import Run
from tests.engines.int8_worker import painted
from tests.engines.painted_video import write_video

BACKBONE = "conv3d.small"
COLOURS = ("red things", "緑/green")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a small backbone, and videos to teach with."""
    home = tmp_path_factory.mktemp("teach")
    torch.manual_seed(0)
    torch.save(create_model("conv3d", num_classes=2).state_dict(), home / "small.pt")
    (home / "labels.txt").write_text("a\nb\n")
    rows = ["file,start,end,label"]
    for number, label in enumerate((*COLOURS, NOTHING)):
        for take in range(2):
            name = f"{number}-{take}.mp4"
            write_video(home / name, frames=40, paint=painted(number))
            rows.append(f"{name},0,1.6,{label}")
    (home / "examples.csv").write_text("\n".join(rows), encoding="utf-8")
    return home


@pytest.fixture(autouse=True)
def places(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEACT_DATA_DIR", str(home / "data"))
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(home / "cache"))


def test_a_taught_model_is_a_model_like_any_other(
    run: Run, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    labels = ("--labels", home / "labels.txt", "--name", BACKBONE)
    assert run("import", home / "small.pt", "--arch", "conv3d", *labels) == 0
    fp32 = ("--precision", "fp32")
    teach = ("teach", home / "examples.csv", "--out", "mine", "--model", BACKBONE, *fp32)
    assert run(*teach) == 0
    assert "use it: liveact-monitor watch SOURCE --model mine" in capsys.readouterr().err
    assert run("predict", home / "1-0.mp4", "--model", "mine", *fp32, "--json") == 0

    best = json.loads(capsys.readouterr().out)["top"][0]
    assert best["label"] == COLOURS[1]
    spec = model_spec("mine")
    assert (spec.labels, spec.background_label) == ((*COLOURS, NOTHING), NOTHING)
    engine = load_engine("mine", precision="fp32")
    assert engine.spec == spec
    assert engine.infer([np.zeros((spec.clip_len, 112, 112, 3), np.uint8)]).shape == (1, 3)
    engine.close()
    assert run("list", "--json") == 0
    assert '"mine"' in capsys.readouterr().out
    with pytest.raises(EngineError, match="mode stream given for mine, which was taught"):
        load_engine("mine", mode="stream")
    assert run("remove", BACKBONE) == 0
    capsys.readouterr()
    assert run("predict", home / "1-0.mp4", "--model", "mine") == 2
    assert f"needs the model {BACKBONE}" in capsys.readouterr().err
    assert run("remove", "mine") == 0
    assert not taught_place("mine").exists()


@pytest.mark.parametrize(
    ("out", "message"),
    [
        ("a/b", "a name without slashes"),
        ("i3d.k400", "which is a model already"),
        ("x.onnx", "a name without slashes"),
    ],
)
def test_names_that_mean_something_else_are_refused(
    run: Run, capsys: pytest.CaptureFixture[str], home: Path, out: str, message: str
) -> None:
    assert run("teach", home / "examples.csv", "--out", out) == 2
    assert message in capsys.readouterr().err


def test_an_empty_folder_says_what_it_needs(
    run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run("teach", tmp_path, "--out", "mine") == 2
    assert "no folders of videos in it" in capsys.readouterr().err
