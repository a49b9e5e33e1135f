"""Runs `liveact-engine` in this process, with a cache of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engines.cli import main

Run = Callable[..., int]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "cache"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Gives the exit code of the command with these arguments."""

    def run_with(*arguments: object) -> int:
        monkeypatch.setattr("sys.argv", ["liveact-engine", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        assert isinstance(ended.value.code, int)
        return ended.value.code

    return run_with
