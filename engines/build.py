"""Builds a model's ONNX file into the cache, once.

The package has the graphs of some models, which only need their weights; other models are exported
with torch. A process never gives back what importing onnx or torch (some 220 MB) takes, so the work
is done in a process of its own: `python -m engines.build`.
"""

import argparse
import glob
import hashlib
import json
import logging
import shutil
import sys
from pathlib import Path
from typing import get_args

import numpy as np
from filelock import FileLock

from engines.artifacts import (
    Progress,
    ProgressEvent,
    atomic_path,
    cache_dir,
)
from engines.artifacts.folders import sha256_of, storage_errors
from engines.errors import EngineError
from engines.export import EXPORT_VERSION, export_onnx, export_steps
from engines.graphs import GraphKind, fill_graph, shipped_graph
from engines.models import (
    ModelCard,
    create_model,
    list_models,
    model_card,
    read_weights,
    weights_file,
)
from engines.worker import run_worker, tell

_log = logging.getLogger(__name__)
_BUILDER = (sys.executable, "-P", "-m", "engines.build")
_STEPS = 2
"""Reading the weights, writing the file."""


def built_onnx(name: str, progress: Progress | None = None, kind: GraphKind = "clip") -> Path:
    """The ONNX file of a registered model, from the cache or else built there.

    A file of the kind `step` goes on from frame to frame; a card's `streams` says of which models
    there is one. One of the kind `early` is there for what the package has such a graph of.

    Its checksum is verified at every call, so a damaged cache heals itself. Two processes at once
    build it once; a failure leaves nothing behind.

    Raises:
        EngineError: Unknown model; or its weights or its file cannot be had, with the reason.
    """
    final = onnx_place(name, kind)
    with storage_errors(final.parent):
        if _damage(final) is None:
            return final
        final.parent.mkdir(parents=True, exist_ok=True)
        _report(progress, name, 0)  # before the lock: another process may be building it
        with FileLock(final.with_name(f".{final.name}.lock")):
            damage = _damage(final)
            if damage is not None:
                _log.info("building %s: %s", final.name, damage)
                _build(name, kind, final, progress)
    return final


def onnx_place(name: str, kind: GraphKind = "clip") -> Path:
    """Where the ONNX file of a registered model lies once it is built."""
    card = model_card(name)
    weights = card.weights
    if weights is None:
        known = ", ".join(list_models(pretrained=True))
        raise EngineError(
            f"{name} has no published weights to build an engine from; choose {known}"
        )
    graph = shipped_graph(name, kind)
    made_by = EXPORT_VERSION if graph is None else sha256_of(graph)
    origin = f"{card.spec.to_json()} {card.checkpoint} {weights.identity} {made_by} {kind}"
    key = hashlib.sha256(origin.encode()).hexdigest()[:12]
    return cache_dir() / "engines" / f"{name}-{key}.onnx"


def forget_engines(name: str) -> None:
    """Remove all that was built of a model whose tag has no dash: files, int8 graphs, plans."""
    for place in (cache_dir() / "engines").glob(f"{glob.escape(name)}-*"):
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)


def _damage(final: Path) -> str | None:
    """Why the file cannot be used as it is; None where it can."""
    if not final.is_file():
        return "it is not in the cache"
    try:
        note = json.loads(_note_place(final).read_text(encoding="utf-8"))
        expected = note["sha256"]
    except (OSError, ValueError, TypeError, KeyError):
        return "the note with its checksum is missing or damaged"
    return None if sha256_of(final) == expected else "the file is damaged, its checksum is wrong"


def _note_place(final: Path) -> Path:
    return final.with_suffix(".json")


def _build(name: str, kind: GraphKind, final: Path, progress: Progress | None) -> None:
    weights = weights_file(name, progress)
    with atomic_path(final) as unfinished:
        run_worker(
            _BUILDER,
            (name, weights, unfinished, kind),
            f"building {name}",
            lambda message: _report(progress, name, message["done"]),
        )
        note = {"model": name, "sha256": sha256_of(unfinished), "bytes": unfinished.stat().st_size}
    with atomic_path(_note_place(final)) as unfinished_note:
        unfinished_note.write_text(json.dumps(note) + "\n", encoding="utf-8")


def _report(progress: Progress | None, name: str, done: int) -> None:
    if progress is not None:
        progress(ProgressEvent(f"building {name}", done, _STEPS, "steps"))


def _write(card: ModelCard, weights: Path, output: Path, kind: GraphKind) -> None:
    """Fill the package's graph, which needs no torch, or else export the network."""
    graph = shipped_graph(card.spec.name, kind)
    if graph is not None:
        state = {name: np.asarray(array) for name, array in read_weights(card, weights).items()}
        tell(done=1)
        fill_graph(graph, state, card.spec, output, weights)
    else:
        network = create_model(card.spec.name, pretrained=weights)
        tell(done=1)
        export = export_steps if kind == "step" else export_onnx
        export(network, card.spec, output)
    tell(done=2)


def main() -> int:
    """Build one file; progress and errors go to stdout as JSON lines, for `built_onnx`."""
    parser = argparse.ArgumentParser(prog="python -m engines.build", description=__doc__)
    parser.add_argument("model", help="a registered name, as in i3d.k400")
    parser.add_argument("weights", type=Path, help="its published checkpoint")
    parser.add_argument("output", type=Path, help="the ONNX file to write")
    parser.add_argument("kind", choices=get_args(GraphKind), nargs="?", default="clip")
    arguments = parser.parse_args()
    try:
        with storage_errors(arguments.output.parent):
            _write(model_card(arguments.model), arguments.weights, arguments.output, arguments.kind)
    except EngineError as error:
        tell(error=str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
