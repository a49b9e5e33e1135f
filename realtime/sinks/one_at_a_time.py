"""A sink of one thread for messages of many."""

import threading

from realtime.sinks.base import Message, Sink


class OneAtATime:
    """Lets one message after the other into a sink, whoever writes it."""

    def __init__(self, sink: Sink) -> None:
        """The sink stays the caller's to close, which may be done through this."""
        self._sink = sink
        self._lock = threading.Lock()

    def write(self, message: Message) -> None:
        """Write a message; waits for those that are under way."""
        with self._lock:
            self._sink.write(message)

    def close(self) -> None:
        """Close the sink."""
        with self._lock:
            self._sink.close()
