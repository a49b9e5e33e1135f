"""What is no graph of streams is refused."""

from pathlib import Path

import pytest

from engines import EngineError
from engines.stream_graphs import StreamGraph
from tests.engines.colour_model import write_colour_model


def test_a_file_that_is_no_graph_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"no graph")
    with pytest.raises(EngineError, match="build it again"):
        StreamGraph(broken, "fp32", None)


def test_a_graph_of_whole_clips_is_refused(tmp_path: Path) -> None:
    clips = write_colour_model(tmp_path / "clips.onnx")
    with pytest.raises(EngineError, match="a step graph is needed"):
        StreamGraph(clips, "fp32", None)
