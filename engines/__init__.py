"""clip -> scores: models, their weights and the runtimes that make them fast.

The door of the room: other packages import from here and from nowhere deeper. Importing it
loads no neural runtime; `load_engine` loads the one it needs.
"""

from engines.api import Clip, Engine, FrameStore
from engines.errors import ArtifactError, CheckpointError, EngineError, VideoError
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
    "VideoError",
    "VideoReader",
    "softmax",
]
