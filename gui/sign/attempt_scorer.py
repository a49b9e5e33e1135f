"""Scores attempts at signs: by their likeness to what was taught, else by what the model says."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from engines import TaughtEngine
from gui.bridge import StreamBridge
from gui.sign.attempt_judge import AttemptJudge
from gui.sign.sign_desk import SignDesk
from realtime import Frame
from realtime.frame_tap import FrameTap
from realtime.mirroring import MirrorSwitch
from realtime.practice import ScoredBy
from realtime.transcript import Gloss

_KEPT_SECONDS = 10.0
"""Longer signs are scored by what the model says."""
_LOOK_MS = 50


@dataclass(frozen=True, slots=True)
class AttemptScore:
    """How an attempt went."""

    gloss: Gloss
    """What it was taken for."""
    sign: str
    """What it was to be."""
    score: float
    """0..1."""
    by: ScoredBy
    why_not: str = ""
    """Why it is not the likeness, where the sign was taught."""


class AttemptScorer(QObject):
    """Keeps the last seconds of a stream that a taught model sees, while practice is shown."""

    scored = Signal(object)
    """An `AttemptScore`, some time after it was asked for."""

    def __init__(
        self, bridge: StreamBridge, desk: SignDesk, left_handed: MirrorSwitch, parent: QObject
    ) -> None:
        """Nothing is kept before `watch`."""
        super().__init__(parent)
        self._bridge, self._desk, self._left_handed = bridge, desk, left_handed
        self._judge: AttemptJudge | None = None
        self._tap: FrameTap | None = None
        self._engine: TaughtEngine | None = None
        self._asked: tuple[Gloss, str] | None = None
        self._leave: Callable[[], None] | None = None
        self._is_watching = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        bridge.stream_changed.connect(self._on_stream_changed)

    def watch(self, is_watching: bool) -> None:
        """Keep what comes, or keep nothing."""
        self._is_watching = is_watching
        if is_watching and self._tap is None:
            self._on_stream_changed()

    def score(self, gloss: Gloss, sign: str) -> None:
        """Have this attempt at a sign scored; `scored` tells."""
        engine, frames = self._engine, None
        if engine is not None and self._tap is not None:
            least_seconds = engine.spec.min_clip_len * engine.spec.sample_seconds
            frames = self._tap.cut(*_span(gloss, least_seconds))
        if engine is None:
            self._tell(gloss, sign)
        elif frames is None:
            self._tell(gloss, sign, self.tr("it is not kept from its beginning to its end"))
        else:
            self._judge = self._judge or AttemptJudge()
            self._asked = gloss, sign
            self._judge.judge(gloss.number, partial(engine.likeness, frames, sign))
            self._timer.start()

    def close(self) -> None:
        """Give up what is being judged and wait for it."""
        self._timer.stop()
        if self._leave is not None:
            self._leave()
        if self._judge is not None:
            self._judge.close()

    def _on_stream_changed(self) -> None:
        stream, self._tap = self._bridge.state.stream, None
        self._engine = self._bridge.taught
        if stream is None or self._engine is None or not self._is_watching:
            return
        self._tap = FrameTap(self._engine.spec, _KEPT_SECONDS)
        take = partial(self._keep, self._tap)
        stream.pipeline.add_tap(take)
        self._leave = partial(stream.pipeline.remove_tap, take)

    def _keep(self, tap: FrameTap, frame: Frame) -> None:
        """Called in the capture thread."""
        if self._is_watching:
            tap.append(self._left_handed.seen(frame))

    def _on_look(self) -> None:
        """Some times a second while an attempt is judged."""
        judged = self._judge.take() if self._judge is not None else None
        if judged is None or self._asked is None:
            return
        gloss, sign = self._asked
        if judged.number != gloss.number:
            return
        self._timer.stop()
        self._asked = None
        if judged.likeness is None:
            self._tell(gloss, sign, judged.why_not)
        else:
            self.scored.emit(AttemptScore(gloss, sign, judged.likeness, "likeness"))

    def _tell(self, gloss: Gloss, sign: str, why_not: str = "") -> None:
        """The model's own score stands in."""
        score = self._desk.score(gloss, sign)
        self.scored.emit(AttemptScore(gloss, sign, score, "model", why_not))


def _span(gloss: Gloss, least_seconds: float) -> tuple[float, float]:
    """From beginning to end of a sign; one too short for the backbone with what is around it."""
    missing = max(0.0, least_seconds - (gloss.end_seconds - gloss.start_seconds))
    return gloss.start_seconds - missing / 2, gloss.end_seconds + missing / 2
