import pytest

from tests.realtime.evidence.filmed import Film


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """Twenty seconds."""
    return Film.painted(tmp_path_factory.mktemp("film") / "film.mp4", 20)
