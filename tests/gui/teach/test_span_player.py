"""The player's parts by themselves: marks, the bar, a video that is opened."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from gui.teach import opened_video
from gui.teach.opened_video import OpeningState, VideoOpening
from gui.teach.span_bar import BarState, KeptSpan, layout_bar, paint_bar
from gui.teach.span_marks import SpanMarks
from gui.theme import DARK
from tests.engines.painted_video import write_video
from tests.gui.waiting import wait


def test_the_newer_mark_counts_where_two_contradict() -> None:
    marks = SpanMarks()
    found = []
    for mark, number in (
        (marks.mark_out, 5),
        (marks.mark_in, 3),
        (marks.mark_in, 8),
        (marks.mark_out, 8),
        (marks.mark_out, 2),
    ):
        mark(number)
        found.append((marks.first, marks.last))
    assert found == [(None, 5), (3, 5), (8, None), (8, 8), (None, 2)]
    assert marks.span is None


def test_what_is_marked_and_what_was_cut_out_is_drawn(qtbot: QtBot) -> None:
    del qtbot  # an application must be there to draw
    image = QImage(216, 34, QImage.Format.Format_RGB32)
    image.fill(QColor(DARK.panel))
    layout = layout_bar(QRectF(image.rect()), 10.0)
    state = BarState(10.0, 0.5, 2.0, 4.0, (KeptSpan(6.0, 8.0, "wave"),))
    with QPainter(image) as painter:
        paint_bar(painter, layout, state, DARK)

    def at(seconds: float) -> str:
        return image.pixelColor(round(layout.x(seconds)), 17).name()

    assert at(3.0) == DARK.accent
    assert at(5.0) == DARK.line
    assert at(7.0) not in (DARK.line, DARK.accent)
    assert layout.seconds_at(layout.x(7.3)) == pytest.approx(7.3)
    assert layout.seconds_at(-50) == 0


def opened(qtbot: QtBot, path: Path) -> OpeningState:
    opening = VideoOpening(path)
    wait(qtbot, lambda: opening.state.doing is None)
    opening.close()
    return opening.state


def test_every_picture_of_a_video_can_be_gone_to(qtbot: QtBot, tmp_path: Path) -> None:
    video = opened(qtbot, write_video(tmp_path / "a.mp4", frames=20)).video
    assert video is not None
    assert len(video.pictures) == 20
    assert video.seconds == pytest.approx(0.8)
    assert [video.number_at(seconds) for seconds in (-1.0, 0.05, 0.4, 9.0)] == [0, 1, 10, 19]
    assert video.end_of(3) == pytest.approx(0.16)


def test_what_cannot_be_opened_is_said(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes.mp4").write_text("no video")
    assert "not a video" in opened(qtbot, tmp_path / "notes.mp4").error
    monkeypatch.setattr(opened_video, "MOST_BYTES", 2000)
    error = opened(qtbot, write_video(tmp_path / "long.mp4", frames=20)).error
    assert "long.mp4: longer than the 0 min of it that fit in here; cut it into pieces" in error


def test_a_video_that_nobody_wants_any_more_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(*_: object) -> bytes:
        begun.set()
        assert go_on.wait(10)
        return b""

    monkeypatch.setattr(opened_video, "small_jpeg", slow)
    opening = VideoOpening(write_video(tmp_path / "a.mp4", frames=20))
    assert begun.wait(10)
    threading.Timer(0.05, go_on.set).start()
    opening.close()
    assert opening.state == OpeningState()
