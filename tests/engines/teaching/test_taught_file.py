import json
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engines import EngineError
from engines.teaching.lesson import Lesson
from engines.teaching.places import find_taught, taught_names, taught_place
from engines.teaching.report import report_of
from engines.teaching.taught_file import TaughtModel, read_taught, taught_model, write_taught
from engines.teaching.training import train_head
from tests.engines.teaching.lessons import direction, lesson


@pytest.fixture(scope="module")
def model() -> TaughtModel:
    shown = lesson()
    pictured = Lesson((replace(shown.examples[0], thumbnail=b"jpeg"), *shown.examples[1:]))
    head, held_out = train_head(pictured)
    return taught_model(
        pictured,
        head,
        report_of(pictured, held_out),
        backbone="i3d.k400",
        backbone_identity="abc",
        clip_len=48,
    )


@pytest.fixture
def path(model: TaughtModel, tmp_path: Path) -> Path:
    write_taught(model, tmp_path / "mine.taught")
    return tmp_path / "mine.taught"


def rewritten(path: Path, name: str, content: bytes) -> Path:
    """The same archive with another content of one of its files."""
    changed = path.with_name("changed.taught")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return changed


def test_what_is_written_is_read_again(path: Path, model: TaughtModel) -> None:
    again = read_taught(path)

    assert again.card == model.card
    asked = np.stack([direction(0), direction(9)])
    np.testing.assert_array_equal(again.head.logits(asked), model.head.logits(asked))
    assert [e.thumbnail for e in again.lesson.examples][:2] == [b"jpeg", b""]
    for mine, written in zip(again.lesson.examples, model.lesson.examples, strict=True):
        np.testing.assert_array_equal(mine.embeddings, written.embeddings)


def test_anyone_can_read_what_it_says(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        card = json.loads(archive.read("model.json"))

    assert (card["version"], card["backbone"]) == (1, "i3d.k400")
    assert card["labels"] == ["action 0", "action 1", "nothing"]
    assert card["report"][0].startswith("action 0: 6 of 6 right")


def test_a_damaged_file_is_named(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(EngineError, match="not a taught model, or damaged"):
        read_taught(path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("model.json", b"{", "damaged"),
        ("model.json", b'{"version": 9}', "written in version 9, this program reads 1"),
        ("model.json", b'{"version": 1, "backbone": 3}', "damaged at 'backbone'"),
        ("arrays.npz", b"PK", "damaged"),
    ],
)
def test_each_part_may_be_damaged(path: Path, name: str, content: bytes, message: str) -> None:
    with pytest.raises(EngineError, match=message):
        read_taught(rewritten(path, name, content))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no such file"):
        read_taught(tmp_path / "none.taught")


def test_a_failed_write_leaves_the_older_file(path: Path, model: TaughtModel) -> None:
    before = path.read_bytes()
    broken = replace(model, lesson=Lesson((replace(model.lesson.examples[0], thumbnail=3),)))  # type: ignore[arg-type]  # what a defect would give
    with pytest.raises(TypeError):
        write_taught(broken, path)

    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_models_are_found_by_name(
    model: TaughtModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIVEACT_DATA_DIR", str(tmp_path))
    assert taught_names() == []
    write_taught(model, taught_place("my-actions"))

    assert taught_names() == ["my-actions"]
    assert find_taught("my-actions") == taught_place("my-actions")
    assert find_taught("i3d.k400") is None
    assert find_taught("folder/x.taught") == Path("folder/x.taught")
