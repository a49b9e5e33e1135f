"""How often each client may ask."""

from collections import OrderedDict
from dataclasses import dataclass

from realtime.clock import Clock

MOST_CLIENTS = 1024
"""Known at a time; who asked least lately is forgotten."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled_at: float


class TokenBuckets:
    """A bucket of requests for each client, filled again over time. One thread."""

    def __init__(self, clock: Clock, *, per_second: float = 20.0, burst: int = 100) -> None:
        """All are full."""
        self._clock = clock
        self._per_second = per_second
        self._burst = burst
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, client: str) -> bool:
        """Whether a client may ask once more now."""
        now = self._clock.now()
        bucket = self._buckets.setdefault(client, _Bucket(self._burst, now))
        self._buckets.move_to_end(client)
        if len(self._buckets) > MOST_CLIENTS:
            self._buckets.popitem(last=False)
        filled = bucket.tokens + (now - bucket.filled_at) * self._per_second
        bucket.tokens, bucket.filled_at = min(self._burst, filled), now
        if bucket.tokens < 1:
            return False
        bucket.tokens -= 1
        return True
