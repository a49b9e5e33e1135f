import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engines import EngineError, Head, LoadedEngine, Progress, ProgressEvent, TaughtEngine
from gui.preparing import Preparation
from gui.worker import StreamWorker
from gui.worker_state import Phase
from tests.gui.small_engine import SmallEngine
from tests.gui.waiting import wait


@pytest.fixture
def make_worker() -> Iterator[Callable[..., StreamWorker]]:
    workers: list[StreamWorker] = []

    def make(load: Callable[[Progress], LoadedEngine]) -> StreamWorker:
        workers.append(StreamWorker(load))
        return workers[-1]

    yield make
    for worker in workers:
        worker.close()


def test_a_stream_runs_and_its_messages_wait(
    qtbot: QtBot, make_worker: Callable[..., StreamWorker]
) -> None:
    engine = SmallEngine()
    worker = make_worker(lambda _progress: engine)
    worker.watch("synthetic:?fps=50")
    wait(qtbot, lambda: worker.state.phase is Phase.RUNNING)
    stream = worker.state.stream
    assert stream is not None
    wait(qtbot, lambda: stream.pipeline.snapshot().predictions > 1)
    assert stream.mailbox.take()
    worker.close()
    assert worker.state.phase is Phase.IDLE
    assert worker.state.error == ""
    assert engine.is_closed


def test_what_cannot_be_opened_is_said_and_the_next_source_runs(
    qtbot: QtBot, make_worker: Callable[..., StreamWorker]
) -> None:
    worker = make_worker(lambda _progress: SmallEngine())
    worker.watch("/nowhere/clip.mp4")
    wait(qtbot, lambda: "/nowhere/clip.mp4: no such file" in worker.state.error)
    worker.watch("synthetic:?fps=50")
    wait(qtbot, lambda: worker.state.phase is Phase.RUNNING)
    assert worker.state.error == ""


def test_an_engine_that_fails_is_loaded_anew(
    qtbot: QtBot, make_worker: Callable[..., StreamWorker]
) -> None:
    engines = [SmallEngine(ValueError("out of luck")), SmallEngine()]
    waiting = iter(engines)
    worker = make_worker(lambda _progress: next(waiting))
    worker.watch("synthetic:?fps=50")
    wait(qtbot, lambda: "internal error" in worker.state.error)
    assert "ValueError: out of luck" in worker.state.error
    assert engines[0].is_closed
    worker.watch("synthetic:?fps=50")
    wait(qtbot, lambda: _predictions(worker) > 0)


def test_an_engine_that_cannot_be_had_is_said(
    qtbot: QtBot, make_worker: Callable[..., StreamWorker]
) -> None:
    def load(_progress: Progress) -> LoadedEngine:
        raise EngineError("no weights; choose another model")

    worker = make_worker(load)
    worker.watch("synthetic:")
    wait(qtbot, lambda: worker.state.error == "no weights; choose another model")
    assert worker.state.phase is Phase.IDLE
    assert worker.state.stream is None


def test_a_stop_cancels_what_is_fetched(
    qtbot: QtBot, make_worker: Callable[..., StreamWorker]
) -> None:
    was_told, may_go_on = threading.Event(), threading.Event()

    def load(progress: Progress) -> LoadedEngine:
        progress(ProgressEvent("fetching", 25, 100, "bytes"))
        was_told.set()
        may_go_on.wait(10)
        progress(ProgressEvent("fetching", 50, 100, "bytes"))
        raise AssertionError("went on although nobody wants it")

    worker = make_worker(load)
    worker.watch("synthetic:")
    assert was_told.wait(10)
    preparation = worker.state.preparation
    assert preparation is not None
    assert preparation.share == 0.25
    worker.stop()
    assert worker.state.preparation == Preparation("stopping")
    may_go_on.set()
    wait(qtbot, lambda: worker.state.phase is Phase.IDLE)
    assert worker.state.error == ""


def test_what_is_wrong_with_a_source_is_said_while_the_engine_is_prepared(
    qtbot: QtBot, make_worker: Callable[..., StreamWorker]
) -> None:
    may_go_on = threading.Event()

    def load(_progress: Progress) -> LoadedEngine:
        assert may_go_on.wait(30)
        return SmallEngine()

    worker = make_worker(load)
    worker.watch("rtsp://anna:secret@127.0.0.1:9/live")
    wait(qtbot, lambda: "nobody answers on this port" in worker.state.error)
    assert worker.state.phase is Phase.PREPARING
    assert "secret" not in worker.state.error
    worker.watch("synthetic:?fps=50")
    assert worker.state.error == ""
    may_go_on.set()
    wait(qtbot, lambda: _predictions(worker) > 0)
    assert worker.state.error == ""


def test_a_password_is_never_in_the_state(
    qtbot: QtBot, make_worker: Callable[..., StreamWorker]
) -> None:
    worker = make_worker(lambda _progress: SmallEngine())
    worker.watch("rtsp://anna:secret@127.0.0.1:9/live")
    wait(qtbot, lambda: worker.state.phase is Phase.RUNNING)
    assert "secret" not in repr(worker.state.source)


def _predictions(worker: StreamWorker) -> int:
    stream = worker.state.stream
    return stream.pipeline.snapshot().predictions if stream else 0


def test_another_engine_goes_on_with_the_open_source(
    qtbot: QtBot, make_worker: Callable[..., StreamWorker]
) -> None:
    first, second = SmallEngine(), SmallEngine()
    worker = make_worker(lambda _progress: first)
    worker.watch("synthetic:?fps=50")
    wait(qtbot, lambda: _predictions(worker) > 0)
    before = worker.state.stream
    assert before is not None
    seen = before.pipeline.latest_frame
    assert seen is not None
    worker.use(lambda _progress: second)
    wait(qtbot, lambda: worker.state.stream is not before and _predictions(worker) > 0)
    assert first.is_closed
    after = worker.state.stream
    assert after is not None
    frame = after.pipeline.latest_frame
    assert frame is not None
    assert frame.index > seen.index  # the same connection, no new start


def test_an_engine_is_changed_while_nothing_runs_and_a_stop_lets_the_source_go(
    qtbot: QtBot, make_worker: Callable[..., StreamWorker]
) -> None:
    second = SmallEngine()
    worker = make_worker(lambda _progress: SmallEngine())
    worker.use(lambda _progress: second)
    assert worker.state.phase is Phase.IDLE
    worker.watch("synthetic:?fps=50")
    wait(qtbot, lambda: _predictions(worker) > 0)
    worker.use(lambda _progress: SmallEngine())
    worker.stop()
    wait(qtbot, lambda: worker.state.phase is Phase.IDLE)
    assert not worker.teach(_head(("one", "nothing")))


def test_a_head_of_the_same_labels_is_taken_at_once(
    qtbot: QtBot, make_worker: Callable[..., StreamWorker]
) -> None:
    labels = ("one", "two", "nothing")
    small = SmallEngine()
    spec = replace(small.spec, labels=labels)
    taught = TaughtEngine(small, _head(labels), spec, small.choice)
    worker = make_worker(lambda _progress: taught)
    worker.watch("synthetic:?fps=50")
    wait(qtbot, lambda: worker.state.phase is Phase.RUNNING)
    assert worker.teach(_head(labels))
    assert not worker.teach(_head(("one", "nothing")))


def _head(labels: tuple[str, ...]) -> Head:
    ones = np.ones(6, np.float32)
    count = len(labels)
    return Head(
        labels,
        mean=ones * 0,
        std=ones,
        weights=np.ones((count, 6), np.float32),
        bias=np.zeros(count, np.float32),
        temperature=1.0,
        prototypes=np.ones((1, 6), np.float32),
        similar_from=-1.0,
    )
