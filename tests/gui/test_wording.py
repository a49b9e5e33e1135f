"""What the rooms below say is known here, and said in the window's language."""

import errno
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter

import pytest
from PySide6.QtWidgets import QApplication

from engines import NOTHING, EngineError, VideoReader, clean_label, load_engine, model_spec
from engines.artifacts.folders import storage_errors
from engines.teaching.report import report_of
from gui.errors import unforeseen_text
from gui.language import Speaker, translate
from gui.wording import DROP_REASONS, DROP_STAGES, drops_text, local_text, state_text
from realtime import DecisionSettings, SettingsError, SourceError, StreamState, open_source
from realtime.clock import MonotonicClock
from realtime.exports import export_events
from realtime.profiles import load_profile
from realtime.sources.network_errors import open_error, read_error
from realtime.track_file import read_track
from tests.engines.teaching.lessons import lesson
from tests.engines.teaching.test_report import held_out
from tests.texts_below import ROOT
from tests.translations import TEXTS_BELOW


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
        ("fetching the demo clip", "正在下载：演示视频"),
        ("fetching r3d.pth again", "正在重新下载：r3d.pth"),
        ("building i3d.k400", "正在构建：i3d.k400"),
        ("training", "正在训练"),
        ("profile a: cannot be read: Is a directory", "配置 a：无法读取：这是一个文件夹"),
        (
            "a step takes 95 ms on this CPU; one is wanted every 320 ms for each of 2 streams",
            "在此 CPU 上每步需要 95 ms；要求每 320 ms 一次（共 2 路视频流）",
        ),
        (
            "i3d.a in int8: it is not faster on this CPU: a call takes 9 ms in int8, 8 ms in fp32",
            "i3d.a 的 int8：在此 CPU 上并不更快：一次调用在 int8 下需要 9 ms，在 fp32 下需要 8 ms",
        ),
        (
            "fp32 takes their place: none is built on this machine; your own videos make one: "
            "liveact-engine build i3d --mode stream --precision int8 --calibrate FOLDER",
            "由 fp32 代替：本机尚未构建；可用你自己的视频构建："
            "liveact-engine build i3d --mode stream --precision int8 --calibrate FOLDER",
        ),
        ("[Errno 13] Permission denied: '/a: b'", "没有权限：'/a: b'（错误 13）"),
        ("401 Unauthorized: counting sheep", "401 Unauthorized: counting sheep"),
        ("", ""),
    ],
)
def test_what_is_known_is_translated_with_its_parts(said: str, text: str) -> None:
    assert local_text(said) == text


def _opened(source: str) -> Callable[[Path], object]:
    def fail(folder: Path) -> object:
        path = str(folder / source) if source.endswith(".mp4") else source
        return open_source(path, clock=MonotonicClock())

    return fail


def _read(name: str, content: bytes) -> Callable[[Path], object]:
    def fail(folder: Path) -> object:
        (folder / name).write_bytes(content)
        return VideoReader(folder / name)

    return fail


def _fill_disk(folder: Path) -> None:
    with storage_errors(folder):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


FAILURES: dict[str, Callable[[Path], object]] = {
    "no such file": _opened("gone.mp4"),
    "no such camera": _opened("77"),
    "no camera by this name": _opened("webcam"),
    "unknown kind of address": _opened("ftp://host/video"),
    "nobody answers": _opened("rtsp://user:secret@127.0.0.1:1/a"),
    "synthetic": _opened("synthetic:?speed=3"),
    "a folder": lambda folder: VideoReader(folder),
    "an empty file": _read("a.mp4", b""),
    "a text": _read("a.mp4", b"Dear diary\n" * 99),
    "not a video": _read("a.mp4", bytes(range(256)) * 9),
    "no profile": lambda _: load_profile("none"),
    "a damaged profile": lambda folder: load_profile(str(folder)),
    "a range": lambda _: DecisionSettings(smoothing_seconds=99),
    "a label": lambda _: DecisionSettings(only=("dance",)).check_labels(["dancing", "prance"]),
    "a track": lambda folder: read_track(folder / "none.jsonl"),
    "an ending": lambda folder: export_events(folder / "a.xlsx", []),
    "disk full": _fill_disk,
    "an empty label": lambda _: clean_label(" "),
    "a model": lambda _: model_spec("i3d.k4000"),
    "a runtime": lambda _: load_engine(runtime="abacus"),
}
_ENGLISH = re.compile("[A-Za-z]{2,} [A-Za-z]{2,}")
"""Two words in a row; one may be a name."""


@pytest.mark.parametrize("failure", FAILURES)
def test_nothing_of_a_real_failure_stays_english(failure: str, tmp_path: Path) -> None:
    with pytest.raises((EngineError, SourceError, SettingsError)) as failed:
        FAILURES[failure](tmp_path)
    text = local_text(failed.value)
    assert not text.isascii()
    assert not _ENGLISH.search(text), text
    assert "secret" not in text


def test_why_a_stream_is_lost_is_said_without_its_name() -> None:
    refused = open_error("rtsp://host/a", ConnectionRefusedError(), 0.1, 5)
    silent = read_error("rtsp://host/a", None, 5.0, 5)
    for error in (refused, silent):
        text = local_text(str(error).removeprefix("rtsp://host/a: "))
        assert not _ENGLISH.search(text), text


def _filled_in(form: str) -> str:
    """A text of a form, with the name of each place in it."""
    names = {name: f"<{name}>" for _, name, *_ in Formatter().parse(form) if name}
    return form.format(**names)


def test_every_text_is_known_again_and_none_is_taken_for_another() -> None:
    for form in TEXTS_BELOW.read_text(encoding="utf-8").splitlines():
        text = _filled_in(form)
        told = local_text(text)
        assert not told.isascii(), form
        assert sorted(re.findall(r"<\w+>", told)) == sorted(re.findall(r"<\w+>", text)), form
        assert told == _filled_in(translate("Wording", form)), form


def test_of_an_unforeseen_error_only_the_library_is_heard() -> None:
    error = RuntimeError("rtsp://user:secret@host/a: segment gone")
    text = local_text(unforeseen_text(error))
    assert text.startswith("内部错误")
    assert text.endswith("RuntimeError: rtsp://host/a: segment gone")


def test_all_advice_is_known() -> None:
    mixed = report_of(
        lesson(labels=2, recordings=2, examples=1, nothing=1),
        [held_out(0, "action 1"), held_out(2, NOTHING), held_out(4, "action 0")],
    )
    few = report_of(lesson(labels=1, recordings=1, examples=1, nothing=0), [])
    advice = {*mixed.advice, *few.advice}
    assert len(advice) >= 6
    for sentence in advice:
        said = local_text(sentence)
        assert not re.search("[a-z]", re.sub("'[^']+'", "", said)), said
        assert set(re.findall("'[^']+'", said)) == set(re.findall("'[^']+'", sentence))


def test_licences_stay_as_their_makers_wrote_them() -> None:
    assert local_text("MIT (port)") == "MIT (port)"
    assert local_text("not stated") == "未说明"
    assert local_text("the user's own, on i3d.k400: MIT") == "用户自有，基于 i3d.k400：MIT"
    assert local_text("the user's own, on mine: not stated").endswith("未说明")
