"""What is kept of an event, as people write it."""

from pydantic import Field

from realtime.outbox.settings import FilePath
from realtime.rules import Settings


class EvidenceSettings(Settings):
    """What is kept of an event: a clip, a picture, its scores over time."""

    folder: FilePath | None = None
    """Beside the event store where left out."""
    clip: bool = True
    snapshot: bool = True
    track: bool = True
    pre_roll_seconds: float = Field(default=5.0, ge=0, le=60)
    """Kept in memory for each camera; the clip begins with the key frame before."""
    post_roll_seconds: float = Field(default=5.0, ge=0, le=300)
    max_clip_seconds: float = Field(default=120.0, ge=1, le=3600)
    """A clip of a longer event ends there and says so."""
    memory_mb: float = Field(default=24.0, ge=1, le=1024)
    """Packets of one camera in memory, at most; less pre-roll where they are bigger."""
    min_free_mb: float = Field(default=500.0, ge=0)
    """With less than this on the disk no files are written; events go on."""
