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
    demo_clip,
    has_weights,
    weights_file,
)
from engines.commandline import run_command
from engines.errors import ArtifactError, CheckpointError, EngineError, VideoError
from engines.progress_line import ProgressLine
from engines.spec import LabelScore, ModelSpec, Prediction, softmax
from engines.video import DecodedFrame, PictureConverter, VideoReader

__all__ = [
    "ArtifactError",
    "CheckpointError",
    "Clip",
    "DecodedFrame",
    "Engine",
    "EngineError",
    "FrameStore",
    "LabelScore",
    "ModelSpec",
    "PictureConverter",
    "Prediction",
    "Progress",
    "ProgressEvent",
    "ProgressLine",
    "VideoError",
    "VideoReader",
    "atomic_path",
    "cache_dir",
    "demo_clip",
    "has_weights",
    "run_command",
    "softmax",
    "weights_file",
]
