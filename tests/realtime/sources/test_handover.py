"""One connection serves several pipelines, and is closed in the end."""

import pytest

from realtime.errors import SourceError
from realtime.frame import Frame
from realtime.sources.handover import SourceHandover


class CountedSource:
    is_live = True

    def __init__(self, frames: int = 99) -> None:
        self.drops: dict[str, int] = {}
        self.frames = frames
        self.is_closed = False

    def read(self) -> Frame | None:
        if self.frames < 0:
            raise SourceError("lost")
        self.frames -= 1
        return None

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def opened() -> list[CountedSource]:
    return []


@pytest.fixture
def handover(opened: list[CountedSource]) -> SourceHandover:
    def open_once() -> CountedSource:
        opened.append(CountedSource(-1 if len(opened) == 1 else 5))
        return opened[-1]

    return SourceHandover(open_once)


def test_only_a_connection_that_is_kept_is_used_again(
    handover: SourceHandover, opened: list[CountedSource]
) -> None:
    first = handover.open()
    handover.keep()
    first.close()
    second = handover.open()
    assert len(opened) == 1
    first.close()
    assert not opened[0].is_closed
    second.close()
    assert opened[0].is_closed


def test_what_is_kept_for_nobody_is_closed(
    handover: SourceHandover, opened: list[CountedSource]
) -> None:
    source = handover.open()
    handover.keep()
    source.close()
    assert not opened[0].is_closed
    handover.close()
    assert opened[0].is_closed


def test_one_that_is_over_or_lost_is_not_handed_on(
    handover: SourceHandover, opened: list[CountedSource]
) -> None:
    ended = handover.open()
    assert ended.is_live
    assert ended.read() is None
    handover.keep()
    ended.close()
    assert opened[0].is_closed
    lost = handover.open()
    with pytest.raises(SourceError):
        lost.read()
    handover.keep()
    lost.close()
    assert [source.is_closed for source in opened] == [True, True]
