import logging
import signal
import subprocess
import sys
from collections.abc import Callable

import pytest
import typer

from engines import EngineError, VideoError, run_command
from engines.errors import OutOfMemoryError


class CameraError(Exception):
    """Stands for the errors of another room."""


def command_that(action: Callable[[], object]) -> typer.Typer:
    app = typer.Typer(name="liveact-test", add_completion=False)

    @app.command()
    def act(number: int = 0) -> None:
        action()
        assert number == 0

    @app.command()
    def other() -> None:
        """Keeps `act` a word of its own."""

    return app


def fail_with(error: BaseException) -> Callable[[], object]:
    def action() -> None:
        raise error

    return action


def run(monkeypatch: pytest.MonkeyPatch, app: typer.Typer, *arguments: str) -> object:
    monkeypatch.setattr(sys, "argv", ["liveact-test", *arguments])
    with pytest.raises(SystemExit) as ended:
        run_command(app, user_errors=(CameraError,), run_errors=(RuntimeError,))
    return ended.value.code


@pytest.mark.parametrize(
    ("action", "code", "said"),
    [
        (lambda: None, 0, ""),
        (fail_with(EngineError("no such model;\n choose one")), 2, "no such model; choose one\n"),
        (fail_with(VideoError("not a video")), 2, "not a video\n"),
        (fail_with(CameraError("no such camera")), 2, "no such camera\n"),
        (fail_with(RuntimeError("it broke")), 1, "it broke\n"),
        (fail_with(OutOfMemoryError("x: not enough memory")), 1, "x: not enough memory\n"),
        (fail_with(MemoryError()), 1, "not enough memory; close other programs and try again\n"),
        (fail_with(typer.Exit(2)), 2, ""),
        (fail_with(KeyboardInterrupt()), 130, ""),
        (fail_with(typer.Abort()), 130, ""),
        (
            fail_with(KeyError("x")),
            1,
            "internal error, please report it: KeyError: 'x' (LIVEACT_LOG=debug says more)\n",
        ),
    ],
)
def test_every_end_has_its_code_and_at_most_one_line(
    action: Callable[[], object],
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(monkeypatch, command_that(action), "act") == code
    assert capsys.readouterr().err.strip("\n") == (f"liveact-test: {said}" if said else "").strip()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Missing command (see `liveact-test --help`)"),
        (["act", "--nonsense"], "No such option: --nonsense (see `liveact-test act --help`)"),
        (["act", "--number", "x"], "see `liveact-test act --help`"),
        (["acct"], "Did you mean 'act'?"),
    ],
)
def test_wrong_use_is_one_line(
    arguments: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(monkeypatch, command_that(lambda: None), *arguments) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.count("\n") == 1
    assert output.err.startswith("liveact-test: ")
    assert said in output.err


PROGRAM = """
import logging, sys, typer
from engines import run_command
app = typer.Typer(name="liveact-test")
@app.command()
def act() -> None:
    logging.getLogger("engines.x").warning("careful")
    print("ready", flush=True)
    {action}
run_command(app)
"""


def program(action: str) -> list[str]:
    return [sys.executable, "-c", PROGRAM.format(action=action)]


def test_logs_go_to_standard_error() -> None:
    done = subprocess.run(program("pass"), capture_output=True, text=True, check=True)
    assert done.stdout == "ready\n"
    assert done.stderr == "liveact-test: careful\n"


def test_a_traceback_is_shown_to_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEACT_LOG", "debug")
    done = subprocess.run(program("[][0]"), capture_output=True, text=True)
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("liveact-test: internal error")


@pytest.mark.parametrize("action", ["print('x' * 10**6)", "[print('x') for _ in range(10**5)]"])
def test_a_reader_that_leaves_is_no_news(action: str) -> None:
    with subprocess.Popen(
        program(action), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == "liveact-test: careful\n"
    assert process.returncode == 1


def test_ctrl_c_ends_quietly() -> None:
    with subprocess.Popen(
        program("sys.stdin.read()"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == "liveact-test: careful\n"
    assert process.returncode == 130


def test_the_log_of_the_tests_is_left_alone() -> None:
    assert logging.getLogger().handlers, "pytest's own handlers must have stayed"
