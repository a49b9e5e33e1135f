"""Each desktop's ways, on any machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gui.platforms import can_load, has_graphics_card, library_hint, voice_commands, why_no_display

X11 = {"DISPLAY": ":0"}
WAYLAND = {"WAYLAND_DISPLAY": "wayland-0"}
GONE = {"WAYLAND_DISPLAY": "wayland-1"}


@pytest.mark.parametrize(
    ("platform", "environment", "has_library", "says"),
    [
        ("linux", {}, True, "no display: neither WAYLAND_DISPLAY nor DISPLAY"),
        ("linux", {"DISPLAY": ""}, False, "no display"),
        ("linux", X11, False, "libxcb-cursor0"),
        ("linux", X11, True, ""),
        ("linux", WAYLAND, False, ""),
        ("linux", {**WAYLAND, **X11}, False, ""),
        ("linux", GONE, True, "no display: WAYLAND_DISPLAY means "),
        ("linux", {**GONE, **X11}, True, ""),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, False, ""),
        ("win32", {}, False, ""),
        ("darwin", {}, False, ""),
    ],
)
def test_a_window_without_a_display_is_refused_with_a_way_out(
    platform: str, environment: dict[str, str], has_library: bool, says: str, tmp_path: Path
) -> None:
    (tmp_path / "wayland-0").touch()
    given = {**environment, "XDG_RUNTIME_DIR": str(tmp_path)}
    told = why_no_display(platform, given, lambda _name: has_library)
    assert told.startswith(says) if says.startswith("no display") else says in told
    assert bool(told) == bool(says)


def test_a_library_is_there_if_the_loader_finds_it() -> None:
    assert not can_load("libnowhere.so.0")
    loaded = {path for path in Path("/proc/self/maps").read_text().split() if ".so" in path}
    assert can_load(next(path for path in sorted(loaded) if "libc.so" in path))


def test_the_command_says_it_in_one_line(tmp_path: Path) -> None:
    without = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in without}
    ended = subprocess.run(
        [sys.executable, "-c", "from gui.app import main; main()", "demo"],
        env={**environment, "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("liveact: no display")
    assert ended.stderr.count("\n") == 1


def test_each_system_has_its_own_voice_first() -> None:
    first = {platform: voice_commands(platform)[0][0] for platform in ("linux", "darwin", "win32")}
    assert first == {"linux": "espeak-ng", "darwin": "say", "win32": "powershell"}
    assert voice_commands("freebsd14") == voice_commands("linux")
    read = ("--stdin", "-", "ReadToEnd")
    for platform in first:
        for _, arguments in voice_commands(platform):
            assert any(word in arguments[-1] for word in read)  # the text is no argument


def test_what_to_install_depends_on_the_system() -> None:
    assert "Visual C++" in library_hint("win32")
    assert "macOS" in library_hint("darwin")
    assert "libegl1" in library_hint("linux")


def test_linux_knows_its_graphics_cards_by_their_devices(tmp_path: Path) -> None:
    assert not has_graphics_card("linux", tmp_path)
    assert has_graphics_card("win32", tmp_path) and has_graphics_card("darwin", tmp_path)
    (tmp_path / "dri").mkdir()
    assert has_graphics_card("linux", tmp_path)
