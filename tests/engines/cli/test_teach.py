"""The real command: videos of a user's own become a model that others know by its name."""

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch

from engines import EngineError, load_engine, model_spec, taught_place
from engines.cli import main
from engines.models import create_model
from engines.teaching.lesson import NOTHING
from tests.engines.cli.conftest import Run
from tests.engines.int8_worker import painted
from tests.engines.painted_video import write_video
from tests.small_disk import small_disk

BACKBONE = "conv3d.small"
COLOURS = ("red things", "緑/green")


FP32 = ("--precision", "fp32")


def liveact_engine(*arguments: object) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["liveact-engine", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
    assert isinstance(ended.value.code, int)
    return ended.value.code


def write_table(path: Path, rows: Sequence[tuple[str, float, str]]) -> Path:
    """A CSV of examples: file, end, label."""
    lines = [f"{file},0,{end},{label}" for file, end, label in rows]
    path.write_text("\n".join(("file,start,end,label", *lines)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a small backbone, videos, and a model `mine` that was taught with them."""
    home = tmp_path_factory.mktemp("teach")
    torch.manual_seed(0)
    torch.save(create_model("conv3d", num_classes=2).state_dict(), home / "small.pt")
    (home / "labels.txt").write_text("a\nb\n")
    names = [(f"{n}-{take}.mp4", n) for n in range(3) for take in range(2)]
    for name, number in names:
        write_video(home / name, frames=40, paint=painted(number))
    rows = [(name, 1.6, (*COLOURS, NOTHING)[number]) for name, number in names]
    table = write_table(home / "examples.csv", rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIVEACT_DATA_DIR", str(home / "data"))
        patch.setenv("LIVEACT_CACHE_DIR", str(home / "cache"))
        labels = ("--labels", home / "labels.txt", "--name", BACKBONE)
        assert liveact_engine("import", home / "small.pt", "--arch", "conv3d", *labels) == 0
        assert liveact_engine("teach", table, "--out", "mine", "--model", BACKBONE, *FP32) == 0
    return home


@pytest.fixture(autouse=True)
def places(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEACT_DATA_DIR", str(home / "data"))
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(home / "cache"))


def complaint(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err.splitlines()[-1]


def test_a_taught_model_is_a_model_like_any_other(
    run: Run, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    assert run("predict", home / "1-0.mp4", "--model", "mine", *FP32, "--json") == 0
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
    with pytest.raises(
        EngineError,
        match="mode stream given for mine, which was taught with windows; choose window",
    ):
        load_engine("mine", mode="stream")


def test_what_was_taught_is_removed(run: Run) -> None:
    copy = taught_place("copy")
    copy.write_bytes(taught_place("mine").read_bytes())
    assert run("remove", "copy") == 0
    assert not copy.exists()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [("0-0.mp4", 1.6, "wave"), ("1-0.mp4", 1.6, "hi/嗨"), ("1-1.mp4", 1.6, "hi/嗨")],
            "one example only of 'wave'; at least two of each are needed",
        ),
        (
            [("0-0.mp4", 1.6, "wave"), ("0-1.mp4", 1.6, "wave")],
            "only 'wave' is taught, with nothing to tell it from; add another action, or ordinary "
            "footage as 'nothing'",
        ),
        (
            [(f"0-{n}.mp4", 1.6, label) for label in ("wave", "hi") for n in range(2)],
            "'wave' and 'hi' are taught with the same clip ({folder}/0-0.mp4); delete or relabel "
            "one",
        ),
        (
            [("0-0.mp4", 0.2, "wave"), ("0-1.mp4", 1.6, "wave"), ("1-0.mp4", 1, "nothing")],
            "{home}/0-0.mp4: an example of 0.2 s given, at least 0.6 s are needed",
        ),
        (
            [("0-0.mp4", 1.6, "x" * 81)],
            f"the label '{'x' * 81}' given; 1 to 80 printable characters are needed",
        ),
    ],
    ids=["one example", "one action", "twins", "too short", "label"],
)
def test_what_cannot_be_learned_from_is_said_in_a_line(
    run: Run,
    capsys: pytest.CaptureFixture[str],
    home: Path,
    rows: list[tuple[str, float, str]],
    said: str,
) -> None:
    table = write_table(home / "bad.csv", rows)
    assert run("teach", table, "--out", "bad", "--model", BACKBONE, *FP32) == 2
    assert complaint(capsys).startswith(
        f"liveact-engine: {said.format(home=home, folder=home.name)}"
    )
    assert not taught_place("bad").exists()


def test_a_model_of_another_backbone_says_which_one_it_needs(
    run: Run, capsys: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = taught_place("mine")
    other = home / "other.taught"
    with zipfile.ZipFile(mine) as old, zipfile.ZipFile(other, "w") as new:
        card = json.loads(old.read("model.json"))
        identity = card["backbone_identity"]
        card["backbone_identity"] = "0123456789abcdef"
        new.writestr("model.json", json.dumps(card))
        new.writestr("arrays.npz", old.read("arrays.npz"))
    assert run("predict", home / "1-0.mp4", "--model", other) == 2
    assert complaint(capsys) == (
        f"liveact-engine: {other}: taught on {BACKBONE} with weights 0123456789ab, here are "
        f"{identity[:12]}; teach it again"
    )
    monkeypatch.setenv("LIVEACT_DATA_DIR", str(home / "elsewhere"))
    assert run("predict", home / "1-0.mp4", "--model", mine) == 2
    assert complaint(capsys).startswith(f"liveact-engine: {mine}: needs the model {BACKBONE}: ")


def test_a_damaged_model_is_said_in_a_line(
    run: Run, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    damaged = home / "damaged.taught"
    damaged.write_bytes(taught_place("mine").read_bytes()[:-100])
    assert run("predict", home / "1-0.mp4", "--model", damaged) == 2
    assert complaint(capsys) == (
        f"liveact-engine: {damaged}: not a taught model, or damaged; teach it again"
    )


def test_a_full_disk_is_said_in_a_line_and_nothing_is_left(
    run: Run, capsys: pytest.CaptureFixture[str], home: Path, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "small", "4k") as disk:
        out = disk / "mine.taught"
        teach = ("teach", home / "examples.csv", "--out", out, "--model", BACKBONE, *FP32)
        assert run(*teach) == 2
        assert f"no space left on the disk of {disk}" in complaint(capsys)
        assert list(disk.iterdir()) == []


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
