"""The live view of one stream in a terminal."""

import io
import re
from typing import Self

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from realtime.monitor.bars import Bar, BarBoard
from realtime.monitor.facts import engine_text
from realtime.monitor.rows import (
    bar_head,
    bar_rows,
    decision_row,
    event_rows,
    fact_rows,
    reason_rows,
    state_row,
)
from realtime.sinks.console import printable
from realtime.snapshot import StreamSnapshot

WIDE_COLUMNS = 110
"""From this width on the figures stand beside the bars."""

ROOMY_LINES = 23
"""From this height on there are empty lines between the parts, and long texts may wrap."""

FRAME_LINES = 2
FRAME_COLUMNS = 4
_SVG_COLUMNS = 84


class TerminalView:
    """Draws snapshots over each other on a terminal; the last one stays. One thread."""

    def __init__(self, console: Console | None = None) -> None:
        """Draw on this console, or on standard output."""
        self._console = console or Console()
        self._board = BarBoard()
        self._live = Live(console=self._console, auto_refresh=False)

    def show(self, snapshot: StreamSnapshot) -> None:
        """Draw a snapshot in place of the one before."""
        width, height = self._console.size
        bars = self._board.update(snapshot.decision)
        # One line stays free for the cursor, which would push the top out at the end.
        self._live.update(draw(snapshot, bars, width, height - 1), refresh=True)

    def __enter__(self) -> Self:
        """Take the terminal: the cursor hides, log lines appear above the view."""
        self._live.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Give the terminal back."""
        self._live.stop()


def can_draw(console: Console) -> bool:
    """Whether the console is a terminal that can show the view; else use `ConsoleSink`."""
    is_terminal = console.file.isatty() and not console.is_dumb_terminal
    return is_terminal and console.encoding.startswith("utf")


def to_svg(snapshot: StreamSnapshot) -> str:
    """A picture of the view, for documents; it fetches no font from anywhere."""
    console = Console(record=True, width=_SVG_COLUMNS, file=io.StringIO(), force_terminal=True)
    bars = BarBoard().update(snapshot.decision)
    console.print(draw(snapshot, bars, _SVG_COLUMNS, ROOMY_LINES))
    svg = console.export_svg(title="liveact-monitor watch", unique_id="liveact")
    return re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)


def draw(snapshot: StreamSnapshot, bars: list[Bar], width: int, height: int) -> RenderableType:
    """The view of a snapshot that fits a terminal of this size, from 60 x 15 characters on."""
    inner, lines, roomy = width - FRAME_COLUMNS, height - FRAME_LINES, height >= ROOMY_LINES
    if width >= WIDE_COLUMNS:
        column = (inner - FRAME_COLUMNS) // 2
        main = _main(snapshot, bars, column, roomy)
        main += event_rows(snapshot.events, column, lines - len(main))
        figures = fact_rows(snapshot, column, roomy, free_rows=lines)
        body = _beside(main[:lines], figures[:lines], column)
    else:
        rows = _main(snapshot, bars, inner, roomy)
        rows += [*fact_rows(snapshot, inner, roomy), *_gap(roomy)]
        rows += event_rows(snapshot.events, inner, lines - len(rows))
        body = Group(*rows[:lines])
    return Panel(
        body,
        title=_caption(snapshot.status.source_id, inner, "bold"),
        title_align="left",
        subtitle=_caption(engine_text(snapshot), inner, "default"),
        subtitle_align="right",
        width=width,
        border_style="dim",
    )


def _caption(text: str, width: int, style: str) -> Text:
    """What stands in the frame, above or below."""
    caption = Text(printable(text), style=style)
    caption.truncate(width - FRAME_COLUMNS, overflow="ellipsis")
    return caption


def _main(snapshot: StreamSnapshot, bars: list[Bar], width: int, roomy: bool) -> list[Text]:
    """State, decision and bars: always as many rows, so that nothing below them jumps."""
    state, decision = state_row(snapshot, width), decision_row(snapshot, width)
    gap = _gap(roomy)
    head = [bar_head(width) if bars else Text()] if roomy else []
    rows = bar_rows(bars, width) if bars else reason_rows(snapshot.status, width)
    return [state, *gap, decision, *head, *rows, *gap]


def _gap(roomy: bool) -> list[Text]:
    return [Text()] if roomy else []


def _beside(left: list[Text], right: list[Text], column: int) -> RenderableType:
    """Two columns of the same width."""
    table = Table.grid(padding=(0, FRAME_COLUMNS, 0, 0))
    table.add_column(width=column)
    table.add_column(width=column)
    table.add_row(Group(*left), Group(*right))
    return table
