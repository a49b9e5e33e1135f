"""What is made of an answer that comes before a whole clip."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from realtime.frame import Window
from realtime.recogniser import Recogniser
from realtime.rules import DecisionSettings, EventRule
from realtime.sinks.base import PredictionMessage
from realtime.turns import Answer
from tests.realtime.index_engine import spec_of
from tests.realtime.virtual_clock import VirtualClock

SPEC = replace(spec_of(16), min_clip_len=8, step_frames=8)
EVEN, ODD = np.array([4.0, -4.0], np.float32), np.array([-4.0, 4.0], np.float32)


def window(end_seconds: float, frames: int) -> Window:
    clip = np.zeros((frames, 4, 4, 3), np.uint8)
    start = end_seconds - (frames - 1) / 25
    return Window(clip, start, end_seconds, 0.0, "test", "ok", is_whole=frames == 16)


def recogniser() -> Recogniser:
    settings = DecisionSettings(
        smoothing_seconds=1.0, event=EventRule(enter=0.5, exit=0.3, min_duration_seconds=0.0)
    )
    return Recogniser(SPEC, settings, "test", VirtualClock())


def decide(of: Recogniser, seen: Window, logits: NDArray[np.float32]) -> PredictionMessage:
    return of.decide(seen, Answer(seen, logits), None)


def test_a_provisional_answer_is_shown_and_starts_no_event() -> None:
    stream = recogniser()
    early = decide(stream, window(0.28, 8), EVEN)
    assert early.decision.label == "even"
    assert early.decision.prediction.is_provisional
    assert early.mode == "stream"
    assert stream.events(early) == []
    whole = decide(stream, window(0.6, 16), EVEN)
    assert [event.phase for event in stream.events(whole)] == ["start"]


def test_a_provisional_answer_leaves_no_trace_in_the_next() -> None:
    stream = recogniser()
    decide(stream, window(0.28, 8), EVEN)
    whole = decide(stream, window(0.6, 16), ODD)
    assert whole.decision.label == "odd"
    assert whole.decision.smoothed.scores[1] > 0.99


def test_an_interruption_ends_events_and_the_past_is_forgotten() -> None:
    stream = recogniser()
    first = window(0.6, 16)
    assert stream.interrupted_before(first) == [], "a stream that begins"
    stream.events(decide(stream, first, EVEN))
    again = replace(window(1.6, 16), segment=1)
    assert [event.phase for event in stream.interrupted_before(again)] == ["end"]
    assert stream.interrupted_before(again) == []
    assert decide(stream, again, ODD).decision.smoothed.scores[1] > 0.99
