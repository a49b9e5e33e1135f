"""The command `liveact-monitor events`."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from realtime.clock import MonotonicClock, StopSignal
from realtime.errors import SettingsError
from realtime.monitor.listing import Form, follow_events, list_events
from realtime.monitor.outputs import OutputSettings
from realtime.monitor.times import parse_since
from realtime.outbox.reader import EventQuery, EventReader

StoreOption = Annotated[
    Path | None, typer.Option(help="The monitor's event store; the usual place if left out.")
]
SinceOption = Annotated[
    str | None, typer.Option(help="30m, 2h, 7d ago, or a time such as 2026-11-21T06:30.")
]
UntilOption = Annotated[str | None, typer.Option(help="As --since: what began before that.")]
CameraOption = Annotated[str | None, typer.Option("--camera", help="Of this camera only.")]
LabelOption = Annotated[str | None, typer.Option("--label", help="Of this action only.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="One row an event.")]
FollowOption = Annotated[
    bool, typer.Option("--follow", help="Go on: an event again whenever something happens to it.")
]


def events(
    store: StoreOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    camera: CameraOption = None,
    label: LabelOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    follow: FollowOption = False,
) -> None:
    """List what a monitor has seen, also while it runs."""
    if as_json and as_csv:
        raise SettingsError("--json and --csv given; choose one of them")
    if until and follow:
        raise SettingsError("--until and --follow given; choose one of them")
    form: Form = "json" if as_json else "csv" if as_csv else "table"
    clock = MonotonicClock()
    first = parse_since(since, clock.wall()) if since else None
    last = parse_since(until, clock.wall(), "--until") if until else None
    query = EventQuery(camera=camera, label=label, since=first, until=last)
    with closing(EventReader(store or OutputSettings().store_path)) as reader:
        seen = reader.last_sequence()  # asked first: better twice than not at all
        list_events(reader, query, form, Console())
        if follow:
            follow_events(reader, query, form, seen, StopSignal(clock))
