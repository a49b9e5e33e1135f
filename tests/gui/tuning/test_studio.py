"""The studio, driven with mouse and keys on the scores of a stream and of a file."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.record.replay_window import ReplayWindow
from gui.theme import LIGHT
from gui.tuning.studio import Studio
from realtime import DecisionSettings, EventRule, PredictionMessage
from realtime.decision import Decision
from realtime.profiles import Profile
from realtime.replay import ScoreTrack
from realtime.sinks.messages import to_line
from tests.gui.conftest import WindowMaker
from tests.gui.test_main_window import LIVE, sees_waving
from tests.gui.waiting import wait
from tests.realtime.score_tracks import prediction
from tests.realtime.test_decision import SPEC

PLAIN = Profile(
    decisions=DecisionSettings(
        smoothing_seconds=0, event=EventRule(enter=0.6, exit=0.4, min_duration_seconds=1)
    )
)
WAVES = [0.1] * 6 + [0.9] * 8 + [0.1] * 12 + [0.7] * 6 + [0.1] * 6


def track() -> ScoreTrack:
    said = tuple(prediction([score, 0.05, 0], 10 + i / 2) for i, score in enumerate(WAVES))
    return ScoreTrack(SPEC, said, (0,) * len(said))


@pytest.fixture
def studio(qtbot: QtBot) -> Iterator[Studio]:
    studio = Studio(track(), PLAIN, LIGHT)
    qtbot.addWidget(studio)
    studio.show()
    qtbot.waitExposed(studio)
    yield studio
    studio.close()


def type_enter(studio: Studio, text: str) -> None:
    spin = studio.panel.field("enter").findChild(QDoubleSpinBox)
    assert isinstance(spin, QDoubleSpinBox)
    spin.selectAll()
    QTest.keyClicks(spin, text)
    QTest.keyClick(spin, Qt.Key.Key_Return)


def watched(studio: Studio) -> str:
    return " ".join(label.text() for label in studio.panel.labels.findChildren(QLabel))


def drag(studio: Studio, since: float, until: float) -> None:
    picture = studio.picture
    places = [QPoint(round(picture.x_of(at)), picture.height() // 2) for at in (since, until)]
    QTest.mousePress(picture, Qt.MouseButton.LeftButton, pos=places[0])
    QTest.mouseMove(picture, places[1])
    QTest.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=places[1])


def test_another_threshold_gives_other_events_at_once(qtbot: QtBot, studio: Studio) -> None:
    assert studio.figures.text().startswith("2 events · ")
    assert "2 labels of the model can begin events in this track" in watched(studio)
    before = studio.picture.grab().toImage()
    type_enter(studio, "0.80")
    wait(qtbot, lambda: studio.figures.text().startswith("1 event "))
    assert studio.picture.grab().toImage() != before
    assert "nothing marked" in studio.figures.text()


def test_a_long_track_is_replayed_beside_the_window_and_the_newest_setting_wins(
    qtbot: QtBot, studio: Studio
) -> None:
    said = tuple(prediction([WAVES[i % 38], 0.05, 0], 10 + i / 2) for i in range(760))
    studio.show_track(ScoreTrack(SPEC, said, (0,) * len(said)))
    type_enter(studio, "0.95")
    type_enter(studio, "0.80")
    wait(qtbot, lambda: studio.figures.text().startswith("20 events"))
    wait(qtbot, lambda: not studio._look.isActive())
    assert studio.figures.text().startswith("20 events")


def test_what_is_marked_with_the_mouse_is_the_measure(studio: Studio) -> None:
    drag(studio, 12.0, 15.5)
    (truth,) = studio.picture.truths
    assert truth.start_seconds == pytest.approx(12.0, abs=0.1)
    assert "1 false · 0 missed · told 2" in studio.figures.text()
    drag(studio, 27.0, 28.0)
    assert "1 missed" in studio.figures.text() or "0 false" in studio.figures.text()
    place = QPoint(round(studio.picture.x_of(13.0)), studio.picture.height() // 2)
    QTest.mouseClick(studio.picture, Qt.MouseButton.LeftButton, pos=place)
    assert len(studio.picture.truths) == 1


def test_marks_are_set_and_removed_by_keys(studio: Studio) -> None:
    picture = studio.picture
    for _ in range(10):
        QTest.keyClick(picture, Qt.Key.Key_Right)
    QTest.keyClick(picture, Qt.Key.Key_Space)
    for _ in range(20):
        QTest.keyClick(picture, Qt.Key.Key_Right)
    QTest.keyClick(picture, Qt.Key.Key_Space)
    assert len(picture.truths) == 1
    QTest.keyClick(picture, Qt.Key.Key_Left)
    QTest.keyClick(picture, Qt.Key.Key_Delete)
    assert len(picture.truths) == 0


def test_a_file_is_opened_and_a_bad_one_told(studio: Studio, tmp_path: Path) -> None:
    said = [prediction([0.9, 0.05, 0], 10 + i / 2) for i in range(8)]
    messages = [PredictionMessage("cam", Decision(None, one, one), "ok", 0.1) for one in said]
    path = tmp_path / "track.jsonl"
    path.write_text("\n".join(json.dumps(to_line(one)) for one in messages), encoding="utf-8")
    studio.open_track(path)
    assert studio.figures.text().startswith("1 event ")
    studio.open_track(tmp_path / "missing.jsonl")
    assert "cannot be read" in studio.panel.message


@pytest.mark.window
@pytest.mark.clips
def test_an_event_of_a_track_is_seen_again_in_its_video(
    qtbot: QtBot, studio: Studio, clips_dir: Path, tmp_path: Path
) -> None:
    video = clips_dir / "wave_1.avi"
    scores = [0.9] * 13 + [0.1] * 8
    said = [prediction([s, 0, 0], at / 10, span_seconds=0.2) for at, s in enumerate(scores, 3)]
    messages = [PredictionMessage(video.name, Decision(None, one, one), "ok", 0) for one in said]
    path = tmp_path / "track.jsonl"
    path.write_text("\n".join(json.dumps(to_line(one)) for one in messages), encoding="utf-8")
    studio.open_track(path)
    picture = studio.picture
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=picture.event_place(0.5))
    assert "wave_1.avi is no video that is here; put the video beside" in studio.error.text
    (tmp_path / video.name).symlink_to(video)
    QTest.keyClick(picture, Qt.Key.Key_Return)  # the cursor stayed where the mouse was
    assert not studio.error.text
    (replay,) = studio.findChildren(ReplayWindow)
    wait(qtbot, lambda: replay.clip is not None)
    assert replay.origin == "From wave_1.avi"
    assert replay.clip is not None
    assert replay.clip.player.pictures[0].seconds == 0.0
    assert picture.truths == ()
    replay.close()


def test_the_live_scores_are_replayed_and_applied(qtbot: QtBot, make_window: WindowMaker) -> None:
    window = make_window()
    window.start(LIVE)
    wait(qtbot, lambda: sees_waving(window))
    wait(qtbot, lambda: len(window.timeline.history.samples) > 4)
    studio = window.tuning.open_studio()
    qtbot.waitExposed(studio)
    assert studio.figures.text().startswith("1 event ")
    place = studio.picture.event_place(window.timeline.history.now_seconds - 0.5)
    QTest.mouseClick(studio.picture, Qt.MouseButton.LeftButton, pos=place)
    (replay,) = studio.findChildren(ReplayWindow)
    assert replay.origin == "From memory"
    replay.close()
    type_enter(studio, "1.00")
    wait(qtbot, lambda: studio.figures.text().startswith("0 events"))
    assert window.tuning.panel.profile.decisions.event.enter == 0.5
    apply = next(one for one in studio.findChildren(QPushButton) if "Apply" in one.text())
    QTest.mouseClick(apply, Qt.MouseButton.LeftButton)
    assert window.tuning.panel.profile.decisions.event.enter == 1.0
    studio.close()
