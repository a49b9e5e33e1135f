"""Plans in the cache: found by all that they depend on, built once, rebuilt where damaged.

A plan holds code for the GPU. One that this program did not build itself is never loaded: the
checksum in the note beside it must be right.
"""

import hashlib
import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock

from engines.artifacts import Progress, ProgressEvent, atomic_path, cache_dir
from engines.artifacts.folders import sha256_of, storage_errors
from engines.backends.tensorrt.builder import COMMAND, BuildJob
from engines.half_onnx import HALF_VERSION
from engines.spec import ModelSpec
from engines.worker import run_worker

_log = logging.getLogger(__name__)
BATCHES = (1, 2, 4, 8)
"""Clips in a batch that plans are built for, one optimisation profile each."""


@dataclass(frozen=True, slots=True)
class PlanKey:
    """Everything that makes a plan another one."""

    model: str
    """Name of the model, for people."""
    model_sha256: str
    """Of the exported file."""
    precision: str
    """`fp32`, `fp16` or `bf16`."""
    clip_shape: tuple[int, int, int, int]
    """(T, H, W, channels)."""
    batches: tuple[int, ...]
    """Clips in a batch, one optimisation profile each."""
    module: str
    """`tensorrt` or `tensorrt_rtx`."""
    version: str
    """Of that library."""
    gpu: str
    """Name of the GPU; empty for a plan built ahead."""
    compute_capability: str
    """As in `8.9`."""
    cuda_major: int
    """Major version of CUDA that the driver serves; 0 for a plan built ahead."""
    options: str = f"half={HALF_VERSION}"
    """What else the builder was told."""

    def digest(self) -> str:
        """Short, the same for equal keys."""
        return hashlib.sha256(json.dumps(asdict(self)).encode()).hexdigest()[:16]

    def place(self) -> Path:
        """Where the plan lies once it is built."""
        return cache_dir() / "engines" / f"{self.model}-{self.precision}-{self.digest()}.plan"

    @property
    def is_ahead(self) -> bool:
        """Whether it is built for a GPU that need not be here."""
        return not self.gpu


def clip_shape(spec: ModelSpec) -> tuple[int, int, int, int]:
    """(T, H, W, channels) of the one clip length that a plan takes."""
    return spec.clip_len, spec.crop_px, spec.crop_px, spec.channels


def built_plan(key: PlanKey, onnx: Path, progress: Progress | None = None) -> Path:
    """The plan, from the cache or else built there.

    Two processes at once build it once; a failure leaves nothing behind. What `progress` raises
    ends the building process.

    Raises:
        EngineError: TensorRT refuses, with its reason.
    """
    final = key.place()
    with storage_errors(final.parent):
        if damage_of(key) is None:
            return final
        final.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(final.with_name(f".{final.name}.lock")):
            damage = damage_of(key)
            if damage is not None:
                _log.info("building %s: %s", final.name, damage)
                _build(key, onnx, progress)
    return final


def forget_plan(key: PlanKey) -> None:
    """Remove a plan that its runtime refuses, so that the next call builds it."""
    for file in (key.place(), _note_place(key)):
        file.unlink(missing_ok=True)


def damage_of(key: PlanKey) -> str | None:
    """Why the plan in the cache cannot be used; None where it can."""
    final = key.place()
    if not final.is_file():
        return "it is not in the cache"
    try:
        note = json.loads(_note_place(key).read_text(encoding="utf-8"))
        its_key, checksum = note["key"], note["sha256"]
    except (OSError, ValueError, TypeError, KeyError):
        return "the note with its checksum is missing or damaged"
    if its_key != _plain(key):
        return "it was built with another version, for another GPU or from another model"
    return None if sha256_of(final) == checksum else "the file is damaged, its checksum is wrong"


def _build(key: PlanKey, onnx: Path, progress: Progress | None) -> None:
    final = key.place()
    timings = final.with_name(f"{key.module}-{key.version}-{key.compute_capability}.timings")
    with atomic_path(final) as unfinished:
        job = BuildJob(
            onnx=str(onnx),
            plan=str(unfinished),
            module=key.module,
            precision=key.precision,
            clip_shape=key.clip_shape,
            batches=key.batches,
            target=key.compute_capability if key.is_ahead else None,
            timing_cache=str(timings),
        )
        what = f"building {key.model} for {key.gpu or key.compute_capability}"
        _report(progress, what, {"phase": "starting", "done": 0, "total": 1})
        run_worker(COMMAND, [job.to_json()], what, lambda message: _report(progress, what, message))
        note = {"key": _plain(key), "sha256": sha256_of(unfinished)}
    with atomic_path(_note_place(key)) as unfinished_note:
        unfinished_note.write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")


def _report(progress: Progress | None, what: str, message: dict[str, Any]) -> None:
    if progress is not None:
        stage = f"{what}: {message['phase']}"
        progress(ProgressEvent(stage, message["done"], message["total"], "steps"))


def _note_place(key: PlanKey) -> Path:
    return key.place().with_suffix(".json")


def _plain(key: PlanKey) -> Any:
    """As JSON gives it back."""
    return json.loads(json.dumps(asdict(key)))
