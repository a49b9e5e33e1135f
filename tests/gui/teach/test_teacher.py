import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engines import NOTHING, ArtifactError, Lesson, read_taught
from gui.teach.shared_backbone import Backbone
from gui.teach.teacher import Shot, Teacher
from tests.gui.colour_teaching import ColourEmbedder, colour_backbone, colour_shot
from tests.gui.waiting import wait

MakeTeacher = Callable[..., Teacher]


@pytest.fixture
def make_teacher() -> Iterator[MakeTeacher]:
    teachers: list[Teacher] = []

    def make(backbone: Backbone | None = None) -> Teacher:
        teachers.append(Teacher(backbone or colour_backbone()))
        return teachers[-1]

    yield make
    for teacher in teachers:
        teacher.close()


def shot(label: str, colour: str, number: int, frames: int = 16) -> Shot:
    clip = colour_shot(colour, number, frames)
    return Shot(label, lambda _spec: clip, f"take {colour} {number}", 0.0, frames / 25)


def taught_lesson(qtbot: QtBot, teacher: Teacher) -> Lesson:
    wanted = [("stop", "red"), ("go", "green"), (NOTHING, "grey")]
    for number in range(2):
        for label, colour in wanted:
            teacher.look_at(shot(label, colour, number))
    lesson = Lesson()

    def all_came() -> bool:
        nonlocal lesson
        for _, example in teacher.take():
            lesson = lesson.with_example(example)
        return len(lesson.examples) == 6

    wait(qtbot, all_came)
    return lesson


def test_examples_become_a_model_that_is_saved(
    qtbot: QtBot, make_teacher: MakeTeacher, tmp_path: Path
) -> None:
    teacher = make_teacher()
    lesson = taught_lesson(qtbot, teacher)
    teacher.train(lesson)
    teacher.save(tmp_path / "colours.taught")
    wait(qtbot, lambda: bool(teacher.state.saved or teacher.state.error))
    assert not teacher.state.error
    assert read_taught(tmp_path / "colours.taught").head.labels == ("stop", "go", NOTHING)
    taught = teacher.state.taught
    assert taught is not None
    assert [(row.right, row.held_out) for row in taught.report.labels][:2] == [(2, 2), (2, 2)]
    engine = teacher.engine_of(taught.model, "colours")
    assert engine.infer([colour_shot("green", 7)]).argmax() == 1
    engine.close()


def test_what_is_too_short_or_too_little_is_said_and_the_next_step_works(
    qtbot: QtBot, make_teacher: MakeTeacher
) -> None:
    teacher = make_teacher()
    teacher.look_at(shot("stop", "red", 0, frames=4))
    wait(qtbot, lambda: "0.2 s given, at least 0.3 s are needed" in teacher.state.error)
    lesson = taught_lesson(qtbot, teacher)
    teacher.train(lesson.without(0))
    wait(qtbot, lambda: "one example only of 'stop'" in teacher.state.error)
    teacher.train(lesson)
    wait(qtbot, lambda: teacher.state.taught is not None)
    assert teacher.state.error == ""


def test_a_full_disk_is_said(
    qtbot: QtBot, make_teacher: MakeTeacher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: Any) -> None:
        raise ArtifactError(f"{tmp_path}: no space left on the disk; make room")

    monkeypatch.setattr("gui.teach.teacher.write_taught", full)
    teacher = make_teacher()
    teacher.save(tmp_path / "early.taught")
    wait(qtbot, lambda: "nothing is taught yet" in teacher.state.error)
    lesson = taught_lesson(qtbot, teacher)
    teacher.train(lesson)
    teacher.save(tmp_path / "colours.taught")
    wait(qtbot, lambda: "no space left on the disk" in teacher.state.error)
    assert teacher.state.saved is None


def test_cancelling_gives_up_what_is_being_looked_at(
    qtbot: QtBot, make_teacher: MakeTeacher
) -> None:
    entered, go_on = threading.Event(), threading.Event()

    class SlowEmbedder(ColourEmbedder):
        def infer(self, clips: Any) -> Any:
            entered.set()
            assert go_on.wait(10)
            return super().infer(clips)

    teacher = make_teacher(replace(colour_backbone(), load=lambda _progress: SlowEmbedder()))
    for number in range(3):
        teacher.look_at(shot("stop", "red", number))
    assert entered.wait(10)
    doing = teacher.state.doing
    assert doing is not None
    assert doing.stage == "looking at the examples"
    teacher.cancel()
    go_on.set()
    wait(qtbot, lambda: teacher.state.doing is None)
    assert teacher.take() == []
