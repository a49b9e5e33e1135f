"""The thread behind the teach panel: looks at examples, trains heads, saves models."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engines import (
    ArtifactError,
    EngineError,
    Lesson,
    LoadedEngine,
    ModelSpec,
    ProgressEvent,
    TaughtEngine,
    TaughtExample,
    TaughtModel,
    TeachingReport,
    VideoError,
    embedded,
    may_be_mirrored,
    taught_spec,
    write_taught,
)
from gui.errors import unforeseen_text
from gui.language import translate
from gui.preparing import Preparation, PreparationClock
from gui.teach.film_strip import film_strip
from gui.teach.shared_backbone import Backbone, LentBackbone, SharedBackbone
from gui.thread_priority import give_way

logger = logging.getLogger(__name__)

_WAIT_SECONDS = 0.5
_EXPECTED = (EngineError, ArtifactError, VideoError, OSError)


Cut = Callable[[ModelSpec], NDArray[np.uint8]]
"""Gives frames (n, H, W, channels) at the rate and size of a model."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A piece of a stream or a video that the backbone has not looked at yet."""

    label: str
    cut: Cut
    """Called in the teacher's thread, for it may decode a video."""
    recording: str
    start_seconds: float
    end_seconds: float
    is_filler: bool = False
    """Whether it is 'nothing' that came by itself."""


@dataclass(frozen=True, slots=True)
class Taught:
    """What a lesson came to."""

    model: TaughtModel
    report: TeachingReport
    seconds: float
    """That the training took."""


@dataclass(frozen=True, slots=True)
class TeacherState:
    """Where the teacher stands; any thread may read it."""

    doing: Preparation | None = None
    """None while there is nothing to do."""
    error: str = ""
    """Why the last step could not be done; empty where all is well."""
    taught: Taught | None = None
    """The newest one."""
    saved: Path | None = None
    """Where the newest one was written last."""


class _CancelledError(Exception):
    """The user wants no more of it."""


class Teacher:
    """Works through what it is given, one after the other; all but `close` return at once."""

    def __init__(self, backbone: Backbone) -> None:
        """Start the thread; nothing is loaded before the first example."""
        self._backbone = backbone
        self._condition = threading.Condition()
        self._shots: deque[Shot] = deque()
        self._lesson: Lesson | None = None
        self._save_to: Path | None = None
        self._looked_at: deque[tuple[Shot, TaughtExample]] = deque()
        self._shared: SharedBackbone | None = None
        self._own: LentBackbone | None = None
        self._done = 0
        self._is_cancelled = False
        self._closing = False
        self._times = PreparationClock()
        self._state = TeacherState()
        self._thread = threading.Thread(target=self._run, name="liveact-teacher", daemon=True)
        self._thread.start()

    @property
    def backbone(self) -> Backbone:
        """What it teaches with."""
        return self._backbone

    @property
    def state(self) -> TeacherState:
        """The newest one."""
        return self._state

    def look_at(self, shot: Shot) -> None:
        """Make an example of this; `take` gives it."""
        with self._condition:
            self._shots.append(shot)
            self._condition.notify_all()

    def train(self, lesson: Lesson) -> None:
        """Teach these examples; of several lessons only the newest is taught."""
        with self._condition:
            self._lesson = lesson
            self._condition.notify_all()

    def save(self, path: Path) -> None:
        """Write what the newest lesson comes to."""
        with self._condition:
            self._save_to = path
            self._condition.notify_all()

    def take(self) -> list[tuple[Shot, TaughtExample]]:
        """The examples made since the last call."""
        with self._condition:
            made = list(self._looked_at)
            self._looked_at.clear()
        return made

    def cancel(self) -> None:
        """Give up what waits and what is being done."""
        with self._condition:
            self._is_cancelled = True
            self._shots.clear()
            self._lesson = self._save_to = None

    def engine_of(self, model: TaughtModel, name: str) -> LoadedEngine:
        """An engine of a model that was taught here, on the backbone that is loaded already."""
        assert self._shared is not None
        backbone = self._shared.lend()
        spec = taught_spec(backbone.spec, name, model.head.labels, model.card.clip_len)
        return TaughtEngine(backbone, model.head, spec, backbone.choice)

    def close(self) -> None:
        """End and wait for it; calling it again does nothing."""
        self._closing = True
        self.cancel()
        with self._condition:
            self._condition.notify_all()
        self._thread.join()

    # The teacher's thread.

    def _run(self) -> None:
        give_way()
        try:
            while (job := self._next_job()) is not None:
                self._do(job)
        finally:
            if self._own is not None:
                self._own.close()

    def _next_job(self) -> Shot | Lesson | Path | None:
        """Examples first, then the lesson made of them, then its file; None at the end."""
        with self._condition:
            while not (self._shots or self._lesson or self._save_to or self._closing):
                self._done = 0
                self._state = replace(self._state, doing=None)
                self._condition.wait(_WAIT_SECONDS)
            self._is_cancelled = False
            if self._closing:
                return None
            if self._shots:
                return self._shots.popleft()
            if self._lesson is not None:
                lesson, self._lesson = self._lesson, None
                return lesson
            path, self._save_to = self._save_to, None
            return path

    def _do(self, job: Shot | Lesson | Path) -> None:
        """One step; whatever goes wrong becomes a text."""
        try:
            if isinstance(job, Shot):
                self._look_at(job)
            elif isinstance(job, Lesson):
                self._train(job)
            else:
                self._save(job)
        except _CancelledError:
            pass
        except _EXPECTED as error:
            self._state = replace(self._state, error=str(error))
        except BaseException as error:
            logger.debug("unforeseen", exc_info=error)
            self._state = replace(self._state, error=unforeseen_text(error))

    def _look_at(self, shot: Shot) -> None:
        engine = self._loaded()
        self._tell(
            ProgressEvent(
                "looking at the examples",
                self._done,
                self._done + 1 + len(self._shots),
                "examples",
            )
        )
        watched = _Cancellable(engine, self)
        frames = shot.cut(self._backbone.spec)
        views = embedded(watched, frames, mirrored=may_be_mirrored(shot.label))
        example = TaughtExample(
            shot.label,
            shot.recording,
            shot.start_seconds,
            shot.end_seconds,
            views,
            film_strip(frames),
        )
        self._done += 1
        with self._condition:
            self._looked_at.append((shot, example))
            self._state = replace(self._state, error="")

    def _train(self, lesson: Lesson) -> None:
        self._loaded()
        self._tell(ProgressEvent("training", 0, None, "examples"))
        began = time.monotonic()
        model, report = self._backbone.train(lesson)
        self.refuse_cancelled()
        taught = Taught(model, report, time.monotonic() - began)
        self._state = replace(self._state, taught=taught, error="", saved=None)

    def _save(self, path: Path) -> None:
        taught = self._state.taught
        if taught is None or self._state.error:
            why = self._state.error or translate("Teacher", "nothing is taught yet")
            said = translate("Teacher", "{name} was not saved: {why}")
            raise EngineError(said.format(name=path.stem, why=why))
        write_taught(taught.model, path)
        self._state = replace(self._state, saved=path)

    def _loaded(self) -> LentBackbone:
        if self._own is None:
            self._tell(ProgressEvent("loading the backbone", 0, None, "bytes"))
            self._shared = SharedBackbone(self._backbone.load(self._tell))
            self._own = self._shared.lend()
        return self._own

    def _tell(self, event: ProgressEvent) -> None:
        self.refuse_cancelled()
        self._state = replace(self._state, doing=self._times.prepare(event))

    def refuse_cancelled(self) -> None:
        """Raise where the user gave up what is being done."""
        if self._is_cancelled:
            raise _CancelledError


class _Cancellable:
    """An embedder that can be stopped between two views."""

    def __init__(self, engine: LentBackbone, teacher: Teacher) -> None:
        self._engine, self._teacher = engine, teacher

    @property
    def spec(self) -> ModelSpec:
        return self._engine.spec

    def infer(self, clips: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        self._teacher.refuse_cancelled()
        return self._engine.infer(clips)
