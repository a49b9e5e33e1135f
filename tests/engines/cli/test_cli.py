import subprocess
import sys

import pytest

from tests.engines.cli.conftest import Run

COMMANDS = "list", "pull", "import", "remove", "build", "predict", "bench"


def test_help_names_every_command(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    said = capsys.readouterr().out
    assert all(f" {command} " in said for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(command: str, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command, "--help") == 0
    assert "liveact-engine" in capsys.readouterr().out


def test_the_version(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out.startswith("liveact 0.")


@pytest.mark.parametrize("arguments", [["--help"], ["list"], ["predict", "absent.mp4"]])
def test_no_neural_runtime_is_loaded_for_nothing(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom engines.cli import main\n"
        f"sys.argv = ['liveact-engine', *{arguments!r}]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print({'torch', 'openvino', 'onnx'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stderr.splitlines()[-1] == "set()"


def test_model_names_complete() -> None:
    from engines.cli.options import complete_model

    assert "i3d.k400" in complete_model("i3")
    assert complete_model("zzz") == []
