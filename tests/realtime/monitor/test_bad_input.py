"""Wrong use of `liveact-monitor watch`: one clear line, exit code 2, nothing left behind."""

import sys
import wave
from pathlib import Path

import pytest

from realtime.monitor.cli import main


def watch(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    """The exit code of the command, run in this process."""
    monkeypatch.setattr(sys, "argv", ["liveact-monitor", "watch", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    code = ended.value.code
    assert isinstance(code, int)
    return code


@pytest.fixture(autouse=True)
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of this may need weights, so none are there and none can be fetched."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(cache))
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    return cache


def bad_sources(folder: Path) -> dict[str, tuple[Path, str]]:
    (folder / "text.mp4").write_text("this is not a video\n" * 50, encoding="utf-8")
    (folder / "empty.mp4").write_bytes(b"")
    with wave.open(str(folder / "sound.wav"), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(16000))
    return {
        "missing": (folder / "missing.mp4", "no such file"),
        "folder": (folder, "folder"),
        "text": (folder / "text.mp4", "not a video"),
        "zero bytes": (folder / "empty.mp4", "empty"),
        "audio only": (folder / "sound.wav", "no picture|no video"),
    }


@pytest.mark.parametrize("kind", ["missing", "folder", "text", "zero bytes", "audio only"])
def test_a_source_that_is_no_video(
    kind: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    empty_cache: Path,
) -> None:
    path, complaint = bad_sources(tmp_path)[kind]
    assert watch([str(path)], monkeypatch) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert_one_line(streams.err, path.name, complaint)
    assert not empty_cache.exists(), "nothing is fetched for a source that cannot be used"


def assert_one_line(text: str, given: str, complaint: str) -> None:
    lines = text.splitlines()
    assert len(lines) == 1, text
    assert given in lines[0]
    assert any(word in lines[0] for word in complaint.split("|")), text
    assert "Traceback" not in text


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["77"], "camera"),
        (["gopher://x/y"], "unknown kind of address"),
        (["synthetic:?colour=red"], "colour"),
        (["synthetic:", "--step", "0"], "from 0.01"),
        (["synthetic:", "--enter", "0.3", "--exit", "0.4"], "exit must be lower than enter"),
        (["synthetic:", "--enter", "7"], "7"),
        (["synthetic:", "--label-enter", "yoga"], "yoga=0.8"),
        (["synthetic:", "--watchdog", "-1"], "0.1 to 600"),
        (["synthetic:", "--transport", "pigeon"], "pigeon"),
        (["synthetic:", "--model", "i3d.k40"], "i3d.k400"),
        (["synthetic:", "--precision", "fp7"], "fp7"),
        (["rtsp://127.0.0.1:1/x", "--offline"], "offline"),
        ([], "SOURCE"),
    ],
)
def test_a_setting_that_is_not_allowed(
    arguments: list[str],
    complaint: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert watch(arguments, monkeypatch) == 2
    assert_one_line(capsys.readouterr().err, "", complaint)


def test_no_network_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], empty_cache: Path
) -> None:
    assert watch(["synthetic:?seconds=1"], monkeypatch) == 2
    complaint = capsys.readouterr().err.splitlines()[-1]
    assert "network" in complaint
    left = [path for path in empty_cache.rglob("*") if path.is_file() and path.stat().st_size]
    assert not left, "nothing half-written stays"


def test_a_cache_that_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(in_the_way))
    assert watch(["synthetic:?seconds=1"], monkeypatch) == 2
    assert_one_line(capsys.readouterr().err, str(in_the_way), "LIVEACT_CACHE_DIR")


def test_passwords_are_not_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert watch(["gopher://user:geheim@host/y"], monkeypatch) == 2
    streams = capsys.readouterr()
    assert "geheim" not in streams.out + streams.err
