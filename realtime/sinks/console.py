"""Messages as plain lines for people, where no live view can be drawn."""

import sys
from typing import BinaryIO

from realtime.decision import Decision
from realtime.sinks.base import Message, PredictionMessage, StreamSummary
from realtime.sinks.lines import LineWriter
from realtime.snapshot import DropCounts
from realtime.status import StreamStatus

UNKNOWN = "nothing I know"


class ConsoleSink:
    """Prints a line for each change of the decision or the state, and a summary.

    Events are left out: they say with a delay what the decisions said before.
    """

    def __init__(self, stream: BinaryIO | None = None) -> None:
        """Write to this stream, or to standard output; it stays the caller's to close."""
        encoding = sys.stdout.encoding if stream is None else "utf-8"
        self._writer = LineWriter(stream, encoding)
        self._told: dict[str, str | None] = {}
        self._told_status: dict[str, tuple[str, str]] = {}

    def write(self, message: Message) -> None:
        """Print what is new in a message; raises `SinkClosedError` where the reader went away."""
        match message:
            case PredictionMessage():
                if self._is_new(message):
                    end_seconds = message.decision.prediction.end_seconds
                    text = f"{end_seconds:.1f} s: {decision_text(message.decision)}"
                    self._print(message.source_id, text)
            case StreamStatus():
                if self._is_other_status(message):
                    self._print(message.source_id, status_text(message))
            case StreamSummary():
                self._print(message.source_id, summary_text(message))

    def close(self) -> None:
        """Nothing is left to do: each line went out as it was written."""

    def _is_new(self, message: PredictionMessage) -> bool:
        """Whether this stream's decision was another one before."""
        label = message.decision.label
        if message.source_id in self._told and self._told[message.source_id] == label:
            return False
        self._told[message.source_id] = label
        return True

    def _is_other_status(self, status: StreamStatus) -> bool:
        """False for another vain attempt to connect: a long outage is one line, not thousands."""
        told = (status.state.value, status.reason)
        if self._told_status.get(status.source_id) == told:
            return False
        self._told_status[status.source_id] = told
        return True

    def _print(self, source_id: str, text: str) -> None:
        self._writer.write(printable(f"{source_id}: {text}"))


def decision_text(decision: Decision) -> str:
    """The decision with its score; the best guess where it is none."""
    best = decision.top(1)[0]
    guess = f"{best.label} {best.score:.0%}"
    text = guess if decision.label is not None else f"{UNKNOWN} (best guess {guess})"
    return f"{text}, provisional" if decision.prediction.is_provisional else text


def status_text(status: StreamStatus) -> str:
    """The state with its reason, and when it will be tried again."""
    text = status.state.value
    if status.retry_in_seconds is not None:
        text += f" in {status.retry_in_seconds:.0f} s"
    return f"{text}: {status.reason}" if status.reason else text


def summary_text(summary: StreamSummary) -> str:
    """What a stream came to."""
    rate = summary.predictions / summary.seconds if summary.seconds > 0 else 0.0
    return (
        f"{summary.frames} frames, {summary.predictions} predictions in {summary.seconds:.1f} s "
        f"({rate:.1f}/s), dropped: {drops_text(summary.dropped)}"
    )


def drops_text(drops: DropCounts) -> str:
    """What was lost, as `3 capture (late), 2 engine (busy)`; `none` where nothing was."""
    losses = [
        f"{count} {stage} ({reason})"
        for stage, reasons in drops.items()
        for reason, count in reasons.items()
        if count
    ]
    return ", ".join(losses) or "none"


def printable(text: str) -> str:
    """The text without anything that a terminal would obey; file names may hold such things."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
