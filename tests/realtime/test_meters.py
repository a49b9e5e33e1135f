from dataclasses import replace

import pytest

from realtime.decision import Decision
from realtime.meters import StreamMeters
from realtime.sinks.base import PredictionMessage
from tests.realtime.score_tracks import prediction


def answer(latency_seconds: float, behind_live_seconds: float | None) -> PredictionMessage:
    said = replace(prediction([0.9, 0.1], 2.0), latency_seconds=latency_seconds)
    return PredictionMessage("a", Decision("x", said, said), "ok", 0.4, behind_live_seconds)


def test_stages_add_up_to_what_is_behind_live() -> None:
    meters = StreamMeters()
    meters.time_preparing(0.002)
    meters.count_prediction(answer(0.5, 0.512), 1.0)
    stages = meters.stages()
    assert stages.arrival is not None
    assert stages.preparing is not None
    assert stages.waiting is not None
    parts = [stages.arrival.p50, stages.preparing.p50, stages.waiting.p50]
    assert parts == pytest.approx([10, 2, 100])
    assert sum(parts) + 400 == pytest.approx(512)


def test_where_nothing_is_live_nothing_arrives_late() -> None:
    meters = StreamMeters()
    meters.count_prediction(answer(0.5, None), 1.0)
    assert meters.stages().arrival is None
    assert meters.stages().smoothing is None
