import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from engines.artifacts import DownloadFile, ProgressEvent, fetch, is_here
from engines.artifacts.download import unfinished_place
from engines.errors import ArtifactError
from tests.engines.artifacts.file_server import FileServer, serve

CONTENT = os.urandom(1_000_000)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    with serve(CONTENT) as running:
        yield running


@pytest.fixture
def file(server: FileServer, cache: Path) -> DownloadFile:
    assert not cache.exists()
    return server.file()


def place_of(file: DownloadFile, cache: Path) -> Path:
    return cache / "downloads" / file.file_name


def begin(file: DownloadFile, cache: Path, content: bytes) -> Path:
    """Leave this much of it, as an earlier call did."""
    part = unfinished_place(place_of(file, cache))
    part.parent.mkdir(parents=True)
    part.write_bytes(content)
    return part


def test_a_file_is_fetched_once_and_kept(
    file: DownloadFile, server: FileServer, cache: Path
) -> None:
    assert not is_here(file)

    path = fetch(file)

    assert path == place_of(file, cache)
    assert path.read_bytes() == CONTENT
    assert is_here(file)
    assert fetch(file) == path
    assert server.asked == [""]
    assert [left.name for left in path.parent.iterdir()] == [file.file_name]


def test_progress_grows_to_the_whole(file: DownloadFile) -> None:
    events: list[ProgressEvent] = []
    fetch(file, events.append)
    done = [event.done for event in events]
    assert done == sorted(done) and (done[0], done[-1]) == (0, len(CONTENT))
    assert {(e.stage, e.total, e.unit) for e in events} == {
        (f"fetching {file.file_name}", len(CONTENT), "bytes")
    }


def test_a_cut_connection_is_gone_on_with(file: DownloadFile, server: FileServer) -> None:
    server.cut_after = [300_000, 500_000]
    events: list[ProgressEvent] = []

    assert fetch(file, events.append).read_bytes() == CONTENT

    assert server.asked == ["", "bytes=300000-", "bytes=800000-"]
    assert [event.done for event in events] == sorted(event.done for event in events)


def test_what_an_earlier_call_left_is_gone_on_with(
    file: DownloadFile, server: FileServer, cache: Path
) -> None:
    server.cut_after = [400_000, 0]
    with pytest.raises(ArtifactError, match=r"400000 bytes of it are kept; check the network and"):
        fetch(file)
    assert not is_here(file)

    assert fetch(file).read_bytes() == CONTENT

    assert server.asked == ["", "bytes=400000-", "bytes=400000-"]
    assert not unfinished_place(place_of(file, cache)).exists()


def test_ctrl_c_keeps_what_came(file: DownloadFile, server: FileServer) -> None:
    def interrupt(event: ProgressEvent) -> None:
        if event.done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(file, interrupt)
    assert fetch(file).read_bytes() == CONTENT
    assert server.asked[0] == "" and server.asked[1].startswith("bytes=")


def test_a_server_without_ranges_gives_the_whole_again(
    file: DownloadFile, server: FileServer
) -> None:
    server.knows_ranges = False
    server.cut_after = [300_000]
    assert fetch(file).read_bytes() == CONTENT
    assert server.asked == ["", "bytes=300000-"]


def test_what_was_left_of_another_file_is_thrown_away(
    file: DownloadFile, server: FileServer, cache: Path
) -> None:
    begin(file, cache, os.urandom(300_000))
    events: list[ProgressEvent] = []
    assert fetch(file, events.append).read_bytes() == CONTENT
    assert server.asked == ["bytes=300000-", ""]
    assert events[-1].stage == f"fetching {file.file_name} again"


@pytest.mark.parametrize("left", [CONTENT, CONTENT + b"more"])
def test_a_file_that_was_whole_or_too_long_already(
    left: bytes, file: DownloadFile, server: FileServer, cache: Path
) -> None:
    begin(file, cache, left)
    assert fetch(file).read_bytes() == CONTENT
    assert server.asked[0] == f"bytes={len(left)}-"


def test_a_wrong_checksum_is_refused(server: FileServer, cache: Path) -> None:
    file = server.file(content=b"what its makers published")
    with pytest.raises(ArtifactError, match=r"pth: wrong checksum, .* thrown away"):
        fetch(file)
    assert not list((cache / "downloads").iterdir())


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (404, "the server answered 404 .* look for a newer liveact"),
        (503, "the server answered 503 .*; try again later"),
    ],
)
def test_a_server_that_refuses(
    status: int, message: str, file: DownloadFile, server: FileServer
) -> None:
    server.statuses = [status]
    with pytest.raises(ArtifactError, match=message) as raised:
        fetch(file)
    assert "\n" not in str(raised.value)
    assert server.asked == [""]


def test_no_network(cache: Path) -> None:
    with serve(b"") as gone:
        file = gone.file()
    with pytest.raises(ArtifactError, match=r"refused.*; check the network and run it again"):
        fetch(file)
    assert cache.is_dir()


def test_no_room(
    file: DownloadFile, server: FileServer, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=10_000))
    with pytest.raises(ArtifactError, match=r"no space left .* \(1 MB needed, 0 MB free\)"):
        fetch(file)
    assert server.asked == [""]
    assert not list((cache / "downloads").iterdir())


def test_a_damaged_file_is_fetched_again(file: DownloadFile, server: FileServer) -> None:
    path = fetch(file)
    path.write_bytes(CONTENT[:-1] + b"?")
    assert fetch(file).read_bytes() == CONTENT
    assert server.asked == ["", ""]


def test_an_answer_from_another_place_is_not_appended(
    file: DownloadFile, server: FileServer, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(file, cache, CONTENT[:300_000])
    monkeypatch.setattr(server, "content", CONTENT[:200_000] + CONTENT)
    with pytest.raises(ArtifactError, match="wrong checksum"):
        fetch(file)


@pytest.mark.parametrize(
    ("url", "prefix", "message"),
    [
        ("http://example.org/a-12345678.pth", "12345678", "over https:// only"),
        ("https://example.org/a.pth", "1234", "'1234' given as its checksum, at least 8"),
    ],
)
def test_files_that_could_be_changed_on_their_way(url: str, prefix: str, message: str) -> None:
    with pytest.raises(ArtifactError, match=message):
        DownloadFile(url, prefix)


def test_a_file_is_not_fetched_from_a_less_safe_place(
    file: DownloadFile, server: FileServer
) -> None:
    server.moved_to = "ftp://127.0.0.1/other"
    with pytest.raises(ArtifactError):
        fetch(file)
