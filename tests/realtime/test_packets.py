from pathlib import Path

import pytest

from realtime.packets import PacketRing
from tests.realtime.evidence.filmed import FPS, Film
from tests.realtime.virtual_clock import VirtualClock

PLENTY = 10**9


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    return Film.painted(tmp_path_factory.mktemp("film") / "film.mp4", 10)


def ring_of(film: Film, seconds: float, most_bytes: int = PLENTY) -> PacketRing:
    clock = VirtualClock()
    ring = PacketRing(seconds, most_bytes, clock)
    film.send(ring, clock, 0, 10)
    return ring


def test_it_holds_the_last_seconds_from_a_key_frame_on(film: Film) -> None:
    packets = ring_of(film, 2.5).from_time(-1.0)
    assert packets[0].is_key
    assert len(packets) == 3 * FPS, "two and a half seconds, back to the key frame before"
    assert [packet.number for packet in packets] == list(range(7 * FPS, 10 * FPS))


def test_it_never_holds_more_bytes_than_it_may(film: Film) -> None:
    everything = ring_of(film, 100.0).bytes
    ring = ring_of(film, 100.0, everything // 3)
    assert 0 < ring.bytes <= everything // 3
    assert ring.from_time(-1.0)[0].is_key


def test_a_group_that_is_too_big_by_itself_is_let_go(film: Film, tmp_path: Path) -> None:
    del tmp_path
    ring = ring_of(film, 100.0, 1)
    assert ring.bytes <= 1
    assert ring.from_time(-1.0) == []


def test_what_came_after_a_packet(film: Film) -> None:
    ring = ring_of(film, 2.5)
    assert [packet.number for packet in ring.after(10 * FPS - 3)] == [248, 249]
    assert ring.after(10 * FPS - 1) == []
    assert ring.after(0)[0].number == 7 * FPS, "the rest was too old: a reader sees the hole"
