import os
import subprocess
import sys
from pathlib import Path

PROGRAM = "from gui.app import main; main()"
WITHOUT_QT = "import sys; sys.modules['PySide6'] = None; " + PROGRAM


def run(program: str, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )


def test_without_qt_one_line_names_the_extra(tmp_path: Path) -> None:
    ended = run(WITHOUT_QT, home=tmp_path)
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "pip install 'liveact[gui]'" in ended.stderr


def test_the_sign_desk_takes_one_source_and_says_so(tmp_path: Path) -> None:
    ended = run(PROGRAM, "--sign", "0", "1", home=tmp_path)
    assert ended.returncode == 2
    assert "2 sources given; 1 is allowed with --sign" in ended.stderr


def test_the_sign_desk_opens_and_tells_its_failure(tmp_path: Path) -> None:
    picture = tmp_path / "desk.png"
    ended = run(PROGRAM, "nowhere.mp4", "--sign", "--screenshot", str(picture), home=tmp_path)
    assert ended.returncode == 2
    assert "nowhere.mp4: no such file; check the path" in ended.stderr


def test_a_screenshot_of_what_cannot_be_opened_fails_with_its_reason(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    ended = run(PROGRAM, "nowhere.mp4", "--screenshot", str(picture), home=tmp_path)
    assert ended.returncode == 2
    assert "nowhere.mp4: no such file; check the path" in ended.stderr
    assert not picture.exists()


def test_the_window_is_there_before_what_it_does_not_need_yet(tmp_path: Path) -> None:
    """What decodes, talks HTTP or writes to terminals is loaded where it is used."""
    late = ("av", "rich", "http.client", "gui.sign.sign_window")
    program = f"import sys, gui.app, gui.desktop; print([m for m in {late} if m in sys.modules])"
    assert run(program, home=tmp_path).stdout.strip() == "[]"
    assert run("import engines; print(engines.ProgressLine)", home=tmp_path).returncode == 0
