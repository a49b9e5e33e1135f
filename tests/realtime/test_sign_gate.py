from collections.abc import Sequence

import pytest

from realtime import SettingsError
from realtime.motion import MotionSample
from realtime.sign_gate import GatePhase, GateSettings, SignGate, SignSpan


def follow(gate: SignGate, levels: Sequence[float]) -> list[SignSpan]:
    """Ten samples a second over a floor of nothing."""
    spans = [gate.update(MotionSample(n / 10, at, 0.0)) for n, at in enumerate(levels)]
    return [span for span in spans if span is not None]


def test_a_span_is_from_the_first_motion_to_the_last() -> None:
    spans = follow(SignGate(), [0] * 5 + [5] * 8 + [0] * 8)
    assert spans == [SignSpan(0.5, 1.2)]


def test_start_hold_and_rest_are_told() -> None:
    gate, phases = SignGate(), []
    for n, level in enumerate([0, 5, 5, 5, 0, 0, 0, 0, 0, 0]):
        gate.update(MotionSample(n / 10, level, 0.0))
        phases.append(gate.phase)
    assert phases[1] is GatePhase.REST  # not long enough yet
    assert GatePhase.SIGNING in phases
    assert phases[4] is GatePhase.HOLD
    assert phases[-1] is GatePhase.REST


def test_motion_between_the_two_thresholds_goes_on_but_does_not_begin() -> None:
    assert follow(SignGate(), [1.0] * 30) == []
    (span,) = follow(SignGate(), [5.0] * 3 + [1.0] * 20 + [0.0] * 9)
    assert span.end_seconds == pytest.approx(2.2)


def test_motion_too_short_for_a_sign_is_none() -> None:
    twitch = [0.0] * 3 + [5.0] * 3 + [0.0] * 9  # 0.2 s
    assert follow(SignGate(), twitch) == []
    assert len(follow(SignGate(GateSettings(shortest_seconds=0.15)), twitch)) == 1


def test_a_noisy_camera_needs_more_motion() -> None:
    gate = SignGate()
    noisy = [gate.update(MotionSample(n / 10, 3.0, 2.0)) for n in range(30)]
    assert not any(noisy)
    assert gate.phase is GatePhase.REST


def test_motion_without_rest_is_cut() -> None:
    gate = SignGate(GateSettings(longest_seconds=2.0))
    spans = follow(gate, [5.0] * 50)
    assert [span.start_seconds for span in spans] == pytest.approx([0.0, 2.0])
    assert gate.open_since == pytest.approx(4.0)


def test_thresholds_that_would_flicker_are_refused() -> None:
    with pytest.raises(SettingsError, match="exit must be lower"):
        GateSettings(enter_level=0.5)
