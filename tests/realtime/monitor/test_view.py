import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from realtime.monitor.bars import BarBoard
from realtime.monitor.view import TerminalView, can_draw, draw, to_svg
from realtime.snapshot import StreamSnapshot
from realtime.status import StreamState, StreamStatus
from tests.realtime.monitor.snapshots import ALL, ENDED, LIVE, RECONNECTING, WARMING

SIZES = [(60, 15), (80, 24), (100, 30), (110, 16), (132, 40), (200, 60), (30, 8)]


class Terminal(io.StringIO):
    """Says that it is one."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def lines_of(snapshot: StreamSnapshot, width: int, height: int) -> list[str]:
    console = Console(width=width, height=height, file=io.StringIO(), color_system=None)
    bars = BarBoard().update(snapshot.decision)
    with console.capture() as captured:
        console.print(draw(snapshot, bars, width, height))
    return captured.get().splitlines()


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_view_fits_the_terminal(name: str, width: int, height: int) -> None:
    lines = lines_of(ALL[name], width, height)
    assert len(lines) <= height
    assert {len(line) for line in lines} == {width}
    assert all(line[0] in "╭│╰" and line[-1] in "╮│╯" for line in lines)


@pytest.mark.parametrize(("width", "height"), SIZES[:-1])
def test_from_60_by_15_on_everything_important_is_there(width: int, height: int) -> None:
    text = "\n".join(lines_of(LIVE, width, height))
    for needed in ("demo", "● live", "dancing ballet  70%", "camera 6.0", "behind live 612"):
        assert needed in text
    for needed in ("resampled", "3 capture (late)", "openvino bf16", "no GPU here", "▶ dancing"):
        assert needed in text


def test_nothing_jumps_between_warming_up_and_the_first_decision() -> None:
    before, after = lines_of(WARMING, 60, 16), lines_of(LIVE, 60, 16)
    assert [i for i, line in enumerate(before) if "rates" in line] == [
        i for i, line in enumerate(after) if "rates" in line
    ]


def test_a_name_longer_than_the_terminal_is_cut() -> None:
    status = StreamStatus("rtsp://cam.example/" + "x" * 90, StreamState.LIVE)
    assert "…" in lines_of(replace(LIVE, status=status), 60, 16)[0]


def test_a_name_cannot_steer_the_terminal() -> None:
    status = StreamStatus("clip\x1b[2J.mp4", StreamState.ENDED, "\x1b]0;x\x07")
    assert "\x1b" not in "".join(lines_of(replace(ENDED, status=status), 60, 16))


def test_on_a_terminal_the_last_snapshot_stays() -> None:
    terminal = Terminal()
    console = Console(file=terminal, force_terminal=True, width=60, height=16, _environ={})
    with TerminalView(console) as view:
        view.show(WARMING)
        view.show(LIVE)
        view.show(ENDED)
    last = terminal.getvalue().rpartition("╭")[2]
    assert "end of the file" in last
    assert last.count("\n") < 16, "the cursor's line would push the top out"


def test_no_color_is_respected() -> None:
    terminal = Terminal()
    environ = {"NO_COLOR": "1", "TERM": "xterm-256color"}
    console = Console(file=terminal, force_terminal=True, width=60, height=16, _environ=environ)
    with TerminalView(console) as view:
        view.show(RECONNECTING)
    codes = {
        int(code)
        for sequence in re.findall(r"\x1b\[([\d;]*)m", terminal.getvalue())
        for code in sequence.split(";")
        if code
    }
    assert not codes & set(range(30, 50))


@pytest.mark.parametrize(
    ("environ", "stream", "drawn"),
    [
        ({"TERM": "xterm"}, Terminal(), True),
        ({"TERM": "dumb"}, Terminal(), False),
        ({"TERM": "xterm", "FORCE_COLOR": "1"}, io.StringIO(), False),
    ],
)
def test_only_a_terminal_is_drawn_on(
    environ: dict[str, str], stream: io.StringIO, drawn: bool
) -> None:
    assert can_draw(Console(file=stream, _environ=environ)) is drawn


def test_a_terminal_that_has_no_such_characters_is_not_drawn_on() -> None:
    class Ascii(Terminal):
        encoding = "ascii"

    assert not can_draw(Console(file=Ascii(), _environ={"TERM": "xterm"}))


def test_the_picture_is_an_svg_that_needs_nothing_else() -> None:
    svg = to_svg(LIVE)
    assert svg.startswith("<svg") and "dancing&#160;ballet" in svg
    assert 'url("http' not in svg and "@font-face" not in svg
    assert to_svg(LIVE) == svg
