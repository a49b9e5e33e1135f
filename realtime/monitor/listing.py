"""`liveact-monitor events`: what happened, as a table, JSON lines or CSV."""

import json
from collections.abc import Callable, Iterable
from typing import Any, Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from realtime.clock import StopSignal
from realtime.monitor.times import duration_text, local_time
from realtime.outbox.files import csv_cell, csv_line
from realtime.outbox.messages import StoredEvent, event_fields
from realtime.outbox.reader import EventQuery, EventReader
from realtime.sinks.console import printable
from realtime.sinks.lines import LineWriter

Form = Literal["table", "json", "csv"]

FOLLOW_SECONDS = 0.5
"""How often the store is looked at for what is new."""

_CSV_COLUMNS = (
    *("id", "sequence", "phase", "camera", "label", "score", "started_at", "ended_at"),
    *("duration_seconds", "note", "clip", "snapshot", "track", "evidence_note"),
)


def list_events(reader: EventReader, query: EventQuery, form: Form, console: Console) -> None:
    """Write the events of now."""
    if form == "table":
        table = _table(reader.all(query))
        console.print(table if table.row_count else "No events.")
    else:
        _write_lines(reader.all(query), _line_of(form), head=form == "csv")


def follow_events(
    reader: EventReader, query: EventQuery, form: Form, after: int, stop: StopSignal
) -> None:
    """Write an event whenever something happened to it after a `last_sequence`, until the stop."""
    line_of = _text_line if form == "table" else _line_of(form)
    while not stop.sleep(FOLLOW_SECONDS):
        while news := reader.changes(query, after=after):
            _write_lines(news, line_of, head=False)
            after = news[-1].last_sequence


def _table(events: Iterable[StoredEvent]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("began", "camera", "action"):
        table.add_column(name, overflow="fold")
    table.add_column("score", justify="right")
    table.add_column("lasted", justify="right")
    table.add_column("files and notes", overflow="fold")
    for event in events:
        table.add_row(*(Text(printable(cell)) for cell in _cells(event)))
    return table


def _cells(event: StoredEvent) -> list[str]:
    ended_at = event.ended_at
    lasted = "goes on" if ended_at is None else duration_text(ended_at - event.started_at)
    evidence = event.evidence
    paths = (("clip", evidence.clip), ("snapshot", evidence.snapshot), ("track", evidence.track))
    files = ", ".join(name for name, path in paths if path)
    notes = (files, event.note, evidence.note)
    return [
        local_time(event.started_at),
        event.camera,
        event.label,
        f"{event.score:.0%}",
        lasted,
        "; ".join(note for note in notes if note),
    ]


def _text_line(event: StoredEvent) -> str:
    return printable("  ".join(_cells(event)).rstrip())


def _line_of(form: Form) -> Callable[[StoredEvent], str]:
    return _json_line if form == "json" else _csv_line


def _json_line(event: StoredEvent) -> str:
    return json.dumps(event_fields(event), ensure_ascii=False, allow_nan=False)


def _csv_line(event: StoredEvent) -> str:
    fields: dict[str, Any] = event_fields(event)
    return csv_line([csv_cell(fields[column]) for column in _CSV_COLUMNS]).rstrip("\n")


def _write_lines(
    events: Iterable[StoredEvent], line_of: Callable[[StoredEvent], str], *, head: bool
) -> None:
    writer = LineWriter()
    if head:
        writer.write(",".join(_CSV_COLUMNS))
    for event in events:
        writer.write(line_of(event))
