"""What is written over the picture, in words and numbers; how it looks is `paint_overlay`'s."""

from dataclasses import dataclass
from enum import StrEnum

from gui.language import translate
from gui.numbers import filled, number_text
from gui.wording import local_text, state_text
from realtime import StreamSnapshot, StreamState
from realtime.monitor.bars import Bar, BarBoard


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
        unknown = translate("Overlay", "nothing I know")
        guesses = translate("Overlay", "best guesses below")
        return Overlay(known_chips, unknown, note=note or guesses, bars=bars)
    return Overlay(known_chips, decision.label, decision.score, is_known=True, note=note, bars=bars)


def _provisional_note(snapshot: StreamSnapshot) -> str:
    if snapshot.warmup_frames >= snapshot.clip_len:  # it saw fewer: the engine is behind
        return translate("Overlay", "provisional: the first whole answer is on its way")
    said = translate("Overlay", "provisional: {seen} of {all} frames seen")
    return filled(said, seen=snapshot.warmup_frames, all=snapshot.clip_len)


def state_chip(snapshot: StreamSnapshot) -> Chip:
    """Where the stream stands."""
    status = snapshot.status
    text = state_text(status.state)
    if status.retry_in_seconds is not None:
        seconds = max(1, round(status.retry_in_seconds))
        text = translate("Overlay", "{state} in {n} s").format(state=text, n=seconds)
    return Chip(text, _TONES[status.state])


def integrity_chip(snapshot: StreamSnapshot) -> Chip | None:
    """Whether the model sees what it was trained on; None while there is nothing to say."""
    state = snapshot.status.state
    if state in (StreamState.STALLED, StreamState.RECONNECTING):
        gap = translate("Overlay", "gap: no whole window")
        return Chip(gap, Tone.BAD, translate("Overlay", "gap"))
    if snapshot.integrity == "ok":
        whole = filled(translate("Overlay", "whole window, {fps:g} fps"), fps=snapshot.model_fps)
        return Chip(whole, Tone.GOOD, translate("Overlay", "whole"))
    if snapshot.integrity == "resampled":
        return Chip(_resampled(snapshot), Tone.WARNING, translate("Overlay", "resampled"))
    return None


def _resampled(snapshot: StreamSnapshot) -> str:
    camera = snapshot.rates.camera_fps
    if camera is None or camera < 0.5:  # none comes any more: what came before was resampled
        return filled(translate("Overlay", "resampled: {fps:g} fps"), fps=snapshot.model_fps)
    said = translate("Overlay", "resampled: {camera} → {fps:g} fps")
    is_near = round(camera) == round(snapshot.model_fps)
    return filled(
        said, camera=number_text(camera, ".1f" if is_near else ".0f"), fps=snapshot.model_fps
    )


def delay_chip(snapshot: StreamSnapshot) -> Chip | None:
    """How late answers are; None where nothing is live or nobody knows yet."""
    spread = snapshot.behind_live_ms
    if spread is None or snapshot.decision is None:
        return None
    tone = Tone.WARNING if spread.p50 > _LATE_MS else Tone.NEUTRAL
    seconds = spread.p50 / 1000
    late = filled(translate("Overlay", "{n:.1f} s behind live"), n=seconds)
    return Chip(late, tone, filled(translate("Overlay", "{n:.1f} s"), n=seconds))


def spoken(overlay: Overlay) -> str:
    """The same for those who hear the window."""
    score = "" if overlay.score is None else number_text(overlay.score, ".0%")
    head = f"{overlay.headline} {score}".rstrip()
    return ". ".join([head, *(chip.text for chip in overlay.chips)])


def _waiting(snapshot: StreamSnapshot, chips: tuple[Chip, ...]) -> Overlay:
    """No decision: warming up, or the reason why not even that."""
    status = snapshot.status
    if status.state is StreamState.ENDED:
        ended = translate("Overlay", "The stream has ended")
        return Overlay(chips, ended, note=local_text(status.reason))
    if not snapshot.warmup_frames:
        waiting = translate("Overlay", "Waiting for pictures")
        return Overlay(chips, waiting, note=local_text(status.reason))
    if snapshot.warmup_frames >= snapshot.clip_len:
        first = translate("Overlay", "the first answer takes longest")
        note = "" if snapshot.predictions else first
        return Overlay(chips, translate("Overlay", "Waiting for the engine"), note=note)
    needed = translate("Overlay", "the first answer takes {n:.1f} s of video")
    return Overlay(
        chips,
        translate("Overlay", "Warming up"),
        note=filled(needed, n=snapshot.clip_len / snapshot.model_fps),
        warmup=(snapshot.warmup_frames, snapshot.clip_len),
    )
