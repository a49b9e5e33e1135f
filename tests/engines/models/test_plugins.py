"""The example of docs/models.md, installed as its own pyproject.toml says."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

DOCS = (Path(__file__).parents[3] / "docs" / "models.md").read_text(encoding="utf-8")
PROGRAM = "from engines.cli import main; main()"
SAVE = (
    "import torch; from engines.models import create_model; "
    "torch.save(create_model('gesture_net', num_classes=2).state_dict(), 'best.pt')"
)


def files() -> dict[str, str]:
    """The files that the docs show, by name."""
    blocks = re.findall(r"```\w+\n# (\S+\.(?:py|toml))\n(.*?)```", DOCS, flags=re.DOTALL)
    return dict(blocks)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of installed packages, with the example's modules and its entry points."""
    shown = files()
    for name, text in shown.items():
        (tmp_path / name).write_text(text)
    declare(tmp_path, tomllib.loads(shown["pyproject.toml"])["project"]["entry-points"])
    (tmp_path / "labels.txt").write_text("wave\nnod\n")
    return tmp_path


def declare(site: Path, groups: dict[str, dict[str, str]]) -> None:
    info = site / "my_models-1.0.dist-info"
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: my-models\nVersion: 1.0\n")
    lines: list[str] = []
    for group, entries in groups.items():
        lines += [f"[{group}]", *(f"{name} = {value}" for name, value in entries.items())]
    (info / "entry_points.txt").write_text("\n".join(lines))


def run(site: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(site), str(Path(__file__).parents[3])])
    environment = os.environ | {"PYTHONPATH": path, "LIVEACT_DATA_DIR": str(site / "data")}
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        cwd=site,
    )


def test_the_example_is_an_architecture_like_any_other(site: Path) -> None:
    saved = run(site, SAVE)
    assert saved.returncode == 0, saved.stderr

    imported = run(
        site, PROGRAM, "import", "best.pt", "--arch", "gesture_net", "--labels", "labels.txt"
    )
    listed = run(site, PROGRAM, "list", "--json")

    assert (imported.returncode, imported.stdout) == (0, "gesture_net.best\n"), imported.stderr
    rows = {row["model"]: row for row in map(json.loads, listed.stdout.splitlines())}
    assert rows["gesture_net.best"]["labels"] == 2
    assert listed.stderr == ""


def test_what_cannot_be_used_is_said_and_passed_over(site: Path) -> None:
    (site / "broken.py").write_text("import nothing_like_it\n")
    (site / "taken.py").write_text(
        "from dataclasses import replace\nfrom my_models import GESTURE_NET as ours\n"
        "TAKEN = replace(ours, spec=replace(ours.spec, name='i3d'))\n"
    )
    declare(
        site,
        {
            "liveact.models": {
                "broken": "broken:CARD",
                "nothing": "my_models:NOTHING",
                "text": "my_models:__name__",
                "taken": "taken:TAKEN",
            }
        },
    )

    listed = run(site, PROGRAM, "list")

    assert listed.returncode == 0
    assert "i3d.k400" in listed.stdout
    said = listed.stderr.splitlines()
    assert len(said) == 4
    for text in (
        "plugin broken (broken:CARD) is passed over: ModuleNotFoundError: No module named",
        "plugin nothing (my_models:NOTHING) is passed over: AttributeError",
        "plugin text is passed over: my_models:__name__ is str, not a ModelCard",
        "plugin's model i3d is passed over: the name is taken",
    ):
        assert sum(text in line for line in said) == 1, text
