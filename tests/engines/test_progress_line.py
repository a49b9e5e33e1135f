import io
import sys

import pytest
from rich.console import Console

from engines import ProgressEvent, ProgressLine


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def file() -> io.StringIO:
    return io.StringIO()


def shown(file: io.StringIO, *steps: tuple[float, ProgressEvent]) -> list[str]:
    """The plain lines after these events, each so many seconds after the one before."""
    clock = Clock()
    with ProgressLine(Console(file=file, force_terminal=False), clock) as progress:
        for seconds, event in steps:
            clock.now += seconds
            progress(event)
    return file.getvalue().splitlines()


def fetched(done: int, total: int | None = 40_000_000) -> ProgressEvent:
    return ProgressEvent("fetching [x]", done, total, "bytes")


def test_a_plain_line_every_few_seconds_and_at_the_end(file: io.StringIO) -> None:
    lines = shown(
        file,
        (0, fetched(0)),
        (1, fetched(5_000_000)),
        (4, fetched(10_000_000)),
        (1, fetched(20_000_000)),
        (1, fetched(40_000_000)),
    )
    assert lines == [
        "fetching [x]: 40.0 MB",
        "fetching [x]: 10.0 MB of 40.0 MB, about 15 s left",
        "fetching [x]: 40.0 MB of 40.0 MB",
    ]


def test_each_stage_is_announced(file: io.StringIO) -> None:
    lines = shown(
        file,
        (0, fetched(0)),
        (0, ProgressEvent("measuring", 0, 3, "rounds")),
        (9, ProgressEvent("measuring", 1, 3, "rounds")),
        (0, ProgressEvent("waiting for another liveact", 0, None, "bytes")),
        (0, ProgressEvent("counting", 7, None, "videos")),
    )
    assert lines == [
        "fetching [x]: 40.0 MB",
        "measuring: 0 of 3 rounds",
        "measuring: 1 of 3 rounds, about 18 s left",
        "waiting for another liveact",
        "counting: 7 videos",
    ]


def test_what_is_over_at_once_is_not_worth_a_line(file: io.StringIO) -> None:
    assert shown(file, (0, ProgressEvent("predicting", 64, 64, "frames"))) == []


def test_nothing_is_shown_where_nothing_happens(file: io.StringIO) -> None:
    with ProgressLine(Console(file=file, force_terminal=True)):
        pass
    assert file.getvalue() == ""


def test_a_terminal_shows_a_bar_and_is_tidy_afterwards(
    file: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    console = Console(file=file, force_terminal=True, width=100)
    with ProgressLine(console) as progress:
        progress(fetched(0))
        progress(fetched(10_000_000))
        progress(ProgressEvent("building", 1, 2, "steps"))
        sys.stdout.write("a result\n")
    assert capsys.readouterr().out == "a result\n", "results never go through the bar"
    drawn = file.getvalue()
    assert "fetching [x]" in drawn
    assert "1 of 2 steps" in drawn
    assert drawn.endswith("\x1b[1A\x1b[2K"), "the last line is taken away"
