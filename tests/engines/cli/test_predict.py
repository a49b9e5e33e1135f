import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.engines.cli.conftest import Run
from tests.engines.colour_model import write_colour_model
from tests.engines.painted_video import HEIGHT, WIDTH, noisy, write_video


def green(_number: int) -> NDArray[np.uint8]:
    return np.full((HEIGHT, WIDTH, 3), (20, 200, 20), np.uint8)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return write_colour_model(tmp_path / "colour.onnx")


@pytest.fixture
def video(tmp_path: Path) -> Path:
    return write_video(tmp_path / "grün.mp4", frames=20, paint=green)


@pytest.mark.parametrize("protocol", ["centre", "full"])
def test_one_json_object_a_video(
    protocol: str, run: Run, capsys: pytest.CaptureFixture[str], model: Path, video: Path
) -> None:
    code = run("predict", video, video, "--model", model, "--protocol", protocol, "--json")
    assert code == 0
    output = capsys.readouterr()
    first, second = [json.loads(line) for line in output.out.splitlines()]
    assert first == second
    assert set(first) == {"video", "model", "top", "logits_norm"}
    assert (first["video"], first["model"]) == (str(video), "colour.test")
    assert [set(best) for best in first["top"]] == [{"label", "score", "logit"}] * 3
    assert first["top"][0]["label"] == "green"
    logits = [best["logit"] for best in first["top"]]
    assert first["logits_norm"] == pytest.approx(np.linalg.norm(logits))
    assert "ü" in output.out


def test_for_people(run: Run, capsys: pytest.CaptureFixture[str], model: Path, video: Path) -> None:
    assert run("predict", video, "--model", model) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == str(video)
    assert lines[1].split() == ["100.0%", "green"]


def test_bad_files_are_named_and_the_good_ones_done(
    run: Run,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    model: Path,
    video: Path,
    tmp_path: Path,
) -> None:
    text = tmp_path / "text.mp4"
    text.write_text("no video")
    short = write_video(tmp_path / "short.mp4", frames=2)
    given = [tmp_path / "absent.mp4", short, video, text, tmp_path]
    assert run("predict", *given, "--model", model, "--json") == 2
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["video"] == str(video)
    errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert len(errors) == 4
    for bad, error in zip([given[0], text, tmp_path, short], errors, strict=True):
        assert str(bad) in error and "\n" not in error


def test_damage_is_said(
    run: Run, caplog: pytest.LogCaptureFixture, model: Path, tmp_path: Path
) -> None:
    damaged = write_video(tmp_path / "damaged.mkv", frames=40, paint=noisy)
    data = bytearray(damaged.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 2000] = bytes(2000)
    damaged.write_bytes(data)
    assert run("predict", damaged, "--model", model) == 0
    assert any("damaged in" in message for message in caplog.messages)


def test_no_engine_is_loaded_where_no_file_can_be_used(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def load(*_args: object, **_options: object) -> None:
        pytest.fail("loaded an engine for nothing")

    monkeypatch.setattr("engines.loading.load_engine", load)
    assert run("predict", tmp_path / "absent.mp4") == 2


def test_wrong_words(run: Run, capsys: pytest.CaptureFixture[str], video: Path) -> None:
    assert run("predict", video, "--protocol", "middle") == 2
    assert "'centre', 'full'" in capsys.readouterr().err
    assert run("predict") == 2
    assert "VIDEO" in capsys.readouterr().err
    assert run("predict", video, "--model", "i3d.k40") == 2
    assert "did you mean i3d.k400" in capsys.readouterr().err
