from functools import partial

from pytestqt.qtbot import QtBot

from gui.pull_turns import PullTurns
from tests.gui.waiting import wait


def test_each_has_its_turn_and_nobody_who_left(qtbot: QtBot) -> None:
    called: list[int] = []
    pulls = [partial(called.append, number) for number in range(3)]
    turns = PullTurns()
    for pull in pulls:
        turns.join(pull)
    wait(qtbot, lambda: len(called) > 6)
    assert {tuple(sorted(called[at : at + 3])) for at in range(4)} == {(0, 1, 2)}
    turns.leave(pulls[1])
    turns.leave(pulls[1])
    called.clear()
    wait(qtbot, lambda: len(called) > 4)
    assert 1 not in called
    turns.leave(pulls[0])
    turns.leave(pulls[2])


def test_one_alone_is_called_all_the_time(qtbot: QtBot) -> None:
    called: list[int] = []
    turns = PullTurns()
    turns.join(lambda: called.append(0))
    wait(qtbot, lambda: len(called) > 3)
    assert set(called) == {0}
