"""What can go wrong between a clip and its scores."""


class EngineError(Exception):
    """A model, its weights or its runtime cannot be used; the message says what to do."""


class ArtifactError(EngineError):
    """Weights or a compiled engine could not be fetched, verified, read or stored."""


class CheckpointError(EngineError):
    """A checkpoint is not what its reader takes."""


class OutOfMemoryError(EngineError):
    """A run needs more memory than there is."""


class VideoError(EngineError):
    """A video cannot be decoded or is too short for the model."""
