"""Messages as JSON lines."""

import json
from typing import BinaryIO

from realtime.sinks.base import Message
from realtime.sinks.lines import LineWriter
from realtime.sinks.messages import to_line


class JsonLinesSink:
    """Writes one JSON object a line, UTF-8, each at once."""

    def __init__(self, stream: BinaryIO | None = None) -> None:
        """Write to this stream, or to standard output; it stays the caller's to close."""
        self._writer = LineWriter(stream)

    def write(self, message: Message) -> None:
        """Write a message; raises `SinkClosedError` where the reader went away."""
        self._writer.write(json.dumps(to_line(message), ensure_ascii=False, allow_nan=False))

    def close(self) -> None:
        """Nothing is left to do: each line went out as it was written."""
