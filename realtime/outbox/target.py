"""What every output offers, and what it is told."""

from typing import Protocol

from realtime.outbox.messages import StoredMessage
from realtime.status import StreamStatus


class Target(Protocol):
    """Somewhere that messages go. Used by one delivery thread, but for `note` and `close`."""

    @property
    def name(self) -> str:
        """Names it in the store; the same in every run."""

    def deliver(self, stored: StoredMessage) -> None:
        """Hand a message over; returns when its arrival is confirmed.

        Blocks no longer than the time-out of the target. Raises `DeliveryError` where it is to be
        sent again, `RefusedError` where that cannot help.
        """

    def note(self, status: StreamStatus) -> None:
        """Hear of a camera's state; must not block. Most have no use for it."""

    def close(self) -> None:
        """Give everything back; calling it again does nothing. A delivery under way fails."""
