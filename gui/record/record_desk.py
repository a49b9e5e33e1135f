"""Writes what the window shows: snapshots, recordings and events, where the user wants them."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QStandardPaths, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from engines import ArtifactError
from gui.numbers import filled
from gui.preferences import Preferences
from gui.record.annotate import annotated
from gui.record.record_bar import RecordBar
from gui.record.snapshot_writer import SnapshotWriter
from gui.selected_stream import SelectedStream
from gui.stream_cell import StreamCell
from gui.thread_priority import made_behind
from gui.wording import local_text
from gui.worker_state import Phase, WorkerState
from realtime import Frame, SettingsError
from realtime.blur import FaceBlur
from realtime.exports import export_events, timed_events
from realtime.monitor.facts import duration_text

if TYPE_CHECKING:
    from realtime.video_recorder import Change, RecordingProgress, VideoRecorder

_LOOK_MS = 250
_OVERLAY, _BLUR = "record_overlay", "record_blur"


class RecordDesk(QObject):
    """Does what the record bar asks of the selected stream; closed with the window.

    A recording goes on with the stream with which it began, whichever one is selected then.
    """

    def __init__(self, stream: SelectedStream, preferences: Preferences, parent: QWidget) -> None:
        """Nothing is recorded."""
        super().__init__(parent)
        self._stream, self._preferences = stream, preferences
        self.bar = RecordBar()
        self._recorder: VideoRecorder | None = None
        self._recorded: StreamCell | None = None
        self._last_frame: Frame | None = None
        self._passed_over = 0
        self._last: RecordingProgress | None = None
        self._snapshots: list[SnapshotWriter] = []
        self._written: Path | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        self.bar.overlay.setChecked(preferences.flag(_OVERLAY, True))
        self.bar.blur.setChecked(preferences.flag(_BLUR, False))
        self._connect()

    @property
    def is_recording(self) -> bool:
        """Whether a recording runs, or is being finished."""
        return self._recorder is not None

    def take_snapshot(self) -> None:
        """Write the picture that is shown, as a PNG."""
        frame = self._stream.cell.frame
        try:
            blur = self._make_blur()
        except SettingsError as error:
            self.bar.show_status(local_text(error), is_error=True)
            return
        if frame is None:
            self.bar.show_status(self.tr("There is no picture yet."))
            return
        path = self._new_path(QStandardPaths.StandardLocation.PicturesLocation, ".png")
        overlay = self._overlay_change(self._stream.cell)

        def make() -> NDArray[np.uint8]:
            image = frame.image if blur is None else blur(frame.image)
            return image if overlay is None else overlay(image)

        self._snapshots.append(SnapshotWriter(path, make))
        self._timer.start()

    def toggle_recording(self) -> None:
        """Begin a recording, or end the one that runs."""
        if self._recorder is not None:
            self._recorder.stop()
            return
        from realtime.video_recorder import VideoRecorder

        if self._stream.state.phase is not Phase.RUNNING:
            self.bar.show_status(
                self.tr("There is nothing to record yet; press Record once there is a picture.")
            )
            return
        path = self._new_path(QStandardPaths.StandardLocation.MoviesLocation, ".mkv")
        try:
            self._recorder = made_behind(lambda: VideoRecorder(path, self._make_blur()))
        except SettingsError as error:
            self.bar.show_status(local_text(error), is_error=True)
            return
        self._recorded = cell = self._stream.cell
        if cell.memory.footage is not None:
            cell.memory.footage.add(self._recorder)
        self._last_frame, self._passed_over = None, 0
        cell.bridge.frame_came.connect(self._on_frame)
        cell.bridge.stream_changed.connect(self._on_recorded_changed)
        cell.bridge.state_changed.connect(self._on_recorded_state)
        self.bar.show_recording(True)
        self._timer.start()
        self._on_look()

    def leave(self, cell: StreamCell) -> None:
        """A stream goes away; what is recorded of it ends."""
        if cell is self._recorded and self._recorder is not None:
            self._recorder.stop()

    def export(self, path: Path) -> None:
        """Write the events in the format of the file's ending, timed from the last recording."""
        cell, last = self._stream.cell, self._last
        since = 0.0 if last is None or last.start_seconds is None else last.start_seconds
        until = cell.frame.pts_seconds if cell.frame else None
        if last is not None and last.end_seconds is not None:
            until = last.end_seconds
        events = timed_events(list(cell.memory.events), since, until)
        try:
            export_events(path, events)
        except (SettingsError, ArtifactError) as error:
            self.bar.show_status(local_text(error), is_error=True)
            return
        self._written = path
        said = self.tr("%n event(s) written to {name}", "", len(events))
        self.bar.show_status(said.format(name=path.name))

    def set_folder(self, folder: Path) -> None:
        """Write everything here from now on."""
        self._preferences.folder = str(folder)
        self.bar.show_status(self.tr("Writing to {folder}").format(folder=folder))

    def close(self) -> None:
        """Finish what is being written and wait for it."""
        self._timer.stop()
        self._preferences.set_flag(_OVERLAY, self.bar.overlay.isChecked())
        self._preferences.set_flag(_BLUR, self.bar.blur.isChecked())
        if self._recorder is not None:
            self._recorder.close()
        for snapshot in self._snapshots:
            snapshot.close()

    def _connect(self) -> None:
        self._stream.stream_changed.connect(self._forget_last)
        self._stream.selected.connect(self._forget_last)
        self.bar.snapshot_asked.connect(self.take_snapshot)
        self.bar.record_asked.connect(self.toggle_recording)
        self.bar.export_asked.connect(self._on_export)
        self.bar.folder_asked.connect(self._on_folder)
        self.bar.show_asked.connect(self._on_show)

    def _make_blur(self) -> "Change | None":
        """One for a file of its own; raises `SettingsError` where there is no detector."""
        return FaceBlur().apply if self.bar.blur.isChecked() else None

    def _overlay_change(self, cell: StreamCell) -> "Change | None":
        """Paints what its view shows now; called in another thread, it looks at nothing new."""
        if not self.bar.overlay.isChecked():
            return None
        return partial(annotated, overlay=cell.view.overlay, bars=cell.view.moving_bars)

    def _on_frame(self, frame: Frame) -> None:
        if self._recorder is not None and self._recorded is not None:
            self._passed_over += _frames_between(self._last_frame, frame)
            self._last_frame = frame
            change = self._overlay_change(self._recorded)
            self._recorder.add(frame.image, frame.pts_seconds, change)

    def _on_recorded_changed(self) -> None:
        """Another source in the stream that is recorded: another file, if one is wanted."""
        if self._recorder is not None:
            self._recorder.stop()

    def _on_recorded_state(self, state: WorkerState) -> None:
        """A stream that has ended, or was stopped, gives no more pictures."""
        if state.phase is Phase.IDLE:
            self._on_recorded_changed()

    def _forget_last(self) -> None:
        """What is exported next is not of the last recording."""
        self._last = None

    def _on_look(self) -> None:
        """Say how the writing goes, and take leave of what is done."""
        for snapshot in [one for one in self._snapshots if one.is_over]:
            self._snapshots.remove(snapshot)
            self._told(snapshot.path, local_text(snapshot.failure))
        if self._recorder is not None:
            self._look_at(self._recorder)
        if not self._snapshots and self._recorder is None:
            self._timer.stop()

    def _look_at(self, recorder: "VideoRecorder") -> None:
        progress = recorder.progress
        if not progress.is_over:
            self.bar.show_status(self._progress_text(progress))
            return
        self._recorder, self._last = None, progress
        self._leave_recorded()
        self.bar.show_recording(False)
        if progress.frames or progress.failure:
            self._told(recorder.path, local_text(progress.failure))
        else:
            self.bar.show_status(self.tr("No picture came; nothing was recorded."))

    def _leave_recorded(self) -> None:
        cell, self._recorded = self._recorded, None
        if cell is not None and cell is not self._stream.cell:
            self._last = None  # its times are not those of the selected stream
        if cell is not None:
            cell.bridge.frame_came.disconnect(self._on_frame)
            cell.bridge.stream_changed.disconnect(self._on_recorded_changed)
            cell.bridge.state_changed.disconnect(self._on_recorded_state)

    def _progress_text(self, progress: "RecordingProgress") -> str:
        time = duration_text(progress.seconds)
        recorded = self._recorded
        is_other = recorded is not None and recorded is not self._stream.cell
        parts = [
            self.tr("Recording {time}").format(time=time),
            *([recorded.name] if recorded is not None and is_other else []),
            filled(self.tr("{n:.1f} MB"), n=progress.size_bytes / 1e6),
            filled(self.tr("{n:.0f} GB free"), n=progress.free_bytes / 1e9),
        ]
        left_out = progress.dropped + self._passed_over
        if left_out:
            parts.append(self.tr("%n frame(s) left out", "", left_out))
        return " · ".join(parts)

    def _told(self, path: Path, failure: str) -> None:
        if failure:
            self.bar.show_status(failure, is_error=True)
            return
        self._written = path
        self.bar.show_status(self.tr("Saved {name}").format(name=path.name))

    def _new_path(self, usual: QStandardPaths.StandardLocation, ending: str) -> Path:
        """A name that is not taken, in the user's folder."""
        stem = f"liveact {datetime.now():%Y-%m-%d %H.%M.%S}"
        folder = self._folder(usual)
        taken = {path.name.removesuffix(ending) for path in folder.glob(f"{stem}*")}
        number = next(n for n in range(1, len(taken) + 2) if _numbered(stem, n) not in taken)
        return folder / f"{_numbered(stem, number)}{ending}"

    def _folder(self, usual: QStandardPaths.StandardLocation) -> Path:
        given = self._preferences.folder
        return Path(given or QStandardPaths.writableLocation(usual) or Path.home())

    def _on_export(self) -> None:
        usual = self._folder(QStandardPaths.StandardLocation.MoviesLocation) / "events.srt"
        suggested = usual if self._written is None else self._written.with_suffix(".srt")
        formats = self.tr("Subtitles (*.srt);;Table (*.csv);;JSON lines (*.jsonl)")
        path, _ = QFileDialog.getSaveFileName(
            self.bar, self.tr("Export events"), str(suggested), formats
        )
        if path:
            self.export(Path(path))

    def _on_folder(self) -> None:
        now = self._folder(QStandardPaths.StandardLocation.MoviesLocation)
        folder = QFileDialog.getExistingDirectory(self.bar, self.tr("Where to write"), str(now))
        if folder:
            self.set_folder(Path(folder))

    def _on_show(self) -> None:
        folder = self._folder(QStandardPaths.StandardLocation.MoviesLocation)
        shown = folder if self._written is None else self._written.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(shown)))


def _frames_between(before: Frame | None, frame: Frame) -> int:
    """Frames of a connection that came between two looks of the window."""
    if before is None or before.connection_id != frame.connection_id:
        return 0
    return max(0, frame.index - before.index - 1)


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem} ({number})"
