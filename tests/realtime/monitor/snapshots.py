"""Snapshots of one stream in its states, for the tests of the view."""

from dataclasses import replace

from engines import EngineChoice, PassedOver
from realtime.decision import Decision
from realtime.events import ActionEvent
from realtime.rates import Spread
from realtime.snapshot import StageTimes, StreamRates, StreamSnapshot
from realtime.status import StreamState, StreamStatus
from tests.realtime.score_tracks import prediction

LABELS = ("dancing ballet", "salsa dancing", "tango dancing", "catching or throwing baseball", "x")
SMOOTHED = prediction([0.7, 0.14, 0.09, 0.03, 0.01], 12.5, labels=LABELS)
RAW = prediction([0.6, 0.2, 0.1, 0.02, 0.0], 12.5, labels=LABELS)
REASON = "no frame for 3.0 s; the camera or its network stopped answering"

LIVE = StreamSnapshot(
    status=StreamStatus("demo", StreamState.LIVE),
    engine=EngineChoice("openvino", "bf16", "cpu", (PassedOver("cuda", "no GPU here"),)),
    warmup_frames=64,
    clip_len=64,
    model_fps=25.0,
    model="i3d.k400",
    decision=Decision("dancing ballet", RAW, SMOOTHED),
    integrity="resampled",
    rates=StreamRates(6.02, 1.93, 2.41),
    behind_live_ms=Spread(612, 812, 900),
    latency_ms=Spread(602, 800, 888),
    engine_ms=Spread(415, 520, 530),
    stages=StageTimes(
        arrival=Spread(10, 14, 15),
        preparing=Spread(2, 3, 4),
        waiting=Spread(187, 280, 358),
        smoothing=Spread(0.2, 0.4, 0.5),
    ),
    drops={"capture": {"late": 3}, "ring": {}, "engine": {"busy": 12}},
    frames=2310,
    windows=121,
    predictions=121,
    seconds=92.4,
    events=(
        ActionEvent("start", "robot dancing", 0.7, 2.1, None, "demo"),
        ActionEvent("end", "robot dancing", 0.71, 2.1, 5.4, "demo"),
        ActionEvent("start", "dancing ballet", 0.83, 8.4, None, "demo"),
    ),
)
WARMING = StreamSnapshot(
    status=StreamStatus("demo", StreamState.LIVE),
    engine=LIVE.engine,
    warmup_frames=11,
    clip_len=64,
    model_fps=25.0,
)
RECONNECTING = replace(
    WARMING,
    warmup_frames=0,
    status=StreamStatus("rtsp://cam.example/1", StreamState.RECONNECTING, REASON, 2, 2.6),
)
UNKNOWN = replace(LIVE, decision=Decision(None, RAW, SMOOTHED))
ENDED = replace(
    LIVE, decision=None, status=StreamStatus("demo", StreamState.ENDED, "end of the file")
)
ALL = {
    "live": LIVE,
    "warming": WARMING,
    "reconnecting": RECONNECTING,
    "unknown": UNKNOWN,
    "ended": ENDED,
    "bare": replace(WARMING, engine=None),
}
