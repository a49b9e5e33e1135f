"""Takes a user's checkpoint in: checked wholly, copied whole, known by name from then on."""

import difflib
import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from engines.artifacts import Progress, ProgressEvent, atomic_path, data_dir
from engines.artifacts.folders import check_room, sha256_of, storage_errors
from engines.build import forget_engines
from engines.checkpoints.formats import FORMATS, find_format
from engines.errors import CheckpointError, EngineError
from engines.extras import wanting_extra
from engines.label_file import read_labels
from engines.models import ModelCard, list_models, model_card, read_weights, untrained
from engines.models.imported import card_place, imported_names, imported_place
from engines.spec import ModelSpec

if TYPE_CHECKING:
    from engines.checkpoints.fit import Array, Shape

_CHUNK_BYTES = 1 << 22
_TAG = re.compile(r"[a-z0-9_]+")
"""Without dashes: what is built of a model is found by its name and a dash."""
_LIKE_A_FILE = ".onnx"
"""What names of models never end with, for it means a path."""


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What a user brings."""

    checkpoint: Path
    """The file, or a folder with a file for each stream."""
    arch: str
    """A registered architecture: `i3d`."""
    labels: Path
    """A text file with one label a line."""
    name: str | None = None
    """`arch.tag`; None: the tag is made of the file's name."""
    format: str = "auto"
    """A name of `FORMATS`, or `auto`."""
    licence: str = ""
    """Licence of the weights, with their source."""
    clip_len: int | None = None
    """Frames in a clip, where not the architecture's usual number."""
    frame_rate: float | None = None
    """Frames a second, where not the architecture's usual ones."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of it."""

    spec: ModelSpec
    """What the model expects and says."""
    format: str
    """How the file was read, a name of `FORMATS`."""


def import_model(request: ImportRequest, progress: Progress | None = None) -> Imported:
    """Check a checkpoint and copy it into the data folder, where it is a model like any other.

    Nothing is left of it after a failure or Ctrl-C.

    Raises:
        EngineError: What does not fit: architecture, name, labels, file, room on the disk.
    """
    arch = _architecture(request.arch)
    spec = _spec(request, arch)
    _report(progress, "checking", 0)
    chosen = _format(request)
    state = read_weights(replace(arch, checkpoint=FORMATS[chosen].reader), request.checkpoint)
    _check_fit(request, arch, state, len(spec.labels))
    stretch = FORMATS[chosen].stretch_px or spec.stretch_px
    imported = Imported(replace(spec, stretch_px=stretch), chosen)
    _store(imported, request, state, progress)
    return imported


def remove_model(name: str) -> None:
    """Forget an imported model: its card, its checkpoint, the engine built of it.

    Raises:
        EngineError: The name is not that of an imported model.
    """
    _check_removable(name)
    with _alone() as folder:
        forget_engines(name)
        card_place(name).unlink(missing_ok=True)
        (folder / name).unlink(missing_ok=True)


def _check_removable(name: str) -> None:
    imported = imported_names()
    if name in imported:
        return
    if name in list_models():
        raise EngineError(f"{name} is part of liveact; only imported models can be removed")
    near = difflib.get_close_matches(name, imported, cutoff=0.5) or imported
    known = f"there are: {', '.join(near)}" if near else "there are none"
    raise EngineError(f"no imported model is called {name!r}; {known}")


def _architecture(name: str) -> ModelCard:
    known = [other for other in list_models() if "." not in other]
    if name in known:
        return model_card(name)
    near = difflib.get_close_matches(name.partition(".")[0], known, cutoff=0.5) or known
    raise EngineError(f"unknown architecture {name!r}; did you mean {' or '.join(near)}?")


def _spec(request: ImportRequest, arch: ModelCard) -> ModelSpec:
    usual = arch.spec
    return replace(
        usual,
        name=_free_name(request),
        labels=read_labels(request.labels),
        licence=request.licence,
        clip_len=request.clip_len or usual.clip_len,
        frame_rate=request.frame_rate or usual.frame_rate,
    )


def _free_name(request: ImportRequest) -> str:
    own = re.sub(r"[^a-z0-9]+", "_", request.checkpoint.stem.lower()).strip("_")
    name = request.name or f"{request.arch}.{own}"
    arch, _, tag = name.partition(".")
    if arch != request.arch or not _TAG.fullmatch(tag):
        raise EngineError(
            f"the name {name!r} given; write {request.arch}.TAG with a tag of a-z, 0-9 and _"
        )
    if name.endswith(_LIKE_A_FILE):
        raise EngineError(f"the name {name!r} would mean a file; choose another tag")
    if name in list_models() or name in imported_names():
        raise EngineError(
            f"the name {name} is taken; choose another --name, "
            f"or `liveact-engine remove {name}` if you imported it"
        )
    return name


def _format(request: ImportRequest) -> str:
    if request.format == "auto":
        return find_format(request.checkpoint)
    if request.format not in FORMATS:
        known = ", ".join(("auto", *FORMATS))
        raise EngineError(f"unknown format {request.format!r}; choose {known}")
    return request.format


def _check_fit(
    request: ImportRequest, arch: ModelCard, state: Mapping[str, "Array"], labels: int
) -> None:
    """The network first, then the number of labels: a wrong network explains both."""
    from engines.checkpoints.fit import check_names_and_shapes, shapes_of

    given, path = shapes_of(state), request.checkpoint
    rows = _head_rows(given, arch) or labels
    try:
        check_names_and_shapes(_needed(arch, rows), given, path)
    except CheckpointError as error:
        fitting = _fitting(given)
        if not fitting:
            raise
        raise CheckpointError(f"{error}: its weights are those of {' or '.join(fitting)}") from None
    if rows != labels:
        raise EngineError(
            f"{request.labels}: {labels} labels given, {path.name} was trained with {rows}; "
            "give its own labels, in its order"
        )
    _check_values(state, path)


def _head_rows(given: Mapping[str, "Shape"], arch: ModelCard) -> int | None:
    """How many labels the last layer tells apart; None where the file has no such layer."""
    rows = [shape[0] for name, shape in given.items() if name.startswith(arch.head) and shape]
    return rows[0] if rows else None


def _needed(arch: ModelCard, labels: int) -> dict[str, "Shape"]:
    """Names and shapes of a network, which is not filled for that."""
    with wanting_extra("importing a model"):
        import torch

    from engines.checkpoints.fit import shapes_of

    with torch.device("meta"):
        return shapes_of(untrained(arch, labels).state_dict())


def _fitting(given: Mapping[str, "Shape"]) -> list[str]:
    """The architectures that these names and shapes are of."""
    cards = [model_card(name) for name in list_models() if "." not in name]
    rows = [(card, _head_rows(given, card)) for card in cards]
    return [card.arch for card, count in rows if count and _needed(card, count) == dict(given)]


def _check_values(state: Mapping[str, "Array"], path: Path) -> None:
    import torch

    for name, value in state.items():
        if not torch.as_tensor(value).isfinite().all():
            raise CheckpointError(f"{path}: {name} holds values that are no numbers; it is damaged")


@contextmanager
def _alone() -> Iterator[Path]:
    """The folder of imported models, which nobody else changes meanwhile."""
    folder = data_dir() / imported_place().name
    with storage_errors(folder):
        folder.mkdir(exist_ok=True)
        with FileLock(folder / ".lock"):
            yield folder


def _store(
    imported: Imported,
    request: ImportRequest,
    state: Mapping[str, "Array"],
    progress: Progress | None,
) -> None:
    with _alone() as folder:
        _free_name(replace(request, name=imported.spec.name))  # two may have come this far
        weights = folder / imported.spec.name
        with atomic_path(weights) as unfinished:
            if request.checkpoint.is_dir():
                sha256 = _save(state, unfinished)
            else:
                sha256 = _copy(request.checkpoint, unfinished, progress)
        try:
            _write_card(imported, request, sha256)
        except BaseException:
            weights.unlink()
            raise


def _save(state: Mapping[str, "Array"], unfinished: Path) -> str:
    """Several files become one; its checksum."""
    import torch

    torch.save(dict(state), unfinished)
    return sha256_of(unfinished)


def _copy(source: Path, unfinished: Path, progress: Progress | None) -> str:
    """Copy a file and give its checksum."""
    total, done = source.stat().st_size, 0
    check_room(unfinished.parent, total)
    digest = hashlib.sha256()
    with source.open("rb") as file, unfinished.open("wb") as output:
        while chunk := file.read(_CHUNK_BYTES):
            output.write(chunk)
            digest.update(chunk)
            done += len(chunk)
            _report(progress, "copying", done, total)
    return digest.hexdigest()


def _report(progress: Progress | None, stage: str, done: int, total: int | None = None) -> None:
    if progress is not None:
        progress(ProgressEvent(stage, done, total, "bytes"))


def _write_card(imported: Imported, request: ImportRequest, sha256: str) -> None:
    from engines.models.imported_card import ImportedCard

    spec = imported.spec
    card = ImportedCard(
        spec=spec,
        format="torch" if request.checkpoint.is_dir() else imported.format,
        file=spec.name,
        sha256=sha256,
        source=request.checkpoint.name,
        imported_at=datetime.now(UTC),
    )
    with atomic_path(card_place(spec.name)) as unfinished:
        unfinished.write_text(card.model_dump_json(indent=1) + "\n", encoding="utf-8")
