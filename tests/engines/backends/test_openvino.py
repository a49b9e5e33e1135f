from pathlib import Path

import numpy as np
import pytest

from engines import EngineChoice, EngineError
from engines.backends.openvino import OpenVinoEngine
from tests.engines.colour_model import SPEC, write_colour_model

CHOICE = EngineChoice("openvino", "fp32", "cpu")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_colour_model(tmp_path / "colour.onnx")


def clip(frames: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.random.default_rng(frames).integers(0, 256, (frames, 32, 32, 3), np.uint8)


@pytest.mark.parametrize("threads", [None, 1])
def test_logits_are_those_of_the_graph(path: Path, threads: int | None) -> None:
    engine = OpenVinoEngine(path, SPEC, CHOICE, threads=threads)
    clips = [clip(8), clip(4), clip(11), clip(8)]  # its own length, and others

    logits = engine.infer(clips)

    expected = [one.mean(axis=(0, 1, 2)) for one in clips]
    np.testing.assert_allclose(logits, expected, rtol=1e-5)


def test_another_length_needs_the_file_no_longer_than_once(path: Path) -> None:
    engine = OpenVinoEngine(path, SPEC, CHOICE)
    engine.infer([clip(5)])
    path.unlink()

    assert engine.infer([clip(6)]).shape == (1, 3)


def test_a_damaged_file_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.onnx"
    path.write_bytes(b"nothing that any runtime reads")

    with pytest.raises(
        EngineError, match=r"broken\.onnx: compiling it for the cpu: .*; build it again"
    ) as raised:
        OpenVinoEngine(path, SPEC, CHOICE)
    assert "\n" not in str(raised.value)
