import logging
from pathlib import Path

import pytest

from engines.artifacts import PackagedFile, fetch
from engines.artifacts.packaged import DEMO_CLIP
from engines.artifacts.pip_failures import explain, without_credentials
from engines.errors import ArtifactError
from tests.engines.artifacts.package_index import PackageIndex

FOLDER = Path("/cache/.unfinished-1")
NOT_FOUND = "ERROR: No matching distribution found for musicalgestures==1.32.0\n"


@pytest.mark.parametrize(
    ("output", "message"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left\n",
            "no space left on the disk of /cache; free some",
        ),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n",
            "wrong checksum",
        ),
        (
            "error: incomplete-download\n\nDownload failed because not enough bytes were read",
            "the connection broke off; run it again",
        ),
        (
            "Could not fetch URL https://h/simple/x/: There was a problem confirming the ssl "
            "certificate: [SSL: CERTIFICATE_VERIFY_FAILED] - skipping\n" + NOT_FOUND,
            "certificate of the package index is not trusted",
        ),
        (
            "WARNING: The repository located at h is not a trusted or secure host\n" + NOT_FOUND,
            "has no https",
        ),
        (
            "Could not fetch URL http://h/simple/x/: 401 Client Error: Unauthorized - skipping\n"
            + NOT_FOUND,
            "refuses access",
        ),
        (
            "Could not fetch URL http://h/simple/x/: connection error: [Errno 111] - skipping\n"
            + NOT_FOUND,
            "cannot be reached",
        ),
        (
            "Could not fetch URL http://h/simple/x/: 404 Client Error: Not Found - skipping\n"
            + NOT_FOUND,
            "does not offer this version",
        ),
        (NOT_FOUND, "does not offer this version"),
        ("noise\nERROR: odd: https://me:secret@h/simple/\nTraceback", "odd: https://h/simple/"),
        (
            "ERROR: Exception:\nTraceback:\n  File x\nsome.OddError: it broke\nRemoved tracker\n",
            "pip said: some.OddError: it broke",
        ),
        ("only noise\n", "pip said: only noise"),
        ("", "pip said: nothing"),
    ],
)
def test_each_failure_has_its_line(output: str, message: str) -> None:
    said = explain(output, DEMO_CLIP, FOLDER)
    assert said.startswith("the demo clip (musicalgestures-1.32.0) cannot be fetched: ")
    assert message in said
    assert "secret" not in said
    assert "\n" not in said


@pytest.mark.parametrize(
    "url", ["https://me:secret@h/simple/", "http://secret@h:8080/x", "https://me:sec@ret@h/"]
)
def test_credentials_are_taken_out_of_urls(url: str) -> None:
    clean = without_credentials(f"Looking in indexes: {url}, https://other/simple")
    assert "sec" not in clean
    assert "//h" in clean and "https://other/simple" in clean


@pytest.mark.usefixtures("cache")
def test_no_password_in_the_log(
    index: PackageIndex, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", index.url.replace("http://", "http://me:secret@"))
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ArtifactError):
        fetch(PackagedFile(*("absent",) * 4, 1, "0" * 64, "absent", 1, "0" * 64, "none"))
    assert "pip ended with 1" in caplog.text
    assert "secret" not in caplog.text
