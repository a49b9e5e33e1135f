import os
import sys
import threading

import pytest

from gui.thread_priority import give_way, go_first


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a niceness for each thread")
def test_a_thread_and_those_it_starts_give_way_to_the_others() -> None:
    seen: list[int] = []

    def note() -> None:
        seen.append(niceness())

    def work() -> None:
        give_way()
        note()
        child = threading.Thread(target=note)
        child.start()
        child.join()

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert seen == [min(19, niceness() + 10)] * 2


def test_python_hands_over_sooner_than_usual() -> None:
    usual = sys.getswitchinterval()
    try:
        go_first()
        assert 0 < sys.getswitchinterval() < usual
    finally:
        sys.setswitchinterval(usual)
