from dataclasses import replace

from gui.live.latency import DisplayFigures, facts, stages, verdict
from realtime import StreamState, StreamStatus
from realtime.rates import Spread
from tests.realtime.monitor.snapshots import LIVE, WARMING

DISPLAY = DisplayFigures(59.7, Spread(3.2, 5.1, 6.0), "raster")


def test_rates_and_delays_stand_apart() -> None:
    said = {fact.name: fact.value for fact in facts(LIVE, DISPLAY)}
    assert said["Camera"] == "6.0 / s"
    assert said["Predictions"] == "1.9 / s"
    assert said["Engine could"] == "2.4 / s"
    assert said["Display"] == "59.7 / s"
    assert said["Behind live"] == "612 / 812 ms"
    assert said["Dropped"] == "3 capture (late), 12 engine (busy)"
    assert said["Not used"] == "cuda: no GPU here"
    assert said["Mode"] == "windows: each by itself"
    assert said["Drawn by"] == "raster"


def test_what_has_ended_has_no_rates() -> None:
    ended = replace(LIVE, status=StreamStatus("", StreamState.ENDED))
    said = {fact.name: fact.value for fact in facts(ended, DISPLAY)}
    assert [said[name] for name in ("Camera", "Predictions", "Display")] == ["-"] * 3
    assert said["Engine could"] == "2.4 / s"


def test_stages_add_up_to_what_is_behind_live() -> None:
    shown = {stage.name: stage.ms.p50 for stage in stages(LIVE, DISPLAY)}
    assert shown == {
        "capture, decoding": 10,
        "resizing, ring": 2,
        "waiting for the engine": 187,
        "engine": 415,
        "smoothing, events": 0.2,
        "painting": 3.2,
    }


def test_the_verdict_names_what_sets_the_pace() -> None:
    pace = "The engine sets the pace: it has time for 2.4 windows a second."
    assert verdict(LIVE, DISPLAY) == pace
    waiting = replace(LIVE, drops={}, engine_ms=Spread(5, 6, 7))
    assert verdict(waiting, DISPLAY) == "Most of the delay is waiting for the engine: 187 ms."


def test_nothing_is_claimed_before_the_first_answer() -> None:
    assert stages(WARMING, DISPLAY) == []
    assert verdict(WARMING, DISPLAY) == "Not known before the first answer."
    assert {fact.value for fact in facts(WARMING, DisplayFigures())} >= {"-"}


def test_every_figure_says_what_it_means() -> None:
    assert all(fact.meaning.endswith(".") for fact in facts(LIVE, DISPLAY))
