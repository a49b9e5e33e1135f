import os
import time
from pathlib import Path

import pytest

from engines.artifacts import atomic_path, cache_dir
from engines.artifacts.folders import atomic_folder, remove_folder, storage_errors
from engines.errors import ArtifactError


def test_the_cache_is_where_the_user_wants_it(cache: Path) -> None:
    assert cache_dir() == cache
    assert cache.is_dir()


def test_the_cache_has_a_place_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("LIVEACT_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_dir().name == "liveact"


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_file_in_the_place_of_the_cache(
    below: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(taken / below))
    with pytest.raises(ArtifactError, match=r"taken.* cannot be used: .*; set LIVEACT_CACHE_DIR"):
        cache_dir()


@pytest.mark.usefixtures("cache")
def test_a_cache_that_may_not_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    # Root may write anywhere, so the answer of the system is made up.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ArtifactError, match="must be readable and writable"):
        cache_dir()


def test_a_file_appears_whole(tmp_path: Path) -> None:
    final = tmp_path / "deeper" / "model.onnx"
    with atomic_path(final) as path:
        assert path.suffix == ".onnx"
        path.write_text("half")
        assert not final.exists()
        path.write_text("whole")
    assert final.read_text() == "whole"
    assert list(final.parent.iterdir()) == [final]


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_failure_leaves_the_old_file_alone(failure: type[BaseException], tmp_path: Path) -> None:
    final = tmp_path / "model.onnx"
    final.write_text("old")
    with pytest.raises(failure), atomic_path(final) as path:
        path.write_text("half")
        raise failure
    assert final.read_text() == "old"
    assert list(tmp_path.iterdir()) == [final]


def test_what_a_killed_writer_left_goes_after_an_hour(tmp_path: Path) -> None:
    left, fresh = tmp_path / ".unfinished-1-a.onnx", tmp_path / ".unfinished-2-a.onnx"
    left.touch()
    fresh.touch()
    os.utime(left, (time.time() - 3700,) * 2)
    with atomic_path(tmp_path / "a.onnx") as path:
        path.touch()
    assert not left.exists()
    assert fresh.exists(), "somebody may be writing it"


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with (
        pytest.raises(ArtifactError, match=f"no space left on the disk of {tmp_path}"),
        storage_errors(tmp_path),
    ):
        Path("/dev/full").write_text("x")


def test_other_refusals_name_the_file(tmp_path: Path) -> None:
    with (
        pytest.raises(ArtifactError, match=r"absent/x cannot be read or written: No such file"),
        storage_errors(tmp_path),
    ):
        (tmp_path / "absent" / "x").write_text("x")


def test_a_folder_takes_the_place_of_the_old_one_whole(tmp_path: Path) -> None:
    final = tmp_path / "deeper" / "graph"
    for words in ("old", "new"):
        with atomic_folder(final) as folder:
            (folder / words).write_text(words)
            assert not (final / words).exists()
    assert [path.name for path in final.iterdir()] == ["new"]
    assert list(final.parent.iterdir()) == [final]


def test_a_folder_that_fails_leaves_the_old_one_alone(tmp_path: Path) -> None:
    final = tmp_path / "graph"
    final.mkdir()
    (final / "old").touch()
    with pytest.raises(KeyboardInterrupt), atomic_folder(final) as folder:
        (folder / "half").touch()
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == [final]
    assert (final / "old").exists()


def test_a_folder_that_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    left = tmp_path / ".unfinished-1234-graph"
    left.mkdir()
    (left / "half").touch()
    os.utime(left, (time.time() - 7200,) * 2)
    with atomic_folder(tmp_path / "graph"):
        assert not left.exists()


def test_a_folder_goes_whole(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    folder.mkdir()
    (folder / "graph.bin").write_text("weights")
    remove_folder(folder)
    assert not list(tmp_path.iterdir())
    with pytest.raises(FileNotFoundError):
        remove_folder(folder)
