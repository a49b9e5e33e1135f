"""Cuts examples out of the stream that runs: recorded, marked, or what was there just now."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from engines import NOTHING, EngineError, ModelSpec, clean_label, recording_of
from gui.numbers import filled
from gui.selected_stream import SelectedStream
from gui.teach.take import RecordingNames, Take
from gui.teach.teach_panel import TeachPanel
from gui.teach.teacher import Shot
from gui.worker_state import Phase, Stream
from realtime.frame_tap import FrameTap
from realtime.watching import DEMO

_LOOK_MS = 100
_KEPT_SECONDS = 10.0
"""Of the stream, for recordings, marks and corrections."""


class ExampleRecorder(QObject):
    """Does what the panel asks of the stream; keeps its last seconds from the first look on."""

    shot_made = Signal(object)
    """A `Shot`."""
    failed = Signal(str)
    """Why there is none; empty where the last step went well."""

    def __init__(
        self, stream: SelectedStream, panel: TeachPanel, spec: Callable[[], ModelSpec | None]
    ) -> None:
        """Wait.

        Args:
            stream: what examples are cut out of.
            panel: asks for them.
            spec: how the backbone wants its frames; None, and said elsewhere, where it is missing.
        """
        super().__init__(panel)
        self._stream, self._panel, self._spec = stream, panel, spec
        self._tap: FrameTap | None = None
        self._tapped: tuple[Stream, ModelSpec] | None = None
        self._names = RecordingNames("", whole="", began="")
        self._take: Take | None = None
        self._in_seconds: float | None = None
        self._is_following = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        panel.record_asked.connect(self.record)
        panel.in_asked.connect(self.mark_in)
        panel.out_asked.connect(self.mark_out)
        panel.wrong_asked.connect(self.say_wrong)
        panel.was_asked.connect(self.ask_what_it_was)
        stream.stream_changed.connect(self._on_stream_changed)
        stream.selected.connect(self._on_stream_changed)

    def follow(self) -> None:
        """Keep the stream that runs in mind from now on, and those after it."""
        self._is_following = True
        self._attach()

    def close(self) -> None:
        """Keep nothing any more."""
        self._detach()

    def record(self) -> None:
        """Record an example of the label that is written, or give up the one being recorded."""
        if self._take is not None:
            self._end_take()
            return
        try:
            label = clean_label(self._panel.label_text)
        except EngineError as error:
            self.failed.emit(str(error))
            return
        now = self._now()
        if now is not None:
            self._take = Take(label, now, self._panel.seconds.value())
            self._timer.start()

    def mark_in(self) -> None:
        """An example begins where the stream is now."""
        self._in_seconds = self._now()
        if self._in_seconds is not None:
            self._panel.show_message(self.tr("In; press ] where it ends."))

    def mark_out(self) -> None:
        """It ends where the stream is now."""
        now, since = self._now(), self._in_seconds
        if now is None:
            return
        if since is None:
            said = self.tr("no beginning was marked; press [ where the action begins")
            self.failed.emit(said)
            return
        self._in_seconds = None
        self._panel.show_message("")
        self._give(self._panel.label_text, since, now)

    def say_wrong(self) -> None:
        """The last seconds were nothing of what is taught."""
        now = self._now()
        if now is not None:
            self._give(NOTHING, now - self._panel.seconds.value(), now)

    def ask_what_it_was(self) -> None:
        """Let the user choose what the last seconds were."""
        now = self._now()
        if now is None:
            return
        since = now - self._panel.seconds.value()
        menu = QMenu(self._panel)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for label in self._panel.labels:
            menu.addAction(label, partial(self._give, label, since, now))
        menu.popup(QCursor.pos())

    def _attach(self) -> None:
        """Keep the last seconds of the stream that runs, as the backbone wants them."""
        stream, spec = self._stream.state.stream, self._spec()
        if stream is None or spec is None or self._tapped == (stream, spec):
            return
        self._detach()
        self._tapped = stream, spec
        self._tap = FrameTap(spec, _KEPT_SECONDS)
        stream.pipeline.add_tap(self._tap.append)
        source = self._stream.state.source
        began = f"{datetime.now():%Y-%m-%d %H.%M.%S}"
        self._names = RecordingNames(source, whole=_whole_recording(source), began=began)

    def _detach(self) -> None:
        """Of each stream that is selected its last seconds are kept once, and no longer."""
        if self._tapped is not None and self._tap is not None:
            self._tapped[0].pipeline.remove_tap(self._tap.append)
        self._tapped, self._tap = None, None

    def _now(self) -> float | None:
        """The stream's time; None, and a word why, where none runs."""
        self._attach()
        now = self._tap.newest_seconds if self._tap is not None else None
        if now is None or self._stream.state.phase is not Phase.RUNNING:
            self.failed.emit(self.tr("no stream runs; choose a source and press Start"))
            return None
        return now

    def _give(self, label: str, start: float, end: float, *, is_filler: bool = False) -> None:
        """Have a piece of the stream looked at as an example."""
        frames = self._tap.cut(start, end) if self._tap is not None else None
        if frames is None:
            if not is_filler:
                said = self.tr(
                    "the stream did not run without a break, or not the last {n:.0f} s; again"
                )
                self.failed.emit(filled(said, n=_KEPT_SECONDS))
            return
        try:
            label = clean_label(label)
        except EngineError as error:
            self.failed.emit(str(error))
            return
        self.failed.emit("")
        recording = self._names.name(start, end)
        self.shot_made.emit(Shot(label, partial(_as_cut, frames), recording, start, end, is_filler))

    def _on_stream_changed(self) -> None:
        self._end_take()
        self._in_seconds = None
        if self._is_following:
            self._attach()

    def _on_look(self) -> None:
        """Some times a second while something is recorded."""
        now = self._tap.newest_seconds if self._tap is not None else None
        take = self._take
        if take is None:
            return
        if now is None or self._stream.state.phase is not Phase.RUNNING:
            self._end_take()
            self.failed.emit(self.tr("the stream ended; start it again and record anew"))
        elif take.is_over(now):
            self._end_take()
            if self._panel.fill.isChecked():
                self._give(NOTHING, *take.filler, is_filler=True)
            self._give(take.label, take.start_seconds, take.end_seconds)
        else:
            self._panel.show_recording(self._progress_of(take, now))

    def _progress_of(self, take: Take, now: float) -> str:
        if take.count(now):
            return self.tr("{n} …").format(n=take.count(now))
        said = self.tr("Now: {label} ({n} %)")
        return filled(said, label=take.label, n=round(100 * take.share(now)))

    def _end_take(self) -> None:
        self._take = None
        self._timer.stop()
        self._panel.show_recording("")


def _whole_recording(source: str) -> str:
    """The recording that all of a source is; empty for cameras, of which each piece is one."""
    if source == DEMO:
        return DEMO
    return recording_of(Path(source)) if Path(source).is_file() else ""


def _as_cut(frames: NDArray[np.uint8], _spec: ModelSpec) -> NDArray[np.uint8]:
    """The stream gave them as the backbone wants them."""
    return frames
