"""All streams of the window: one engine, their pictures, and which one is selected."""

from PySide6.QtCore import QObject, Signal

from gui.engine_share import MOST_STREAMS, EngineShare
from gui.live.drawing import Drawing
from gui.preferences import Preferences
from gui.pull_turns import PullTurns
from gui.selected_stream import SelectedStream
from gui.stream_cell import StreamCell
from gui.stream_grid import StreamGrid
from gui.theme import Theme
from realtime.profiles import Profile

_ENLARGED = "enlarged"


class Streams(QObject):
    """Adds and removes streams; each runs by itself, at the engine in turns."""

    counted = Signal()
    """There are more or fewer streams now."""

    def __init__(
        self,
        engines: EngineShare,
        preferences: Preferences,
        theme: Theme,
        parent: QObject,
        *,
        drawing: Drawing,
    ) -> None:
        """Those of the last time, not running; one at the first start."""
        super().__init__(parent)
        self._engines, self._preferences, self._theme = engines, preferences, theme
        self.drawing = drawing
        """What draws their pictures."""
        self._leaving: list[StreamCell] = []
        self._turns = PullTurns(self)
        last = preferences.streams[:MOST_STREAMS] or [(preferences.source, preferences.profile)]
        self.cells = [self._new_cell(source, profile) for source, profile in last]
        self.selected = SelectedStream(self.cells[0], self)
        self.grid = StreamGrid()
        self.grid.chosen.connect(lambda number: self.selected.follow(self.cells[number]))
        self.grid.show_views([cell.view for cell in self.cells], 0)
        self.grid.enlarge(len(last) > 1 and preferences.flag(_ENLARGED, False))
        for cell in self.cells if len(last) > 1 else ():
            cell.view.clear(self.tr("Press Start"))

    @property
    def has_room(self) -> bool:
        """Whether one more stream can be added."""
        return len(self.cells) < MOST_STREAMS

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        for cell in self.cells:
            cell.view.set_theme(theme)

    def add(self, source: str = "") -> StreamCell | None:
        """One more stream, which is selected; None where there is no room for it."""
        if not self.has_room:
            return None
        cell = self._new_cell(source, self.selected.cell.profile)
        self.cells.append(cell)
        self.grid.enlarge(False)
        self._select(cell)
        return cell

    def remove(self) -> None:
        """End the selected stream and take its picture away; the last one stays."""
        if len(self.cells) == 1:
            return
        gone = self.selected.cell
        at = self.cells.index(gone)
        self.cells.remove(gone)
        self._select(self.cells[min(at, len(self.cells) - 1)])
        gone.bridge.end()  # a camera may take a moment to let go: nobody waits for it here
        gone.view.hide()
        gone.view.deleteLater()
        self._leaving = [one for one in self._leaving if not one.bridge.is_over] + [gone]

    def select(self, number: int) -> None:
        """This stream is the one to look at."""
        self._select(self.cells[number])

    def start_all(self) -> None:
        """Run every stream that has a source."""
        for cell in self.cells:
            if cell.source:
                cell.watch(cell.source, cell.source.isdecimal())

    def remember(self) -> None:
        """Keep sources, settings and layout for the next start."""
        several = [(cell.source, cell.profile) for cell in self.cells]
        self._preferences.streams = several if len(several) > 1 else []
        self._preferences.set_flag(_ENLARGED, self.grid.is_enlarged)

    def close(self) -> None:
        """End all and wait for them; calling it again does nothing."""
        cells = [*self.cells, *self._leaving]
        for cell in cells:
            cell.bridge.end()
        for cell in cells:
            cell.bridge.close()

    def _new_cell(self, source: str, profile: Profile) -> StreamCell:
        cell = StreamCell(self._engines, self._theme, profile, source, turns=self._turns)
        if self.drawing.has_opengl:
            cell.view.use_opengl()
        return cell

    def _select(self, cell: StreamCell) -> None:
        self.grid.show_views([one.view for one in self.cells], self.cells.index(cell))
        self.selected.follow(cell)
        self.counted.emit()
