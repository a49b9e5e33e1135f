"""Who is next, and how long others are waited for."""

from realtime.turn_queue import TurnQueue
from tests.realtime.virtual_clock import VirtualClock

LINGER = 0.05


def queue_of(*seats: str) -> tuple[TurnQueue[str], VirtualClock]:
    clock = VirtualClock()
    queue: TurnQueue[str] = TurnQueue(clock)
    with queue.changing() as all_seats:
        all_seats.extend(seats)
    return queue, clock


def test_who_asked_first_is_first() -> None:
    queue, _ = queue_of("a", "b", "c")
    for seat in ("c", "a", "b"):
        queue.ask(seat)
    assert queue.waiting == 3
    assert [queue.next_seats(1, LINGER) for _ in range(3)] == [["c"], ["a"], ["b"]]
    assert queue.next_seats(1, LINGER) == []


def test_others_are_waited_for_as_long_as_a_call_may_linger() -> None:
    queue, clock = queue_of("a", "b", "c")
    queue.ask("a")
    queue.ask("b")
    began = clock.now()
    assert queue.next_seats(3, LINGER) == ["a", "b"], "the clock jumps, and nobody came"
    assert clock.now() == began + LINGER


def test_nobody_is_waited_for_who_cannot_come() -> None:
    queue, clock = queue_of("a", "b", "c")
    queue.ask("a")
    queue.ask("b")
    queue.forget("c")
    began = clock.now()
    assert queue.next_seats(8, LINGER) == ["a", "b"]
    assert clock.now() == began


def test_who_leaves_wants_no_turn() -> None:
    queue, _ = queue_of("a", "b")
    queue.ask("a")
    queue.ask("b")
    queue.forget("a")
    assert queue.seats == ["b"]
    assert queue.next_seats(1, LINGER) == ["b"]
