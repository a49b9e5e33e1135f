import threading

import pytest

from engines import LoadedEngine, Progress, ProgressEvent
from gui.engine_share import EngineShare
from tests.gui.small_engine import SmallEngine


class _GivenUpError(Exception):
    pass


def test_the_engine_is_loaded_once_and_closed_by_the_last_one_who_leaves() -> None:
    engines: list[SmallEngine] = []

    def load(_progress: Progress) -> LoadedEngine:
        engines.append(SmallEngine())
        return engines[-1]

    share = EngineShare(load)
    share.hold()
    share.hold()
    assert share.get(lambda _event: None) is share.get(lambda _event: None)
    assert share.loaded is engines[0]
    share.leave()
    assert [one.is_closed for one in engines] == [False]
    share.leave()
    assert [one.is_closed for one in engines] == [True]


def test_one_who_waits_hears_the_progress_and_goes_on_where_the_first_gave_up() -> None:
    heard, is_loading, may_give_up = threading.Event(), threading.Event(), threading.Event()
    attempts: list[int] = []

    def load(progress: Progress) -> LoadedEngine:
        attempts.append(1)
        if len(attempts) == 1:
            progress(ProgressEvent("fetching", 1, 4, "bytes"))
            is_loading.set()
            may_give_up.wait(10)
            raise _GivenUpError
        return SmallEngine()

    share = EngineShare(load)
    share.hold()

    def first() -> None:
        with pytest.raises(_GivenUpError):
            share.get(lambda _event: None)

    def hear(event: ProgressEvent) -> None:
        if event.stage == "fetching":
            heard.set()
            may_give_up.set()

    loader = threading.Thread(target=first)
    loader.start()
    assert is_loading.wait(10)
    assert share.get(hear).spec is SmallEngine.spec
    loader.join(10)
    assert heard.is_set()
    assert len(attempts) == 2
    share.leave()
