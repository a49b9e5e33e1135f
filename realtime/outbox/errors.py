"""What can go wrong between an event and those who want to know of it."""


class StoreError(Exception):
    """The event store cannot be used; the message says why and what to do."""


class StoreBusyError(StoreError):
    """It cannot be written just now: locked, disk full. Trying again may help."""


class StoreDamagedError(StoreError):
    """The file is no intact database."""


class DeliveryError(Exception):
    """An output did not confirm a message; it is sent again later."""


class RefusedError(DeliveryError):
    """An output will never take this one message, whatever is tried."""
