"""A graph whose weights stay on the disk says what the exported file says."""

import os
import shutil
from pathlib import Path

import numpy as np
import openvino as ov
import pytest
from filelock import FileLock
from numpy.typing import NDArray

from engines.artifacts import cache_dir
from engines.errors import ArtifactError
from engines.mapped_graphs import mapped_graph, read_graph
from engines.stream_graphs import StreamGraph


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path / "cache"))


def answers(path: Path) -> list[NDArray[np.float32]]:
    """Of one clip, before and after the weights' pages were given back."""
    model, weights = read_graph(ov.Core(), path)
    compiled = ov.Core().compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    clip = np.random.default_rng(0).integers(0, 256, (1, 4, 32, 32, 3), np.uint8)
    first = compiled(clip)[0].copy()
    if weights is not None:
        weights.give_back()
    return [first, compiled(clip)[0].copy()]


def test_it_says_the_same_to_the_bit(colour_onnx: Path) -> None:
    path = mapped_graph(colour_onnx)
    assert path.suffix == ".xml"
    wanted = answers(colour_onnx)
    for given in answers(path):
        np.testing.assert_array_equal(given, wanted[0])
    assert np.ptp(wanted[0]) > 0


@pytest.fixture
def onnx(colour_onnx: Path, tmp_path: Path) -> Path:
    """A copy that may be changed."""
    return Path(shutil.copy(colour_onnx, tmp_path / "model.onnx"))


def folders() -> set[str]:
    """What lies in the cache of engines, locks apart."""
    return {path.name for path in (cache_dir() / "engines").iterdir() if path.suffix != ".lock"}


def test_it_is_written_once_for_each_version_of_the_file(onnx: Path) -> None:
    first = mapped_graph(onnx)
    written = first.stat().st_mtime_ns
    assert mapped_graph(onnx) == first and first.stat().st_mtime_ns == written
    os.utime(onnx, ns=(1, 1))
    assert mapped_graph(onnx) != first


def test_of_a_file_that_changed_the_newest_is_kept_and_nothing_else_is_touched(
    onnx: Path, tmp_path: Path
) -> None:
    namesake = tmp_path / "elsewhere" / onnx.name
    namesake.parent.mkdir()
    shutil.copy(onnx, namesake)
    others = {
        mapped_graph(namesake).parent.name,
        "model-int8-0",
        "model-mapped-0",
        "model-mapped-1",
    }
    for name in ("model-int8-0", "model-mapped-0"):
        (cache_dir() / "engines" / name).mkdir()
    (cache_dir() / "engines" / "model-mapped-1").write_text("no folder")
    old = mapped_graph(onnx)
    _, weights = read_graph(ov.Core(), old)
    assert weights is not None
    held = bytes(weights.bytes)
    os.utime(onnx, ns=(1, 1))

    new = mapped_graph(onnx)

    assert folders() == {new.parent.name, *others}
    weights.give_back()
    assert bytes(weights.bytes) == held  # who has it open reads on
    with pytest.raises(ArtifactError, match="cannot be read"):
        StreamGraph(old, "fp32", None)


def test_another_openvino_writes_it_anew(onnx: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = mapped_graph(onnx)
    monkeypatch.setattr(ov, "__version__", "another")
    new = mapped_graph(onnx)
    assert new != old
    assert folders() == {new.parent.name}


def test_one_that_is_just_written_is_left_to_a_later_call(onnx: Path) -> None:
    old = mapped_graph(onnx).parent
    os.utime(onnx, ns=(1, 1))
    with FileLock(old.with_name(f".{old.name}.lock")):
        new = mapped_graph(onnx)
        assert folders() == {old.name, new.parent.name}
    mapped_graph(onnx)
    assert folders() == {new.parent.name}


def test_one_that_cannot_go_stays_whole(onnx: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, while another process reads it."""
    old = mapped_graph(onnx)
    os.utime(onnx, ns=(1, 1))

    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    new = mapped_graph(onnx)
    assert new.suffix == ".xml"
    assert folders() == {old.parent.name, new.parent.name}
    assert {path.name for path in old.parent.iterdir()} == {"graph.xml", "graph.bin", "note.json"}


@pytest.mark.parametrize("damage", ["graph.bin", "graph.xml", "note.json"])
def test_a_damaged_one_is_written_again(colour_onnx: Path, damage: str) -> None:
    path = mapped_graph(colour_onnx)
    file = path.with_name(damage)
    file.write_bytes(bytes(file.stat().st_size))
    assert mapped_graph(colour_onnx) == path
    np.testing.assert_array_equal(answers(path)[0], answers(colour_onnx)[0])


def test_where_nothing_can_be_written_the_exported_file_is_taken(colour_onnx: Path) -> None:
    (cache_dir() / "engines").write_text("a file where a folder must be")
    assert mapped_graph(colour_onnx) == colour_onnx


def test_where_openvino_runs_out_of_disk_too(onnx: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = mapped_graph(onnx)
    os.utime(onnx, ns=(1, 1))

    def fail(_model: object, path: Path, **_options: object) -> None:
        path.write_text("half")
        raise RuntimeError("basic_ios::clear: iostream error")

    monkeypatch.setattr(ov, "save_model", fail)
    assert mapped_graph(onnx) == onnx
    assert folders() == {old.parent.name}  # no new one, so the old one is not in the way
