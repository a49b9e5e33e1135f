from pathlib import Path

import pytest

from engines import ArtifactError
from engines.models import has_weights, weights_file


def test_weights_of_an_architecture(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path))

    with pytest.raises(ArtifactError, match=r"no weights .* 'i3d'.*: .*i3d\.k400"):
        weights_file("i3d")
    assert not has_weights("i3d")
    assert not has_weights("i3d.k400")
