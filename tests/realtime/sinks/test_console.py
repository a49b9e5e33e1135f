import io

from realtime.decision import Decision
from realtime.events import ActionEvent
from realtime.sinks.base import Message, PredictionMessage, StreamSummary
from realtime.sinks.console import ConsoleSink, printable
from realtime.status import StreamState, StreamStatus
from tests.realtime.score_tracks import prediction


def lines_of(*messages: Message) -> list[str]:
    stream = io.BytesIO()
    sink = ConsoleSink(stream)
    for message in messages:
        sink.write(message)
    return stream.getvalue().decode().splitlines()


def decided(label: str | None, end_seconds: float, source_id: str = "cam") -> PredictionMessage:
    raw = prediction([0.1, 0.7, 0.2], end_seconds)
    return PredictionMessage(source_id, Decision(label, raw, raw), "ok", 0.2)


def test_a_line_a_change_of_the_decision() -> None:
    assert lines_of(
        decided("clap", 3.0),
        decided("clap", 3.5),
        decided(None, 4.0),
        decided(None, 4.5),
        decided("clap", 5.04),
    ) == [
        "cam: 3.0 s: clap 70%",
        "cam: 4.0 s: nothing I know (best guess clap 70%)",
        "cam: 5.0 s: clap 70%",
    ]


def test_a_stream_that_begins_with_nothing_known_says_so() -> None:
    assert lines_of(decided(None, 3.0)) == ["cam: 3.0 s: nothing I know (best guess clap 70%)"]


def test_streams_change_apart_from_each_other() -> None:
    assert len(lines_of(decided("clap", 3.0, "a"), decided("clap", 3.0, "b"))) == 2


def test_states_come_with_their_reason_and_the_wait() -> None:
    assert lines_of(
        StreamStatus("cam", StreamState.LIVE),
        StreamStatus("cam", StreamState.RECONNECTING, "no frame for 3 s", 1, 2.6),
    ) == ["cam: live", "cam: reconnecting in 3 s: no frame for 3 s"]


def test_vain_attempts_for_one_reason_are_one_line() -> None:
    gone = [StreamStatus("cam", StreamState.RECONNECTING, "gone", 1, wait) for wait in (1.0, 2.0)]
    other = StreamStatus("cam", StreamState.RECONNECTING, "wrong password", 1, 2.0)
    assert len(lines_of(*gone, other, StreamStatus("cam", StreamState.LIVE), *gone)) == 4


def test_the_summary_names_what_was_lost_where_and_why() -> None:
    dropped = {"capture": {"late": 3, "damaged": 0}, "engine": {"busy": 2}}
    assert lines_of(
        StreamSummary("cam", 100, 9, 8, dropped, 4.0), StreamSummary("cam", 1, 0, 0, {}, 0.0)
    ) == [
        "cam: 100 frames, 8 predictions in 4.0 s (2.0/s), "
        "dropped: 3 capture (late), 2 engine (busy)",
        "cam: 1 frames, 0 predictions in 0.0 s (0.0/s), dropped: none",
    ]


def test_events_are_left_to_the_decisions() -> None:
    assert lines_of(ActionEvent("start", "clap", 0.7, 2.0, None, "cam")) == []


def test_a_file_name_cannot_steer_the_terminal() -> None:
    assert printable("a\x1b[2Jb\nc\u202e") == "a�[2Jb�c�"
    (line,) = lines_of(StreamStatus("cam\x1b]0;x\x07", StreamState.LIVE))
    assert "\x1b" not in line and "\x07" not in line
