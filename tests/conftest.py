"""What every test may ask for: real clips, golden values, and skips that can be made failures."""

import json
import os
import shutil
import signal
import tempfile
from pathlib import Path
from typing import Any

import pytest

CLIPS_HOME = Path(os.environ.get("LIVEACT_CLIPS", Path(__file__).parents[2] / "shared" / "data"))


def pytest_configure() -> None:
    """Hide the models that whoever runs the tests has imported, from subprocesses too.

    And let those feel Ctrl-C, which a shell's background job has them ignore.
    """
    os.environ["LIVEACT_DATA_DIR"] = tempfile.mkdtemp(prefix="liveact-test-data-")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_unconfigure() -> None:
    shutil.rmtree(os.environ["LIVEACT_DATA_DIR"], ignore_errors=True)


def require_or_skip(need: str, reason: str) -> None:
    """Skip the test, or fail it where LIVEACT_REQUIRE says that the need must be met."""
    if need in os.environ.get("LIVEACT_REQUIRE", "").split(","):
        pytest.fail(f"LIVEACT_REQUIRE={need}: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def clips_dir() -> Path:
    if not (CLIPS_HOME / "clips").is_dir():
        require_or_skip("clips", f"no clips in {CLIPS_HOME}; set LIVEACT_CLIPS")
    return CLIPS_HOME / "clips"


@pytest.fixture(scope="session")
def golden(clips_dir: Path) -> dict[str, Any]:
    text = (clips_dir.parent / "golden.json").read_text(encoding="utf-8")
    values: dict[str, Any] = json.loads(text)
    return values
