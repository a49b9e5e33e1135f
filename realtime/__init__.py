"""stream -> events: sources, windows over time, decisions.

`watch` is the short way; `Pipeline` is the whole one. Importing this loads no neural runtime.
"""

from realtime.calls import EngineReport
from realtime.capture import CaptureSettings
from realtime.decision import Decision
from realtime.errors import PipelineError, SettingsError, SinkError, SourceError
from realtime.events import ActionEvent
from realtime.frame import Frame, Window
from realtime.pipeline import Pipeline, PipelineSettings
from realtime.regions import Region, View
from realtime.rules import DecisionSettings, EventRule
from realtime.sharing import SharedEngine, SharingSettings
from realtime.sinks.base import Message, PredictionMessage, Sink, StreamSummary
from realtime.snapshot import StreamSnapshot
from realtime.sources import Source, SourceOptions, open_source
from realtime.status import StreamState, StreamStatus
from realtime.watching import open_pipeline, watch

__all__ = [
    "ActionEvent",
    "CaptureSettings",
    "Decision",
    "DecisionSettings",
    "EngineReport",
    "EventRule",
    "Frame",
    "Message",
    "Pipeline",
    "PipelineError",
    "PipelineSettings",
    "PredictionMessage",
    "Region",
    "SettingsError",
    "SharedEngine",
    "SharingSettings",
    "Sink",
    "SinkError",
    "Source",
    "SourceError",
    "SourceOptions",
    "StreamSnapshot",
    "StreamState",
    "StreamStatus",
    "StreamSummary",
    "View",
    "Window",
    "open_pipeline",
    "open_source",
    "watch",
]
