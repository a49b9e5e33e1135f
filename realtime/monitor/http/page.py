"""The status page: plain HTML, made on the server, for a phone in one hand."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from realtime.monitor.http.answers import CameraAnswer, EventAnswer, HealthAnswer, StreamAnswer
from realtime.monitor.times import duration_text, local_time
from realtime.sinks.console import UNKNOWN

PAGE_EVENTS = 20
REFRESH_SECONDS = 10


def status_page(health: HealthAnswer, events: Sequence[EventAnswer], wall_seconds: float) -> str:
    """The page; everything in it that others wrote is escaped.

    Args:
        health: how the monitor stands.
        events: the last ones, the newest first.
        wall_seconds: now, since 1970.
    """
    last = _last_by_camera(events)
    pictured = _last_by_camera([event for event in events if event.snapshot])
    cameras = "".join(
        _camera(camera, last.get(camera.name), pictured.get(camera.name))
        for camera in health.cameras
    )
    heading = "All is well" if health.status == "ok" else "Something is wrong"
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="{REFRESH_SECONDS}">
<title>{heading} - liveact</title><link rel="stylesheet" href="/style.css"></head>
<body><header><h1 class="{"good" if health.status == "ok" else "bad"}">{heading}</h1>
<p class="dim">{escape(local_time(wall_seconds))}, running for
{escape(duration_text(health.uptime_seconds))}</p></header>
<main>{_remarks(health)}
<h2>Cameras</h2><ul class="cameras">{cameras}</ul>
<h2>Last events</h2>{_events(events)}</main>
<footer class="dim"><a href="/api/events">all events</a> · <a href="/healthz">health</a> ·
<a href="/metrics">metrics</a></footer></body></html>
"""


def _last_by_camera(events: Sequence[EventAnswer]) -> dict[str, EventAnswer]:
    return {event.camera: event for event in reversed(events)}


def _remarks(health: HealthAnswer) -> str:
    lines = [*health.problems, *health.warnings]
    return "".join(f'<p class="bad" role="alert">{escape(line)}</p>' for line in lines)


def _camera(camera: CameraAnswer, last: EventAnswer | None, pictured: EventAnswer | None) -> str:
    shown = f"<h3>{escape(camera.name)}</h3><p>{_state(camera)}</p>"
    if camera.is_live:
        shown += "".join(_stream(stream) for stream in camera.streams)
    if last is not None:
        shown += f'<p class="dim">last: {escape(last.label)} {_what(last)}</p>'
    if pictured is not None:
        shown += _picture(pictured)
    return f"<li>{shown}</li>"


def _state(camera: CameraAnswer) -> str:
    style = "off" if not camera.is_expected else "good" if camera.is_live else "bad"
    mark = {"off": "○", "good": "●", "bad": "▲"}[style]
    text = "live" if camera.is_live else _first_trouble(camera)
    return (
        f'<span class="state {style}"><span aria-hidden="true">{mark} </span>{escape(text)}</span>'
    )


def _first_trouble(camera: CameraAnswer) -> str:
    if not camera.is_expected or camera.reason or not camera.streams:
        return ": ".join(filter(None, [camera.state.value, camera.reason]))
    return ", ".join(sorted({stream.state.value for stream in camera.streams}))


def _stream(stream: StreamAnswer) -> str:
    name = escape(stream.name)
    label = escape(stream.label or UNKNOWN)
    score = f" {stream.score:.0%}" if stream.score is not None else ""
    behind = f", {stream.behind_live_ms / 1000:.1f} s behind" if stream.behind_live_ms else ""
    rate = f"{stream.predictions_per_second or 0:.1f} answers a second{behind}"
    return f'<p>{label}{score}</p><p class="dim">{name}: {rate}</p>'


def _events(events: Iterable[EventAnswer]) -> str:
    items = "".join(
        f'<li class="event"><h3>{escape(event.label)}</h3><p>{escape(event.camera)}: '
        f"{_what(event)}</p>{_links(event)}</li>"
        for event in events
    )
    return f'<ul class="events">{items}</ul>' if items else "<p>None yet.</p>"


def _what(event: EventAnswer) -> str:
    lasted = event.duration_seconds
    length = "goes on" if lasted is None else duration_text(max(0.0, lasted))
    moment = local_time(datetime.fromisoformat(event.started_at).timestamp())
    return f"{event.score:.0%}, {moment}, {length}"


def _picture(event: EventAnswer) -> str:
    if event.snapshot is None:
        return ""
    text = escape(f"{event.camera}: {event.label}", quote=True)
    return f'<img src="{escape(event.snapshot, quote=True)}" alt="{text}" loading="lazy">'


def _links(event: EventAnswer) -> str:
    files = (("clip", event.clip), ("picture", event.snapshot), ("scores", event.track))
    return "".join(
        f'<a href="{escape(path, quote=True)}">{name}</a>' for name, path in files if path
    )
