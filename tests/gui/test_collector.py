import gc
import threading
import weakref

import pytest

from gui.collector import GarbageCollector


class Ring:
    """Refers to itself, so that only the collector frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.usefixtures("qapp")
def test_only_its_own_look_collects() -> None:
    threshold = gc.get_threshold()
    collector = GarbageCollector()
    try:
        gc.set_threshold(10)
        with collector:
            gone = weakref.ref(Ring())
            thread = threading.Thread(target=lambda: [[] for _ in range(1000)])
            thread.start()
            thread.join()
            assert gone() is not None
            collector.look()
            assert gone() is None
        assert gc.isenabled()
    finally:
        gc.set_threshold(*threshold)
