import threading
from typing import Any

from gui.teach.shared_backbone import SharedBackbone
from tests.gui.colour_teaching import ColourEmbedder, colour_shot


class WatchedEmbedder(ColourEmbedder):
    """Notices two calls at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = self.most = 0

    def infer(self, clips: Any) -> Any:
        self.inside += 1
        self.most = max(self.most, self.inside)
        answer = super().infer(clips)
        self.inside -= 1
        return answer


def test_two_threads_take_turns() -> None:
    engine = WatchedEmbedder()
    shared = SharedBackbone(engine)
    clip = colour_shot("red")

    def use() -> None:
        lent = shared.lend()
        for _ in range(50):
            lent.infer([clip])

    threads = [threading.Thread(target=use) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert engine.most == 1


def test_the_last_one_closes_it() -> None:
    engine = ColourEmbedder()
    shared = SharedBackbone(engine)
    first, second = shared.lend(), shared.lend()
    first.close()
    first.close()
    assert not engine.is_closed
    assert second.infer([colour_shot("green")]).shape == (1, 12)
    second.close()
    assert engine.is_closed
