import gc
import threading
import weakref

import pytest

from gui.collector import GarbageCollector, spare_modules


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


def test_what_was_loaded_at_the_start_is_not_looked_through() -> None:
    try:
        spare_modules()
        assert len(gc.get_objects()) < 1000
        gone = weakref.ref(Ring())
        gc.collect()
        assert gone() is None
    finally:
        gc.unfreeze()
