"""What FFmpeg's errors are taken for; none of their text, which holds the whole URL, gets out."""

import errno

import pytest
from av import error as av_error

from realtime.sources.network_errors import open_error, read_error

URL = "rtsp://bob:secret@host/live"


def ffmpeg(kind: type[Exception], code: int = 1) -> Exception:
    return kind(code, "what FFmpeg says", URL)


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (av_error.HTTPUnauthorizedError, "refuses this user or password"),
        (av_error.HTTPForbiddenError, "refuses this user or password"),
        (av_error.HTTPNotFoundError, "no stream under this path"),
        (av_error.HTTPBadRequestError, "does not accept this request"),
        (av_error.ProtocolNotFoundError, "without this protocol"),
        (av_error.DecoderNotFoundError, "cannot decode"),
        (av_error.InvalidDataError, "is no video"),
    ],
)
def test_permanent(kind: type[Exception], says: str) -> None:
    error = open_error("rtsp://host/live", ffmpeg(kind), 0.1, 5.0)
    assert error.permanent
    assert says in str(error)
    assert "secret" not in str(error)


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (av_error.ConnectionRefusedError, "nobody answers on this port"),
        (av_error.ConnectionResetError, "broke the connection off"),
        (av_error.BrokenPipeError, "broke the connection off"),
        (av_error.HTTPServerError, "cannot be reached"),
        (av_error.OSError, "what FFmpeg says"),
        (av_error.ExitError, "no answer within 5 s"),
        (av_error.TimeoutError, "no answer within 5 s"),
    ],
)
def test_temporary(kind: type[Exception], says: str) -> None:
    error = open_error("rtsp://host/live", ffmpeg(kind, errno.EIO), 0.1, 5.0)
    assert not error.permanent
    assert says in str(error)
    assert "secret" not in str(error)


def test_a_silent_server_is_told_by_the_time_that_passed() -> None:
    error = open_error("rtsp://host/live", ffmpeg(av_error.InvalidDataError), 5.0, 5.0)
    assert (error.permanent, str(error)) == (False, "rtsp://host/live: no answer within 5 s")


@pytest.mark.parametrize("error", [None, ffmpeg(av_error.ExitError)])
def test_a_hung_connection(error: Exception | None) -> None:
    lost = read_error("rtsp://host/live", error, 5.1, 5.0)
    assert (lost.permanent, str(lost)) == (False, "rtsp://host/live: nothing came for 5 s")


def test_whatever_breaks_a_connection_is_worth_another_try() -> None:
    lost = read_error("rtsp://host/live", ffmpeg(av_error.InvalidDataError), 0.1, 5.0)
    assert not lost.permanent
    assert "secret" not in str(lost)
