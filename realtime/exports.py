"""Events as tables and subtitles, timed from the start of a recording or video."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from engines import atomic_path
from realtime.errors import SettingsError
from realtime.events import ActionEvent

Things = TypeVar("Things")

_COLUMNS = ("label", "score", "start_seconds", "end_seconds", "duration_seconds")


@dataclass(frozen=True, slots=True)
class TimedEvent:
    """One event on the time of a video."""

    label: str
    score: float
    """Its best, 0..1."""
    start_seconds: float
    """From the start of the video; never negative."""
    end_seconds: float


def timed_events(
    messages: Sequence[ActionEvent], since_seconds: float = 0.0, until_seconds: float | None = None
) -> list[TimedEvent]:
    """What the messages of a stream say of the stretch that a video shows, in order of start.

    Args:
        messages: in the order in which they came; the last one of an event counts.
        since_seconds: stream time at which the video begins.
        until_seconds: stream time at which it ends; events that go on end here.
    """
    last = {(one.label, one.start_seconds): one for one in messages}
    latest = max((one.end_seconds or one.start_seconds for one in last.values()), default=0.0)
    until = latest if until_seconds is None else until_seconds
    timed = []
    for one in last.values():
        end = min(until if one.end_seconds is None else one.end_seconds, until)
        start = max(one.start_seconds, since_seconds)
        if end > start:
            shifted = (start - since_seconds, end - since_seconds)
            timed.append(TimedEvent(one.label, one.score, *(round(at, 3) for at in shifted)))
    return sorted(timed, key=lambda one: (one.start_seconds, one.label))


def to_csv(events: Sequence[TimedEvent]) -> str:
    """A row an event under a row of names."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in events:
        duration = round(one.end_seconds - one.start_seconds, 3)
        times = (one.start_seconds, one.end_seconds, duration)
        writer.writerow([_cell(one.label), round(one.score, 5), *times])
    return text.getvalue()


def to_jsonl(events: Sequence[TimedEvent]) -> str:
    """A JSON object an event, one a line."""
    return "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in events)


def to_srt(events: Sequence[TimedEvent]) -> str:
    """Subtitles that players show over the video; events at the same time show together."""
    blocks = [
        f"{number}\n{_srt_time(one.start_seconds)} --> {_srt_time(one.end_seconds)}\n"
        f"{' '.join(one.label.split())} ({one.score:.0%})\n"
        for number, one in enumerate(events, 1)
    ]
    return "\n".join(blocks)


FORMATS: Mapping[str, Callable[[Sequence[TimedEvent]], str]] = {
    ".csv": to_csv,
    ".jsonl": to_jsonl,
    ".srt": to_srt,
}
"""By the ending of the file's name."""


def export_events(path: Path, events: Sequence[TimedEvent]) -> None:
    """Write events as the file's ending says; raises what `export_as` raises."""
    export_as(path, FORMATS, events)


def export_as(path: Path, formats: Mapping[str, Callable[[Things], str]], things: Things) -> None:
    """Write things in the format of the file's ending, whole or not at all.

    Raises:
        SettingsError: there is no such format.
        ArtifactError: the disk refuses the file.
    """
    text_of = formats.get(path.suffix.lower())
    if text_of is None:
        allowed = ", ".join(formats)
        raise SettingsError(f"{path.name}: ending {path.suffix!r} given; {allowed} are allowed")
    with atomic_path(path) as unfinished:
        unfinished.write_text(text_of(things), encoding="utf-8", newline="")


def _cell(label: str) -> str:
    """A label that no spreadsheet takes for a formula."""
    text = " ".join(label.split())
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _srt_time(seconds: float) -> str:
    ms = round(seconds * 1000)
    return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"
