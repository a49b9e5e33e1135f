import json
from dataclasses import replace
from typing import Any

import pytest

from realtime.decision import Decision
from realtime.events import ActionEvent
from realtime.sinks.base import Message, PredictionMessage, StreamSummary
from realtime.sinks.messages import to_line
from realtime.status import StreamState, StreamStatus
from tests.realtime.score_tracks import prediction

RAW = prediction([0.1, 0.7, 0.2], 5.1234567)
SMOOTHED = prediction([0.123456789, 0.6, 0.27], 5.1234567)


def test_a_prediction_says_what_was_seen_what_was_made_of_it_and_how_late() -> None:
    message = PredictionMessage("cam", Decision("clap", RAW, SMOOTHED), "resampled", 0.20004, 0.31)
    assert to_line(message) == {
        "type": "prediction",
        "source": "cam",
        "start": 2.623,
        "end": 5.123,
        "top": [
            {"label": "clap", "score": 0.7},
            {"label": "walk", "score": 0.2},
            {"label": "wave", "score": 0.1},
        ],
        "smoothed": [
            {"label": "clap", "score": 0.6},
            {"label": "walk", "score": 0.27},
            {"label": "wave", "score": 0.12346},
        ],
        "label": "clap",
        "latency_ms": 250.0,
        "engine_ms": 200.0,
        "behind_live_ms": 310.0,
        "window": "resampled",
        "segment": 0,
        "mode": "window",
        "provisional": False,
    }


def test_what_comes_before_a_whole_clip_is_marked() -> None:
    early = replace(RAW, is_provisional=True)
    message = PredictionMessage("cam", Decision("clap", early, early), "ok", 0.2, mode="stream")
    line: Any = to_line(message)
    assert (line["mode"], line["provisional"]) == ("stream", True)


def test_what_is_not_known_is_null() -> None:
    line: Any = to_line(PredictionMessage("cam", Decision(None, RAW, RAW), "ok", 0.2))
    assert line["label"] is None
    assert line["behind_live_ms"] is None


def test_five_labels_are_told() -> None:
    labels = [f"class {i}" for i in range(9)]
    many = prediction([i / 36 for i in range(9)], 3.0, labels=labels)
    line: Any = to_line(PredictionMessage("cam", Decision(None, many, many), "ok", 0.2))
    assert [one["label"] for one in line["top"]] == [f"class {i}" for i in (8, 7, 6, 5, 4)]
    assert len(line["smoothed"]) == 5


@pytest.mark.parametrize(("end", "told"), [(None, None), (7.65432, 7.654)])
def test_an_event(end: float | None, told: float | None) -> None:
    phase: Any = "update" if end is None else "end"
    assert to_line(ActionEvent(phase, "clap", 0.7000001, 2.0004, end, "cam")) == {
        "type": "event",
        "source": "cam",
        "phase": phase,
        "label": "clap",
        "score": 0.7,
        "start": 2.0,
        "end": told,
    }


def test_a_status() -> None:
    status = StreamStatus("cam", StreamState.RECONNECTING, "no frame for 3 s", 2, 1.7)
    assert to_line(status) == {
        "type": "status",
        "source": "cam",
        "state": "reconnecting",
        "reason": "no frame for 3 s",
    }


def test_a_summary_counts_losses_by_stage_and_names_all_stages() -> None:
    dropped = {"capture": {"late": 2, "damaged": 1}, "engine": {}}
    assert to_line(StreamSummary("cam", 100, 9, 8, dropped, 4.0)) == {
        "type": "summary",
        "source": "cam",
        "frames": 100,
        "windows": 9,
        "predictions": 8,
        "dropped": {"capture": 3, "ring": 0, "engine": 0},
        "seconds": 4.0,
        "predictions_per_second": 2.0,
    }


def test_a_stream_that_ended_at_once_has_a_rate_of_zero() -> None:
    line: Any = to_line(StreamSummary("cam", 0, 0, 0, {}, 0.0))
    assert line["predictions_per_second"] == 0.0


@pytest.mark.parametrize(
    "message",
    [
        PredictionMessage("cam", Decision("clap", RAW, SMOOTHED), "ok", 0.2, 0.3),
        ActionEvent("start", "clap", 0.7, 2.0, None, "cam"),
        StreamStatus("cam", StreamState.LIVE),
        StreamSummary("cam", 1, 1, 1, {"ring": {"late": 1}}, 1.0),
    ],
)
def test_every_message_is_plain_json(message: Message) -> None:
    line = to_line(message)
    assert json.loads(json.dumps(line, allow_nan=False)) == line
