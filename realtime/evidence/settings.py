"""What is kept of an event, as people write it."""

from typing import Self

from pydantic import Field, model_validator

from realtime.blur import FaceBlur
from realtime.outbox.settings import FilePath
from realtime.rules import Settings


class EvidenceSettings(Settings):
    """What is kept of an event: a clip, a picture, its scores over time."""

    clip: bool = True
    snapshot: bool = True
    track: bool = True
    blur_faces: bool = False
    """Clips are then decoded and encoded again; the detector misses faces (docs/privacy.md)."""
    pre_roll_seconds: float = Field(default=5.0, ge=0, le=60)
    """Kept in memory for each camera; the clip begins with the key frame before."""
    post_roll_seconds: float = Field(default=5.0, ge=0, le=300)
    max_clip_seconds: float = Field(default=120.0, ge=1, le=3600)
    """A clip of a longer event ends there and says so."""
    memory_mb: float = Field(default=24.0, ge=1, le=1024)
    """Packets of one camera in memory, at most; less pre-roll where they are bigger."""

    @model_validator(mode="after")
    def _blur_is_possible(self) -> Self:
        if self.blur_faces:
            FaceBlur()  # says what is missing before anything is written
        return self


class EvidenceTable(EvidenceSettings):
    """What is kept of every camera's events, and where all of it lies."""

    folder: FilePath | None = None
    """Beside the event store where left out."""
    min_free_mb: float = Field(default=500.0, ge=0)
    """With less than this on the disk no files are written; events go on."""


class CameraEvidence(EvidenceSettings):
    """The same for one camera; what is left out is that of all cameras."""

    enabled: bool = True
    """False keeps nothing of this camera."""


def evidence_of(
    table: EvidenceTable | None, camera: CameraEvidence | None
) -> EvidenceSettings | None:
    """What is kept of a camera's events; None where nothing is."""
    if (table is None and camera is None) or (camera is not None and not camera.enabled):
        return None
    fields = set(EvidenceSettings.model_fields)
    usual = table.model_dump(include=fields) if table else {}
    own = camera.model_dump(include=fields & camera.model_fields_set) if camera else {}
    return EvidenceSettings.model_validate(usual | own)
