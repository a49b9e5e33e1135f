"""What can go wrong between a camera and an event."""


class SourceError(Exception):
    """A source cannot be opened or read; the message names it without its password.

    `permanent` says that trying again cannot help: no such file, wrong password, not a video.
    """

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        """Say what was given, what is allowed and what to do."""
        super().__init__(message)
        self.permanent = permanent


class PipelineError(Exception):
    """A running pipeline had to stop."""


class SettingsError(Exception):
    """A setting is out of its range or names something that does not exist."""


class SinkError(Exception):
    """A sink can take no more messages; the message says why."""


class SinkClosedError(SinkError):
    """Whoever read from a sink went away: nothing failed, there is just nobody to tell."""
