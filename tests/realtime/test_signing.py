"""Transcript logic on synthetic tracks: what hands do, and what must stand there."""

from collections.abc import Sequence

import pytest

from realtime.motion import MotionSample
from realtime.sign_gate import GatePhase
from realtime.signing import SignReader
from tests.gloss_errors import gloss_error_rate
from tests.realtime.sign_tracks import (
    HANDS,
    SPEC,
    Act,
    labels_of,
    read,
    rest,
    sign,
    told_before_the_end,
)

TRACKS: dict[str, tuple[Sequence[Act], list[str | None]]] = {
    "plain": ([rest(), sign("wave"), rest(), sign("clap"), rest()], ["wave", "clap"]),
    "double": ([rest(), sign("wave"), rest(), sign("wave"), rest()], ["wave", "wave"]),
    "hold": (
        [rest(), sign("wave"), Act("wave", 3.0, moves=0.0), sign("wave", 0.4), rest()],
        ["wave"],
    ),
    "tremor in the hold": (
        [rest(), sign("wave"), *[Act("wave", 0.2, 0.0), Act("wave", 0.08, 2.0)] * 6, rest()],
        ["wave"],
    ),
    "tremor at rest": (
        [rest(), *[Act("nothing", 0.6, 0.0), Act("nothing", 0.08, 3.0)] * 6, rest()],
        [],
    ),
    "pause": ([rest(), sign("walk"), Act("walk", 0.32, 0.0), sign("walk"), rest()], ["walk"]),
    "slow": ([rest(), Act("clap", 6.0, moves=2.5), rest()], ["clap"]),
    "fast": ([rest(), sign("clap", 0.6), rest(0.8), sign("walk", 0.6), rest()], ["clap", "walk"]),
    "overlap": (
        [rest(), sign("wave", 1.6), sign("clap", 1.6), sign("walk", 1.6), rest()],
        ["wave", "clap", "walk"],
    ),
    "there and back": (
        [rest(), sign("wave", 1.6), sign("clap", 1.6), sign("wave", 1.6), rest()],
        ["wave", "clap", "wave"],
    ),
    "not known": ([rest(), Act("strange", 1.5), rest(), sign("wave"), rest()], [None, "wave"]),
    "a fidget": ([rest(), Act("nothing", 0.4), rest(), sign("wave"), rest()], ["wave"]),
    "nobody": ([rest(10)], []),
    "still signing at the end": ([rest(), sign("wave", 1.5)], ["wave"]),
}  # fmt: skip


@pytest.mark.parametrize("name", TRACKS)
def test_one_sign_gives_one_gloss(name: str) -> None:
    acts, signed = TRACKS[name]
    assert labels_of(read(acts)) == signed


def test_the_gloss_error_rate_is_nought_with_a_slow_engine_and_long_windows() -> None:
    for name in ("plain", "double", "slow", "pause", "not known", "a fidget"):
        acts, signed = TRACKS[name]
        glosses = read(acts, window_seconds=1.6, step_seconds=0.32)
        assert gloss_error_rate(list(map(str, signed)), list(map(str, labels_of(glosses)))) == 0


def test_a_sign_much_shorter_than_a_window_is_not_forced_into_a_label() -> None:
    acts = [rest(2), sign("wave", 0.7), rest(2)]
    assert labels_of(read(acts, window_seconds=2.6)) == [None]


def test_a_gloss_says_when_how_sure_and_what_else() -> None:
    (gloss,) = read([rest(1.2), sign("wave", 1.0), rest(2)])
    assert gloss.start_seconds == pytest.approx(1.2, abs=0.1)
    assert gloss.end_seconds == pytest.approx(2.2, abs=0.1)
    assert gloss.confidence is not None and gloss.confidence > 0.9
    assert len(gloss.guesses) == 2  # the background is never a guess
    assert "wave" not in {guess.label for guess in gloss.guesses}


def test_a_sign_not_known_has_guesses_too() -> None:
    (gloss,) = read([rest(), Act("strange", 2.0), rest(2)])
    assert gloss.label is None
    assert len(gloss.guesses) == 3


def test_without_any_scores_motion_is_told_as_not_known() -> None:
    (gloss,) = read([rest(), sign("wave"), rest(8)], window_seconds=50)
    assert (gloss.label, gloss.guesses) == (None, ())


def test_signs_that_follow_without_rest_are_told_before_the_hands_rest() -> None:
    acts = [rest(), sign("wave", 1.6), sign("clap", 2.4)]
    assert [told.label for told in told_before_the_end(acts)] == ["wave"]


def test_an_interruption_ends_what_goes_on_and_times_may_begin_anew() -> None:
    reader = SignReader(SPEC)
    for number in range(25):
        assert not reader.add_motion(MotionSample(50 + number / 25, HANDS, 0.3))
    phases = [reader.phase]
    (told,) = reader.add_motion(MotionSample(0.0, 0.3, 0.3))
    assert (told.number, told.label) == (0, None)
    assert [*phases, reader.phase] == [GatePhase.SIGNING, GatePhase.REST]
