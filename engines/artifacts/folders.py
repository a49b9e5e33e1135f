"""The cache folder, and files in it that are whole or not there."""

import errno
import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from engines.errors import ArtifactError

CACHE_VARIABLE = "LIVEACT_CACHE_DIR"
DATA_VARIABLE = "LIVEACT_DATA_DIR"
UNFINISHED = ".unfinished-"
"""What the names of files and folders begin with while they are being written."""
_ABANDONED_SECONDS = 3600.0


def cache_dir() -> Path:
    """The folder for weights and compiled engines; made where it is missing.

    Raises `ArtifactError` when it cannot be made, read or written.
    """
    usual = platformdirs.user_cache_path("liveact", appauthor=False)
    return _usable("cache", CACHE_VARIABLE, _chosen(CACHE_VARIABLE, usual))


def data_dir() -> Path:
    """The folder for what nobody can fetch again, such as imported models; as `cache_dir`."""
    return _usable("data", DATA_VARIABLE, data_place())


def data_place() -> Path:
    """Where `data_dir` is or would be, for those who only look: nothing is made or refused."""
    return _chosen(DATA_VARIABLE, platformdirs.user_data_path("liveact", appauthor=False))


def _chosen(variable: str, usual: Path) -> Path:
    given = os.environ.get(variable)
    return Path(given).expanduser().absolute() if given else usual


def _usable(what: str, variable: str, folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArtifactError(
            _unusable(what, variable, folder, error.strerror or str(error))
        ) from error
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise ArtifactError(_unusable(what, variable, folder, "it must be readable and writable"))
    return folder


def _unusable(what: str, variable: str, folder: Path, reason: str) -> str:
    return (
        f"{what} folder {folder} cannot be used: {reason}; "
        f"set {variable} to a folder that you can write to"
    )


@contextmanager
def atomic_path(final: Path) -> Iterator[Path]:
    """A path beside `final` to write to; it becomes `final` when the block succeeds.

    The ending of the name stays the same, for writers that choose a format by it. After any
    failure, Ctrl-C included, nothing of it is left and an older `final` is untouched. Raises
    `ArtifactError` when the disk is full or refuses the file.
    """
    with storage_errors(final.parent):
        final.parent.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(final)
        unfinished = final.with_name(f"{UNFINISHED}{uuid.uuid4().hex[:12]}-{final.name}")
        try:
            yield unfinished
            put_in_place(unfinished, final)
        finally:
            unfinished.unlink(missing_ok=True)


@contextmanager
def atomic_folder(final: Path) -> Iterator[Path]:
    """A new folder beside `final` to write into; it takes the place of `final` at the end.

    As `atomic_path` does for a file. Readers who must not see the moment between the old one and
    the new one hold a lock.
    """
    with storage_errors(final.parent):
        _remove_abandoned(final)
        unfinished = final.with_name(f"{UNFINISHED}{uuid.uuid4().hex[:12]}-{final.name}")
        unfinished.mkdir(parents=True)
        try:
            yield unfinished
            shutil.rmtree(final, ignore_errors=True)
            unfinished.replace(final)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


def remove_folder(folder: Path) -> None:
    """Remove a folder whole, or raise `OSError` and leave it whole.

    The latter on Windows, while a file in it is open somewhere.
    """
    leaving = folder.with_name(f"{UNFINISHED}{uuid.uuid4().hex[:12]}-{folder.name}")
    folder.rename(leaving)
    shutil.rmtree(leaving, ignore_errors=True)


def put_in_place(written: Path, final: Path) -> None:
    """Rename a file of the same disk to its final name once its bytes are safely stored."""
    with written.open("rb+") as file:
        os.fsync(file.fileno())
    written.replace(final)


def _remove_abandoned(final: Path) -> None:
    # A writer touches its file far more often than once an hour, so an older one was killed.
    for left in final.parent.glob(f"{UNFINISHED}*-{final.name}"):
        if time.time() - left.stat().st_mtime > _ABANDONED_SECONDS:
            _remove(left)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    """Checksum of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Turn what the disk under `folder` refuses into one clear `ArtifactError`."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ArtifactError(disk_full(folder)) from error
        reason = error.strerror or str(error)
        what = error.filename or folder
        raise ArtifactError(f"{what} cannot be read or written: {reason}") from error


def disk_full(folder: Path) -> str:
    """One line about a disk without space."""
    variable = DATA_VARIABLE if folder.is_relative_to(data_place()) else CACHE_VARIABLE
    return (
        f"no space left on the disk of {folder}; "
        f"free some, or set {variable} to a folder on another disk"
    )


def check_room(folder: Path, needed: int) -> None:
    """Raise `ArtifactError` where the disk of a folder has not so many bytes left."""
    free = shutil.disk_usage(folder).free
    if needed > free:
        megabytes = f"{needed / 1e6:.0f} MB needed, {free / 1e6:.0f} MB free"
        raise ArtifactError(f"{disk_full(folder)} ({megabytes})")
