"""What is copied into a bug report: English for whoever reads it, and no password."""

from PySide6.QtWidgets import QApplication

from gui.diagnostics import diagnostics
from gui.errors import unforeseen_text
from gui.language import Speaker
from gui.live.drawing import Drawing
from gui.worker_state import WorkerState


def test_diagnostics_are_english_in_a_chinese_window_and_hold_no_password(
    qapp: QApplication, speaks_english: Speaker
) -> None:
    assert qapp
    speaks_english.stop()
    chinese = Speaker("zh_CN")
    chinese.start()
    address = "rtsp://user:secret@camera.example/1"
    state = WorkerState(source=address, error=unforeseen_text(RuntimeError(f"{address} is gone")))
    text = diagnostics(state, Drawing(renderer="llvmpipe"))
    chinese.stop()
    speaks_english.start()
    assert text.isascii()
    assert "secret" not in text
    for line in (
        "language: zh_CN",
        "drawn by: raster, renderer: llvmpipe",
        "source: rtsp://camera.example/1",
        "error: internal error, please report it with Help > About > Copy diagnostics: "
        "RuntimeError: rtsp://camera.example/1 is gone",
    ):
        assert line in text.splitlines()
    assert {"liveact", "PySide6-Essentials", "openvino", "Python", "Qt"} <= {
        line.partition(":")[0] for line in text.splitlines()
    }
