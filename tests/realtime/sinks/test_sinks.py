"""What holds for every sink."""

import io
from collections.abc import Callable
from typing import BinaryIO

import pytest

from realtime.decision import Decision
from realtime.errors import SinkClosedError
from realtime.events import ActionEvent
from realtime.sinks.base import Message, PredictionMessage, Sink, StreamSummary
from realtime.sinks.console import ConsoleSink
from realtime.sinks.jsonl import JsonLinesSink
from realtime.status import StreamState, StreamStatus
from tests.realtime.score_tracks import prediction

RAW = prediction([0.1, 0.7, 0.2], 5.0)
MESSAGES: list[Message] = [
    StreamStatus("cam", StreamState.LIVE),
    PredictionMessage("cam", Decision(None, RAW, RAW), "ok", 0.2),
    ActionEvent("end", "clap", 0.7, 2.0, 3.0, "cam"),
    StreamSummary("cam", 0, 0, 0, {}, 0.0),
]


class GoneReader(io.BytesIO):
    def flush(self) -> None:
        raise BrokenPipeError(32, "Broken pipe")


@pytest.fixture(params=[JsonLinesSink, ConsoleSink])
def new_sink(request: pytest.FixtureRequest) -> Callable[[BinaryIO], Sink]:
    factory: Callable[[BinaryIO], Sink] = request.param
    return factory


def test_it_takes_every_message_and_closes_twice(new_sink: Callable[[BinaryIO], Sink]) -> None:
    stream = io.BytesIO()
    sink = new_sink(stream)
    for message in MESSAGES:
        sink.write(message)
    sink.close()
    sink.close()
    assert stream.getvalue().endswith(b"\n")


def test_it_says_that_its_reader_went_away(new_sink: Callable[[BinaryIO], Sink]) -> None:
    with pytest.raises(SinkClosedError):
        new_sink(GoneReader()).write(MESSAGES[0])
