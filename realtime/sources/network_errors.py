"""What an FFmpeg error of a network stream means for people, and whether trying again can help."""

from av.error import (
    DecoderNotFoundError,
    DemuxerNotFoundError,
    ExitError,
    HTTPClientError,
    HTTPForbiddenError,
    HTTPNotFoundError,
    HTTPUnauthorizedError,
    InvalidDataError,
    ProtocolNotFoundError,
)

from realtime.errors import SourceError

_PERMANENT: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    (
        (HTTPUnauthorizedError, HTTPForbiddenError),
        # Without `rtsp://`: of a whole URL people would not see the part that matters.
        "the server refuses this user or password; give them as user:password@ before the host",
    ),
    ((HTTPNotFoundError,), "the server has no stream under this path; check the URL's path"),
    ((HTTPClientError,), "the server does not accept this request; check the URL"),
    ((ProtocolNotFoundError,), "FFmpeg is built without this protocol; use rtsp, http or rtmp"),
    ((DemuxerNotFoundError, DecoderNotFoundError), "FFmpeg cannot decode this kind of stream"),
    ((InvalidDataError,), "what the server sends is no video; check the URL's path"),
)

_TEMPORARY: tuple[tuple[type[Exception], str], ...] = (
    (ConnectionRefusedError, "nobody answers on this port"),
    (ConnectionError, "the server broke the connection off"),
)


def open_error(
    source_id: str, error: Exception, elapsed_seconds: float, timeout_seconds: float
) -> SourceError:
    """Why a connection could not be opened.

    A server that says nothing shows as several kinds of error; the time that passed tells it.
    """
    if _took_too_long(error, elapsed_seconds, timeout_seconds):
        return SourceError(f"{source_id}: no answer within {timeout_seconds:g} s")
    for kinds, meaning in _PERMANENT:
        if isinstance(error, kinds):
            return SourceError(f"{source_id}: {meaning}", permanent=True)
    return SourceError(f"{source_id}: {_temporary(error)}; is the server on, the address right?")


def read_error(
    source_id: str, error: Exception | None, elapsed_seconds: float, timeout_seconds: float
) -> SourceError:
    """Why a connection was lost; always worth another try. No error means a time-out."""
    if error is None or _took_too_long(error, elapsed_seconds, timeout_seconds):
        return SourceError(f"{source_id}: nothing came for {timeout_seconds:g} s")
    return SourceError(f"{source_id}: {_temporary(error)}")


def _took_too_long(error: Exception, elapsed_seconds: float, timeout_seconds: float) -> bool:
    gave_up = isinstance(error, (ExitError, TimeoutError))
    return gave_up or elapsed_seconds > 0.95 * timeout_seconds


def _temporary(error: Exception) -> str:
    for kind, meaning in _TEMPORARY:
        if isinstance(error, kind):
            return meaning
    # Never str(error): it holds the URL with its password.
    reason = getattr(error, "strerror", None) or type(error).__name__
    return f"cannot be reached ({reason})"
