"""Graphs of streams are compiled when they are wanted; what is none is refused."""

from pathlib import Path

import pytest

from engines import EngineError
from engines.mapped_graphs import mapped_graph
from engines.stream_graphs import StreamGraph
from tests.engines.colour_model import write_colour_model
from tests.engines.stepping_network import STEP_FRAMES


def test_a_file_that_is_no_graph_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"no graph")
    with pytest.raises(EngineError, match="build it again"):
        StreamGraph(broken, "fp32", None)


def test_a_graph_of_whole_clips_is_refused(tmp_path: Path) -> None:
    clips = write_colour_model(tmp_path / "clips.onnx")
    with pytest.raises(EngineError, match="a step graph is needed"):
        StreamGraph(clips, "fp32", None)


def test_it_is_compiled_when_it_is_first_wanted(step_onnx: Path) -> None:
    graph = StreamGraph(step_onnx, "fp32", None)
    assert graph.timing.step_frames == STEP_FRAMES
    assert graph.requests is graph.requests is graph.compile()
    graph.close()
    with pytest.raises(EngineError, match="closed"):
        assert graph.requests


def test_one_that_rests_is_compiled_again(
    step_onnx: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path))
    mapped, unmapped = (
        StreamGraph(path, "fp32", None) for path in (mapped_graph(step_onnx), step_onnx)
    )
    first, kept = mapped.compile(), unmapped.compile()
    mapped.rest()
    unmapped.rest()
    assert mapped.compile() is not first
    assert unmapped.compile() is kept, "it would hold its weights twice"


def test_one_that_was_never_wanted_is_closed_too(step_onnx: Path) -> None:
    graph = StreamGraph(step_onnx, "fp32", None)
    graph.close()
    with pytest.raises(EngineError, match="closed"):
        assert graph.requests
