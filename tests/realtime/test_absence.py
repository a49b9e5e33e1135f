from collections.abc import Sequence

from realtime.absence import AbsenceDetector
from realtime.events import ActionEvent
from realtime.rules import AbsenceRule
from tests.realtime.score_tracks import LABELS, SPAN_SECONDS, decision

NO_WAVE = AbsenceRule(seconds=10, labels=("wave",), enter=0.6)


def watch(
    found: AbsenceDetector, waves: Sequence[float], first_end: float = 100.0
) -> list[ActionEvent]:
    """A decision a second."""
    messages = []
    for second, wave in enumerate(waves):
        messages += found.update(decision([wave, 0, 0], first_end + second))
    return messages


def detector(rule: AbsenceRule = NO_WAVE) -> AbsenceDetector:
    return AbsenceDetector(LABELS, {"nobody waves": rule}, "cam", gap_seconds=5.0)


def test_what_is_not_seen_for_long_is_an_event_until_it_is_seen_again() -> None:
    messages = watch(detector(), [0.9] + [0.1] * 12 + [0.9])
    assert messages == [
        ActionEvent("start", "nobody waves", 1.0, 100.0, None, "cam"),
        ActionEvent("end", "nobody waves", 1.0, 100.0, 113.0, "cam"),
    ]


def test_what_is_seen_now_and_then_is_not_absent() -> None:
    assert watch(detector(), ([0.1] * 7 + [0.9]) * 3) == []


def test_it_counts_from_the_first_window_on() -> None:
    (start,) = watch(detector(), [0.1] * 9)
    assert start.start_seconds == 100.0 - SPAN_SECONDS


def test_time_that_was_not_seen_does_not_count_and_does_not_begin_anew() -> None:
    found = detector()
    assert watch(found, [0.9] + [0.1] * 6) == []
    assert watch(found, [0.1], first_end=3700.0) == []
    assert watch(found, [0.1] * 3, first_end=3701.0) == []
    assert [m.phase for m in watch(found, [0.1], first_end=3704.0)] == ["start"]


def test_without_labels_anything_known_counts() -> None:
    found = detector(AbsenceRule(seconds=3))
    assert watch(found, [0.9] * 20) == []


def test_the_end_of_the_stream_ends_it() -> None:
    found = detector()
    watch(found, [0.1] * 12)
    assert [(m.phase, m.end_seconds) for m in found.flush()] == [("end", 111.0)]
