import io
import json

from realtime.events import ActionEvent
from realtime.sinks.jsonl import JsonLinesSink
from realtime.status import StreamState, StreamStatus


def test_one_object_a_line_even_where_texts_hold_line_ends() -> None:
    stream = io.BytesIO()
    sink = JsonLinesSink(stream)
    sink.write(StreamStatus("cam\n1", StreamState.LIVE, "größer"))
    sink.write(ActionEvent("start", "clap", 0.7, 2.0, None, "cam\n1"))
    sink.close()
    sink.close()
    first, second = stream.getvalue().splitlines()
    assert json.loads(first)["source"] == "cam\n1"
    assert "größer".encode() in first
    assert json.loads(second)["type"] == "event"


def test_a_file_name_that_is_no_text_comes_back_unharmed() -> None:
    stream = io.BytesIO()
    JsonLinesSink(stream).write(StreamStatus("clip\udcff.mp4", StreamState.LIVE))
    assert json.loads(stream.getvalue())["source"] == "clip\udcff.mp4"


def test_the_stream_stays_open() -> None:
    stream = io.BytesIO()
    JsonLinesSink(stream).close()
    assert not stream.closed
