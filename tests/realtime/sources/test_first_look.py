"""A source is looked at while something else is prepared, and never opened twice at a time."""

import threading
from collections.abc import Callable, Iterator

import pytest

from realtime.clock import MonotonicClock
from realtime.errors import SourceError
from realtime.sources.base import Source
from realtime.sources.first_look import FirstLook
from tests.realtime.sources.test_handover import CountedSource
from tests.realtime.virtual_clock import VirtualClock

PATIENCE_SECONDS = 10


class Told:
    """What a look says, as it says it."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._is_over = threading.Event()
        self.last = ""

    def hear(self, problem: str) -> None:
        self.problems.append(problem)
        if problem == self.last:
            self._is_over.set()

    def wait(self) -> bool:
        return self._is_over.wait(PATIENCE_SECONDS)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def look_at(told: Told) -> Iterator[Callable[[Callable[[], Source]], FirstLook]]:
    looks: list[FirstLook] = []

    def begin(open_once: Callable[[], Source]) -> FirstLook:
        looks.append(FirstLook(open_once, told.hear, VirtualClock(threads=1)))
        return looks[-1]

    yield begin
    for look in looks:
        look.close()
        assert look.is_over


LookAt = Callable[[Callable[[], Source]], FirstLook]


def test_a_source_that_comes_late_is_told_and_tried_again(told: Told, look_at: LookAt) -> None:
    opened: list[CountedSource] = []
    refusals = [SourceError("nobody"), SourceError("nobody")]

    def open_once() -> CountedSource:
        if refusals:
            raise refusals.pop()
        opened.append(CountedSource())
        return opened[-1]

    look = look_at(open_once)
    assert told.wait()
    assert told.problems == ["nobody", ""]
    assert opened[0].is_closed
    assert look.take() is None


def test_what_never_can_be_opened_is_tried_once(told: Told, look_at: LookAt) -> None:
    tries: list[int] = []
    told.last = "no such camera"

    def open_once() -> Source:
        tries.append(1)
        raise SourceError("no such camera", permanent=True)

    look = look_at(open_once)
    assert told.wait()
    look.close()
    assert tries == [1]


def test_a_connection_that_is_being_opened_is_handed_on(told: Told) -> None:
    is_opening, is_made = threading.Event(), threading.Event()
    source = CountedSource()

    def open_once() -> CountedSource:
        is_opening.set()
        assert is_made.wait(PATIENCE_SECONDS)
        assert look._stop.sleep(PATIENCE_SECONDS)  # until it is asked for
        return source

    look = FirstLook(open_once, told.hear, MonotonicClock())
    is_made.set()
    assert is_opening.wait(PATIENCE_SECONDS)
    assert look.take() is source
    assert not source.is_closed
    assert look.take() is None
    look.close()


def test_what_is_opened_for_nobody_is_closed(told: Told) -> None:
    is_opening, is_ended = threading.Event(), threading.Event()
    source = CountedSource()

    def open_once() -> CountedSource:
        is_opening.set()
        assert is_ended.wait(PATIENCE_SECONDS)
        return source

    look = FirstLook(open_once, told.hear, MonotonicClock())
    assert is_opening.wait(PATIENCE_SECONDS)
    look.end()
    is_ended.set()
    look.close()
    assert source.is_closed
    assert told.problems == []
