"""Log lines of a monitor, for people or for programs."""

import json
import logging
import time
from typing import Any, Literal

from realtime.events import ActionEvent
from realtime.redact import redact
from realtime.sinks.base import Message, StreamSummary
from realtime.sinks.console import printable, status_text, summary_text
from realtime.status import StreamState, StreamStatus

LogFormat = Literal["text", "json"]

logger = logging.getLogger(__name__)

_FIELDS = "liveact_fields"
_TROUBLE = (StreamState.STALLED, StreamState.FROZEN, StreamState.RECONNECTING)


class TextFormatter(logging.Formatter):
    """`2026-11-21 07:00:00 WARNING door: stalled`."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever is in the message."""
        text = " ".join(record.getMessage().split())
        line = f"{self.formatTime(record, '%Y-%m-%d %H:%M:%S')} {record.levelname} {text}"
        return printable(redact(line))


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, and what else is known."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        time_text = f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%S')}.{int(record.msecs):03d}Z"
        values: dict[str, Any] = {
            "time": time_text,
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": redact(record.getMessage()),
            **getattr(record, _FIELDS, {}),
        }
        if record.exc_info:
            values["exception"] = redact(self.formatException(record.exc_info))
        return json.dumps(values, ensure_ascii=False)


def use_log_format(log_format: LogFormat) -> None:
    """Let the lines of the root logger's handlers look like this, from INFO on."""
    root = logging.getLogger()
    for handler in root.handlers:
        handler.setFormatter(JsonFormatter() if log_format == "json" else TextFormatter())
    for room in ("realtime", "engines"):
        logging.getLogger(room).setLevel(min(logging.INFO, root.level))


class LogSink:
    """Writes what cameras say into the log: changes of state, events and ends."""

    def __init__(self) -> None:
        """Nothing was told yet."""
        self._told: dict[str, tuple[str, str]] = {}

    def write(self, message: Message) -> None:
        """Log what is new in a message."""
        match message:
            case StreamStatus():
                self._log_status(message)
            case ActionEvent(phase="start" | "end"):
                text = f"{message.label} {message.phase} ({message.score:.0%})"
                self._log(logging.INFO, message.source_id, text, event=message.label)
            case StreamSummary():
                self._log(logging.INFO, message.source_id, summary_text(message))

    def close(self) -> None:
        """Nothing is left to do."""

    def _log_status(self, status: StreamStatus) -> None:
        """A long outage is one line for each reason, not thousands."""
        told = (status.state.value, status.reason)
        if self._told.get(status.source_id) == told:
            return
        self._told[status.source_id] = told
        level = logging.WARNING if status.state in _TROUBLE else logging.INFO
        self._log(level, status.source_id, status_text(status), state=status.state.value)

    def _log(self, level: int, source_id: str, text: str, **fields: str) -> None:
        extra = {_FIELDS: {"camera": source_id, **fields}}
        logger.log(level, "%s: %s", source_id, text, extra=extra)
