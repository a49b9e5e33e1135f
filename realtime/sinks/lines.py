"""Lines on a stream of bytes, and what happens when nobody can take them any more."""

import errno
import io
import os
import sys
from contextlib import suppress
from typing import BinaryIO

from realtime.errors import SinkClosedError, SinkError

_READER_GONE = frozenset({errno.EPIPE, errno.ESHUTDOWN, errno.ECONNRESET})


class LineWriter:
    """Writes each line at once. The stream stays the caller's to close.

    Works on bytes, so that Windows' line ends change nothing.
    """

    def __init__(self, stream: BinaryIO | None = None, encoding: str = "utf-8") -> None:
        """Write to this stream, or to standard output."""
        self._is_stdout = stream is None
        self._stream = sys.stdout.buffer if stream is None else stream
        self._encoding = encoding

    def write(self, text: str) -> None:
        """Write a line and flush it.

        Raises:
            SinkClosedError: the reader closed its end (as `head` does); stop quietly.
            SinkError: the stream takes no more, as on a full disk.
        """
        # A file name may hold bytes that are no text; JSON brings the escapes back unharmed.
        line = f"{text}\n".encode(self._encoding, errors="backslashreplace")
        try:
            self._stream.write(line)
            self._stream.flush()
        except OSError as error:
            self._discard_rest()
            if error.errno in _READER_GONE:
                raise SinkClosedError("whoever read the output went away") from error
            raise SinkError(
                f"cannot write the output: {error.strerror}; make room or write elsewhere"
            ) from error

    def _discard_rest(self) -> None:
        """Let the interpreter's last flush of a broken standard output succeed.

        What was not written stays in its buffer, and flushing that at exit would print a
        traceback (see "Note on SIGPIPE" in the documentation of Python's `signal`).
        """
        if not self._is_stdout:
            return
        with suppress(io.UnsupportedOperation):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
