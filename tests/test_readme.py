"""What the README tells a newcomer to type works."""

import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
import typer

from engines.cli import app as engine_app
from gui.app import app as window_app
from realtime.monitor.cli import app as monitor_app

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
APPS = {"liveact-engine": engine_app, "liveact-monitor": monitor_app}


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def commands() -> list[str]:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [line.removeprefix(".venv/bin/") for line in lines if "liveact-" in line]


def window_commands() -> list[str]:
    return [line for block in blocks("sh") for line in block.splitlines() if "liveact " in line]


@pytest.mark.parametrize("line", commands())
def test_a_command_is_spelled_as_the_program_wants_it(line: str) -> None:
    program, name, *arguments = shlex.split(line, comments=True)
    group: Any = typer.main.get_command(APPS[program])
    command = group.get_command(click.Context(group), name)
    assert command is not None, f"{program} has no command {name}"
    command.make_context(name, arguments)  # raises on an unknown option or argument


@pytest.mark.parametrize("line", window_commands())
def test_the_window_is_started_as_it_wants_it(line: str) -> None:
    command = typer.main.get_command(window_app)
    arguments = shlex.split(line, comments=True)[1:]
    context = command.make_context("liveact", [*arguments])  # raises on what it does not know
    assert context.params["sources"] is None or {*context.params["sources"]} <= {*arguments}


def test_there_are_commands_to_test() -> None:
    assert len(commands()) >= 5
    assert window_commands()


def test_make_targets_exist() -> None:
    makefile = (Path(__file__).parents[1] / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make (\w+)", README):
        assert f"\n{target}:" in makefile, target


@pytest.mark.clips
def test_the_python_example_runs(
    clips_dir: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (example,) = blocks("python")
    (tmp_path / "video.mp4").symlink_to(clips_dir / "cartwheeling.avi")
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all("cartwheeling" in line for line in lines)
