"""A graph whose weights stay on the disk says what the exported file says."""

import os
from pathlib import Path

import numpy as np
import openvino as ov
import pytest
from numpy.typing import NDArray

from engines.artifacts import cache_dir
from engines.mapped_graphs import mapped_graph, read_graph


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


def test_it_is_written_once_for_each_version_of_the_file(colour_onnx: Path, tmp_path: Path) -> None:
    onnx = tmp_path / "model.onnx"
    onnx.write_bytes(colour_onnx.read_bytes())
    first = mapped_graph(onnx)
    written = first.stat().st_mtime_ns
    assert mapped_graph(onnx) == first and first.stat().st_mtime_ns == written
    os.utime(onnx, ns=(1, 1))
    assert mapped_graph(onnx) != first


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
