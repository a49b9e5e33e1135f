"""Graphs whose weights OpenVINO reads where they lie on the disk.

OpenVINO keeps the weights as it read them beside those that it laid out anew for the CPU, and
hardly looks at the former again: half of what a compiled graph takes. Of a mapped file their pages
can be given back; should one be wanted again, the system reads it from the disk.
"""

import glob
import hashlib
import json
import logging
import mmap
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock

from engines.artifacts import cache_dir
from engines.artifacts.folders import atomic_folder, remove_folder, sha256_of
from engines.errors import ArtifactError

if TYPE_CHECKING:
    import openvino as ov

_log = logging.getLogger(__name__)
_GRAPH, _WEIGHTS, _NOTE = "graph.xml", "graph.bin", "note.json"


class Weights:
    """A graph's weights in a mapped file; lives as long as the graph."""

    def __init__(self, path: Path) -> None:
        """Map the file."""
        with path.open("rb") as file:
            # A private copy, for OpenVINO wants memory that may be written; nobody does.
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
        self.bytes = np.frombuffer(self._map, np.uint8)

    def give_back(self) -> None:
        """Let go of the pages that are in memory."""
        if hasattr(mmap, "MADV_DONTNEED"):  # not on Windows
            self._map.madvise(mmap.MADV_DONTNEED)


def read_graph(core: "ov.Core", path: Path) -> "tuple[ov.Model, Weights | None]":
    """A graph and its mapped weights; None for an ONNX file, whose weights are read at once."""
    if path.suffix != ".xml":
        return core.read_model(path), None
    import openvino as ov

    weights = Weights(path.with_suffix(".bin"))
    tensor = ov.Tensor(weights.bytes, shared_memory=True)
    return core.read_model(path.read_bytes(), tensor), weights


def mapped_graph(onnx: Path) -> Path:
    """OpenVINO's own form of an exported file, from the cache or else written now; its .xml.

    Its checksums are verified at every call. Where it cannot be written, on a full disk, the
    exported file itself: that takes more memory and nothing else. What was written of the same
    file before it changed, or by another OpenVINO, is removed.
    """
    final = _place(onnx)
    try:
        with FileLock(_lock_place(final)):
            if not _is_whole(final):
                _write(onnx, final)
            _remove_others(onnx, final)
    except (ArtifactError, OSError, RuntimeError):  # the last is OpenVINO's, of a full disk too
        _log.warning("%s: not written, its weights take more memory", final, exc_info=True)
        return onnx
    return final / _GRAPH


def _place(onnx: Path) -> Path:
    """Another one for each file and each version of it."""
    import openvino as ov

    facts = onnx.stat()
    identity = f"{onnx.resolve()} {facts.st_size} {facts.st_mtime_ns} {ov.__version__}"
    key = hashlib.sha256(identity.encode()).hexdigest()[:12]
    return cache_dir() / "engines" / f"{onnx.stem}-mapped-{key}"


def _write(onnx: Path, final: Path) -> None:
    import openvino as ov

    with atomic_folder(final) as unfinished:
        ov.save_model(ov.Core().read_model(onnx), unfinished / _GRAPH, compress_to_fp16=False)
        note = {"file": str(onnx.resolve()), "sha256": _sums(unfinished)}
        (unfinished / _NOTE).write_text(json.dumps(note) + "\n", encoding="utf-8")


def _is_whole(folder: Path) -> bool:
    try:
        return bool(_sums(folder) == _noted(folder, "sha256"))
    except OSError:
        return False


def _remove_others(onnx: Path, final: Path) -> None:
    """Remove other versions of a file, but none that is just being written.

    Who reads one keeps its pages until the end; on Windows it stays until a later call.
    """
    for folder in final.parent.glob(f"{glob.escape(onnx.stem)}-mapped-*"):
        if folder != final and _noted(folder, "file") == str(onnx.resolve()):
            with suppress(OSError), FileLock(_lock_place(folder), timeout=0):
                remove_folder(folder)


def _noted(folder: Path, name: str) -> object:
    """What the note says under a name; None where there is no such note."""
    try:
        note = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return note.get(name) if isinstance(note, dict) else None


def _lock_place(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.lock")


def _sums(folder: Path) -> dict[str, str]:
    return {name: sha256_of(folder / name) for name in (_GRAPH, _WEIGHTS)}
