"""Practice: a reference clip beside one's own attempt, its score, and how it went so far."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engines import ArtifactError, VideoReader
from gui.bridge import StreamBridge
from gui.first_size import give_size
from gui.numbers import filled, number_text
from gui.preferences import Preferences
from gui.sign.attempt_frames import AttemptFrames
from gui.sign.attempt_scorer import AttemptScore, AttemptScorer
from gui.sign.looping_clip import LoopingClip, kept_pictures
from gui.sign.sign_desk import SignDesk
from gui.source_combo import SourceCombo
from gui.theme import Theme
from gui.wording import gloss_text, local_text
from gui.worker_state import Phase, WorkerState
from realtime import Frame, SettingsError
from realtime.mirroring import MirrorSwitch
from realtime.practice import ProgressList, reference_clip
from realtime.transcript import Gloss

_AROUND_SECONDS = 0.3
"""Shown before and after an attempt."""
_SLOWDOWN = 3.0


class PracticeWindow(QDialog):
    """Scores the next sign that is made as an attempt at the one that is asked for."""

    def __init__(
        self,
        bridge: StreamBridge,
        desk: SignDesk,
        preferences: Preferences,
        theme: Theme,
        left_handed: MirrorSwitch,
        parent: QWidget | None = None,
    ) -> None:
        """Hidden; nothing is kept or scored before it is shown."""
        super().__init__(parent)
        self._scorer = AttemptScorer(bridge, desk, left_handed, self)
        self._bridge, self._desk, self._preferences = bridge, desk, preferences
        self._frames, self._mirrored = AttemptFrames(), False
        self._progress: ProgressList | None = None
        self._scored = -1
        self._invited = ""
        self.signs = SourceCombo()
        self.reference = LoopingClip(theme, "")
        self.attempt = LoopingClip(theme, "")
        self.verdict = QLabel()
        self.verdict.setObjectName("verdict")
        self.verdict.setWordWrap(True)
        self.slow = QCheckBox(self.tr("&Slow motion  [Alt+S]"))
        self.list = QTreeWidget()
        self._scale = QLabel()
        self._scale.setObjectName("note")
        self._scale.setWordWrap(True)
        self._build()
        bridge.frame_came.connect(self._on_frame)
        bridge.stream_changed.connect(self._show_signs)
        bridge.state_changed.connect(self._on_state)
        desk.signed.connect(self._on_signed)
        self._scorer.scored.connect(self._on_scored)

    def set_mirrored(self, mirrored: bool) -> None:
        """One's own picture as in a mirror."""
        self._mirrored = mirrored

    def show_references(self, folder: Path) -> None:
        """Look for reference clips here from now on."""
        self._preferences.references = str(folder)
        self._show_reference()

    def end(self) -> None:
        """Wait for what is still being scored."""
        self._scorer.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with what is known by now."""
        self._scorer.watch(True)
        self._invite()
        try:
            self._progress = ProgressList()
        except SettingsError as error:
            self.verdict.setText(local_text(error))
        self._show_signs()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing plays or is kept while nobody looks."""
        self._scorer.watch(False)
        self.reference.stop()
        self.attempt.stop()
        self._frames.clear()
        super().hideEvent(event)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Practice"))
        give_size(self, QSize(860, 620))
        self.signs.setAccessibleName(self.tr("Sign to practise"))
        self.signs.currentIndexChanged.connect(lambda _at: self._show_reference())
        self.slow.toggled.connect(self._on_slow)
        self.list.setHeaderLabels(
            [self.tr("Sign"), self.tr("Tries"), self.tr("Best"), self.tr("Last"), self.tr("By")]
        )
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(self.tr("Progress"))
        self._scale.setText(
            self.tr(
                "Your examples: 100 % is as like the nearest of them as they are like one another, "
                "0 % no more than other signs are. Room, clothes and light count too; nobody "
                "judges how well it is signed."
            )
        )
        folder = QPushButton(self.tr("&Reference clips …  [Alt+R]"))
        folder.setAutoDefault(False)
        folder.clicked.connect(self._on_folder)
        asked = QHBoxLayout()
        for widget in (self.signs, folder, self.slow):
            asked.addWidget(widget, 1 if widget is self.signs else 0)
        clips = QGridLayout()
        names = (self.tr("How it is done"), self.tr("Your last attempt"))
        for place, clip in enumerate((self.reference, self.attempt)):
            clips.addWidget(QLabel(names[place]), 0, place)
            clips.addWidget(clip, 1, place)
            clips.setColumnStretch(place, 1)
        clips.setRowStretch(1, 1)
        column = QVBoxLayout(self)
        column.addLayout(asked)
        column.addLayout(clips, 2)
        column.addWidget(self.verdict)
        column.addWidget(self.list, 1)
        column.addWidget(self._scale)

    def _on_state(self, _state: WorkerState) -> None:
        """What to do is another thing; a score that is shown stays."""
        if self.verdict.text() == self._invited:
            self._invite()

    def _invite(self) -> None:
        """Say what to do, so that there is a score."""
        phase = self._bridge.state.phase
        words = {
            Phase.IDLE: (
                self.tr("No stream runs"),
                self.tr("Nobody is seen: press Start in the window of the signs, then practise."),
            ),
            Phase.PREPARING: (
                self.tr("Getting ready …"),
                self.tr("The stream is being prepared; make the sign once you see yourself."),
            ),
            Phase.RUNNING: (
                self.tr("Make the sign, then rest"),
                self.tr("Make the sign; your score comes after you rest."),
            ),
        }
        name, self._invited = words[phase]
        self.attempt.show_name(name)
        self.verdict.setText(self._invited)

    def _show_signs(self) -> None:
        spec, chosen = self._desk.spec, self.signs.currentText()
        self._frames.clear()
        self.signs.clear()
        if spec is not None:
            self.signs.addItems([one for one in spec.labels if one != spec.background_label])
        self.signs.setCurrentIndex(max(0, self.signs.findText(chosen)))
        if not self.signs.count():
            self._show_reference()  # no other index has told so
        self._show_progress()

    def _show_reference(self) -> None:
        folder, sign = self._preferences.references, self.signs.currentText()
        clip = reference_clip(Path(folder), sign) if folder and sign else None
        self.reference.show_name(self._why_no_reference(folder, sign))
        if not self.isHidden():
            self.reference.play(None if clip is None else partial(_decoded, clip))

    def _why_no_reference(self, folder: str, sign: str) -> str:
        if not sign:
            return self.tr("Start the camera first")
        if not folder:
            return self.tr("Choose the folder of reference clips")
        return self.tr("No video called {sign} in {folder}").format(sign=sign, folder=folder)

    def _show_progress(self) -> None:
        self.list.clear()
        spec = self._desk.spec
        if spec is None or self._progress is None:
            return
        kinds = {"likeness": self.tr("your examples"), "model": self.tr("the model's sureness")}
        for sign, progress in self._progress.of(spec.name).items():
            best, last = number_text(progress.best, ".0%"), number_text(progress.last, ".0%")
            row = [sign, str(progress.tries), best, last, kinds[progress.by]]
            self.list.addTopLevelItem(QTreeWidgetItem(row))

    def _on_frame(self, frame: Frame) -> None:
        if self.isVisible():
            self._frames.add(frame)

    def _on_signed(self, gloss: Gloss) -> None:
        sign, spec = self.signs.currentText(), self._desk.spec
        if not self.isVisible() or not sign or spec is None or gloss.number <= self._scored:
            return
        self._scored = gloss.number
        self.verdict.setText(
            self.tr("Comparing it with your examples of {sign} …").format(sign=sign)
        )
        self._scorer.score(gloss, sign)
        around = (gloss.start_seconds - _AROUND_SECONDS, gloss.end_seconds + _AROUND_SECONDS)
        kept = self._frames.between(*around)
        self.attempt.play(partial(kept_pictures, kept), mirrored=self._mirrored)

    def _on_scored(self, attempt: AttemptScore) -> None:
        spec = self._desk.spec
        if spec is None:
            return
        said = self.tr("{score:.0%} sure that it is {sign}; it was taken for: {gloss}")
        if attempt.by == "likeness":
            said = self.tr("{score:.0%} like your examples of {sign}; it was taken for: {gloss}")
        text = filled(said, score=attempt.score, sign=attempt.sign, gloss=gloss_text(attempt.gloss))
        if attempt.why_not:
            why = self.tr("Not compared with your examples: {why}")
            text += "\n" + why.format(why=local_text(attempt.why_not))
        self.verdict.setText(text)
        self._keep(spec.name, attempt)

    def _keep(self, model: str, attempt: AttemptScore) -> None:
        if self._progress is None:
            return
        try:
            self._progress.add(model, attempt.sign, attempt.score, attempt.by)
        except ArtifactError as error:
            self.verdict.setText(local_text(error))
        self._show_progress()

    def _on_slow(self, is_slow: bool) -> None:
        for clip in (self.reference, self.attempt):
            clip.slowdown = _SLOWDOWN if is_slow else 1.0

    def _on_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Folder of reference clips"), self._preferences.references
        )
        if folder:
            self.show_references(Path(folder))


def _decoded(clip: Path) -> Iterator[tuple[float, NDArray[np.uint8]]]:
    with VideoReader(clip) as reader:
        while (frame := reader.read()) is not None:
            yield frame.pts_seconds, frame.image
