"""clip -> scores: models, their weights and the runtimes that make them fast.

The door of the room: other packages import from here and from nowhere deeper. Importing it
loads no neural runtime; `load_engine` loads the one it needs.
"""

from typing import TYPE_CHECKING, Any

from engines.api import Clip, Engine, FrameStore
from engines.artifacts import (
    Progress,
    ProgressEvent,
    atomic_path,
    data_dir,
    demo_clip,
)
from engines.choice import EngineChoice, PassedOver, check_names
from engines.commandline import run_command
from engines.cutting import frames_between
from engines.dial import Demand
from engines.errors import ArtifactError, CheckpointError, EngineError, VideoError
from engines.loading import DEFAULT_MODEL, EngineMode, LoadedEngine, load_engine, model_spec
from engines.models import list_models, model_card
from engines.parity import Parity, compare
from engines.picture import PictureConverter, stream_seconds
from engines.protocols import VideoPrediction, predict_video
from engines.spec import LabelScore, ModelSpec, Prediction, softmax
from engines.store_numpy import NumpyStore
from engines.teaching.head import Head
from engines.teaching.lesson import NOTHING, Lesson, TaughtExample, clean_label
from engines.teaching.likeness import Likeness
from engines.teaching.loading import (
    TaughtRequest,
    backbone_identity,
    load_embedder,
    taught_from,
    taught_spec,
)
from engines.teaching.places import find_taught, taught_names, taught_place
from engines.teaching.report import LabelReport, TeachingReport
from engines.teaching.taught_engine import TaughtEngine
from engines.teaching.taught_file import TaughtModel, read_taught, write_taught
from engines.teaching.teach import recording_of
from engines.teaching.views import Embedder, embedded, may_be_mirrored
from engines.timeline import Timeline, read_timeline
from engines.video import DecodedFrame, VideoReader, frames_since

if TYPE_CHECKING:
    from engines.progress_line import ProgressLine

__all__ = [
    "DEFAULT_MODEL",
    "NOTHING",
    "ArtifactError",
    "CheckpointError",
    "Clip",
    "DecodedFrame",
    "Demand",
    "Embedder",
    "Engine",
    "EngineChoice",
    "EngineError",
    "EngineMode",
    "FrameStore",
    "Head",
    "LabelReport",
    "LabelScore",
    "Lesson",
    "Likeness",
    "LoadedEngine",
    "ModelSpec",
    "NumpyStore",
    "Parity",
    "PassedOver",
    "PictureConverter",
    "Prediction",
    "Progress",
    "ProgressEvent",
    "ProgressLine",
    "TaughtEngine",
    "TaughtExample",
    "TaughtModel",
    "TaughtRequest",
    "TeachingReport",
    "Timeline",
    "VideoError",
    "VideoPrediction",
    "VideoReader",
    "atomic_path",
    "backbone_identity",
    "check_names",
    "clean_label",
    "compare",
    "data_dir",
    "demo_clip",
    "embedded",
    "find_taught",
    "frames_between",
    "frames_since",
    "list_models",
    "load_embedder",
    "load_engine",
    "may_be_mirrored",
    "model_card",
    "model_spec",
    "predict_video",
    "read_taught",
    "read_timeline",
    "recording_of",
    "run_command",
    "softmax",
    "stream_seconds",
    "taught_from",
    "taught_names",
    "taught_place",
    "taught_spec",
    "write_taught",
]


def __getattr__(name: str) -> Any:
    """`ProgressLine` at its first use: the window needs no terminal, and starts sooner without."""
    if name == "ProgressLine":
        from engines.progress_line import ProgressLine

        return ProgressLine
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
