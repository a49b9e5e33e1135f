import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from engines import EngineError, ProgressEvent
from engines.artifacts import cache_dir
from engines.artifacts.folders import sha256_of as folder_sums
from engines.int8 import graphs
from engines.int8.graphs import built_int8, find_int8
from tests.engines.colour_model import SPEC, write_colour_model
from tests.engines.int8_worker import MEASURED, Int8Worker


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return write_colour_model(tmp_path / "colour.onnx")


def folders() -> list[str]:
    """What lies in the cache of engines, locks apart."""
    return [path.name for path in (cache_dir() / "engines").iterdir() if path.suffix != ".lock"]


def test_it_is_built_once_and_found_again(
    int8_worker: Int8Worker, model: Path, footage: Path
) -> None:
    assert find_int8(model, SPEC) is None
    events: list[ProgressEvent] = []

    graph = built_int8(model, SPEC, [footage], events.append)

    assert built_int8(model, SPEC, [footage]) == graph
    assert find_int8(model, SPEC) == graph
    assert int8_worker.runs == 1
    assert graph.path.with_suffix(".bin").read_text() == "weights"
    assert graph.note.measured == MEASURED
    assert {version.split()[0] for version in graph.note.versions} == {"nncf", "openvino"}
    assert events[-1] == ProgressEvent("calibrating int8", 0, 12, "windows")


def test_other_footage_is_another_graph_and_the_last_asked_for_is_used(
    int8_worker: Int8Worker, model: Path, footage: Path
) -> None:
    whole = built_int8(model, SPEC, [footage])
    less = built_int8(model, SPEC, [footage / "0.mp4", footage / "1.mp4"])

    assert int8_worker.runs == 2
    for folder, age_seconds in ((whole, 20), (less, 10)):
        os.utime(folder.path.with_name("note.json"), (1e9 - age_seconds,) * 2)
    assert find_int8(model, SPEC) == less
    built_int8(model, SPEC, [footage])
    assert find_int8(model, SPEC) == whole
    assert int8_worker.runs == 2


def test_one_from_another_machine_is_used_and_built_anew_where_that_is_asked(
    int8_worker: Int8Worker, model: Path, footage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its speed there says nothing of here."""
    graph = built_int8(model, SPEC, [footage])
    monkeypatch.setattr("engines.backends.openvino.runtime_identity", lambda: "another CPU")
    assert find_int8(model, SPEC) == graph
    built_int8(model, SPEC, [footage])
    assert int8_worker.runs == 2


@pytest.mark.usefixtures("int8_worker")
def test_another_model_of_the_same_name_has_none(model: Path, footage: Path) -> None:
    built_int8(model, SPEC, [footage])
    other = model.with_name("other.onnx")
    other.write_bytes(model.read_bytes() + b"\n")

    assert find_int8(other, SPEC) is None


@pytest.mark.parametrize("damaged", ["graph.xml", "graph.bin", "note.json"])
def test_a_damaged_graph_is_not_used_and_built_again(
    int8_worker: Int8Worker, model: Path, footage: Path, damaged: str
) -> None:
    graph = built_int8(model, SPEC, [footage])
    graph.path.with_name(damaged).write_text("half")

    assert find_int8(model, SPEC) is None
    assert built_int8(model, SPEC, [footage]).note == graph.note
    assert int8_worker.runs == 2


@pytest.mark.usefixtures("int8_worker")
def test_of_other_files_only_the_notes_are_read(
    model: Path, footage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model has graphs of windows, steps and early answers, tens of megabytes each."""
    other = model.with_name("other.onnx")
    other.write_bytes(model.read_bytes() + b"\n")
    graph = built_int8(model, SPEC, [footage])
    built_int8(other, SPEC, [footage])
    summed: list[Path] = []

    def sha256_of(path: Path) -> str:
        summed.append(path)
        return folder_sums(path)

    monkeypatch.setattr(graphs, "sha256_of", sha256_of)
    assert find_int8(model, SPEC) == graph
    assert summed == [model, graph.path, graph.path.with_suffix(".bin")]


@pytest.mark.usefixtures("int8_worker")
def test_one_that_goes_while_it_is_looked_for_is_passed_over(
    model: Path, footage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process builds a damaged one anew."""
    graph = built_int8(model, SPEC, [footage])
    gone = built_int8(model, SPEC, [footage / "0.mp4", footage / "1.mp4"]).path.parent

    def sha256_of(path: Path) -> str:
        shutil.rmtree(gone, ignore_errors=True)
        return folder_sums(path)

    monkeypatch.setattr(graphs, "sha256_of", sha256_of)
    assert find_int8(model, SPEC) == graph


@pytest.mark.usefixtures("int8_worker")
def test_a_name_is_no_pattern(model: Path, footage: Path) -> None:
    spec = replace(SPEC, name="mine.[ab]")
    assert find_int8(model, spec) is None
    graph = built_int8(model, spec, [footage])
    assert find_int8(model, spec) == graph


def test_a_failure_leaves_nothing(int8_worker: Int8Worker, model: Path, footage: Path) -> None:
    int8_worker.does("tell(error='no ranges to be had')")

    with pytest.raises(EngineError, match="no ranges to be had"):
        built_int8(model, SPEC, [footage])
    assert folders() == []


def test_what_progress_raises_ends_it(int8_worker: Int8Worker, model: Path, footage: Path) -> None:
    int8_worker.does("import threading; threading.Event().wait()")

    def interrupted(event: ProgressEvent) -> None:
        if event.unit == "windows":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        built_int8(model, SPEC, [footage], interrupted)
    assert folders() == []


def test_without_nncf_the_extra_is_named(
    int8_worker: Int8Worker, model: Path, footage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graphs, "is_installed", lambda _module: False)

    with pytest.raises(EngineError, match=r"int8 needs nncf, .* pip install 'liveact\[int8\]'"):
        built_int8(model, SPEC, [footage])
    assert int8_worker.runs == 0
