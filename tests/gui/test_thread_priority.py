import os
import sys
import threading

import cv2
import pytest

from gui.thread_priority import give_way, go_first, made_behind


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a niceness for each thread")
def test_a_thread_and_those_it_starts_give_way_to_the_others() -> None:
    seen: list[tuple[int, int]] = []

    def note() -> None:
        seen.append((niceness(), os.sched_getscheduler(threading.get_native_id())))

    def work() -> None:
        give_way()
        note()
        child = threading.Thread(target=note)
        child.start()
        child.join()

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert seen == [(min(19, niceness() + 10), os.SCHED_BATCH)] * 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a niceness for each thread")
def test_what_is_made_behind_starts_its_threads_there() -> None:
    seen: list[int] = []

    def make() -> threading.Thread:
        thread = threading.Thread(target=lambda: seen.append(niceness()))
        thread.start()
        return thread

    made_behind(make).join()
    assert seen == [min(19, niceness() + 10)]
    with pytest.raises(ZeroDivisionError):
        made_behind(lambda: 1 / 0)


def test_python_hands_over_sooner_than_usual_and_opencv_has_no_threads() -> None:
    usual, threads = sys.getswitchinterval(), cv2.getNumThreads()
    try:
        go_first()
        assert 0 < sys.getswitchinterval() < usual
        assert cv2.getNumThreads() == 1
    finally:
        sys.setswitchinterval(usual)
        cv2.setNumThreads(threads)
