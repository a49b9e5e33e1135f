from pytestqt.qtbot import QtBot

from gui.live.latency import DisplayFigures
from gui.live.latency_panel import LatencyPanel
from gui.theme import DARK
from tests.gui.waiting import wait
from tests.realtime.monitor.snapshots import LIVE


def test_the_newest_figures_are_shown_at_last_and_not_each_of_them(qtbot: QtBot) -> None:
    panel = LatencyPanel(DARK)
    qtbot.addWidget(panel)
    said: list[str] = []
    for number in range(1, 6):
        panel.show_snapshot(LIVE, DisplayFigures(fps=float(number)))
        said.append(panel.value("Display"))
    assert len(set(said)) == 1
    wait(qtbot, lambda: panel.value("Display") != said[0])
    assert panel.value("Display").startswith("5")
