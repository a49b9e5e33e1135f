"""What is written over the picture, in words and numbers; how it looks is `paint_overlay`'s."""

from dataclasses import dataclass
from enum import StrEnum

from realtime import StreamSnapshot, StreamState
from realtime.monitor.bars import Bar, BarBoard
from realtime.sinks.console import UNKNOWN


class Tone(StrEnum):
    """How good a piece of news is; drawn as a colour and as a shape."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Chip:
    """One short statement."""

    text: str
    tone: Tone
    short: str = ""
    """The same where there is little room; empty where it is short already."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """Everything that is written over one picture."""

    chips: tuple[Chip, ...]
    """State, integrity and delay, from the left."""
    headline: str
    """What is being done, or why that is not known."""
    score: float | None = None
    """Of the headline, 0..1."""
    is_known: bool = False
    """Whether the headline is a label."""
    note: str = ""
    """A line under the headline."""
    bars: tuple[Bar, ...] = ()
    warmup: tuple[int, int] | None = None
    """Frames of the first window that are there, and how many it takes."""
    name: str = ""
    """Of the stream, where there are several."""


_TONES = {
    StreamState.CONNECTING: Tone.NEUTRAL,
    StreamState.LIVE: Tone.GOOD,
    StreamState.STALLED: Tone.WARNING,
    StreamState.FROZEN: Tone.WARNING,
    StreamState.RECONNECTING: Tone.BAD,
    StreamState.ENDED: Tone.NEUTRAL,
}
_WORDS = {
    StreamState.CONNECTING: "connecting …",
    StreamState.STALLED: "stalled",
    StreamState.FROZEN: "frozen picture",
}
_LATE_MS = 2000
"""Behind live by more than so much is worth a warning: a person would notice."""


def make_overlay(snapshot: StreamSnapshot, board: BarBoard) -> Overlay:
    """What to write for a stream; the board keeps the order of the bars calm."""
    chips = [state_chip(snapshot), integrity_chip(snapshot), delay_chip(snapshot)]
    bars = tuple(board.update(snapshot.decision))
    known_chips = tuple(chip for chip in chips if chip is not None)
    decision = snapshot.decision
    if decision is None:
        return _waiting(snapshot, known_chips)
    note = _provisional_note(snapshot) if decision.prediction.is_provisional else ""
    if decision.label is None:
        return Overlay(known_chips, UNKNOWN, note=note or "best guesses below", bars=bars)
    return Overlay(known_chips, decision.label, decision.score, is_known=True, note=note, bars=bars)


def _provisional_note(snapshot: StreamSnapshot) -> str:
    return f"provisional: {snapshot.warmup_frames} of {snapshot.clip_len} frames seen"


def state_chip(snapshot: StreamSnapshot) -> Chip:
    """Where the stream stands."""
    status = snapshot.status
    text = _WORDS.get(status.state, status.state.value)
    if status.retry_in_seconds is not None:
        text += f" in {max(1, round(status.retry_in_seconds))} s"
    return Chip(text, _TONES[status.state])


def integrity_chip(snapshot: StreamSnapshot) -> Chip | None:
    """Whether the model sees what it was trained on; None while there is nothing to say."""
    state = snapshot.status.state
    if state in (StreamState.STALLED, StreamState.RECONNECTING):
        return Chip("gap: no whole window", Tone.BAD, "gap")
    if snapshot.integrity == "ok":
        return Chip(f"whole window, {snapshot.model_fps:g} fps", Tone.GOOD, "whole")
    if snapshot.integrity == "resampled":
        camera = snapshot.rates.camera_fps
        shown = "" if camera is None else f" {camera:.0f} →"
        return Chip(f"resampled:{shown} {snapshot.model_fps:g} fps", Tone.WARNING, "resampled")
    return None


def delay_chip(snapshot: StreamSnapshot) -> Chip | None:
    """How late answers are; None where nothing is live or nobody knows yet."""
    spread = snapshot.behind_live_ms
    if spread is None or snapshot.decision is None:
        return None
    tone = Tone.WARNING if spread.p50 > _LATE_MS else Tone.NEUTRAL
    seconds = f"{spread.p50 / 1000:.1f} s"
    return Chip(f"{seconds} behind live", tone, seconds)


def spoken(overlay: Overlay) -> str:
    """The same for those who hear the window."""
    head = overlay.headline if overlay.score is None else f"{overlay.headline} {overlay.score:.0%}"
    return ". ".join([head, *(chip.text for chip in overlay.chips)])


def _waiting(snapshot: StreamSnapshot, chips: tuple[Chip, ...]) -> Overlay:
    """No decision: warming up, or the reason why not even that."""
    status = snapshot.status
    if status.state is StreamState.ENDED:
        return Overlay(chips, "The stream has ended", note=status.reason)
    if not snapshot.warmup_frames:
        return Overlay(chips, "Waiting for pictures", note=status.reason)
    if snapshot.warmup_frames >= snapshot.clip_len:
        note = "the first answer takes longest" if not snapshot.predictions else ""
        return Overlay(chips, "Waiting for the engine", note=note)
    needed_seconds = snapshot.clip_len / snapshot.model_fps
    return Overlay(
        chips,
        "Warming up",
        note=f"the first answer takes {needed_seconds:.1f} s of video",
        warmup=(snapshot.warmup_frames, snapshot.clip_len),
    )
