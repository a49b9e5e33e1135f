"""The rows of the live view, each exactly one line of a given width or less."""

import textwrap

from rich.text import Text

from realtime.events import ActionEvent
from realtime.monitor.bars import ROWS, Bar
from realtime.monitor.facts import counts_text, duration_text, event_texts, facts
from realtime.sinks.console import UNKNOWN, printable, status_text
from realtime.snapshot import StreamSnapshot
from realtime.status import StreamState, StreamStatus

NAME_COLUMNS = 9
CLOCK_COLUMNS = 10
MAX_EVENTS = 8
LABEL_SHARE = 0.42
"""How much of a bar's row its label may take."""

STATE_STYLES = {
    StreamState.CONNECTING: "cyan",
    StreamState.LIVE: "green",
    StreamState.STALLED: "yellow",
    StreamState.FROZEN: "yellow",
    StreamState.RECONNECTING: "yellow",
    StreamState.ENDED: "dim",
}


def state_row(snapshot: StreamSnapshot, width: int) -> Text:
    """The state with its reason, and on the right the time since the start."""
    clock = duration_text(snapshot.seconds)
    style = STATE_STYLES[snapshot.status.state]
    row = Text(f"● {printable(status_text(snapshot.status))}", style=style)
    row.truncate(width - CLOCK_COLUMNS, overflow="ellipsis", pad=True)
    return row.append(f"{clock:>{CLOCK_COLUMNS}}", style="dim")


def decision_row(snapshot: StreamSnapshot, width: int) -> Text:
    """What is being done, or why that is not known."""
    decision = snapshot.decision
    if decision is None:
        row = _waiting_row(snapshot, width)
    elif decision.label is None:
        row = Text(UNKNOWN, style="bold yellow")
    else:
        row = Text(decision.label, style="bold green").append(f"  {decision.score:.0%}")
    if decision is not None and decision.prediction.is_provisional:
        done, total = snapshot.warmup_frames, snapshot.clip_len
        row.append(f"  provisional, {done} of {total} frames", style="yellow")
    row.truncate(width, overflow="ellipsis")
    return row


def bar_head(width: int) -> Text:
    """What the two figures of a bar are, right above them."""
    return Text("smoothed ┃ raw".rjust(width), style="dim")


def bar_rows(bars: list[Bar], width: int) -> list[Text]:
    """A row for each bar; empty ones, so that nothing below moves, for those not there yet."""
    return [_bar_row(bar, width) for bar in bars] + [Text()] * (ROWS - len(bars))


def reason_rows(status: StreamStatus, width: int) -> list[Text]:
    """In place of the bars: a reason that is too long for the row of the state."""
    too_long = len(status_text(status)) + 2 > width - CLOCK_COLUMNS
    lines = textwrap.wrap(printable(status.reason), width - 2, max_lines=ROWS, placeholder="…")
    rows = [Text(f"  {line}") for line in lines] if too_long else []
    return rows + [Text()] * (ROWS - len(rows))


def fact_rows(snapshot: StreamSnapshot, width: int, roomy: bool, free_rows: int = 0) -> list[Text]:
    """The figures; each in one row, or where there is room in two.

    The last, which says why nothing faster is used and how to have it, takes more where rows are
    free.
    """
    rows: list[Text] = []
    told = list(facts(snapshot, width - NAME_COLUMNS))
    for place, (name, text) in enumerate(told, start=1):
        most = 2 if roomy else 1
        if place == len(told):
            most = max(most, free_rows - len(rows))
        lines = textwrap.wrap(
            printable(text), width - NAME_COLUMNS, max_lines=most, placeholder="…"
        )
        for number, line in enumerate(lines):
            shown = "" if number else name
            rows.append(Text().append(f"{shown:<{NAME_COLUMNS}}", style="dim").append(line))
    return rows


def event_rows(events: tuple[ActionEvent, ...], width: int, lines: int) -> list[Text]:
    """The last events, as many as there are lines for, the newest first."""
    texts = event_texts(events)[: max(0, min(lines, MAX_EVENTS))]
    rows = []
    for number, text in enumerate(texts):
        shown = "" if number else "events"
        row = Text().append(f"{shown:<{NAME_COLUMNS}}", style="dim").append(text)
        row.truncate(width, overflow="ellipsis")
        rows.append(row)
    return rows


def _waiting_row(snapshot: StreamSnapshot, width: int) -> Text:
    """How far the first window is filled."""
    if snapshot.status.state is StreamState.ENDED:
        return Text(counts_text(snapshot))
    done, total = snapshot.warmup_frames, snapshot.clip_len
    text = f"warming up {done}/{total} " if done else "waiting for frames "
    cells = width - len(text)
    full = cells * done // total
    return Text(text).append("━" * full, style="cyan").append("━" * (cells - full), style="dim")


def _bar_row(bar: Bar, width: int) -> Text:
    """Label, a bar as long as the smoothed score with a mark at the latest window's, figures."""
    bold, colour = ("bold", "green") if bar.is_decision else ("", "blue")
    row = Text().append(f"{'▸' if bar.is_decision else ' '} {bar.label}", style=bold)
    row.truncate(int(width * LABEL_SHARE), overflow="ellipsis", pad=True)
    figures = f" {bar.smoothed:4.0%}"
    latest = f" ┃{bar.raw:4.0%}"
    cells = width - row.cell_len - len(figures) - len(latest) - 1
    full, mark = round(bar.smoothed * cells), min(cells - 1, int(bar.raw * cells))
    line = "▆" * full + "▁" * (cells - full)
    row.append(" ").append(line[: min(full, mark)], style=colour)
    row.append(line[min(full, mark) : mark], style="dim").append("┃", style="bold")
    row.append(line[mark + 1 : max(full, mark + 1)], style=colour)
    row.append(line[max(full, mark + 1) :], style="dim")
    return row.append(figures, style=bold).append(latest, style="dim")
