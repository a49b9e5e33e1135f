"""A transcript as text, subtitles and JSON."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from realtime.exports import TimedEvent, export_as, to_srt
from realtime.transcript import Gloss

_PAUSE_SECONDS = 2.0
"""After a longer rest the text goes on in a new line."""


def to_text(glosses: Sequence[Gloss]) -> str:
    """Glosses as people write them, a line for what was signed without a long rest."""
    lines: list[list[str]] = []
    end = 0.0
    for one in glosses:
        if not lines or one.start_seconds - end > _PAUSE_SECONDS:
            lines.append([])
        lines[-1].append(one.label or f"[{one.text}]")
        end = one.end_seconds
    return "".join(" ".join(line) + "\n" for line in lines)


def to_subtitles(glosses: Sequence[Gloss]) -> str:
    """SRT, timed as the stream is."""
    return to_srt(
        [
            TimedEvent(
                one.text,
                1.0 if one.confidence is None else one.confidence,
                max(0.0, one.start_seconds),
                max(0.0, one.end_seconds),
            )
            for one in glosses
        ]
    )


def to_json(glosses: Sequence[Gloss]) -> str:
    """A list with everything that is known of each; `label` is null for a sign not known."""
    return json.dumps([asdict(one) for one in glosses], ensure_ascii=False, indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Gloss]], str]] = {
    ".txt": to_text,
    ".srt": to_subtitles,
    ".json": to_json,
}
"""By the ending of the file's name."""


def export_transcript(path: Path, glosses: Sequence[Gloss]) -> None:
    """Write glosses as the file's ending says; raises what `export_as` raises."""
    export_as(path, FORMATS, glosses)
