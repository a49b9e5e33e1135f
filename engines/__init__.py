"""clip -> scores: models, their weights and the runtimes that make them fast.

The door of the room: other packages import from here and from nowhere deeper. Importing it
loads no neural runtime; `load_engine` loads the one it needs.
"""

from engines.api import Clip, Engine, FrameStore
from engines.artifacts import (
    Progress,
    ProgressEvent,
    atomic_path,
    cache_dir,
    data_dir,
    demo_clip,
)
from engines.choice import EngineChoice, PassedOver
from engines.commandline import run_command
from engines.errors import ArtifactError, CheckpointError, EngineError, VideoError
from engines.loading import DEFAULT_MODEL, EngineMode, LoadedEngine, load_engine, model_spec
from engines.models import has_weights, list_models, model_card, weights_file
from engines.parity import Parity, compare
from engines.picture import PictureConverter, stream_seconds
from engines.progress_line import ProgressLine
from engines.protocols import VideoPrediction, predict_video
from engines.spec import LabelScore, ModelSpec, Prediction, softmax
from engines.video import DecodedFrame, VideoReader

__all__ = [
    "DEFAULT_MODEL",
    "ArtifactError",
    "CheckpointError",
    "Clip",
    "DecodedFrame",
    "Engine",
    "EngineChoice",
    "EngineError",
    "EngineMode",
    "FrameStore",
    "LabelScore",
    "LoadedEngine",
    "ModelSpec",
    "Parity",
    "PassedOver",
    "PictureConverter",
    "Prediction",
    "Progress",
    "ProgressEvent",
    "ProgressLine",
    "VideoError",
    "VideoPrediction",
    "VideoReader",
    "atomic_path",
    "cache_dir",
    "compare",
    "data_dir",
    "demo_clip",
    "has_weights",
    "list_models",
    "load_engine",
    "model_card",
    "model_spec",
    "predict_video",
    "run_command",
    "softmax",
    "stream_seconds",
    "weights_file",
]
