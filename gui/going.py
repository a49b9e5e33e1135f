"""What goes on when a window is built anew, in another language."""

from dataclasses import dataclass

from engines import Lesson
from realtime.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Going:
    """What a window that closes gives to the one that takes its place; files hold the rest."""

    sources: tuple[str, ...]
    """Of its streams, with their passwords; empty for one that does not run."""
    selected: int = 0
    """The stream that is looked at."""
    lesson: Lesson | None = None
    """Examples that are taught; None where nobody teaches."""
    backbone: str = ""
    """The model that they were looked at with."""
    transcript: Transcript | None = None
    """Of the desk that reads signs."""
