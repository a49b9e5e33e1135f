"""What goes on when a window is built anew, in another language."""

from dataclasses import dataclass, field

from gui.stream_memory import StreamMemory
from gui.teach.lesson_book import LessonBook
from gui.teach.teacher import Teacher, TeacherState
from gui.worker import StreamWorker
from realtime.transcript import Transcript


@dataclass(frozen=True, slots=True)
class GoingStream:
    """A stream that runs on while its window is built anew."""

    source: str
    """With its password; empty for one that has none yet."""
    worker: StreamWorker
    """Closed by whoever has it then."""
    memory: StreamMemory = field(default_factory=StreamMemory)
    """What was shown of it."""


@dataclass(frozen=True, slots=True)
class GoingLesson:
    """Examples that are taught."""

    book: LessonBook
    teacher: Teacher
    """Closed by whoever has it then."""
    seen: TeacherState
    """What of it was told already."""
    is_live: bool
    """Whether the selected stream runs with what is taught."""


@dataclass(frozen=True, slots=True)
class Going:
    """What a window that closes gives to the one that takes its place; files hold the rest."""

    streams: tuple[GoingStream, ...]
    selected: int = 0
    """The stream that is looked at."""
    lesson: GoingLesson | None = None
    """None where nobody teaches."""
    transcript: Transcript | None = None
    """Of the desk that reads signs."""
