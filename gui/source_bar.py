"""Where the user says what to look at."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from gui.source_combo import SourceCombo
from gui.worker_state import Phase
from realtime.sources import source_name, video_path
from realtime.sources.cameras import Camera
from realtime.watching import DEMO

_VIDEOS = "*.mp4 *.avi *.mkv *.mov *.webm *.m4v *.ts *.gif"


class SourceBar(QWidget):
    """Cameras by name, an address or file, and one button that starts and stops."""

    start_asked = Signal(str, bool)
    """The source as the pipeline takes it, and whether it is a camera of this computer."""
    stop_asked = Signal()
    add_asked = Signal()
    """One more stream."""

    def __init__(
        self,
        list_cameras: Callable[[], list[Camera]],
        last_source: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Offer the cameras that there are, else the demo; the last source comes first.

        Args:
            list_cameras: asked at the start and whenever the list is opened anew.
            last_source: chosen already; empty at the first start.
            parent: as Qt wants it.
        """
        super().__init__(parent)
        self._list_cameras = list_cameras
        self._secrets: dict[str, str] = {}
        self._phase = Phase.IDLE
        self._sources = SourceCombo()
        self._open = QPushButton(self.tr("Open file …"))
        self._add = QPushButton(self.tr("Add stream …"))
        self._start = QPushButton(self.tr("Start"))
        self._build()
        self.refresh()
        if last_source:
            self.choose(last_source)

    @property
    def source(self) -> str:
        """What is chosen, as the pipeline takes it; empty where nothing is."""
        text = self._sources.currentText().strip()
        index = self._sources.findText(text, Qt.MatchFlag.MatchExactly)
        if index >= 0:
            return str(self._sources.itemData(index))
        return self._secrets.get(text, text)

    def choose(self, source: str) -> None:
        """Show this source as the chosen one; a password in it stays out of sight."""
        index = self._sources.findData(source)
        if index >= 0:
            self._sources.setCurrentIndex(index)
            return
        shown = source_name(source)
        self._secrets[shown] = source
        self._sources.setEditText(shown)

    def show_source(self, source: str) -> None:
        """The source of another stream; nothing where it has none yet."""
        if source:
            self.choose(source)
        else:
            self._sources.clearEditText()

    def wait_for_source(self) -> None:
        """A stream was added: one types or picks what it is to show."""
        self._sources.setFocus()

    def keep_to_one(self) -> None:
        """The window shows one stream only."""
        self._add.hide()

    def allow_more(self, is_allowed: bool) -> None:
        """Whether there is room for one more stream."""
        self._add.setEnabled(is_allowed)

    def refresh(self) -> None:
        """Ask anew which cameras there are; what is chosen stays."""
        chosen = self.source
        self._sources.clear()
        for camera in self._list_cameras():
            said = self.tr("{name} (camera {n})").format(name=camera.name, n=camera.number)
            self._sources.addItem(said, str(camera.number))
        self._sources.addItem(self.tr("Demo clip"), DEMO)
        if chosen:
            self.choose(chosen)

    def show_phase(self, phase: Phase) -> None:
        """The button does what makes sense now."""
        self._phase = phase
        words = {
            Phase.IDLE: self.tr("Start"),
            Phase.PREPARING: self.tr("Cancel"),
            Phase.RUNNING: self.tr("Stop"),
        }
        self._start.setText(words[phase])
        self._start.setAccessibleName(words[phase])

    def start(self) -> None:
        """Run what is chosen, also in place of what runs."""
        source = self.source
        if not source:
            self._sources.setFocus()
            return
        self.choose(source)
        self.start_asked.emit(source, source.isdecimal())

    def toggle(self) -> None:
        """Start, or stop what runs."""
        if self._phase is Phase.IDLE:
            self.start()
        else:
            self.stop_asked.emit()

    def open_file(self) -> None:
        """Ask for a file and run it."""
        wanted = self.tr("Videos ({endings});;All files (*)").format(endings=_VIDEOS)
        now = video_path(self.source)
        folder = str(now.parent) if now is not None else ""
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open a video"), folder, wanted)
        if path:
            self.choose(path)
            self.start()

    def _build(self) -> None:
        self._sources.setEditable(True)
        self._sources.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._sources.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sources.setMinimumContentsLength(24)
        hint = self.tr("A camera from the list, or type rtsp://…, another address or a file")
        self._sources.setAccessibleName(self.tr("Source"))
        self._sources.setToolTip(hint)
        self._sources.activated.connect(self._on_activated)
        line = self._sources.lineEdit()
        assert line is not None
        line.setPlaceholderText(hint)
        line.returnPressed.connect(self.start)
        self._open.setAccessibleName(self.tr("Open a video file"))
        self._open.clicked.connect(self.open_file)
        self._add.setToolTip(self.tr("One more picture beside this one, up to nine."))
        self._add.clicked.connect(self.add_asked)
        self._start.setObjectName("primary")
        self._start.clicked.connect(self.toggle)
        self.show_phase(Phase.IDLE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._sources, 1)
        row.addWidget(self._open)
        row.addWidget(self._add)
        row.addWidget(self._start)

    def _on_activated(self) -> None:
        """Another source was picked from the list: switch to it where one runs."""
        if self._phase is not Phase.IDLE:
            self.start()
