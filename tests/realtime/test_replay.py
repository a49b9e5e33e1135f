import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engines import Prediction
from realtime.decision import Decision
from realtime.errors import SettingsError
from realtime.events import ActionEvent
from realtime.pipeline import Pipeline, PipelineSettings
from realtime.replay import (
    KEPT_WINDOWS,
    FoundEvent,
    Judgement,
    ScoreTrack,
    TrackRecorder,
    Truth,
    judge,
    replay,
)
from realtime.rules import DecisionSettings, EventRule
from realtime.sinks.base import Message, PredictionMessage
from realtime.sinks.messages import to_line
from realtime.track_file import read_track
from tests.realtime.index_engine import IndexEngine
from tests.realtime.score_tracks import LABELS, SPAN_SECONDS, prediction
from tests.realtime.scripted_source import ScriptedSource
from tests.realtime.test_decision import SPEC
from tests.realtime.virtual_clock import VirtualClock

HALF = SPAN_SECONDS / 2
PLAIN = DecisionSettings(
    smoothing_seconds=0, event=EventRule(enter=0.6, exit=0.4, min_duration_seconds=1)
)


def track(waves: Sequence[float], segments: Sequence[int] | None = None) -> ScoreTrack:
    """One label's scores, two windows a second, the first ends at 10 s."""
    said = tuple(prediction([score, 0.3, 0], 10 + i / 2) for i, score in enumerate(waves))
    return ScoreTrack(SPEC, said, tuple(segments or [0] * len(said)))


def test_a_setting_gives_events_changes_and_the_time_they_are_told() -> None:
    found = replay(track([0, 0.8, 0.8, 0.8, 0.5, 0.1, 0.1]), PLAIN)
    assert found.events == (
        FoundEvent("wave", float(np.float32(0.8)), 10.5 - HALF, 12 - HALF, told_seconds=11.5),
    )
    assert found.labels == (None, "wave", "wave", "wave", "wave", None, None)
    assert found.changes_per_minute == pytest.approx(2 * 60 / 3)
    higher = PLAIN.model_copy(update={"event": EventRule(enter=0.9)})
    assert replay(track([0, 0.8, 0.8, 0.8, 0.5]), higher).events == ()


def test_an_interruption_ends_events_and_smoothing() -> None:
    smooth = PLAIN.model_copy(update={"smoothing_seconds": 60.0})
    found = replay(track([0.8] * 4 + [0.5] * 4, [0] * 4 + [1] * 4), smooth)
    assert [event.end_seconds for event in found.events] == [11.5]
    assert found.smoothed[4, 0] == pytest.approx(0.5)


def test_rules_of_labels_that_a_track_has_not_are_left_out() -> None:
    rules = DecisionSettings(labels={"yoga": EventRule()})
    assert replay(track([0.8] * 4), rules).events


def test_a_reduced_track_gives_the_same() -> None:
    generator = np.random.default_rng(3)
    labels = tuple(f"class {i}" for i in range(50))
    said = []
    for i in range(80):
        scores = np.concatenate([generator.dirichlet(np.full(8, 0.1)) * 0.99, np.full(42, 0.0002)])
        said.append(prediction([*scores], 10 + i / 2, labels=labels))
    full = ScoreTrack(replace(SPEC, labels=labels), tuple(said), (0,) * 80)
    small = full.reduced()
    assert len(small.spec.labels) < 50
    assert replay(small, PLAIN).events == replay(full, PLAIN).events
    assert replay(small, PLAIN).labels == replay(full, PLAIN).labels
    assert ScoreTrack(SPEC, (), ()).reduced().predictions == ()


def test_nothing_gives_nothing() -> None:
    empty = replay(ScoreTrack(SPEC, (), ()), PLAIN)
    assert (empty.events, empty.changes_per_minute) == ((), None)


def event(label: str, start: float, end: float, told: float) -> FoundEvent:
    return FoundEvent(label, 0.9, start, end, told)


def test_events_are_judged_by_what_a_person_marked() -> None:
    events = [event("wave", 10, 14, 12), event("clap", 20, 22, 21), event("wave", 30, 31, 31)]
    truths = [Truth(9.5, 13, "wave"), Truth(19, 23), Truth(40, 41), Truth(29, 32, "clap")]
    assert judge(events, truths) == Judgement(false_events=1, missed=2, delay_seconds=2.25)
    assert judge(events, []) is None
    assert judge([], [Truth(1, 2)]) == Judgement(0, 1, None)


class Recording:
    """Keeps the track, the lines and the events of a stream."""

    def __init__(self, engine: IndexEngine) -> None:
        self.recorder = TrackRecorder(engine.spec)
        self.messages: list[Message] = []

    def write(self, message: Message) -> None:
        self.recorder.add(message)
        self.messages.append(message)

    def close(self) -> None:
        pass


def test_replay_says_what_the_live_stream_said(tmp_path: Path) -> None:
    clock = VirtualClock(threads=2)
    engine = IndexEngine(clock)
    kept = Recording(engine)
    scripts: list[Sequence[int | str]] = [[*range(100), "gone"], range(200, 301)]
    settings = DecisionSettings(unknown_below=0.0, event=EventRule(min_duration_seconds=0.3))
    pipeline = Pipeline(
        engine,
        lambda: ScriptedSource(clock, scripts.pop(0)),
        source_id="test",
        settings=PipelineSettings(decisions=settings, step_seconds=0.32),
        clock=clock,
        sinks=[kept],
    )
    pipeline.start()
    assert pipeline.wait(60)
    pipeline.join()
    told = [
        (m.label, m.start_seconds, m.end_seconds)
        for m in kept.messages
        if isinstance(m, ActionEvent) and m.phase == "end"
    ]
    labels = [m.decision.label for m in kept.messages if isinstance(m, PredictionMessage)]
    assert len(told) > 1
    lines = "\n".join(json.dumps(to_line(m)) for m in kept.messages)
    (tmp_path / "track.jsonl").write_text(lines, encoding="utf-8")
    found = replay(kept.recorder.track, settings)
    assert [(e.label, e.start_seconds, e.end_seconds) for e in found.events] == told
    assert list(found.labels) == labels
    from_file = replay(read_track(tmp_path / "track.jsonl"), settings)
    assert [e.start_seconds for e in from_file.events] == pytest.approx(
        [start for _, start, _ in told], abs=0.001
    )


def test_a_recorder_is_bounded() -> None:
    recorder = TrackRecorder(SPEC)
    for i in range(KEPT_WINDOWS + 5):
        recorder.add(message(prediction([1, 0, 0], i)))
    assert len(recorder.track.predictions) == KEPT_WINDOWS
    assert recorder.track.span_seconds == KEPT_WINDOWS - 1


def message(said: Prediction) -> PredictionMessage:
    return PredictionMessage("cam", Decision(None, said, said), "ok", 0.1)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "no predictions in it"),
        ('{"type":"status"}\n', "no predictions in it"),
        ("hello\nworld\n", "line 1 is no JSON"),
    ],
)
def test_a_file_without_a_track_is_told(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=complaint):
        read_track(path)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_track(tmp_path / "missing.jsonl")


def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    line = json.dumps(to_line(message(prediction([0.9, 0.1, 0], 10))))
    (tmp_path / "x.jsonl").write_text(f"{line}\n{line[:40]}", encoding="utf-8")
    found = read_track(tmp_path / "x.jsonl")
    assert len(found.predictions) == 1
    assert set(found.spec.labels) == set(LABELS)
