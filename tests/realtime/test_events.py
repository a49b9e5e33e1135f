from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtime.decision import Decision
from realtime.errors import SettingsError
from realtime.events import ActionEvent, EventDetector
from realtime.rules import DecisionSettings, EventRule
from realtime.smoothing import Smoother
from tests.realtime.score_tracks import LABELS, SPAN_SECONDS, decision, prediction

HALF = SPAN_SECONDS / 2
RULE = EventRule(enter=0.6, exit=0.4, min_duration_seconds=1.0, cool_down_seconds=2.0)


def detector(rule: EventRule = RULE) -> EventDetector:
    return EventDetector(LABELS, DecisionSettings(event=rule), "cam")


def watch(
    found: EventDetector, waves: Sequence[float], first_end: float = 10.0, step: float = 0.5
) -> list[ActionEvent]:
    """The messages that a track of one label's scores brings."""
    messages = []
    for i, score in enumerate(waves):
        messages += found.update(decision([score, 0, 0], first_end + i * step))
    return messages


def test_an_event_starts_once_it_held_and_lasts_between_window_centres() -> None:
    found = detector()
    messages = watch(found, [0, 0.75, 0.75, 0.75, 0.5, 0.5, 0.1])
    assert messages == [
        ActionEvent("start", "wave", 0.75, 10.5 - HALF, None, "cam"),
        ActionEvent("end", "wave", 0.75, 10.5 - HALF, 12.5 - HALF, "cam"),
    ]
    assert found.flush() == []


def test_what_holds_too_shortly_is_never_told() -> None:
    assert watch(detector(), [0, 0.9, 0.9, 0.1, 0, 0.9, 0.9, 0.1]) == []


def test_between_exit_and_enter_nothing_starts_and_nothing_ends() -> None:
    assert watch(detector(), [0.55] * 10) == []
    assert [m.phase for m in watch(detector(), [0.7] * 4 + [0.45] * 10)] == ["start"]


def test_at_the_edges_of_the_stream_the_edge_of_the_window_counts() -> None:
    found = detector()
    (start,) = watch(found, [0.9] * 4)
    (end,) = found.flush()
    assert start.start_seconds == end.start_seconds == 10.0 - SPAN_SECONDS
    assert end.end_seconds == 11.5


def test_a_candidate_is_not_ended_by_the_end_of_the_stream() -> None:
    found = detector()
    watch(found, [0, 0.9])
    assert found.flush() == []
    assert found.flush() == []


def test_a_gap_ends_events_where_the_stream_was_last_seen() -> None:
    found = detector()
    watch(found, [0.9] * 4)
    after_gap = found.update(decision([0.9, 0, 0], 11.5 + SPAN_SECONDS + 5.5))
    assert [(m.phase, m.end_seconds) for m in after_gap] == [("end", 11.5)]
    (start,) = watch(found, [0.9] * 3, first_end=19.6)
    assert start.start_seconds == pytest.approx(11.5 + 5.5)


def test_time_that_goes_back_ends_events_and_forgets_rests() -> None:
    found = detector(EventRule(enter=0.6, exit=0.4, cool_down_seconds=3600))
    watch(found, [0.9] * 4, first_end=100.0)
    messages = watch(found, [0.9] * 4, first_end=5.0)
    assert [m.phase for m in messages] == ["end", "start"]
    assert messages[0].end_seconds == 101.5


def test_a_label_rests_after_its_event() -> None:
    messages = watch(detector(), [0, 0.9, 0.9, 0.9, 0] + [0.9] * 9)
    starts = [m.start_seconds for m in messages if m.phase == "start"]
    assert starts == [10.5 - HALF, 11.5 + 2.0 - HALF]


def test_after_a_gap_an_event_does_not_reach_back_into_the_rest() -> None:
    found = detector(EventRule(enter=0.6, exit=0.4, cool_down_seconds=7.0))
    watch(found, [0.9] * 4)
    messages = watch(found, [0.9] * 4, first_end=11.5 + SPAN_SECONDS + 6.0)
    assert [(m.phase, m.start_seconds) for m in messages if m.phase == "start"] == [
        ("start", 11.5 + 7.0)
    ]


def test_several_labels_may_be_active_at_once() -> None:
    found = EventDetector(LABELS, DecisionSettings(event=RULE), "cam")
    messages = []
    for i in range(6):
        messages += found.update(decision([0.7, 0.7 if i > 1 else 0, 0], 10 + i / 2))
    assert [(m.phase, m.label) for m in messages] == [("start", "wave"), ("start", "clap")]
    assert [m.label for m in found.flush()] == ["wave", "clap"]


def test_a_running_event_is_told_again_only_when_it_got_clearly_better() -> None:
    messages = watch(detector(), [0.61] * 10 + [0.63] * 10 + [0.8, 0.9, 0.95] + [0.7] * 9)
    assert [m.phase for m in messages] == ["start", "update", "update"]
    assert [m.score for m in messages] == pytest.approx([0.61, 0.8, 0.95])
    assert all(m.end_seconds is None for m in messages)


def test_a_label_may_have_a_rule_of_its_own() -> None:
    rules = DecisionSettings.model_validate(
        {"event": RULE.model_dump(), "labels": {"wave": {"enter": 0.95}}}
    )
    found = EventDetector(LABELS, rules, "cam")
    messages = []
    for i in range(6):
        messages += found.update(decision([0.9, 0.7, 0], 10 + i / 2))
    assert [m.label for m in messages] == ["clap"]


def test_a_rule_for_a_label_that_is_not_there_is_refused() -> None:
    rules = DecisionSettings(labels={"claps": RULE})
    with pytest.raises(SettingsError, match="did you mean 'clap'"):
        EventDetector(LABELS, rules, "cam")


def test_what_is_unlike_anything_known_begins_no_event_and_ends_none() -> None:
    found = detector()
    unlike = [replace(decision([0.9, 0, 0], 10 + i / 2), is_familiar=False) for i in range(12)]
    assert [found.update(one) for one in unlike[:6]] == [[]] * 6
    (start,) = watch(found, [0.9] * 3, first_end=13.0)
    assert start.start_seconds == 13.0 - HALF
    assert [found.update(one) for one in unlike[9:]] == [[]] * 3


def test_the_background_is_no_event() -> None:
    found = EventDetector(LABELS, DecisionSettings(event=RULE), "cam", background_label="wave")
    assert watch(found, [0.9] * 10) == []


scores = st.sampled_from([0.0, 0.3, 0.45, 0.55, 0.65, 0.9, 1.0])
steps = st.sampled_from([0.05, 0.3, 0.5, 1.0, 1.0, 2.0, 9.0])


def test_an_event_ends_with_the_last_window_that_showed_it_itself() -> None:
    found, smoother, messages = detector(), Smoother(2.0), []
    for i, score in enumerate([0.9] * 6 + [0.0] * 6):
        raw = prediction([score, 0, 0], 10 + i / 2)
        messages += found.update(Decision(None, raw, smoother.update(raw)))
    assert [(m.phase, m.end_seconds) for m in messages] == [("start", None), ("end", 12.5 - HALF)]


def test_at_the_end_of_the_stream_too() -> None:
    found, smoother = detector(), Smoother(60.0)
    for i, score in enumerate([0.9] * 6 + [0.0] * 3):
        raw = prediction([score, 0, 0], 10 + i / 2)
        found.update(Decision(None, raw, smoother.update(raw)))
    assert [m.end_seconds for m in found.flush()] == [12.5 - HALF]


tracks = st.lists(st.tuples(scores, scores, steps), max_size=60)
rules = st.builds(
    EventRule,
    enter=st.just(0.6),
    exit=st.just(0.4),
    min_duration_seconds=st.sampled_from([0.0, 0.5, 2.0]),
    cool_down_seconds=st.sampled_from([0.0, 1.0, 7.0]),
)


@given(tracks, rules, st.sampled_from([0.0, 0.5, 3.0]))
def test_whatever_comes_events_are_well_formed(
    track: list[tuple[float, float, float]], rule: EventRule, tau: float
) -> None:
    found, smoother, now = detector(rule), Smoother(tau), 10.0
    told: list[tuple[float, ActionEvent]] = []
    for wave, clap, step in track:
        now += step
        raw = prediction([wave, clap, 0], now)
        seen = Decision(None, raw, smoother.update(raw))
        told += [(now, message) for message in found.update(seen)]
    told += [(now, message) for message in found.flush()]
    assert {message.label for _, message in told} <= set(LABELS)
    for label in LABELS:
        _check_label([(at, m) for at, m in told if m.label == label], rule)


def _check_label(told: list[tuple[float, ActionEvent]], rule: EventRule) -> None:
    """Each event is a start, updates in their time, an end; long enough, and rested before."""
    free_from, running = -np.inf, None
    last_at = -np.inf
    for told_at, message in told:
        if message.phase == "start":
            assert running is None
            assert message.start_seconds >= free_from
            running = message
        assert running is not None, "an end or an update without a start"
        assert message.start_seconds == running.start_seconds
        assert message.score >= rule.enter
        assert message.score >= running.score
        if message.phase == "update":
            assert told_at - last_at >= 1.0 - 1e-9
        if message.phase == "end":
            assert message.end_seconds is not None
            assert message.end_seconds - message.start_seconds >= rule.min_duration_seconds
            assert message.end_seconds <= told_at
            free_from, running = message.end_seconds + rule.cool_down_seconds, None
        last_at = told_at
    assert running is None, "an event without an end"


blocks = st.lists(st.floats(4.0, 9.0), min_size=2, max_size=5)


@settings(max_examples=30)
@given(blocks, st.sampled_from([0.2, 0.37, 0.5]))
def test_the_prediction_rate_does_not_matter(lengths: list[float], step: float) -> None:
    """An action that comes and goes, seen ten times a second and at a slower rate."""
    edges = list(np.cumsum([10.0, *lengths]))
    often, seldom = (_events_of(edges, rate_step) for rate_step in (0.1, step))
    assert len(often) == len(seldom) == (len(lengths) + 1) // 2
    for (start, end), (other_start, other_end) in zip(often, seldom, strict=True):
        assert other_start == pytest.approx(start, abs=2 * step)
        assert other_end == pytest.approx(end, abs=2 * step)


def _events_of(edges: Sequence[float], step: float) -> list[tuple[float, float | None]]:
    """Start and end of all events; the action is on in every second stretch."""
    smoother = Smoother(1.0)
    found = detector(EventRule(enter=0.5, exit=0.3, min_duration_seconds=0.5, cool_down_seconds=0))
    messages = []
    for now in np.arange(10.0 + step, edges[-1] + 3.0, step):
        share = _share_of_window(edges, now)
        raw = prediction([share, 1 - share, 0], now)
        messages += found.update(Decision(None, raw, smoother.update(raw)))
    messages += found.flush()
    return [
        (m.start_seconds, m.end_seconds) for m in messages if (m.phase, m.label) == ("end", "wave")
    ]


def _share_of_window(edges: Sequence[float], end_seconds: float) -> float:
    """How much of a window shows the action: the score of an ideal model."""
    times = np.linspace(end_seconds - SPAN_SECONDS, end_seconds, 50)
    stretch = np.searchsorted(edges, times)
    return float(np.mean((stretch % 2 == 1) & (stretch < len(edges))))


def test_events_start_and_end_in_the_order_of_time() -> None:
    found = detector()
    messages = watch(found, [0.9] * 4 + [0] * 8 + [0.9] * 4 + [0] * 8) + found.flush()
    times = [m.start_seconds if m.end_seconds is None else m.end_seconds for m in messages]
    assert all(before < after for before, after in pairwise(times))


def test_tuning_goes_on_with_what_runs_and_ends_what_is_not_watched() -> None:
    found = EventDetector(LABELS, DecisionSettings(event=RULE), "cam")
    both = [found.update(decision([0.7, 0.7, 0], 10 + i / 2)) for i in range(4)]
    assert [m.label for ms in both for m in ms] == ["wave", "clap"]
    lower = RULE.model_copy(update={"enter": 0.3, "exit": 0.2})
    found.tune(DecisionSettings(event=lower, only=("wave",)))
    (end,) = found.update(decision([0.25, 0.7, 0], 12))
    assert (end.phase, end.label, end.end_seconds) == ("end", "clap", 11.5 - HALF)
    assert found.update(decision([0.25, 0.9, 0], 12.5)) == []
    assert [m.label for m in found.flush()] == ["wave"]
