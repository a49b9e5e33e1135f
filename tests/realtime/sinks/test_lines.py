import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from realtime.errors import SinkClosedError, SinkError
from realtime.sinks.lines import LineWriter

MANY_LINES = """
import sys
from realtime.errors import SinkClosedError
from realtime.sinks.lines import LineWriter
writer = LineWriter()
try:
    while True:
        writer.write("x" * 100)
except SinkClosedError:
    sys.stderr.write("reader gone")
"""


class Recorder(io.BytesIO):
    """Notes what had arrived at each flush."""

    def __init__(self) -> None:
        super().__init__()
        self.flushed: list[bytes] = []

    def flush(self) -> None:
        self.flushed.append(self.getvalue())


def test_each_line_goes_out_at_once() -> None:
    stream = Recorder()
    writer = LineWriter(stream)
    writer.write("one")
    writer.write("two")
    assert stream.flushed == [b"one\n", b"one\ntwo\n"]


def test_text_is_utf_8_and_broken_file_names_do_not_stop_it() -> None:
    stream = Recorder()
    LineWriter(stream).write("Straße \udcff.mp4")
    assert stream.getvalue() == "Straße \\udcff.mp4\n".encode()


def test_a_terminal_that_knows_less_gets_escapes() -> None:
    stream = Recorder()
    LineWriter(stream, encoding="ascii").write("Straße")
    assert stream.getvalue() == b"Stra\\xdfe\n"


def test_a_reader_that_goes_away_is_told_apart_and_leaves_no_traceback() -> None:
    buffered = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    process = subprocess.Popen(
        [sys.executable, "-c", MANY_LINES],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=buffered,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"x" * 100 + b"\n"
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr as stderr:
        assert stderr.read() == b"reader gone"
    assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_clear_line() -> None:
    with (
        Path("/dev/full").open("wb", buffering=0) as full,
        pytest.raises(SinkError, match="cannot write the output: No space left") as raised,
    ):
        LineWriter(full).write("one")
    assert not isinstance(raised.value, SinkClosedError)
