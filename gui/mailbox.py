"""What a stream says, until the window has time for it."""

from collections import deque

from realtime import Message

WAITING_MESSAGES = 512
"""About a minute of a window that does not look; after that the oldest ones go."""


class Mailbox:
    """A sink that never blocks and cannot grow; one thread writes, another one takes."""

    def __init__(self) -> None:
        """It is empty."""
        self._waiting: deque[Message] = deque(maxlen=WAITING_MESSAGES)

    def write(self, message: Message) -> None:
        """Keep a message."""
        self._waiting.append(message)

    def take(self) -> list[Message]:
        """What came since the last call, oldest first."""
        messages = []
        while True:
            try:
                messages.append(self._waiting.popleft())
            except IndexError:
                return messages

    def close(self) -> None:
        """Nothing to finish."""
