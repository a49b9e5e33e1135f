"""The file of a taught model: a zip with a JSON that anyone can read, arrays and thumbnails.

`model.json` says everything but the numbers; `arrays.npz` holds the head and every example's
embeddings, so that teaching can go on later without the videos.
"""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from engines.artifacts import atomic_path
from engines.errors import EngineError
from engines.teaching.head import Head
from engines.teaching.lesson import Lesson, TaughtExample
from engines.teaching.report import TeachingReport

_CARD, _ARRAYS = "model.json", "arrays.npz"
_LARGEST_BYTES = 1 << 30
"""What an honest file never holds unpacked."""


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class ExampleNote(_Written):
    """What is known of an example beside its embeddings."""

    label: str
    recording: str
    start_seconds: float
    end_seconds: float


class TaughtCard(_Written):
    """What `model.json` says."""

    version: Literal[1] = 1
    backbone: str
    """Registered name of the model that makes the embeddings."""
    backbone_identity: str
    """Checksum of its weights: embeddings of others mean something else."""
    labels: tuple[str, ...] = Field(min_length=2)
    """'nothing' last."""
    clip_len: int = Field(ge=1)
    """Frames of a live window."""
    temperature: float = Field(gt=0)
    similar_from: float
    examples: tuple[ExampleNote, ...]
    report: tuple[str, ...] = ()
    """How each label did on examples that training had not seen, a line each."""
    made_at: str
    """Time in UTC, ISO 8601."""

    def check_backbone(self, identity: str, name: str) -> None:
        """Raise `EngineError` where the backbone that is here has other weights than these."""
        if identity != self.backbone_identity:
            raise EngineError(
                f"{name}: taught on {self.backbone} with weights {self.backbone_identity[:12]}, "
                f"here are {identity[:12]}; teach it again"
            )


@dataclass(frozen=True, slots=True, eq=False)
class TaughtModel:
    """A taught model in memory."""

    card: TaughtCard
    head: Head
    lesson: Lesson


def taught_model(
    lesson: Lesson,
    head: Head,
    report: TeachingReport,
    *,
    backbone: str,
    backbone_identity: str,
    clip_len: int,
) -> TaughtModel:
    """What a lesson came to, ready to be written."""
    card = TaughtCard(
        backbone=backbone,
        backbone_identity=backbone_identity,
        labels=head.labels,
        clip_len=clip_len,
        temperature=head.temperature,
        similar_from=head.similar_from,
        examples=tuple(
            ExampleNote(
                label=example.label,
                recording=example.recording,
                start_seconds=example.start_seconds,
                end_seconds=example.end_seconds,
            )
            for example in lesson.examples
        ),
        report=tuple(map(str, report.labels)),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    return TaughtModel(card, head, lesson)


def write_taught(model: TaughtModel, path: Path) -> None:
    """Write the file whole or not at all; `ArtifactError` where the disk is full."""
    with atomic_path(path) as unfinished, zipfile.ZipFile(unfinished, "w") as archive:
        archive.writestr(_CARD, model.card.model_dump_json(indent=1))
        archive.writestr(_ARRAYS, _packed(model))
        for number, example in enumerate(model.lesson.examples):
            if example.thumbnail:
                archive.writestr(_thumbnail_name(number), example.thumbnail)


def read_taught(path: Path) -> TaughtModel:
    """The model in a file.

    Raises:
        EngineError: There is no such file, or it is damaged or of another version.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_BYTES:
                raise EngineError(f"{path}: unpacked it is larger than a taught model can be")
            return _read(archive, path)
    except FileNotFoundError as error:
        raise EngineError(f"{path}: no such file; check the path") from error
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise EngineError(f"{path}: not a taught model, or damaged; teach it again") from error


def _read(archive: zipfile.ZipFile, path: Path) -> TaughtModel:
    text = archive.read(_CARD).decode("utf-8")
    version = json.loads(text).get("version")
    if version != 1:
        raise EngineError(f"{path}: written in version {version!r}, this program reads 1")
    try:
        card = TaughtCard.model_validate_json(text)
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise EngineError(f"{path}: damaged at {where!r} of its card; teach it again") from error
    with np.load(io.BytesIO(archive.read(_ARRAYS)), allow_pickle=False) as arrays:
        head = _head(card, arrays)
        lesson = _lesson(card, arrays, archive)
    if head.weights.shape[0] != len(card.labels):
        raise EngineError(f"{path}: damaged, its head and its labels differ; teach it again")
    return TaughtModel(card, head, lesson)


def _packed(model: TaughtModel) -> bytes:
    head, examples = model.head, model.lesson.examples
    packed = io.BytesIO()
    np.savez_compressed(
        packed,
        mean=head.mean,
        std=head.std,
        weights=head.weights,
        bias=head.bias,
        prototypes=head.prototypes,
        embeddings=np.concatenate([example.embeddings for example in examples]),
        views=np.array([len(example.embeddings) for example in examples]),
    )
    return packed.getvalue()


def _head(card: TaughtCard, arrays: "np.lib.npyio.NpzFile") -> Head:
    return Head(
        labels=card.labels,
        mean=_floats(arrays, "mean"),
        std=_floats(arrays, "std"),
        weights=_floats(arrays, "weights"),
        bias=_floats(arrays, "bias"),
        temperature=card.temperature,
        prototypes=_floats(arrays, "prototypes"),
        similar_from=card.similar_from,
    )


def _lesson(card: TaughtCard, arrays: "np.lib.npyio.NpzFile", archive: zipfile.ZipFile) -> Lesson:
    ends = np.cumsum(arrays["views"])
    pieces = np.split(_floats(arrays, "embeddings"), ends[:-1])
    names = set(archive.namelist())
    examples = []
    for number, (note, piece) in enumerate(zip(card.examples, pieces, strict=True)):
        name = _thumbnail_name(number)
        thumbnail = archive.read(name) if name in names else b""
        examples.append(TaughtExample(**note.model_dump(), embeddings=piece, thumbnail=thumbnail))
    return Lesson(tuple(examples))


def _floats(arrays: "np.lib.npyio.NpzFile", name: str) -> NDArray[np.float32]:
    values: NDArray[np.float32] = arrays[name].astype(np.float32, copy=False)
    return values


def _thumbnail_name(number: int) -> str:
    return f"thumbnails/{number:04}.jpg"
