"""Fetches files from their makers' own addresses; what a broken connection left is gone on with.

Python's own client is used: it knows the system's proxies and certificates, and going on where a
download stopped is the caller's work with every client library.
"""

import http.client
from http import HTTPStatus
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from engines.artifacts.download_file import DownloadFile
from engines.artifacts.folders import (
    UNFINISHED,
    check_room,
    put_in_place,
    sha256_of,
    storage_errors,
)
from engines.artifacts.progress import Progress, ProgressEvent
from engines.errors import ArtifactError

_CHUNK_BYTES = 1 << 18
_TIMEOUT_SECONDS = 30.0
_ATTEMPTS = 10
"""Connections for one file, as long as each of them brings something."""
_BROKEN = (http.client.HTTPException, URLError, ConnectionError, TimeoutError)
"""What a connection that breaks raises."""


def download(file: DownloadFile, final: Path, progress: Progress) -> None:
    """Fetch a file to its place, which it takes when it is whole and its checksum is right.

    What a broken connection or a killed process left beside it is gone on with; where the
    checksum of the outcome is wrong, it is thrown away and the whole is fetched once more.

    Raises:
        ArtifactError: One line: what failed, and what to do.
    """
    part = unfinished_place(final)
    was_begun = part.is_file()
    _complete(file, part, progress, f"fetching {file.file_name}")
    if was_begun and not _is_right(file, part):
        part.unlink()
        _complete(file, part, progress, f"fetching {file.file_name} again")
    if not _is_right(file, part):
        given = sha256_of(part)[: len(file.sha256_prefix)]
        part.unlink()
        raise ArtifactError(
            f"{file.url}: wrong checksum, {given} given, {file.sha256_prefix} expected; it was "
            "thrown away: try again, and report it if it stays so"
        )
    put_in_place(part, final)


def unfinished_place(final: Path) -> Path:
    """Where a file lies as far as it was fetched."""
    return final.with_name(f"{UNFINISHED}{final.name}")


def _is_right(file: DownloadFile, path: Path) -> bool:
    return sha256_of(path).startswith(file.sha256_prefix)


def _complete(file: DownloadFile, part: Path, progress: Progress, stage: str) -> None:
    """Go on, in as many connections as it takes, until the server has no more to give."""
    for _ in range(_ATTEMPTS):
        done = _size(part)
        try:
            if _go_on(file, part, progress, stage):
                return
            reason: object = "the connection was cut"
        except HTTPError as error:
            error.close()
            raise ArtifactError(_refused(file, error)) from error
        except _BROKEN as error:
            reason = getattr(error, "reason", error) or type(error).__name__
        if _size(part) <= done:
            break
    kept = f"; {_size(part)} bytes of it are kept" if _size(part) else ""
    raise ArtifactError(
        f"{file.url}: {reason}{kept}; check the network and run it again, it goes on from there"
    )


def _go_on(file: DownloadFile, part: Path, progress: Progress, stage: str) -> bool:
    """Append what one connection brings; whether the file is whole, as far as its size says."""
    with _opened(file, _size(part)) as answer:
        done = _size(part) if answer.status == HTTPStatus.PARTIAL_CONTENT else 0
        total = _total(answer, done)
        check_room(part.parent, (total or 0) - done)
        with storage_errors(part.parent), part.open("ab" if done else "wb") as output:
            done = _copy(answer, output, ProgressEvent(stage, done, total, "bytes"), progress)
    return total is None or done >= total


def _copy(
    answer: http.client.HTTPResponse, output: IO[bytes], begun: ProgressEvent, progress: Progress
) -> int:
    """Append all that comes and tell of it; how many bytes the file then has."""
    done = begun.done
    progress(begun)
    while chunk := _read(answer):
        output.write(chunk)
        done += len(chunk)
        progress(ProgressEvent(begun.stage, done, begun.total, begun.unit))
    return done


def _read(answer: http.client.HTTPResponse) -> bytes:
    try:
        return answer.read(_CHUNK_BYTES)
    except OSError as error:  # else it would count as the disk's
        raise URLError(error.strerror or str(error)) from error


def _opened(file: DownloadFile, done: int) -> http.client.HTTPResponse:
    headers = {"User-Agent": "liveact", "Accept-Encoding": "identity"}
    if done:
        headers["Range"] = f"bytes={done}-"
    try:
        answer: http.client.HTTPResponse = urlopen(
            Request(file.url, headers=headers), timeout=_TIMEOUT_SECONDS
        )
    except HTTPError as error:
        if error.code != HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE or not done:
            raise
        error.close()
        return _opened(file, 0)  # there is nothing after what we have, or it is another file
    if urlsplit(answer.url).scheme != urlsplit(file.url).scheme:
        answer.close()
        raise ArtifactError(f"{file.url}: leads to {answer.url}, which is not safe; report this")
    return answer


def _total(answer: http.client.HTTPResponse, done: int) -> int | None:
    """Size of the whole file, where the server says it."""
    length = answer.headers.get("Content-Length")
    if done and not answer.headers.get("Content-Range", "").startswith(f"bytes {done}-"):
        raise http.client.HTTPException("the server went on from another place")
    return None if length is None else done + int(length)


def _refused(file: DownloadFile, error: HTTPError) -> str:
    answer = f"{file.url}: the server answered {error.code} {error.reason}"
    if error.code in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.FORBIDDEN):
        return f"{answer}; it is not to be had there any more, look for a newer liveact"
    return f"{answer}; try again later"


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
