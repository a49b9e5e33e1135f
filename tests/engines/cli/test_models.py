import json
from pathlib import Path

import pytest

from engines import EngineChoice, PassedOver, ProgressEvent
from engines.artifacts import Progress
from engines.models import model_card
from tests.engines.cli.conftest import Run
from tests.engines.colour_model import write_colour_model
from tests.engines.conv_model import write_conv_model
from tests.engines.int8_worker import Int8Worker

I3D = model_card("i3d.k400").spec


def test_list_says_what_is_here(run: Run, capsys: pytest.CaptureFixture[str], cache: Path) -> None:
    assert run("list", "--json") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (i3d,) = [row for row in rows if row["model"] == "i3d.k400"]
    assert i3d == {
        "model": "i3d.k400",
        "clip_len": I3D.clip_len,
        "size_px": I3D.crop_px,
        "frame_rate": I3D.frame_rate,
        "frame_interval": I3D.frame_interval,
        "labels": 400,
        "streams": True,
        "weights_here": False,
        "engine_built": False,
        "licence": I3D.licence,
    }
    assert cache.is_dir()


def test_list_for_people(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list") == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "i3d.k400" in line]
    assert "64 frames 224x224 at 25 fps" in line
    assert "window, stream" in line
    assert line.count("not yet") == 2
    assert "Apache-2.0" in line


def test_list_with_a_cache_that_cannot_be_used(
    run: Run, capsys: pytest.CaptureFixture[str], cache: Path
) -> None:
    cache.write_text("in the way")
    assert run("list") == 2
    assert f"cache folder {cache} cannot be used" in capsys.readouterr().err


def test_pull_says_where_and_under_which_licence(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def weights(model: str, progress: Progress) -> Path:
        progress(ProgressEvent("fetching", 0, 10, "bytes"))
        return Path(f"/cache/{model}.ckpt")

    monkeypatch.setattr("engines.cli.models.weights_file", weights)
    assert run("pull") == 0
    output = capsys.readouterr()
    assert output.out == "/cache/i3d.k400.ckpt\n"
    assert output.err.splitlines() == ["fetching: 10 bytes", f"licence: {I3D.licence}"]


@pytest.mark.parametrize("command", ["pull", "build"])
def test_an_unknown_model_is_answered_with_a_known_one(
    command: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command, "i3d.k40") == 2
    assert "did you mean i3d.k400" in capsys.readouterr().err


class BuiltEngine:
    choice = EngineChoice("openvino", "fp32", "cpu", (PassedOver("cuda", "there is none"),))
    closed = False

    def close(self) -> None:
        self.closed = True


def test_build_says_what_was_chosen(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = BuiltEngine()
    wanted: list[object] = []

    def load(model: str, **options: object) -> BuiltEngine:
        wanted.extend([model, options["device"], options["runtime"], options["precision"]])
        return engine

    monkeypatch.setattr("engines.loading.load_engine", load)
    assert run("build", "--runtime", "openvino", "--precision", "fp32") == 0
    assert wanted == ["i3d.k400", "auto", "openvino", "fp32"]
    assert engine.closed
    assert capsys.readouterr().out.splitlines() == [
        "i3d.k400 is ready: openvino fp32 on cpu",
        "not cuda: there is none",
    ]


def test_build_of_int8_says_what_it_is_worth(
    run: Run,
    int8_worker: Int8Worker,
    footage: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = write_colour_model(tmp_path / "colour.onnx")
    monkeypatch.setattr("engines.loading.load_engine", lambda *_, **__: BuiltEngine())

    assert run("build", model, "--precision", "int8", "--calibrate", footage) == 0

    assert capsys.readouterr().out.splitlines()[1] == (
        "int8 calibrated on 12 windows; fp32's best label on 100.0% of 4 others, "
        "4.0 times as fast as fp32 here"
    )
    assert int8_worker.runs == 1


def test_build_of_int8_streams_makes_their_early_answers_too(
    run: Run,
    int8_worker: Int8Worker,
    footage: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = {
        "step": write_colour_model(tmp_path / "step.onnx"),
        "early": write_conv_model(tmp_path / "early.onnx"),
    }
    monkeypatch.setattr("engines.loading.built_onnx", lambda _name, _progress, kind: files[kind])
    monkeypatch.setattr("engines.loading.load_engine", lambda *_, **__: BuiltEngine())

    arguments = "--mode", "stream", "--precision", "int8", "--calibrate"
    assert run("build", "i3d.k400", *arguments, footage) == 0

    worth = "calibrated on 12 windows; fp32's best label on 100.0% of 4 others, 4.0 times"
    said = capsys.readouterr().out.splitlines()
    assert said[1].startswith(f"int8 {worth}") and said[2].startswith(f"its early answers {worth}")
    assert int8_worker.runs == 2


def test_only_int8_is_calibrated(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", "--calibrate", "videos") == 2
    assert "calibrate given with precision auto" in capsys.readouterr().err


def test_build_of_what_cannot_be_had(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", "--precision", "int9") == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "'int9'" in said and "fp32" in said
