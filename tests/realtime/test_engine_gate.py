"""Nobody is in a call of an engine that is shut out, and only one thread shuts it out."""

import threading

from realtime.engine_gate import EngineGate
from tests.realtime.test_sharing import SharedIndexEngine
from tests.realtime.virtual_clock import VirtualClock


def test_it_is_shut_when_everybody_has_left() -> None:
    clock = VirtualClock()
    engine = SharedIndexEngine(clock)
    gate = EngineGate(engine, clock)
    shut: list[bool] = []
    with gate.call() as inside:
        closing = threading.Thread(target=lambda: shut.append(gate.shut(engine)))
        closing.start()
        while gate.engine is not None:
            clock.advance(0.0)
        assert (inside, shut) == (engine, [])
        with gate.call() as late:
            assert late is None
    closing.join(10)
    assert shut == [True]


def test_one_thread_shuts_it_and_another_engine_opens_it() -> None:
    clock = VirtualClock()
    first, second = SharedIndexEngine(clock), SharedIndexEngine(clock)
    gate = EngineGate(first, clock)
    assert gate.shut(first)
    assert not gate.shut(first)
    began = clock.now()
    gate.wait()
    assert clock.now() > began, "a moment"
    gate.open(second)
    with gate.call() as inside:
        assert inside is second
    assert not gate.shut(first), "it is gone for long"
