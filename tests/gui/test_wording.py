"""What other rooms say in closed sets is known here, and said in the window's language."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from engines import NOTHING
from engines.teaching.report import report_of
from gui.language import Speaker
from gui.wording import (
    DROP_REASONS,
    DROP_STAGES,
    FILES,
    advice_text,
    drops_text,
    licence_text,
    reason_text,
    stage_text,
    state_text,
)
from realtime import StreamState
from tests.engines.teaching.lessons import lesson
from tests.engines.teaching.test_report import held_out
from tests.translations import ROOT


@pytest.fixture(autouse=True)
def _chinese(qapp: QApplication) -> Iterator[None]:
    assert qapp
    speaker = Speaker("zh_CN")
    speaker.start()
    yield
    speaker.stop()


def source(*rooms: str) -> str:
    """The code of rooms."""
    files = (path for room in rooms for path in sorted((ROOT / room).rglob("*.py")))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_every_state_and_every_loss_has_its_word() -> None:
    states = [state_text(state) for state in StreamState]
    assert len(set(states)) == len(StreamState)
    assert all(not text.isascii() for text in states)
    assert set(re.findall(r'drops\["([^"]+)"\]', source("realtime"))) <= set(DROP_REASONS)
    counts = {stage: dict.fromkeys(DROP_REASONS, 2) for stage in DROP_STAGES}
    assert not re.search("[a-z]", drops_text(counts))
    assert drops_text({"capture": {"late": 3}, "engine": {"busy": 0}}) == "采集 3（迟到）"
    assert drops_text({}) == "无"


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("no frame for 3 s", "已 3 秒没有收到画面"),
        ("the picture has not changed for 2.5 s", "画面已 2.5 秒没有变化"),
        ("the end of the video", "视频已播放完毕"),
        ("the end of the video; damaged or missing frames: 7", "视频已播放完毕；损坏或缺失的帧：7"),
        ("stopped", "已停止"),
        ("401 Unauthorized", "401 Unauthorized"),
    ],
)
def test_reasons_of_a_state(said: str, text: str) -> None:
    assert reason_text(said) == text


def test_what_is_being_prepared() -> None:
    code = source("engines", "gui")
    for title in FILES:
        assert f'title="{title}"' in code
        assert stage_text(f"fetching {title}").startswith("正在下载：")
        assert not re.search("[a-z]", stage_text(f"unpacking {title}"))
    assert stage_text("fetching r3d.pth again") == "正在重新下载：r3d.pth"
    assert stage_text("building i3d.k400") == "正在构建：i3d.k400"
    fixed = set(re.findall(r'ProgressEvent\(\s*"((?:comparing [^"]*|loading [^"]*) [^"]*)"', code))
    untold = {"comparing the engines"}  # of commands only
    assert all(not stage_text(stage).isascii() for stage in fixed - untold)
    assert stage_text("counting sheep") == "counting sheep"


def test_all_advice_is_known() -> None:
    mixed = report_of(
        lesson(labels=2, recordings=2, examples=1, nothing=1),
        [held_out(0, "action 1"), held_out(2, NOTHING), held_out(4, "action 0")],
    )
    few = report_of(lesson(labels=1, recordings=1, examples=1, nothing=0), [])
    advice = {*mixed.advice, *few.advice}
    assert len(advice) >= 6
    for sentence in advice:
        said = advice_text(sentence)
        assert not re.search("[a-z]", re.sub("'[^']+'", "", said)), said
        assert set(re.findall("'[^']+'", said)) == set(re.findall("'[^']+'", sentence))


def test_licences_stay_as_their_makers_wrote_them() -> None:
    assert licence_text("MIT (port)") == "MIT (port)"
    assert licence_text("not stated") == "未说明"
    assert licence_text("the user's own, on i3d.k400: MIT") == "用户自有，基于 i3d.k400：MIT"
    assert licence_text("the user's own, on mine: not stated").endswith("未说明")
