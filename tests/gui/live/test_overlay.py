from dataclasses import replace

import pytest

from gui.live.overlay import Tone, integrity_chip, make_overlay, spoken, state_chip
from realtime.monitor.bars import BarBoard
from realtime.rates import Spread
from tests.realtime.monitor.snapshots import ALL, LIVE, RECONNECTING, UNKNOWN, WARMING


@pytest.mark.parametrize("name", ALL)
def test_every_state_has_a_headline_and_a_chip(name: str) -> None:
    overlay = make_overlay(ALL[name], BarBoard())
    assert overlay.headline
    assert overlay.chips


def test_a_decision_stands_above_its_bars() -> None:
    overlay = make_overlay(LIVE, BarBoard())
    assert (overlay.headline, overlay.is_known) == ("dancing ballet", True)
    assert overlay.bars[0].label == "dancing ballet"
    assert len(overlay.bars) == 5


def test_the_unknown_is_no_label() -> None:
    overlay = make_overlay(UNKNOWN, BarBoard())
    assert not overlay.is_known
    assert overlay.score is None
    assert overlay.bars


def test_warming_up_counts_frames() -> None:
    assert make_overlay(WARMING, BarBoard()).warmup == (11, 64)


def test_a_full_window_waits_for_the_engine_and_does_not_warm_up_any_more() -> None:
    overlay = make_overlay(replace(WARMING, warmup_frames=64), BarBoard())
    assert (overlay.headline, overlay.warmup) == ("Waiting for the engine", None)


def test_a_provisional_answer_never_says_that_it_saw_everything() -> None:
    assert LIVE.decision is not None
    early = replace(LIVE.decision.prediction, is_provisional=True)
    seen = replace(LIVE, decision=replace(LIVE.decision, prediction=early), warmup_frames=24)
    assert make_overlay(seen, BarBoard()).note == "provisional: 24 of 64 frames seen"
    late = replace(seen, warmup_frames=64)
    assert "whole answer is on its way" in make_overlay(late, BarBoard()).note


def test_reconnecting_says_when_and_why() -> None:
    overlay = make_overlay(RECONNECTING, BarBoard())
    assert state_chip(RECONNECTING).text == "reconnecting in 3 s"
    assert "no frame for 3.0 s" in overlay.note
    assert Tone.BAD in {chip.tone for chip in overlay.chips}


def test_the_integrity_light_has_three_colours_and_words() -> None:
    whole, resampled = replace(LIVE, integrity="ok"), LIVE
    chips = [integrity_chip(one) for one in (whole, resampled, RECONNECTING)]
    assert [chip.tone for chip in chips if chip] == [Tone.GOOD, Tone.WARNING, Tone.BAD]
    assert [chip.text for chip in chips if chip] == [
        "whole window, 25 fps",
        "resampled: 6 → 25 fps",
        "gap: no whole window",
    ]


def test_rates_that_differ_by_little_are_told_apart() -> None:
    near = replace(LIVE, rates=replace(LIVE.rates, camera_fps=25.3))
    chip = integrity_chip(near)
    assert chip is not None
    assert chip.text == "resampled: 25.3 → 25 fps"


def test_a_stream_that_ended_has_no_rate_of_its_camera() -> None:
    ended = replace(LIVE, rates=replace(LIVE.rates, camera_fps=0.01))
    chip = integrity_chip(ended)
    assert chip is not None
    assert chip.text == "resampled: 25 fps"


def test_a_delay_that_people_notice_is_a_warning() -> None:
    late = replace(LIVE, behind_live_ms=Spread(4000, 5000, 6000))
    chip = make_overlay(late, BarBoard()).chips[-1]
    assert (chip.text, chip.tone) == ("4.0 s behind live", Tone.WARNING)


def test_it_can_be_heard() -> None:
    assert spoken(make_overlay(LIVE, BarBoard())).startswith("dancing ballet 70%. live. resampled")
