import logging
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import torch

from engines import ArtifactError, EngineError, ProgressEvent, build
from engines.build import built_onnx, onnx_place
from engines.export import read_spec, read_timing
from engines.graphs import GraphKind
from engines.models import ModelCard, registry
from tests.engines.stepping_network import SPEC as STEPPING
from tests.engines.stepping_network import SteppingNetwork

NAME = "i3d.k400"
HALF = "Path(sys.argv[3]).write_bytes(b'half')"


class Builder:
    """Stands for the process that builds: runs a script of the test's instead."""

    def __init__(self, folder: Path) -> None:
        self._script = folder / "builder.py"
        self._runs = folder / "runs"
        self.does("Path(sys.argv[3]).write_bytes(b'whole'); tell(done=1); tell(done=2)")

    def does(self, body: str) -> None:
        self._script.write_text(
            "import json, os, signal, sys\n"
            "from pathlib import Path\n"
            f"with open({str(self._runs)!r}, 'a') as file: file.write(f'{{os.getpid()}}\\n')\n"
            "def tell(**message): print(json.dumps(message), flush=True)\n"
            f"{body}\n"
        )

    @property
    def command(self) -> tuple[str, ...]:
        return sys.executable, str(self._script)

    @property
    def processes(self) -> list[int]:
        return [int(line) for line in self._runs.read_text().split()] if self.ran else []

    @property
    def ran(self) -> bool:
        return self._runs.exists()


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Builder:
    """Weights that need no network, a cache of the test's own, and a quick builder."""
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(build, "weights_file", lambda _name, _progress: tmp_path / "weights")
    quick = Builder(tmp_path)
    monkeypatch.setattr(build, "_BUILDER", quick.command)
    return quick


def files() -> list[str]:
    """What lies in the cache of engines, locks apart."""
    return sorted(p.name for p in onnx_place(NAME).parent.iterdir() if p.suffix != ".lock")


def test_it_is_built_once(builder: Builder) -> None:
    path = built_onnx(NAME)

    assert path.read_bytes() == b"whole"
    assert built_onnx(NAME) == path
    assert len(builder.processes) == 1
    assert files() == [path.with_suffix(".json").name, path.name]


def test_two_at_once_build_it_once(builder: Builder) -> None:
    builder.does(HALF)

    with ThreadPoolExecutor() as pool:
        paths = list(pool.map(built_onnx, [NAME, NAME]))

    assert paths[0] == paths[1]
    assert len(builder.processes) == 1


def test_progress_reaches_the_caller(builder: Builder) -> None:
    events: list[ProgressEvent] = []

    built_onnx(NAME, events.append)
    built_onnx(NAME, events.append)

    assert [(event.done, event.total) for event in events] == [(0, 2), (1, 2), (2, 2)]
    assert builder.ran


@pytest.mark.parametrize("damage", [b"", b"whol", b"whale"])
def test_a_damaged_file_is_built_again_and_said(
    builder: Builder, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path = built_onnx(NAME)
    path.write_bytes(damage)

    with caplog.at_level(logging.INFO, logger="engines.build"):
        assert built_onnx(NAME).read_bytes() == b"whole"

    assert "the file is damaged, its checksum is wrong" in caplog.text
    assert len(builder.processes) == 2


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"sha256": 1}'])
def test_a_damaged_note_is_made_again(builder: Builder, damage: str) -> None:
    path = built_onnx(NAME)
    path.with_suffix(".json").write_text(damage)

    assert built_onnx(NAME).read_bytes() == b"whole"
    assert len(builder.processes) == 2


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (f"{HALF}; tell(error='the weights are odd'); sys.exit(1)", "^the weights are odd$"),
        (f"{HALF}; print('x'); raise ValueError('y')", "failed .exit code 1.: ValueError: y$"),
        (
            f"{HALF}; os.kill(os.getpid(), signal.SIGKILL)",
            "want of memory; close other programs and try",
        ),
        ("tell(done=2)", "cannot be read or written: No such file"),
    ],
)
def test_a_failure_is_one_line_and_leaves_nothing(
    builder: Builder, body: str, message: str
) -> None:
    builder.does(body)

    with pytest.raises(EngineError, match=message) as raised:
        built_onnx(NAME)

    assert "\n" not in str(raised.value)
    assert files() == []


def test_giving_up_ends_the_builder_and_leaves_nothing(builder: Builder) -> None:
    builder.does(f"{HALF}; tell(done=1); signal.pause()")

    def interrupt(event: ProgressEvent) -> None:
        if event.done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        built_onnx(NAME, interrupt)

    (process,) = builder.processes
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert files() == []


def test_an_unknown_model_is_refused(builder: Builder) -> None:
    with pytest.raises(EngineError, match="unknown model"):
        built_onnx("i3d.k600")
    assert not builder.ran


def test_an_unusable_cache_is_said(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEACT_CACHE_DIR", __file__)

    with pytest.raises(ArtifactError, match=r"cache folder .* cannot be used"):
        built_onnx(NAME)
    assert not builder.ran


def test_the_real_builder_refuses_a_dangerous_checkpoint_in_one_line(tmp_path: Path) -> None:
    weights = tmp_path / "i3d.ckpt"
    weights.write_bytes(pickle.dumps(print))

    answer = subprocess.run(
        [*build._BUILDER, NAME, str(weights), str(tmp_path / "x.onnx")],
        capture_output=True,
        text=True,
    )

    assert answer.returncode == 1
    assert '"error": "' in answer.stdout and "builtins.print" in answer.stdout
    assert not (tmp_path / "x.onnx").exists()


def test_a_step_graph_is_exported_where_none_is_shipped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    card = ModelCard(STEPPING, "tests.engines.stepping_network:five_labels", streams=True)
    weights, steps = tmp_path / "weights.pt", tmp_path / "steps.onnx"
    torch.save(SteppingNetwork().state_dict(), weights)
    monkeypatch.setattr(registry, "_cards", {STEPPING.name: card})

    build._write(card, weights, steps, "step")

    assert read_timing(steps) == SteppingNetwork().timing(STEPPING.clip_len)
    assert read_spec(steps) == STEPPING


@pytest.mark.usefixtures("builder")
def test_files_that_users_have_stay_known() -> None:
    """Other names would build them anew, and lose the int8 graphs that are made of users' videos.

    Who changes a graph or what is in a specification changes these names too, and knows it.
    """
    kinds: tuple[GraphKind, ...] = "clip", "step", "early"
    assert [onnx_place(NAME, kind).stem for kind in kinds] == [
        "i3d.k400-b9846e1f8fb6",
        "i3d.k400-696c32cb1f7c",
        "i3d.k400-9a42afcee501",
    ]
