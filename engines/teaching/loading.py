"""Loads what a taught model needs: its backbone for embeddings, its head."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from engines.artifacts import Progress
from engines.build import built_onnx
from engines.choice import check_precision, choose_device
from engines.errors import EngineError
from engines.models import ModelCard, model_card
from engines.openvino_loading import OpenVinoRequest, load_openvino
from engines.spec import ModelSpec
from engines.teaching.lesson import NOTHING, Lesson
from engines.teaching.likeness import Likeness
from engines.teaching.report import TeachingReport, report_of
from engines.teaching.taught_engine import TaughtEngine
from engines.teaching.taught_file import TaughtModel, read_taught, taught_model
from engines.teaching.teach import usual_clip_len
from engines.teaching.training import train_head

if TYPE_CHECKING:
    from engines.backends.openvino import OpenVinoEngine

_OUTPUT = "embedding"


@dataclass(frozen=True, slots=True)
class TaughtRequest:
    """What is asked for beside the model."""

    device: str = "auto"
    """As on the command line."""
    runtime: str = "auto"
    """As on the command line; OpenVINO makes the embeddings."""
    precision: str = "auto"
    """As on the command line."""
    threads: int | None = None
    """CPU threads; the runtime decides where None."""
    clip_len: int | None = None
    """Frames of a live window, where not what was taught with."""


def load_taught(
    path: Path, request: TaughtRequest | None = None, progress: Progress | None = None
) -> TaughtEngine:
    """The engine of a taught model's file.

    Raises:
        EngineError: The file is damaged, or its backbone is not here or is another one.
    """
    request = request or TaughtRequest()
    model = read_taught(path)
    card = _backbone_card(model, path)
    spec = taught_spec(card.spec, path.stem, model.head.labels, model.card.clip_len)
    if request.clip_len is not None:
        spec = replace(spec, clip_len=request.clip_len)
    backbone = load_embedder(card.spec.name, replace(request, clip_len=spec.clip_len), progress)
    likeness = Likeness(model.lesson, model.head)
    return TaughtEngine(backbone, model.head, spec, backbone.choice, likeness)


def load_embedder(
    backbone: str, request: TaughtRequest | None = None, progress: Progress | None = None
) -> "OpenVinoEngine":
    """An engine of a registered model that answers with embeddings.

    Raises:
        EngineError: It is not known, or cannot be had here.
    """
    request = request or TaughtRequest()
    if request.runtime not in ("auto", "openvino"):
        raise EngineError(
            f"a taught model given with the runtime {request.runtime}; it runs with openvino"
        )
    device, passed_over = choose_device(request.device, "openvino")
    if request.precision != "auto":
        check_precision(request.precision, "openvino", device)
    path = built_onnx(backbone, progress)
    spec = model_card(backbone).spec
    if request.clip_len is not None:
        spec = replace(spec, clip_len=request.clip_len)
    wanted = OpenVinoRequest(path, spec, device, request.precision, request.threads, _OUTPUT)
    return load_openvino(wanted, passed_over, progress)


def taught_spec(spec: ModelSpec, name: str, labels: Sequence[str], clip_len: int) -> ModelSpec:
    """How clips are made for a taught model, and what it says."""
    return replace(
        spec,
        name=name,
        labels=tuple(labels),
        clip_len=clip_len,
        background_label=NOTHING,
        unknown_below_logit=None,
        licence=f"the user's own, on {spec.name}: {spec.stated_licence}",
    )


def spec_of_taught(path: Path) -> ModelSpec:
    """How clips are made for the taught model of a file, and its labels; loads no engine."""
    model = read_taught(path)
    card = _backbone_card(model, path)
    return taught_spec(card.spec, path.stem, model.head.labels, model.card.clip_len)


def taught_from(lesson: Lesson, backbone: str) -> tuple[TaughtModel, TeachingReport]:
    """Train on a lesson of this backbone's embeddings; some seconds at most.

    Raises:
        EngineError: Nothing can be learned from it, or scikit-learn is not installed.
    """
    head, held_out = train_head(lesson)
    report = report_of(lesson, held_out)
    card = model_card(backbone)
    model = taught_model(
        lesson,
        head,
        report,
        backbone=backbone,
        backbone_identity=backbone_identity(card),
        clip_len=usual_clip_len(lesson, card.spec),
    )
    return model, report


def _backbone_card(model: TaughtModel, path: Path) -> ModelCard:
    """The card of the backbone that the head was trained on, and no other."""
    try:
        card = model_card(model.card.backbone)
    except EngineError as error:
        raise EngineError(f"{path}: needs the model {model.card.backbone}: {error}") from error
    model.card.check_backbone(backbone_identity(card), str(path))
    return card


def backbone_identity(card: ModelCard) -> str:
    """Checksum of the weights of a registered model; `EngineError` where it has none."""
    if card.weights is None:
        raise EngineError(f"{card.spec.name} has no weights to teach with; give a name with a tag")
    return card.weights.identity
