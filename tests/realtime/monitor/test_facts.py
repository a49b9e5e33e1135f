from dataclasses import replace

import pytest

from engines import EngineChoice, PassedOver
from realtime.monitor.facts import (
    delay_text,
    duration_text,
    engine_text,
    event_texts,
    facts,
    rates_text,
    window_text,
)
from tests.realtime.monitor.snapshots import LIVE, WARMING


def test_the_facts_in_their_order() -> None:
    assert list(facts(LIVE, 47)) == [
        ("rates", "camera 6.0 · predictions 1.9 · engine 2.4 fps"),
        ("delay", "behind live 612 · engine 415 ms"),
        ("window", "resampled: camera 6.0 fps, model 25 fps"),
        ("dropped", "3 capture (late), 12 engine (busy)"),
        ("not used", "cuda: no GPU here"),
    ]


def test_what_was_passed_over_is_one_fact() -> None:
    passed = (PassedOver("cuda", "no GPU here"), PassedOver("bf16", "slower on this CPU"))
    several = replace(LIVE, engine=EngineChoice("openvino", "fp32", "cpu", passed))
    assert dict(facts(several, 47))["not used"] == "cuda: no GPU here; bf16: slower on this CPU"
    assert "not used" not in dict(facts(replace(LIVE, engine=None), 47))


def test_the_engine_in_one_line() -> None:
    assert engine_text(LIVE) == "i3d.k400 · openvino bf16 on cpu"
    assert engine_text(replace(LIVE, engine=None)) == "i3d.k400"


def test_where_there_is_room_the_delays_come_with_their_tail() -> None:
    assert delay_text(LIVE, 75) == (
        "behind live 612/812 · latency 602/800 · engine 415/520 ms (p50/p95)"
    )


def test_with_less_room_the_latency_goes_then_the_tail() -> None:
    assert delay_text(LIVE, 60) == "behind live 612/812 · engine 415/520 ms (p50/p95)"
    assert delay_text(LIVE, 40) == "behind live 612 · engine 415 ms"


def test_a_file_that_is_not_played_live_is_not_behind_anything() -> None:
    offline = replace(LIVE, behind_live_ms=None)
    assert delay_text(offline, 75) == "latency 602/800 · engine 415/520 ms (p50/p95)"


def test_what_is_not_known_yet_is_not_made_up() -> None:
    assert rates_text(WARMING) == "camera - · predictions - · engine - fps"
    assert delay_text(WARMING, 47) == "unknown before the first prediction"
    assert window_text(WARMING) == "64 frames at 25 fps needed"


def test_a_window_at_the_rate_of_the_model_is_ok() -> None:
    assert window_text(replace(LIVE, integrity="ok")) == "ok: 64 frames at 25 fps"


def test_each_event_is_told_once_the_newest_first() -> None:
    assert event_texts(LIVE.events) == [
        "▶ dancing ballet since 8.4 s, 83%",
        "■ robot dancing 2.1 to 5.4 s, 71%",
    ]


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (61.9, "1:01"), (3599, "59:59"), (3725, "1:02:05")]
)
def test_durations(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text
