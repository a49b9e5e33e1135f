"""Int8 graphs in the cache: found by all that they depend on, built once, with what was measured.

A graph is a folder: OpenVINO's pair of files and a note. Which videos it was calibrated on is the
user's to choose, so a model may have several graphs; the one asked for last is used.
"""

import glob
import hashlib
import json
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from filelock import FileLock

from engines.artifacts import Progress, ProgressEvent, cache_dir
from engines.artifacts.folders import atomic_folder, sha256_of, storage_errors
from engines.errors import EngineError
from engines.extras import is_installed, missing
from engines.int8.footage import footage_digest, video_files
from engines.int8.note import Int8Note, Measured
from engines.spec import ModelSpec
from engines.worker import run_worker

_log = logging.getLogger(__name__)
_WORKER = (sys.executable, "-P", "-m", "engines.int8.quantise")
_RECIPE = 3
"""Grows when the same videos give another graph."""
GRAPH = "graph.xml"
"""Name of the graph in its folder; its weights lie beside it."""
_FILES = (GRAPH, "graph.bin")
_NOTE = "note.json"


@dataclass(frozen=True, slots=True)
class Int8Graph:
    """An int8 graph that is whole."""

    path: Path
    """OpenVINO's .xml file."""
    note: Int8Note
    """How it came to be."""


def find_int8(model: Path, spec: ModelSpec) -> Int8Graph | None:
    """The int8 graph of an exported model that was asked for last; None where there is none."""
    places = _home().glob(f"{glob.escape(spec.name)}-int8-*")
    noted = [(place, note) for place in places if (note := _read_note(place)) is not None]
    if not noted:  # the usual case, and the sum of a large file takes its time
        return None
    model_sha256 = sha256_of(model)
    of_model = [place for place, note in noted if note.model_sha256 == model_sha256]
    for place in sorted(of_model, key=_asked_for, reverse=True):
        graph = _read(place)
        if graph is not None:
            return graph
    return None


def built_int8(
    model: Path,
    spec: ModelSpec,
    places: Sequence[Path],
    progress: Progress | None = None,
    *,
    after: Path | None = None,
) -> Int8Graph:
    """The int8 graph of an exported model for these videos, from the cache or else built there.

    One that was measured on another machine is built anew.

    Minutes of work, in a process of its own that does not outlive this call. Two processes at
    once build it once; a failure leaves nothing behind.

    Args:
        model: What `export_onnx`, `export_steps` or `export_early` wrote.
        spec: Its specification.
        places: Videos and folders of videos: what the model will see, quiet scenes included.
        progress: Told how it goes.
        after: Of early answers: the exported file of the steps that they follow.

    Raises:
        EngineError: NNCF is not installed, a video is missing, or there is too little footage.
    """
    if not is_installed("nncf"):
        raise EngineError(missing("int8", "nncf"))
    files = video_files(places)
    note = {
        "model": spec.name,
        "model_sha256": sha256_of(model),
        "footage_sha256": footage_digest(files, progress),
        "versions": [f"{name} {version(name)}" for name in ("nncf", "openvino")],
    }
    key = hashlib.sha256(f"{json.dumps(note)} {_RECIPE}".encode()).hexdigest()[:12]
    final = _home() / f"{spec.name}-int8-{key}"
    with storage_errors(final.parent):
        final.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(final.with_name(f".{final.name}.lock")):
            if not _is_measured_here(_read(final)):
                _build(final, note, model, files, after, progress)
        (final / _NOTE).touch()  # from now on it is the one that was asked for last
    graph = _read(final)
    if graph is None:
        raise EngineError(f"{final}: changed while it was read; run it again")
    return graph


def _is_measured_here(graph: Int8Graph | None) -> bool:
    """Whether there is one whose figures hold here: a cache may come from another machine."""
    from engines.backends.openvino import runtime_identity

    return graph is not None and graph.note.measured.measured_on == runtime_identity()


def _home() -> Path:
    return cache_dir() / "engines"


def _read(folder: Path) -> Int8Graph | None:
    """The graph in a folder, None where it is not there or not whole."""
    note = _read_note(folder)
    if note is None:
        return None
    try:
        is_whole = _sums(folder) == note.files_sha256
    except OSError:
        return None
    if not is_whole:
        _log.warning("%s: damaged, its checksum is wrong; build it again", folder)
        return None
    return Int8Graph(folder / GRAPH, note)


def _read_note(folder: Path) -> Int8Note | None:
    """Its note, None where there is none; the graph's files, which are large, are not looked at."""
    try:
        return Int8Note.from_json((folder / _NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _asked_for(folder: Path) -> float:
    """When its graph was asked for last; another process may be building it anew right now."""
    try:
        return (folder / _NOTE).stat().st_mtime
    except OSError:
        return 0.0


def _sums(folder: Path) -> tuple[str, ...]:
    return tuple(sha256_of(folder / name) for name in _FILES)


def _build(
    final: Path,
    note: dict[str, Any],
    model: Path,
    files: Sequence[Path],
    after: Path | None,
    progress: Progress | None,
) -> None:
    measured: dict[str, Any] = {}

    def told(message: dict[str, Any]) -> None:
        if "measured" in message:
            measured.update(message["measured"])
        elif progress is not None:
            progress(ProgressEvent(**message))

    with atomic_folder(final) as unfinished:
        of_early = () if after is None else ("--after", after)
        arguments = (model, unfinished / GRAPH, *files, *of_early)
        run_worker(_WORKER, arguments, f"quantising {note['model']}", told)
        whole = Int8Note(**note, files_sha256=_sums(unfinished), measured=Measured(**measured))
        (unfinished / _NOTE).write_text(whole.to_json(), encoding="utf-8")
