"""All cameras of a monitor in a terminal, a line each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from realtime.monitor.facts import duration_text
from realtime.monitor.rows import STATE_STYLES
from realtime.monitor.run_state import CameraSnapshot, CameraState, EngineSnapshot, MonitorSnapshot
from realtime.sinks.console import UNKNOWN, printable
from realtime.snapshot import StreamSnapshot

_HEADS = ("camera", "state", "decision", "fps", "pred/s", "behind", "lost", "events")


@contextmanager
def shown_table(console: Console) -> Iterator[Callable[[MonitorSnapshot], None]]:
    """Takes the terminal and gives what draws a snapshot over the one before; the last stays."""
    with Live(console=console, auto_refresh=False) as live:
        yield lambda snapshot: live.update(draw_table(snapshot), refresh=True)


def draw_table(snapshot: MonitorSnapshot) -> RenderableType:
    """The view of a snapshot."""
    table = Table(box=None, pad_edge=False, header_style="dim", expand=True)
    for head in _HEADS:
        right = head in _HEADS[3:]
        table.add_column(head, justify="right" if right else "left", no_wrap=True)
    for camera in snapshot.cameras:
        for row in _camera_rows(camera):
            table.add_row(*row)
    lines = [Text(_engine_line(engine), style="dim") for engine in snapshot.engines]
    clock = duration_text(snapshot.seconds)
    foot = Text(f"{clock}  configuration {snapshot.generation}", style="dim")
    if snapshot.config_error:
        problems = printable(" ".join(snapshot.config_error.split()))
        foot.append(f"  not used: {problems}", style="yellow")
    if snapshot.awaits_restart:
        waiting = ", ".join(snapshot.awaits_restart)
        foot.append(f"  from the next start on: {waiting}", style="yellow")
    foot.truncate(200, overflow="ellipsis")
    return Group(table, *lines, foot)


def _camera_rows(camera: CameraSnapshot) -> list[list[Text]]:
    if camera.state is not CameraState.RUNNING:
        state = Text(camera.state.value, style="yellow")
        reason = Text(printable(camera.reason), style="dim")
        return [[Text(printable(camera.name), style="bold"), state, reason]]
    return [_stream_row(stream) for stream in camera.streams]


def _stream_row(stream: StreamSnapshot) -> list[Text]:
    status = stream.status
    lost = sum(sum(reasons.values()) for reasons in stream.drops.values())
    running = {
        (event.label, event.start_seconds) for event in stream.events if event.phase == "start"
    }
    behind = stream.behind_live_ms
    return [
        Text(printable(status.source_id), style="bold"),
        Text(f"● {status.state.value}", style=STATE_STYLES[status.state]),
        _decision(stream),
        Text(_figure(stream.rates.camera_fps)),
        Text(_figure(stream.rates.window_fps)),
        Text(f"{behind.p50:.0f} ms" if behind else "-"),
        Text(str(lost)),
        Text(str(len(running))),
    ]


def _decision(stream: StreamSnapshot) -> Text:
    if stream.decision is None:
        reason = stream.status.reason
        return Text(reason or f"warming up {stream.warmup_frames}/{stream.clip_len}", style="dim")
    if stream.decision.label is None:
        return Text(UNKNOWN, style="yellow")
    return Text(f"{stream.decision.label} {stream.decision.score:.0%}", style="green")


def _engine_line(engine: EngineSnapshot) -> str:
    report = engine.report
    if report.hang:
        return printable(f"{engine.plan.model}: {report.hang}")
    time = f", {report.call_ms.p50:.0f} ms a call" if report.call_ms else ""
    again = f", loaded again {report.restarts} times: {report.reason}" if report.restarts else ""
    state = "" if report.is_running else " (not running)"
    return printable(f"{engine.plan.model}{state}: {report.windows} windows{time}{again}")


def _figure(rate: float | None) -> str:
    return "-" if rate is None else f"{rate:.1f}"
